"""What opens a vault, changed in the window: afterwards it opens, or refuses, as the window said."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QThreadPool
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from casefile.crypto.age import HybridIdentity, X25519Identity
from casefile.domain.kinds import Case
from casefile.errors import Cancelled, Refused
from casefile.progress import Progress
from casefile.usecases import contacts, edit, evidence, header, people, recovering, recovery, rekey
from casefile.usecases import session as sessions
from casefile.usecases.contacts import Card
from casefile.usecases.rekey import Secret
from casefile.usecases.session import Session
from tests.conftest import PASSPHRASE
from tests.ui.invented import InventedDoor
from ui.opening import open_workspace
from ui.parts.dialog import Dialog
from ui.settings.keys.colleague import AddKeeper
from ui.settings.keys.erase import EraseDialog
from ui.settings.keys.keyfile import NeedKeyfile, NeedNone
from ui.settings.keys.people import AddPerson
from ui.settings.keys.showing import Showing
from ui.settings.page import SettingsPage
from ui.shell.alone import After, Alone
from ui.shell.window import Window
from ui.shell.workspace import Workspace

DANA = "words that only Dana knows"


class Opened:
    """A window with an open vault, and what it told when the vault was gone."""

    def __init__(self, qtbot: QtBot, session: Session) -> None:
        self.qtbot, self.path = qtbot, session.path
        self.session: Session = session
        self.left: list[Path | None] = []
        self.window = Window(InventedDoor(), self._build, _close, self.left.append)
        qtbot.addWidget(self.window)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.open(session)

    def _build(self, session: Any) -> QWidget:
        self.session = session
        return open_workspace(session)

    def open_again(self, passphrase: str, keyfile: bytes | None = None) -> None:
        """What the process that takes over after a lock does."""
        self.window.setEnabled(True)
        self.window.open(sessions.unlock(self.path, passphrase, keyfile=keyfile))

    def page(self, target: str) -> SettingsPage:
        """The settings, at a tab."""
        workspace = self.window._workspace
        assert isinstance(workspace, Workspace)
        workspace.go("settings", target)
        page = workspace.pages.currentWidget()
        assert isinstance(page, SettingsPage)
        QThreadPool.globalInstance().waitForDone()
        self.qtbot.wait(1)
        return page

    def dialog(self, kind: type[Dialog] = Dialog) -> Any:
        """The dialog on the window."""
        self.qtbot.waitUntil(lambda: bool(self._dialogs(kind)))
        return self._dialogs(kind)[-1]

    def confirm(self) -> None:
        """Press the verb of the dialog that asks."""
        self.dialog().findChildren(QPushButton)[-1].click()

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait for it."""
        self.qtbot.waitUntil(holds)

    def _dialogs(self, kind: type[Dialog]) -> list[QDialog]:
        return [each for each in self.window.findChildren(kind) if each.isVisible()]


@pytest.fixture
def opened(qtbot: QtBot, session: Session) -> Iterator[Opened]:
    made = Opened(qtbot, session)
    yield made
    made.window.close()
    QThreadPool.globalInstance().waitForDone()


def _close(session: Session) -> None:
    QThreadPool.globalInstance().waitForDone()
    session.lock()


def _opens(path: Path, passphrase: str, **beside: Any) -> str:
    """Lets oneself in with a passphrase; whose it is."""
    session = sessions.unlock(path, passphrase, **beside)
    name = session.author.name
    session.lock()
    return name


def test_a_passphrase_added_in_the_window_opens_and_a_removed_one_does_not(opened: Opened) -> None:
    part = opened.page("security").security.people
    part.add.click()
    dialog = opened.dialog(AddPerson)
    dialog.verb.click()
    assert dialog._name.field.state() == "refused", "a person needs a name"
    dialog.name.edit.setText("Dana Invented")
    dialog.new.first.edit.setText(DANA)
    dialog.new.again.edit.setText(DANA)
    dialog.verb.click()
    opened.until(lambda: len(part.entries.shown) == 2)
    assert "Dana Invented" in part.said.plain()
    assert [each.link is None for each in part.entries.shown] == [True, False], "nobody removes themselves"
    opened.window.lock()
    assert _opens(opened.path, DANA) == "Dana Invented"

    opened.open_again(PASSPHRASE)
    part = opened.page("security").security.people
    part.entries.shown[1].asked.emit()
    asked = opened.dialog()
    assert asked.focusProxy() is asked.findChildren(QPushButton)[0], "Cancel has the keyboard"
    opened.confirm()
    opened.until(lambda: len(part.entries.shown) == 1)
    assert "older copy" in part.said.plain()
    opened.window.lock()
    with pytest.raises(Refused, match="wrong_passphrase"):
        sessions.unlock(opened.path, DANA)


def test_a_refused_person_is_told_in_the_dialog_which_stays(opened: Opened) -> None:
    opened.page("security").security.people.add.click()
    dialog = opened.dialog(AddPerson)
    dialog.name.edit.setText("Dana Invented")
    dialog.new.first.edit.setText(PASSPHRASE)
    dialog.new.again.edit.setText(PASSPHRASE)
    dialog.verb.click()
    opened.until(lambda: bool(dialog._says.text()))
    assert dialog.isVisible()
    assert dialog.new.first.text() == ""
    assert len(people.known(opened.session)) == 1


@pytest.mark.parametrize(("typed", "count"), [(DANA, 2), (PASSPHRASE, 1)], ids=["done", "refused"])
def test_a_dialog_closed_while_its_job_runs_leaves_the_end_to_its_page(opened: Opened, typed: str, count: int) -> None:
    page = opened.page("security")
    part = page.security.people
    told: list[str] = []
    part.faulted.connect(lambda title, words: told.append(f"{title}: {words}"))
    part.add.click()
    dialog = opened.dialog(AddPerson)
    dialog.name.edit.setText("Dana Invented")
    dialog.new.first.edit.setText(typed)
    dialog.new.again.edit.setText(typed)
    dialog.verb.click()
    assert dialog.cancel.text() == "Close", "what runs is not cancelled by it"
    opened.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QThreadPool.globalInstance().waitForDone()
    opened.until(lambda: len(told) == 2 - count and len(part.entries.shown) == count)
    assert len(people.known(opened.session)) == count
    assert all("already opens the vault" in each for each in told)


def test_a_keyfile_is_made_needed_and_needed_no_more(opened: Opened, tmp_path: Path) -> None:
    path, part = tmp_path / "key", opened.page("security").security.keyfile
    part.make(path)
    opened.until(path.exists)
    part.need.click()
    dialog = opened.dialog(NeedKeyfile)
    dialog.passphrase.edit.setText(PASSPHRASE)
    dialog.new.take(path)
    dialog.verb.click()
    opened.until(lambda: "second copy" in part.said.plain())
    opened.window.lock()
    with pytest.raises(Refused, match="wrong_passphrase"):
        sessions.unlock(opened.path, PASSPHRASE)
    opened.open_again(PASSPHRASE, path.read_bytes())
    part = opened.page("security").security.keyfile
    part.need_none.click()
    none = opened.dialog(NeedNone)
    none.passphrase.edit.setText(PASSPHRASE)
    none.present.take(path)
    none.verb.click()
    opened.until(lambda: "alone" in part.said.plain())
    opened.window.lock()
    assert _opens(opened.path, PASSPHRASE) == "Invented Author"


def test_the_header_goes_to_a_stick_and_comes_back(opened: Opened, tmp_path: Path) -> None:
    stick, part = tmp_path / "stick", opened.page("security").security.header
    stick.mkdir()
    assert part.back.isHidden()
    part.move_to(stick)
    opened.until(lambda: str(stick) in part.where.text())
    assert (stick / "header.a").is_file()
    assert not (opened.path / "header.a").exists()
    part.back.click()
    opened.until(part.back.isHidden)
    assert not header.is_detached(opened.session)
    opened.window.lock()
    _opens(opened.path, PASSPHRASE)


def test_a_key_on_the_screen_counts_once_it_is_written_down(opened: Opened) -> None:
    tab = opened.page("recovery").recovery
    assert tab.keepers.none.isVisible()
    tab.key.show_it.click()
    opened.dialog(Showing).cancel.click()
    assert recovery.known(opened.session) == ()
    tab.key.show_it.click()
    dialog = opened.dialog(Showing)
    written = dialog.words.plain()
    assert "AGE-SECRET" not in opened.window.windowTitle()
    dialog.verb.click()
    opened.until(lambda: len(tab.keepers.entries.shown) == 1)
    assert dialog.words.plain() == "", "it is shown no longer"
    opened.window.lock()
    recovering.recover(opened.path, recovering.key_in(written), "another passphrase of theirs").lock()


def test_shares_are_shown_one_at_a_time(opened: Opened) -> None:
    tab = opened.page("recovery").recovery
    tab.shares.needed.setCurrentIndex(2)
    assert not tab.shares.show_them.isEnabled(), "4 of 3 is too many"
    tab.shares.needed.setCurrentIndex(0)
    tab.shares.show_them.click()
    dialog, seen = opened.dialog(Showing), []
    for number in (1, 2, 3):
        assert dialog.which.text() == f"Share {number} of 3"
        words = {int(n): w for n, w in _pairs(dialog.words.plain().split())}
        seen.append(" ".join(words[n] for n in range(1, 34)))
        dialog.verb.click()
    opened.until(lambda: len(tab.keepers.entries.shown) == 1)
    opened.window.lock()
    recovering.recover(opened.path, recovering.from_shares("\n".join(seen[1:])), "another passphrase").lock()


def _pairs(tokens: list[str]) -> list[tuple[str, str]]:
    return list(zip(tokens[::2], tokens[1::2], strict=True))


def test_a_page_has_the_name_that_was_typed(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = opened.page("recovery").recovery.key
    for typed, name in (("key 22.11", "key 22.11.pdf"), ("key.PDF", "key.PDF")):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, typed=typed, **_options: (typed, ""))
        assert paper.ask_file("key") == Path(name)


def test_pages_for_paper_and_withdrawing_them(opened: Opened, tmp_path: Path) -> None:
    tab = opened.page("recovery").recovery
    tab.key.write(tmp_path / "key.pdf")
    opened.until(lambda: len(tab.keepers.entries.shown) == 1)
    tab.shares.write_into(tmp_path)
    opened.until(lambda: len(tab.keepers.entries.shown) == 2)
    assert len(list(tmp_path.glob("recovery-share-*.pdf"))) == 3
    tab.key.write(tmp_path / "key.pdf")
    opened.until(lambda: tab._messages.count() > 0)
    tab.keepers.entries.shown[0].asked.emit()
    opened.confirm()
    opened.until(lambda: len(tab.keepers.entries.shown) == 1)
    assert [each.kind for each in recovery.known(opened.session)] == ["shares"]


def test_a_contact_becomes_a_keeper_and_an_old_recipient_does_not(opened: Opened) -> None:
    recipient = HybridIdentity.generate().recipient.encode()
    contacts.add(opened.session, Card("Gulnar Invented", recipient), "Gulnar Invented")
    tab = opened.page("recovery").recovery
    tab.colleague.button.click()
    dialog = opened.dialog(AddKeeper)
    dialog.recipient.edit.setText(X25519Identity.generate().recipient.encode())
    dialog.verb.click()
    opened.until(lambda: bool(dialog._says.text()))
    dialog.recipient.edit.clear()
    dialog.contact.setCurrentIndex(0)
    dialog.verb.click()
    opened.until(lambda: len(tab.keepers.entries.shown) == 1)
    assert "Gulnar Invented" in tab.keepers.entries.shown[0].words.text()


def test_new_keys_shut_out_whoever_did_not_enter_their_passphrase(opened: Opened) -> None:
    first = opened.session
    dana = people.add(first, "Dana Invented", DANA)
    part = opened.page("keys").keys.rekey
    opened.until(lambda: len(part.fields) == 2)
    part.button.click()
    assert part.fields[first.author.id].passphrase.state() == "refused", "one's own is needed"
    part.fields[first.author.id].passphrase.edit.setText(PASSPHRASE)
    part.fields[dana.id].passphrase.edit.setText("not what Dana knows")
    part.button.click()
    opened.until(lambda: part.fields[dana.id].passphrase.state() == "refused")
    part.fields[dana.id].passphrase.take()
    part.button.click()
    opened.until(part.button.isEnabled)
    opened.confirm()
    opened.until(lambda: opened.session is not first)
    fresh = opened.page("keys").keys.rekey
    opened.until(lambda: "new keys" in fresh.said.plain())
    opened.until(lambda: not fresh.unfinished.isVisible())
    opened.window.lock()
    with pytest.raises(Refused, match="wrong_passphrase"):
        sessions.unlock(opened.path, DANA)
    assert _opens(opened.path, PASSPHRASE) == "Invented Author"


def test_an_unfinished_change_of_keys_is_told_and_goes_on(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"an invented photo" * 1000)
    attached = _attach(session, tmp_path / "photo.jpg")
    opened = Opened(qtbot, rekey.renew(session, [Secret(PASSPHRASE)]))
    part = opened.page("keys").keys.rekey
    opened.until(part.go_on_button.isVisible)
    part.go_on_button.click()
    opened.until(lambda: "1 evidence file" in part.said.plain())
    opened.until(lambda: not part.go_on_button.isVisible())
    assert not rekey.pending(opened.session)
    with evidence.opened(opened.session, attached) as content:
        assert content.read(17) == b"an invented photo"
    opened.window.close()


def _attach(session: Session, file: Path) -> str:
    case = Case(reference="KZ-2021-001")
    edit.save(session, [case])
    return evidence.attach(session, file, evidence.attached_to(case.id)).id


def test_an_erased_vault_opens_no_more(opened: Opened) -> None:
    opened.page("keys").keys.erase.button.click()
    dialog = opened.dialog(EraseDialog)
    assert dialog.focusProxy() is dialog.cancel
    assert "destroying evidence" in dialog.accessibleDescription()
    assert not dialog.verb.isEnabled()
    dialog.typed.edit.setText("Another name")
    assert not dialog.verb.isEnabled()
    dialog.typed.edit.setText(opened.session.name)
    dialog.verb.click()
    opened.until(lambda: opened.window._cover is not None and opened.window._cover.after is not None)
    cover = opened.window._cover
    assert cover is not None
    opened.until(lambda: "is erased" in cover.title.text())
    assert not opened.path.exists()
    cover.button.click()
    assert opened.left == [None]
    with pytest.raises(Refused):
        sessions.unlock(opened.path, PASSPHRASE)


def test_in_a_rescue_all_can_be_read_and_nothing_changed(qtbot: QtBot, session: Session) -> None:
    session.database.refuse_writing()
    opened = Opened(qtbot, session)
    page = opened.page("recovery")
    assert page.recovery.keepers.manual.isEnabled()
    for button in (page.recovery.key.button, page.recovery.shares.show_them, page.recovery.colleague.button):
        assert not button.isEnabled()
    page = opened.page("keys")
    assert not page.keys.erase.button.isEnabled()
    assert not page.keys.rekey.button.isEnabled()
    page = opened.page("security")
    for button in (page.security.people.add, page.security.passphrase.button, page.security.header.button):
        assert not button.isEnabled()
    assert page.security.minutes.isEnabled(), "the settings of this computer have nothing to do with it"
    opened.window.close()


def test_a_lock_leaves_no_key_on_the_screen(opened: Opened) -> None:
    opened.page("recovery").recovery.key.show_it.click()
    dialog = opened.dialog(Showing)
    opened.window.lock()
    assert dialog.words.plain() == ""
    assert not dialog.isVisible()


def test_a_window_closed_amid_the_work_stops_it_and_locks(opened: Opened) -> None:
    session, begun = opened.session, Event()

    def work(progress: Progress) -> After:
        begun.set()
        try:
            while True:
                progress.check()
                time.sleep(0.01)
        except Cancelled:
            return After(session)

    opened.page("keys").keys.rekey.desk.alone_asked.emit(Alone("Working", "", work))
    opened.until(begun.is_set)
    assert opened.window._workspace is None, "no page of the vault is there meanwhile"
    opened.window.close()
    _opens(opened.path, PASSPHRASE)
