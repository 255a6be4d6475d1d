"""A vault that an earlier version of the program wrote opens, whole, with all that was in it. `make.py` made them, each once."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from casefile.errors import Refused
from casefile.records import schema
from casefile.records.migration import OLDEST
from casefile.usecases import drafts, evidence, export, verify
from casefile.usecases import session as sessions

KEPT = Path(__file__).parent
PASSPHRASE = "seven invented words kept for the tests"
NAME = "casefile.json"
VERSIONS = range(OLDEST, schema.SCHEMA_VERSION + 1)


@pytest.fixture(params=VERSIONS)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Path]:
    """A copy of a kept vault, and the folder with what it holds."""
    place = KEPT / f"records-{request.param}"
    for folder in ("staging", "inbox", "evidence"):  # git keeps no empty folders
        (tmp_path / "Kept.casefile" / folder).mkdir(parents=True)
    return Path(shutil.copytree(place / "Kept.casefile", tmp_path / "Kept.casefile", dirs_exist_ok=True)), place


def test_it_opens_and_holds_what_it_held(kept: tuple[Path, Path], tmp_path: Path) -> None:
    vault, place = kept
    session = sessions.unlock(vault, PASSPHRASE)
    try:
        assert session.findings == ()
        assert [check for check in verify.deep(session) if not check.held] == []
        export.export(session, export.Wish("json", (), own_backup=True), tmp_path / "out")
        before, now = (json.loads((folder / NAME).read_text("utf-8")) for folder in (place, tmp_path / "out"))
        assert now["records"] == before["records"]
        (file,) = now["records"]["evidence"]
        assert evidence.opened(session, file["id"]).read().decode().startswith("An invented letter")
        (draft,) = drafts.kept(session)
        assert str(draft.record.title) == "Half written"
    finally:
        session.lock()


def layout(session: sessions.Session) -> dict[str, object]:
    """Tables with their columns, in whatever order; indexes with theirs; triggers."""
    found: dict[str, object] = {}
    with session.database.reading() as connection:
        for kind, name in connection.exec_driver_sql("SELECT type, name FROM sqlite_schema").all():
            pragma = {"table": "table_info", "index": "index_xinfo"}.get(kind)
            rows = connection.exec_driver_sql(f'PRAGMA {pragma}("{name}")').all() if pragma else []
            found[f"{kind} {name}"] = sorted(str(tuple(row)[2:] if kind == "index" else tuple(row)[1:]) for row in rows)
    return found


def test_it_has_the_tables_of_a_new_one(kept: tuple[Path, Path], session: sessions.Session) -> None:
    opened = sessions.unlock(kept[0], PASSPHRASE)
    try:
        assert layout(opened) == layout(session)
    finally:
        opened.lock()


def test_every_version_has_its_vault() -> None:
    """Whoever changes the tables raises the version, and keeps a vault of it."""
    assert [version for version in VERSIONS if not (KEPT / f"records-{version}" / "Kept.casefile").is_dir()] == []


def test_what_was_never_released_says_what_to_do(session: sessions.Session, passphrase: str) -> None:
    with session.database.maintaining() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version = {OLDEST - 1}")
    session.lock()
    for opening in (sessions.unlock, sessions.rescue):
        with pytest.raises(Refused) as refused:
            opening(session.path, passphrase)
        assert refused.value.key == "records.unreleased_vault"
