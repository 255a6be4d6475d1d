"""Saved views of the case list, as a person uses them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from casefile.domain.kinds import Case
from casefile.domain.values import Text
from casefile.usecases import edit, savedviews
from casefile.usecases.session import Session
from ui import words
from ui.cases.list_panel import ListPanel
from ui.cases.wanted import Chosen, Wanted, wanted_of
from ui.shell.desk import Desk

WANTED = Wanted("", {"kind": Chosen("incident", "Incident")})


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> Iterator[ListPanel]:
    edit.save(
        session,
        [
            Case(reference="KZ-1", title=Text.of("Invented", "en"), kind="incident", status="open"),
            Case(reference="KZ-2", title=Text.of("Another", "en"), kind="law_or_policy", status="open"),
        ],
    )
    desk = Desk(session)
    made = ListPanel(desk)
    desk.setParent(made)
    qtbot.addWidget(made)
    made.resize(360, 640)
    made.show()
    made.reload()
    qtbot.waitUntil(lambda: made.first() != "")
    yield made
    QThreadPool.globalInstance().waitForDone()


def _chips(panel: ListPanel) -> list[str]:
    return [chip.text() for chip in panel.strip.chips()]


def _keep(qtbot: QtBot, panel: ListPanel, name: str) -> None:
    dialog = panel.views.ask_name(panel.wanted)
    dialog.field.edit.setText(name)
    dialog.field.edit.returnPressed.emit()
    qtbot.waitUntil(lambda: name in [each.view.name for each in panel.views.views])


def _menu(panel: ListPanel) -> list[str]:
    menu = panel.views.open_menu(panel.wanted)
    found = [action.text() for action in menu.actions() if action.text()]
    menu.close()
    return found


def test_filters_are_kept_under_a_name_and_come_back_with_their_count(qtbot: QtBot, panel: ListPanel) -> None:
    assert _menu(panel) == ["Save this view..."]
    panel.want(WANTED)
    assert panel.views.ask_name(panel.wanted).field.text() == "Incident"
    _keep(qtbot, panel, "What happened")
    qtbot.waitUntil(lambda: _chips(panel)[0] == "What happened 1")
    panel.strip.left.emit()
    assert _chips(panel)[0] == "Open 2"
    assert _menu(panel) == ["What happened\t1", "Save this view..."]
    menu = panel.views.open_menu(panel.wanted)
    menu.actions()[0].trigger()
    assert panel.wanted.values() == {"kind": "incident"}
    qtbot.waitUntil(lambda: _chips(panel)[:2] == ["What happened 1", "Incident"])


def test_a_view_is_renamed_and_forgotten_where_it_is_shown(qtbot: QtBot, session: Session, panel: ListPanel) -> None:
    panel.want(WANTED)
    _keep(qtbot, panel, "What happened")
    assert _menu(panel)[-2:] == ["Rename “What happened”...", "Delete “What happened”"]
    dialog = panel.views.ask_new_name(panel.views.views[0].view)
    dialog.field.edit.setText("Incidents here")
    dialog.field.edit.returnPressed.emit()
    qtbot.waitUntil(lambda: [each.view.name for each in panel.views.views] == ["Incidents here"])
    menu = panel.views.open_menu(panel.wanted)
    menu.actions()[-1].trigger()
    qtbot.waitUntil(lambda: panel.views.views == ())
    assert savedviews.saved(session) == ()
    assert panel.wanted.values() == {"kind": "incident"}


def test_a_code_is_said_in_the_language_of_the_reader() -> None:
    view = WANTED.view("What happened")
    words.use("ru")
    assert wanted_of(view).said() == [words.term_list("case_kind").label("incident", "ru")] != ["Incident"]
