"""A report is pasted, a passage marked, a record made from it, and one comes back to the text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casefile.crypto.kdf import FLOOR
from casefile.domain import dates
from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Measure, Name, Person, Role, Source
from casefile.domain.passages import Span
from casefile.domain.values import Text
from casefile.usecases import cases, drafts, edit, report
from casefile.usecases import session as sessions
from casefile.usecases.picking import candidate
from casefile.usecases.session import Session
from ui.form.page import RecordPage
from ui.opening import open_workspace
from ui.parts.fields import TextField
from ui.parts.labelled import Labelled
from ui.report.page import ReportPage
from ui.shell.desk import Desk
from ui.shell.targets import OpenReport
from ui.shell.workspace import Workspace

TEXT = "An invented update 🕯\n\nOn 22 July 2099 Aigul Sarsenova was fined.\nBolat Invented saw it."
CASE = Case(reference="KZ-2099-001", title=Text.of("An invented fine", "en"))
WOMAN = Person(names=(Name(text="Aigul Sarsenova", language="en"),))


@pytest.fixture
def vault(tmp_path: Path, passphrase: str) -> Iterator[Session]:
    """A vault with a case and a woman in it."""
    opened = sessions.create(tmp_path / "Test.casefile", passphrase, "Invented Author", FLOOR)
    edit.save(opened, [CASE, WOMAN, Role(party=Ref(WOMAN.id), role="victim", record=Ref(CASE.id))])
    yield opened
    QThreadPool.globalInstance().waitForDone()
    opened.lock()


@pytest.fixture
def window(vault: Session, qtbot: QtBot) -> Workspace:
    """The open vault, with a report pasted for the case."""
    made = open_workspace(vault)
    assert isinstance(made, Workspace)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    made.go("cases", CASE.id)
    made.go("report", OpenReport(case=CASE.id))
    page = _page(made)
    qtbot.waitUntil(lambda: page.panel.case_id() == CASE.id)
    page.paste.title.edit.setText("An invented update")
    page.paste.text.edit.setPlainText(TEXT)
    page.paste.keep.click()
    qtbot.waitUntil(page.text.isVisible)
    return made


def _page(window: Workspace) -> ReportPage:
    page = window.pages.currentWidget()
    assert isinstance(page, ReportPage)
    return page


def _mark(qtbot: QtBot, page: ReportPage, words: str) -> Span:
    start = TEXT.index(words)
    page.text.select(Span(start, start + len(words)))
    qtbot.waitUntil(lambda: page.panel.words.plain() == words)
    return Span(start, start + len(words))


def _said_at(field: TextField) -> str:
    labelled = field.parentWidget()
    assert isinstance(labelled, Labelled)
    return labelled.finding.text()


def test_a_report_without_a_name_is_not_kept(vault: Session, qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    page = ReportPage(Desk(vault, holder), holder)
    page.paste.text.edit.setPlainText("words")
    page.paste.keep.click()
    assert _said_at(page.paste.title)
    page.paste.title.edit.setText("An invented update")
    assert not _said_at(page.paste.title)


def test_a_day_that_cannot_be_read_is_told_and_not_dropped(vault: Session, qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    page = ReportPage(Desk(vault, holder), holder)
    kept: list[object] = []
    page.paste.kept.connect(kept.append)
    page.paste.title.edit.setText("An invented update")
    page.paste.text.edit.setPlainText("words")
    page.paste.date.edit.setText("early in the year, they say")
    page.paste.keep.click()
    assert "date" in _said_at(page.paste.date), "at the field, where one looks"
    assert not page.paste.refused.text()
    assert kept == []
    page.paste.date.edit.setText("July 2099")
    page.paste.keep.click()
    assert len(kept) == 1


def test_a_day_that_was_emptied_does_not_come_back(vault: Session, qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    page = ReportPage(Desk(vault, holder), holder)
    before = Source(title=Text.of("An invented update", "en"), date=dates.read("July 2099", "en", date(2099, 8, 1)))
    page.paste.begin(before, "words", "en", ())
    assert page.paste.typed().source.date == before.date
    page.paste.date.edit.setText("")
    assert page.paste.typed().source.date is None


def test_what_is_pasted_at_once_is_the_text(vault: Session, qtbot: QtBot) -> None:
    window = open_workspace(vault)
    assert isinstance(window, Workspace)
    qtbot.addWidget(window)
    window.show()
    window.go("report", OpenReport())
    page = _page(window)
    qtbot.waitUntil(page.paste.text.edit.hasFocus)
    qtbot.keyClicks(page.focusWidget(), "words")
    assert page.paste.text.text() == "words"


def test_what_a_passage_says_stands_beside_it(window: Workspace, qtbot: QtBot) -> None:
    page = _page(window)
    _mark(qtbot, page, "On 22 July 2099 Aigul Sarsenova was fined.")
    assert "22 July 2099" in page.panel.found.plain()
    assert "Aigul Sarsenova" in page.panel.found.plain()
    _mark(qtbot, page, "Bolat Invented")
    assert "not recorded yet" in page.panel.found.plain()


def test_enter_makes_a_record_with_its_citation_and_leads_back(window: Workspace, vault: Session, qtbot: QtBot) -> None:
    page = _page(window)
    span = _mark(qtbot, page, "On 22 July 2099 Aigul Sarsenova was fined.")
    page.panel.kind.choose("measure")
    page.panel.field.choose("start")
    qtbot.keyClick(page.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(window.pages.currentWidget(), RecordPage))
    form_page = window.pages.currentWidget()
    assert isinstance(form_page, RecordPage)
    qtbot.waitUntil(lambda: form_page.form() is not None)
    form = form_page.form()
    assert form is not None
    form.save()
    qtbot.waitUntil(lambda: window.pages.currentWidget() is page)
    qtbot.waitUntil(lambda: len(page.text.extraSelections()) == 1)
    assert page.text.span() == span
    measure = cases.load(vault, CASE.id).of(Measure)[0]
    assert (measure.subject, measure.start and measure.start.edtf) == (WOMAN.id, "2099-07-22")
    found = report.load(vault, page.place().source, "en").passages
    assert [(each.record.id, each.field, each.span) for each in found] == [(measure.id, "start", span)]
    window.go_back()
    assert not isinstance(window.pages.currentWidget(), ReportPage | RecordPage)


def test_a_passage_is_cited_for_someone_who_is_here_and_withdrawn(
    window: Workspace, vault: Session, qtbot: QtBot
) -> None:
    page = _page(window)
    _mark(qtbot, page, "Aigul Sarsenova")
    page.panel.known.show_candidate(candidate(WOMAN, "en"))
    page.panel.known.chosen.emit(page.panel.known.candidate())
    page.panel.known_field.choose("names")
    qtbot.keyClick(page.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(page.text.extraSelections()) == 1)
    passage = report.load(vault, page.place().source, "en").passages[0]
    assert (passage.record.id, passage.field) == (WOMAN.id, "names")
    page.panel.withdrawn.emit(passage.citation)
    qtbot.waitUntil(lambda: page.text.extraSelections() == [])


def test_keys_select_and_go_from_one_cited_passage_to_the_next(window: Workspace, vault: Session, qtbot: QtBot) -> None:
    page = _page(window)
    found = report.load(vault, page.place().source, "en")
    spans = [Span(TEXT.index(words), TEXT.index(words) + len(words)) for words in ("Aigul Sarsenova", "Bolat Invented")]
    for span in spans:
        window.desk.publish(report.cite(vault, found, span, WOMAN.id))
    qtbot.waitUntil(lambda: len(page.text.extraSelections()) == 2)
    for span in spans:
        qtbot.keyClick(page.text, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
        assert page.text.span() == span
    qtbot.keyClick(page.text, Qt.Key.Key_Escape)
    qtbot.keyClick(page.text, Qt.Key.Key_Home)
    qtbot.keyClick(page.text, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
    assert TEXT[page.text.span().start : page.text.span().end].strip() == "Bolat"


def test_what_was_pasted_and_not_kept_survives_a_lock(vault: Session, qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    page = ReportPage(Desk(vault, holder), holder)
    page.paste.title.edit.setText("An invented update")
    page.paste.text.edit.setPlainText(TEXT)
    page.before_lock()
    (draft,) = drafts.kept(vault)
    assert isinstance(draft.record, Source)
    assert (str(draft.record.title), str(draft.record.testimony)) == ("An invented update", TEXT)
    page.paste.text.edit.appendPlainText("More.")
    page.paste.keep.click()
    qtbot.waitUntil(lambda: page.text.isVisibleTo(page))
    assert drafts.kept(vault) == ()


def test_what_the_person_does_not_want_is_not_offered_again(vault: Session, qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    page = ReportPage(Desk(vault, holder), holder)
    page.paste.text.edit.setPlainText(TEXT)
    page.before_lock()
    page.paste.cancel.click()
    qtbot.waitUntil(lambda: drafts.kept(vault) == ())


def test_a_file_that_is_too_long_is_not_cut_short_in_silence(vault: Session, qtbot: QtBot, tmp_path: Path) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    page = ReportPage(Desk(vault, holder), holder)
    long = tmp_path / "long.txt"
    long.write_text("ы" * (3 << 20), "utf-8")
    page.paste.read_file(long)
    assert page.paste.text.text() == ""
    assert "5 MB" in page.paste.refused.text()
