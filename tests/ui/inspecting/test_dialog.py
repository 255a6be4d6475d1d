"""A file is checked from the unlock page, with no vault open."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casefile.domain.kinds import Case
from casefile.domain.values import Text
from casefile.usecases import edit, handover, identity
from casefile.usecases.session import Session
from tests.ui.invented import InventedDoor
from ui.inspecting.dialog import InspectDialog
from ui.unlock.page import UnlockPage

WORDS = "seven words of an invented passphrase"


@pytest.fixture
def asked(qtbot: QtBot) -> InspectDialog:
    """The dialog, asked for at the left of the unlock page."""
    page = UnlockPage(InventedDoor())
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.show()
    qtbot.waitExposed(page)
    page.side.actions_list.went.emit("inspect")
    (dialog,) = page.findChildren(InspectDialog)
    return dialog


@pytest.fixture
def case(session: Session) -> Case:
    case = Case(reference="X-1", title=Text.of("An invented case", "en"))
    edit.save(session, [case])
    return case


def test_who_signed_and_for_whom_are_told_and_the_files_are_saved(
    qtbot: QtBot, asked: InspectDialog, session: Session, case: Case, tmp_path: Path
) -> None:
    made = handover.make(session, ["X-1"], [handover.to_passphrase(WORDS)], tmp_path / "b.age", "un", "en")
    assert not asked.check.isEnabled() and not asked.save.isVisible()
    asked.set_file(made.bundles[0].path)
    qtbot.keyClicks(asked.passphrase.edit, "wrong")
    qtbot.keyClick(asked.passphrase.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: asked._opens.finding.text() != "", timeout=20000)
    assert asked.found is None and asked.check.isEnabled()
    qtbot.keyClicks(asked.passphrase.edit, WORDS)
    asked.check.click()
    qtbot.waitUntil(lambda: asked.found is not None, timeout=20000)
    said = [each.text for each in asked.notes.notes]
    assert identity.card(session).fingerprint in said[0] and "not known here" in said[0]
    assert said[1] == "Made for whoever knows the passphrase."
    assert [each.title for each in asked.cases.entries] == ["X-1, An invented case"]
    assert asked.passphrase.text() == "" and asked.save.isVisible()
    (tmp_path / "taken").write_bytes(b"")
    asked.extract(tmp_path / "taken")
    qtbot.waitUntil(lambda: asked._running is None, timeout=20000)
    assert asked.status.isVisible() and asked.status.text() and "Written to" not in asked.status.text()
    asked.extract(tmp_path / "out")
    qtbot.waitUntil(lambda: "Written to" in asked.status.text(), timeout=20000)
    (folder,) = (tmp_path / "out").iterdir()
    assert any(each.is_file() for each in folder.rglob("*"))
    asked.reject()


def test_what_was_made_for_a_key_opens_with_the_key(
    qtbot: QtBot, asked: InspectDialog, session: Session, case: Case, tmp_path: Path
) -> None:
    whom = handover.to(session, identity.card(session).recipient)
    made = handover.make(session, ["X-1"], [whom], tmp_path / "b.age", "un", "en")
    key = identity.export_identity(session, tmp_path / "key.txt")
    asked.set_file(made.bundles[0].path)
    asked.read_with_key(tmp_path / "b.age")
    assert asked._opens.finding.text() != "", "that is no key"
    asked.read_with_key(key)
    qtbot.waitUntil(lambda: asked.found is not None, timeout=20000)
    assert "Made for the key that opened it." in [each.text for each in asked.notes.notes]
    asked.reject()
