"""The check says each promise, names what is wrong and counts what is still good."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import update

from casefile.crypto.age import Encryptor
from casefile.domain.kinds import Case, Evidence
from casefile.journal import tables
from casefile.records import schema
from casefile.usecases import backup, edit, evidence, handover, verify
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from casefile.usecases.verify import Check
from casefile.vault import padding
from casefile.vault.blobs import Blob
from tests.conftest import PASSPHRASE

CONTENT = b"an invented statement"


def attached(session: Session, content: bytes = CONTENT) -> tuple[Evidence, Blob]:
    found = evidence.take_in(session, io.BytesIO(content), Evidence(original_name="file"))
    with session.database.reading() as connection:
        blob = session.local.blob(connection, found.sha256 or "")
    assert blob is not None
    return found, blob


def path_of(session: Session, blob: Blob) -> Path:
    return session.path / "evidence" / blob.name[:2] / blob.name


def failed(checks: tuple[Check, ...]) -> dict[str, Check]:
    return {check.key: check for check in checks if not check.held}


def by_key(checks: tuple[Check, ...]) -> dict[str, Check]:
    return {check.key: check for check in checks}


def test_a_whole_vault_keeps_every_promise_and_counts_what_it_looked_at(session: Session) -> None:
    edit.save(session, [Case(reference="X-1")])
    attached(session)
    checks = by_key(verify.deep(session))
    assert all(check.held for check in checks.values())
    assert (checks["verify.evidence"].good, checks["verify.records"].good) == (1, 2)


@pytest.mark.parametrize("pad", [b"\0" * 65535 + b"x", b"x" + b"\0" * 65535], ids=["last", "first"])
def test_a_padding_that_says_something_is_named(session: Session, pad: bytes) -> None:
    """Written by someone with all keys, so that nothing but the padding is other than it should be."""
    record, blob = attached(session)
    attached(session, b"another statement")
    sealed = io.BytesIO()
    encryptor = Encryptor(sealed, [session.vault.keys.store.recipient])
    encryptor.write(CONTENT + pad[len(CONTENT) :] if pad.endswith(b"x") else CONTENT + pad[: -len(CONTENT)])
    encryptor.finish()
    path_of(session, blob).write_bytes(sealed.getvalue())
    with session.database.maintaining() as connection:
        session.local.keep_blob(connection, Blob(blob.name, encryptor.header_mac, blob.sha256, blob.length))
    assert failed(verify.quick(session)) == {}, "its size tells nothing"
    found = failed(verify.deep(session))
    assert found.keys() == {"verify.evidence_altered"}
    check = found["verify.evidence_altered"]
    assert (check.wrong, check.records, check.good) == ((blob.name,), (record.id,), 1)


def test_a_file_padded_to_another_size_is_named_in_seconds(session: Session) -> None:
    record, blob = attached(session)
    sealed = io.BytesIO()
    encryptor = Encryptor(sealed, [session.vault.keys.store.recipient])
    encryptor.write(CONTENT + bytes(2 * padding.SMALLEST - len(CONTENT)))
    encryptor.finish()
    path_of(session, blob).write_bytes(sealed.getvalue())
    with session.database.maintaining() as connection:
        session.local.keep_blob(connection, Blob(blob.name, encryptor.header_mac, blob.sha256, blob.length))
    check = failed(verify.quick(session))["verify.files_missing"]
    assert (check.wrong, check.records) == ((blob.name,), (record.id,))
    assert "verify.evidence_altered" in failed(verify.deep(session))


def planted(session: Session, blob: Blob) -> dict[str, Callable[[], object]]:
    folder = session.path
    there = path_of(session, blob)
    return {
        "notes.txt": lambda: (folder / "notes.txt").write_text("left"),
        f"evidence/{blob.name[:2]}/notes.txt": lambda: there.with_name("notes.txt").write_text("left"),
        f"{blob.name[:2]}{'0' * 30}": lambda: there.with_name(blob.name[:2] + "0" * 30).write_bytes(there.read_bytes()),
        f"evidence/zz/{blob.name}": lambda: (
            (folder / "evidence" / "zz").mkdir() or (folder / "evidence" / "zz" / blob.name).write_bytes(b"")
        ),
        "staging/notes": lambda: (folder / "staging" / "notes").write_text("left"),
        "a\\u202eb": lambda: (folder / "a\u202eb").write_text("turned around"),
    }


def test_what_does_not_belong_in_the_folder_is_named(session: Session) -> None:
    _, blob = attached(session)
    (session.path / "inbox" / "from a phone.age").write_bytes(b"anyone may drop")
    assert failed(verify.deep(session)) == {}
    stranger = planted(session, blob)
    for plant in stranger.values():
        plant()
    found = failed(verify.deep(session))
    assert found.keys() == {"verify.strangers"}
    assert set(found["verify.strangers"].wrong) == stranger.keys()
    assert failed(verify.quick(session)) == {}, "the quick check lists no folder"


def test_an_evidence_file_that_is_a_link_is_a_stranger(session: Session, tmp_path: Path) -> None:
    _, blob = attached(session)
    path = path_of(session, blob)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert failed(verify.deep(session)).keys() == {"verify.strangers"}


def test_locking_signs_how_far_the_journal_reaches(session: Session) -> None:
    assert by_key(verify.quick(session))["verify.checkpoint_none"].held
    edit.save(session, [Case(reference="X-1"), Case(reference="X-2")])
    path = session.path
    session.lock()
    again = sessions.unlock(path, PASSPHRASE)
    edit.save(again, [Case(reference="X-3")])
    try:
        check = by_key(verify.quick(again))["verify.checkpoint"]
        assert check.values["size"] == 2
        assert len(check.values["date"]) == len("2031-01-01")
    finally:
        again.lock()
    once_more = sessions.unlock(path, PASSPHRASE)
    try:
        assert by_key(verify.quick(once_more))["verify.checkpoint"].values["size"] == 3
    finally:
        once_more.lock()


def test_backup_and_handover_leave_checkpoints_that_stay(session: Session, tmp_path: Path) -> None:
    edit.save(session, [Case(reference="X-1")])
    backup.make(session, tmp_path / "stick")
    edit.save(session, [Case(reference="X-2")])
    to = handover.to_passphrase("seven other invented words that nobody uses")
    handover.make(session, ["X-2"], [to], tmp_path / "X-2.age")
    edit.save(session, [Case(reference="X-3")])
    checks = by_key(verify.deep(session))
    assert all(check.held for check in checks.values())
    assert checks["verify.checkpoints"].good == 2
    assert checks["verify.checkpoint"].values["size"] == 2


@pytest.mark.parametrize("what", ["note", "size", "key", "cosigning_key"])
def test_a_checkpoint_that_was_changed_is_named(session: Session, tmp_path: Path, what: str) -> None:
    """Changed by someone with the vault's keys, who can seal rows but does not sign for the device."""
    edit.save(session, [Case(reference="X-1"), Case(reference="X-2")])
    backup.make(session, tmp_path / "stick")
    with session.database.reading() as connection:
        [(name, kept)] = session.local.all_kept(connection, "checkpoint/").items()
    other = {
        "note": kept["note"].replace("\n2\n", "\n1\n"),
        "size": 1,
        "key": kept["cosigning_key"],
        "cosigning_key": kept["key"],
    }
    session.keep(name, {**kept, what: other[what]})
    found = failed(verify.deep(session))
    assert found.keys() == {"verify.checkpoint_differs", "verify.checkpoints_differ"}, "the last one, and all of them"
    assert failed(verify.quick(session)).keys() == {"verify.checkpoint_differs"}


def test_a_journal_that_was_written_anew_does_not_fit_its_checkpoint(session: Session, tmp_path: Path) -> None:
    edit.save(session, [Case(reference="X-1")])
    backup.make(session, tmp_path / "stick")
    with session.database.reading() as connection:
        [name] = session.local.all_kept(connection, "checkpoint/")
    own = name.split("/")[1]
    edit.save(session, [Case(reference="X-2")])
    with session.database.maintaining() as connection:
        connection.execute(update(tables.tile).where(tables.tile.c.device == own).values(hashes=bytes(64)))
    assert {"verify.checkpoint_differs", "verify.checkpoints_differ"} <= failed(verify.deep(session)).keys()


def test_a_local_row_that_was_put_back_is_noticed_though_its_seal_is_genuine(session: Session) -> None:
    session.keep("draft/1", {"typed": "the first version"})
    with session.database.reading() as connection:
        old = connection.execute(schema.kept.select().where(schema.kept.c.name == "draft/1")).mappings().one()
    session.keep("draft/1", {"typed": "the second version"})
    assert failed(verify.deep(session)) == {}
    with session.database.maintaining() as connection:
        connection.execute(update(schema.kept).where(schema.kept.c.name == "draft/1").values(dict(old)))
    assert session.kept("draft/1") == {"typed": "the first version"}, "by its own seal it is good"
    assert failed(verify.deep(session)).keys() == {"verify.local_differs"}


def test_what_is_wrong_can_be_read_by_a_program(session: Session) -> None:
    """`wrong` and `records` are plain lists, however many there are."""
    blobs = [attached(session, f"statement {number}".encode()) for number in range(8)]
    for _, blob in blobs[:7]:
        path_of(session, blob).unlink()
    check = failed(verify.quick(session))["verify.files_missing"]
    assert set(json.loads(json.dumps(check.wrong))) == {blob.name for _, blob in blobs[:7]}
    assert set(check.records) == {record.id for record, _ in blobs[:7]}
    assert check.good == 1
