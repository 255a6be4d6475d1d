"""Travel light through the window: a case leaves this laptop only when its reference was typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from pytestqt.qtbot import QtBot

from casefile.crypto.kdf import FLOOR
from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Happening, Name, Person, Role
from casefile.domain.values import Text
from casefile.errors import NotFound
from casefile.usecases import cases, edit, travellight, verify
from casefile.usecases import session as sessions
from casefile.usecases.purgeoutlook import Elsewhere
from casefile.usecases.session import Session
from casefile.usecases.sharing import Scope
from tests.conftest import PASSPHRASE
from tests.usecases import exchanging
from ui.case.removal import Plan, RemovalDialog
from ui.opening import open_workspace
from ui.shell.workspace import Workspace

OWN, SHARED = (Person(names=(Name(text=f"{name} Invented", language="en"),)) for name in ("Own", "Shared"))


@pytest.fixture
def workspace(session: Session, qtbot: QtBot) -> Iterator[Workspace]:
    """The window over a vault with two cases that share a person."""
    for reference, people in (("X-1", (OWN, SHARED)), ("X-2", (SHARED,))):
        case = Case(reference=reference, title=Text.of(f"Invented {reference}", "en"))
        arrest = Happening(cases=(Ref(case.id),), type="arrest")
        roles = [Role(record=Ref(arrest.id), party=Ref(each.id), role="victim") for each in people]
        edit.save(session, [case, arrest, *roles, *people])
    made = open_workspace(session)
    qtbot.addWidget(made)
    made.resize(1093, 614)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    yield made
    QThreadPool.globalInstance().waitForDone()


def test_what_a_colleague_holds_needs_no_second_word(
    workspace: Workspace, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    friend = sessions.create(tmp_path / "F.casefile", PASSPHRASE, "Bolat", FLOOR)
    try:
        exchanging.acquaint([session, friend], [session.author.name, "Bolat"])
        (tmp_path / "post").mkdir()
        exchanging.sync(session, friend, tmp_path / "post", Scope.of_cases("X-1"))
    finally:
        friend.lock()
    dialog = RemovalDialog(Plan(travellight.standing(session, "X-1"), Elsewhere(None, None, None)))
    qtbot.addWidget(dialog)
    assert dialog.holders.text() == "Bolat holds all of it" and dialog.anyway.isHidden()
    dialog.typed.edit.setText("X-1")
    assert dialog.verb.isEnabled()


def test_it_goes_from_list_directory_and_vault(workspace: Workspace, session: Session, qtbot: QtBot) -> None:
    case = cases.find(session, "X-1")
    workspace.go("cases", case.id)
    page = workspace.pages.currentWidget()
    qtbot.waitUntil(lambda: page.case.case_id() == case.id)  # type: ignore[attr-defined]
    page.case.acts.act("remove", case)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool(workspace.findChildren(RemovalDialog)))
    dialog = workspace.findChildren(RemovalDialog)[0]
    assert dialog.focusProxy() is dialog.cancel
    assert "5 records of this case alone" in dialog.outlook.goes.plain()
    assert "1 record, because other cases need it: Shared Invented" in dialog.outlook.stays.plain()
    assert "Nobody confirmed" in dialog.warning.accessibleName() and "No colleague" in dialog.holders.text()
    dialog.typed.edit.setText("X-1")
    assert not dialog.verb.isEnabled()
    dialog.anyway.setChecked(True)
    dialog.typed.edit.setText("X-2")
    assert not dialog.verb.isEnabled()
    dialog.typed.edit.setText("X-1")
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: workspace.notices.said() == "X-1 is removed from this vault.")
    QThreadPool.globalInstance().waitForDone()
    qtbot.waitUntil(lambda: page.list.list.model().rowCount() == 1)  # type: ignore[attr-defined]
    with pytest.raises(NotFound):
        edit.read(session, "person", OWN.id)
    assert edit.read(session, "person", SHARED.id).record == SHARED
    assert [check for check in verify.deep(session) if not check.held] == []
