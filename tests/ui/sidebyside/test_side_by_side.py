"""Sources that give different days stand beside each other, in the form and in the case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from casefile.crypto.kdf import FLOOR
from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Citation, Happening, Source
from casefile.domain.values import Text, When
from casefile.usecases import edit
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from ui.case.view import CaseView
from ui.form.page import RecordPage
from ui.parts.buttons import Button
from ui.parts.dialog import Dialog
from ui.shell.desk import Desk
from ui.shell.targets import OpenRecord

CASE = Case(reference="KZ-2099-001", title=Text.of("An invented arrest", "en"))
ARREST = Happening(
    cases=(Ref(CASE.id),), type="arrest", title=Text.of("Invented arrest", "en"), when=When("2099-05-17")
)
SOURCES = [
    Source(title=Text.of(title, "en"), kind="report", date=When(day))
    for title, day in (("First report", "2099-06"), ("Second report", "2099-07"))
]
SAID = ("He was taken on 17 May 2099.", "He was taken on 19 May 2099.")


@pytest.fixture
def vault(tmp_path: Path, passphrase: str) -> Iterator[Session]:
    """A case whose two sources give two days."""
    opened = sessions.create(tmp_path / "Test.casefile", passphrase, "Invented Author", FLOOR)
    cited = [
        Citation(
            record=Ref(ARREST.id),
            field="when",
            source=Ref(source.id),
            passage=Text.of(words, "en"),
            certainty="reported",
        )
        for source, words in zip(SOURCES, SAID, strict=True)
    ]
    edit.save(opened, [CASE, ARREST, *SOURCES, *cited])
    yield opened
    QThreadPool.globalInstance().waitForDone()
    opened.lock()


def _shown(window: QWidget) -> list[str]:
    return [label.text() for dialog in window.findChildren(Dialog) for label in dialog.findChildren(QLabel)]


def test_the_form_says_that_they_disagree_and_shows_both(qtbot: QtBot, vault: Session) -> None:
    desk = Desk(vault)
    page = RecordPage(desk)
    desk.setParent(page)
    qtbot.addWidget(page)
    page.resize(1080, 720)
    page.show()
    page.show_target(OpenRecord("happening", ARREST.id, at="when"))
    qtbot.waitUntil(lambda: page.form() is not None)
    form = page.form()
    assert form is not None
    panel = form.citations
    assert panel is not None
    panel.show_place("when")
    assert panel.several.text().startswith("The sources disagree")
    panel.beside.click()
    shown = _shown(page)
    assert all(any(words in each for each in shown) for words in SAID)
    assert "Recorded: 17 May 2099" in shown
    panel.show_place("title")
    assert panel.beside.isHidden()


def test_the_case_shows_them_from_the_citation_mark(qtbot: QtBot, vault: Session) -> None:
    desk = Desk(vault)
    view = CaseView(desk)
    desk.setParent(view)
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.show()
    view.show_case(CASE.id)
    qtbot.waitUntil(lambda: view.case_id() == CASE.id)
    view._cite(ARREST.id, 1)
    card = view.findChildren(Dialog)[0]
    next(each for each in card.findChildren(Button) if each.text() == "Side by side").click()
    qtbot.waitUntil(lambda: all(any(words in each for each in _shown(view)) for words in SAID))
