"""The ways in, through the real core; and a vault that is really damaged."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from casefile import settings
from casefile.crypto.kdf import FLOOR
from casefile.domain.kinds import Case
from casefile.errors import CannotWrite, CasefileError, Refused, VerificationFailed
from casefile.progress import SILENT
from casefile.usecases import cases, edit, keyfiles, recovery, summary
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from tests.usecases.test_recovery import shares, typed
from tests.vault import still
from ui.door import CoreDoor
from ui.opening import open_workspace
from ui.shell.rescue_bar import RescueBar
from ui.unlock.door import Beside, Recovery

PAGE = 4096
NEW = "a new invented passphrase of many words"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    path = tmp_path / "stick"
    (path / "west").mkdir(parents=True)
    return path


def test_a_keyfile_and_a_header_on_a_stick_open_and_are_remembered_nowhere(
    tmp_path: Path, stick: Path, passphrase: str
) -> None:
    door, keyfile = CoreDoor(), keyfiles.make(stick / "invented key")
    path = tmp_path / "Away.casefile"
    sessions.create(path, passphrase, "A", FLOOR, keyfile=keyfiles.read(keyfile), header_folder=stick / "west").lock()
    vault = door.look(path)
    assert vault.header == "elsewhere"
    with pytest.raises(Refused, match="header_elsewhere"):
        door.unlock(vault, passphrase, Beside(), SILENT)
    with pytest.raises(Refused, match="wrong_passphrase"):
        door.unlock(vault, passphrase, Beside(header=stick / "west"), SILENT)
    door.remember(True)
    door.unlock(vault, passphrase, Beside(keyfile, stick / "west"), SILENT).lock()
    assert str(path) in settings.load().vaults
    assert "stick" not in repr(settings.load())
    assert any(each.path == path for each in door.vaults()), "it stays in the list without its header"


def test_a_header_that_is_torn_is_told_from_one_that_is_away(session: Session) -> None:
    path = session.path
    session.lock()
    for name in ("header.a", "header.b"):
        (path / name).write_bytes((path / name).read_bytes()[:-1] + b"?")
    assert CoreDoor().look(path).header == "damaged"


def test_coming_back_by_the_page_and_by_shares(session: Session, tmp_path: Path, passphrase: str) -> None:
    path, door = session.path, CoreDoor()
    page = recovery.make_key(session, tmp_path / "key.pdf", "en")
    pages = recovery.make_shares(session, 2, 3, tmp_path / "shares.pdf", "en")
    session.lock()
    vault, written = door.look(path), tmp_path / "key.txt"
    written.write_text(typed(page), "utf-8")
    opened = door.recover(vault, Recovery("key", door.text_of(written), NEW), SILENT)
    assert opened.author.name == "Invented Author"
    opened.lock()
    with pytest.raises(Refused, match="shares_too_few"):
        door.recover(vault, Recovery("shares", shares(pages)[0], passphrase), SILENT)
    door.recover(vault, Recovery("shares", "\n".join(shares(pages)[1:]), passphrase), SILENT).lock()
    door.unlock(vault, passphrase, Beside(), SILENT).lock()


def _damaged(vault: Path, copy: Path, passphrase: str) -> Path:
    """A copy with one page damaged, such that the vault does not open and can be read."""
    for page in (5, 4, 6, 7, 3, 8, 9, 10, 2, 1):
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(vault, copy)
        with (copy / "records.db").open("r+b") as file:
            file.seek(page * PAGE + 1000)
            file.write(b"damage")
        try:
            sessions.unlock(copy, passphrase).lock()
        except VerificationFailed:
            sessions.rescue(copy, passphrase).lock()
            return copy
    raise AssertionError("no page of those that are read at unlock was found")


def test_a_damaged_vault_opens_for_reading_and_lets_a_case_out(
    qtbot: QtBot, sample_vault: Path, tmp_path: Path, passphrase: str
) -> None:
    path, door = _damaged(sample_vault, tmp_path / "Sample.casefile", passphrase), CoreDoor()
    vault = door.look(path)
    with pytest.raises(VerificationFailed):
        door.unlock(vault, passphrase, Beside(), SILENT)
    session = door.rescue(vault, passphrase, Beside(), SILENT)
    workspace = open_workspace(session)
    qtbot.addWidget(workspace)
    workspace.show()
    QThreadPool.globalInstance().waitForDone()
    bar = workspace.findChildren(RescueBar)[0]
    assert bar.isVisible()
    assert bar.accessibleName() == "Opened for rescue. Nothing can be changed; export what you need."
    today = workspace.pages.currentWidget()
    assert not today.quick.isEnabled()
    today.quick.fields["who"].edit.setText("Someone Invented")
    workspace.before_lock()
    case = cases.find(session, "KZ-2016-003")
    with pytest.raises(Refused, match="rescue_only"):
        edit.save(session, [case])
    paper = summary.export(session, "KZ-2016-003", tmp_path / "summary.pdf", "en", "lawyer")
    assert paper.read_bytes().startswith(b"%PDF")
    bar.words.link_followed.emit()
    assert workspace.pages.currentWidget().place().startswith("check")
    QThreadPool.globalInstance().waitForDone()
    session.lock()


def test_a_vault_on_a_write_protected_disk_opens_for_reading_and_is_not_called_damaged(
    qtbot: QtBot, sample_vault: Path, tmp_path: Path, passphrase: str
) -> None:
    with still.small_disk(tmp_path / "stick") as stick:
        shutil.copytree(sample_vault, stick / "Sample.casefile")
        still.write_protect(stick)
        door = CoreDoor()
        vault = door.look(stick / "Sample.casefile")
        with pytest.raises(CannotWrite, match="lies_read_only"):
            door.unlock(vault, passphrase, Beside(), SILENT)
        session = door.rescue(vault, passphrase, Beside(), SILENT)
        workspace = open_workspace(session)
        qtbot.addWidget(workspace)
        workspace.show()
        QThreadPool.globalInstance().waitForDone()
        bar = workspace.findChildren(RescueBar)[0]
        assert bar.accessibleName().startswith("Opened for reading only. Nothing can be written where this vault lies")
        paper = summary.export(session, "KZ-2016-003", tmp_path / "summary.pdf", "en", "lawyer")
        assert paper.read_bytes().startswith(b"%PDF")
        workspace.before_lock()
        QThreadPool.globalInstance().waitForDone()
        session.lock()


@pytest.mark.threat(11)
def test_an_old_database_on_a_write_protected_disk_is_called_damaged(
    qtbot: QtBot, sample_vault: Path, tmp_path: Path, passphrase: str
) -> None:
    with still.small_disk(tmp_path / "stick") as stick:
        path = shutil.copytree(sample_vault, stick / "Sample.casefile")
        written = sessions.unlock(path, passphrase)
        edit.save(written, [Case(reference="XX-1")])
        written.lock()
        shutil.copy(sample_vault / "records.db", path)
        still.write_protect(stick)
        session = CoreDoor().rescue(CoreDoor().look(path), passphrase, Beside(), SILENT)
        workspace = open_workspace(session)
        qtbot.addWidget(workspace)
        QThreadPool.globalInstance().waitForDone()
        assert workspace.findChildren(RescueBar)[0].accessibleName().startswith("Opened for rescue.")
        workspace.before_lock()
        QThreadPool.globalInstance().waitForDone()
        session.lock()


def test_one_damaged_page_leaves_the_rest_to_be_read(sample_vault: Path, tmp_path: Path, passphrase: str) -> None:
    pages = (sample_vault / "records.db").stat().st_size // PAGE
    for first in range(pages // 4, pages, 60):  # until it is records that lie there
        copy = tmp_path / f"{first}.casefile"
        shutil.copytree(sample_vault, copy)
        with (copy / "records.db").open("r+b") as file:
            for page in range(first, min(first + 60, pages)):
                file.seek(page * PAGE + 1000)
                file.write(b"damage")
        session = sessions.rescue(copy, passphrase)
        met = [_meets_damage(session, kind) for kind in ("person", "happening", "measure", "source", "case", "task")]
        session.lock()
        assert False in met, "those on whole pages are read after those on damaged ones"
        if True in met:
            return
    pytest.fail("no records met")


def _meets_damage(session: Session, kind: str) -> bool:
    from casefile.usecases import search

    try:
        search.find(session, "a", (kind,))
    except CasefileError as error:
        assert error.key == "vault.database_damaged"
        return True
    return False


def test_a_settings_folder_that_takes_nothing_keeps_nobody_out(
    tmp_path: Path, session: Session, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, door = session.path, CoreDoor()
    session.lock()
    door.remember(True)
    in_the_way = tmp_path / "a file where the folder belongs"
    in_the_way.write_text("")
    monkeypatch.setattr(settings, "_path", lambda: in_the_way / "settings.json")
    monkeypatch.setattr(settings, "load", lambda: settings.Settings(remember_vaults=True))
    door.unlock(door.look(path), passphrase, Beside(), SILENT).lock()
    door.set_language("ru")
    with pytest.raises(CasefileError):
        door.remember(False)


def test_where_nothing_may_be_remembered_nothing_is_stored(session: Session, passphrase: str) -> None:
    path, door = session.path, CoreDoor()
    session.lock()
    door.unlock(door.look(path), passphrase, Beside(), SILENT).lock()
    assert not settings._path().exists()


def test_a_vault_is_offered_with_the_day_on_which_it_was_written(session: Session) -> None:
    path, door = session.path, CoreDoor()
    session.lock()
    found = door.look(path)
    assert re.search(r"\d{1,2} \w+ \d{4}$", found.second)
    assert re.search(r"\d{1,2} \w+ \d{4}, \d\d:\d\d$", found.written)
