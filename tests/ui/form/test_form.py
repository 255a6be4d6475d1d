"""The form as a person meets it: fields, entries, citations, records made on the way, history, deletion, keys."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Citation, Condition, Measure, Name, Person, Source
from casefile.domain.values import Text, Version, When
from casefile.usecases import edit, recordform
from casefile.usecases.session import Session
from tests.ui.form.conftest import Opener
from ui import theme
from ui.form.page import RecordPage
from ui.form.record_form import RecordForm
from ui.parts.dialog import Dialog
from ui.shell.targets import NewRecord, OpenRecord

PASSAGE = "He cannot volunteer or talk to journalists. He may not join a mass gathering, except a funeral."


class Told:
    """An invented case with one measure and its source."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.case = Case(reference="KZ-2031-009", title=Text.of("Invented Person", "en"), kind="person_at_risk")
        self.person = Person(names=(Name(text="Zarina Invented", language="en"),))
        acts = ("no volunteering", "no talking to journalists", "no mass gathering")
        self.measure = Measure(
            cases=(Ref(self.case.id),),
            subject=Ref(self.person.id),
            type="restriction_of_freedom",
            start=When("2021-02-04"),
            conditions=tuple(Condition(act=Text.of(act, "en")) for act in acts),
        )
        self.source = Source(title=Text.of("A statement", "en"), short="Invented Watch, 2021", kind="statement")
        self.citation = Citation(
            record=Ref(self.measure.id),
            source=Ref(self.source.id),
            passage=Text.of(PASSAGE, "en"),
            certainty="reported",
        )
        edit.save(session, [self.case, self.person, self.measure, self.source, self.citation])

    @property
    def target(self) -> OpenRecord:
        return OpenRecord("measure", self.measure.id)

    def stored(self) -> Any:
        return edit.read(self.session, "measure", self.measure.id).record

    def citations(self) -> tuple[Citation, ...]:
        return recordform.load(self.session, "measure", self.measure.id, "en").draft.citations


@pytest.fixture
def told(vault: Session) -> Told:
    return Told(vault)


def save(page: RecordPage, form: RecordForm, qtbot: QtBot) -> None:
    form.save()
    qtbot.waitUntil(lambda: page.form() is not form)


def dialog_of(page: RecordPage) -> Dialog:
    (found,) = page.findChildren(Dialog)
    return found


def press(dialog: Dialog, words: str) -> None:
    next(button for button in dialog.findChildren(QPushButton) if button.text() == words).click()


def test_the_form_says_where_one_is(told: Told, open_form: Opener) -> None:
    form = open_form(told.target)
    steps = [form.heading._trail.itemAt(n).widget() for n in range(form.heading._trail.count() - 1)]
    words = [step.text() for step in steps if hasattr(step, "text")]
    assert words == ["KZ-2031-009 · Invented Person", "Measures"]
    assert form.heading.title.text() == "Restriction of freedom"
    assert form.body.fields()["subject"].editor.field.edit.text() == "Zarina Invented"
    assert "more field" in form.body.more.text()


def test_fields_that_are_rarely_used_open_on_demand_and_for_whoever_is_sent_there(
    told: Told, open_form: Opener
) -> None:
    form = open_form(told.target)
    assert "status" not in form.body.fields()
    form.body.more.click()
    assert "status" in form.body.fields()
    assert not form.body.more.isVisible()


def test_one_can_be_sent_to_a_field_that_is_rarely_used(told: Told, open_form: Opener, qtbot: QtBot) -> None:
    form = open_form(OpenRecord("measure", told.measure.id, at="status"))
    status = form.body.fields()["status"]
    assert status.isAncestorOf(QApplication.focusWidget())
    qtbot.waitUntil(
        lambda: form.body.viewport().rect().contains(status.mapTo(form.body.viewport(), status.rect().center()))
    )


def test_an_entry_is_edited_in_its_place(told: Told, page: RecordPage, open_form: Opener, qtbot: QtBot) -> None:
    form = open_form(told.target)
    table = form.body.tables()["conditions"]
    table.choose(told.measure.conditions[2].id)
    table.table.setFocus()
    qtbot.keyClick(table.table, Qt.Key.Key_Return)
    panel = table.panel()
    assert panel is not None
    assert panel.fields[0].isAncestorOf(QApplication.focusWidget())
    panel.fields[1].editor.box.edit.setPlainText("a funeral")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert table.panel() is None
    assert page.form() is form, "Esc closed the entry alone"
    table.choose(told.measure.conditions[2].id)
    qtbot.keyClick(table.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    table.choose(told.measure.conditions[0].id)
    qtbot.keyClick(table.table, Qt.Key.Key_Delete)
    save(page, form, qtbot)
    said = [(str(each.act), str(each.exception or "")) for each in told.stored().conditions]
    assert said == [("no mass gathering", "a funeral"), ("no talking to journalists", "")]
    assert told.stored().conditions[0].id == told.measure.conditions[2].id


def test_an_entry_that_holds_nothing_is_not_kept(told: Told, open_form: Opener) -> None:
    form = open_form(told.target)
    table = form.body.tables()["conditions"]
    table.add.click()
    assert len(table.value()) == 4
    table.close_panel()
    assert form.state.draft.record == told.measure
    assert not form.state.is_changed


def test_the_panel_shows_the_citation_behind_a_row_and_marks_a_passage_for_it(
    told: Told, page: RecordPage, open_form: Opener, qtbot: QtBot
) -> None:
    form = open_form(told.target)
    panel, table = form.citations, form.body.tables()["conditions"]
    assert panel is not None
    assert panel.for_what.text() == "for the whole record"
    table.choose(told.measure.conditions[2].id)
    assert panel.block.source.edit.text() == "Invented Watch, 2021"
    cursor = panel.block.passage.edit.textCursor()
    cursor.setPosition(PASSAGE.index("He may"))
    cursor.setPosition(len(PASSAGE), cursor.MoveMode.KeepAnchor)
    panel.block.passage.edit.setTextCursor(cursor)
    assert panel.narrow.plain() == "Mark what is selected for condition 3"
    panel.narrow.link_followed.emit()
    assert panel.for_what.text() == "for condition 3"
    (marked,) = panel.block.passage.edit.extraSelections()
    assert marked.cursor.selectedText() == PASSAGE[PASSAGE.index("He may") :]
    save(page, form, qtbot)
    place = f"conditions/{told.measure.conditions[2].id}"
    (own,) = [each for each in told.citations() if each.field == place]
    assert (str(own.passage), own.source, own.certainty) == (
        PASSAGE[PASSAGE.index("He may") :],
        told.source.id,
        "reported",
    )
    assert told.citation in told.citations()


def test_a_chosen_row_keeps_the_panel_while_other_fields_are_typed_into(told: Told, open_form: Opener) -> None:
    form = open_form(told.target)
    table = form.body.tables()["conditions"]
    table.choose(told.measure.conditions[1].id)
    form.body.go_to("end")
    assert form.citations is not None
    assert form.citations.place() == f"conditions/{told.measure.conditions[1].id}"
    assert table.chosen() == told.measure.conditions[1].id


def test_a_first_citation_is_for_the_whole_record(
    vault: Session, told: Told, page: RecordPage, open_form: Opener, qtbot: QtBot
) -> None:
    form = open_form(NewRecord("measure", {"cases": (Ref(told.case.id),)}))
    panel = form.citations
    assert panel is not None
    form.body.go_to("end")
    panel.block.passage.edit.setPlainText("He was sentenced.")
    panel.block.locator.edit.setText("page 4")
    panel.add.click()
    panel.block.passage.edit.setPlainText("Another says so too.")
    save(page, form, qtbot)
    found = recordform.load(vault, "measure", form.record_id, "en").draft.citations
    assert {(each.field, str(each.passage), each.locator) for each in found} == {
        (None, "He was sentenced.", "page 4"),
        (None, "Another says so too.", None),
    }


def test_a_passage_is_translated_and_says_by_whom_and_whether_it_was_checked(
    told: Told, page: RecordPage, open_form: Opener, qtbot: QtBot
) -> None:
    form = open_form(told.target)
    assert form.citations is not None
    block, translation = form.citations.block, form.citations.block.translation
    assert not translation.box.isVisible(), "nothing is asked for where nothing was translated"
    translation.begin.click()
    translation.language.choose("ru")
    translation.box.edit.setPlainText("Ему запрещены выступления.")
    translation.line.by.edit.setFocus()
    qtbot.keyClicks(translation.line.by.edit, "A. Translator")
    translation.line.checked.setChecked(True)
    translation.language.choose("kk")
    translation.box.edit.setPlainText("Оған сөйлеуге тыйым салынған.")
    assert not translation.line.checked.isChecked()
    assert block.passage.text() == PASSAGE
    save(page, form, qtbot)
    (citation,) = told.citations()
    assert citation.passage == Text(
        (
            Version("en", PASSAGE),
            Version("ru", "Ему запрещены выступления.", original=False, by="A. Translator", checked=True),
            Version("kk", "Оған сөйлеуге тыйым салынған.", original=False),
        )
    )
    again = open_form(told.target).citations.block.translation
    assert again.box.isVisible() and again.line.by.text() == "A. Translator" and again.line.checked.isChecked()
    again.box.edit.setPlainText("Ему запрещены публичные выступления.")
    assert not again.line.checked.isChecked(), "what was typed over nobody has checked"
    again.box.edit.setPlainText("")
    assert [each.language for each in again.versions()] == ["kk"]


def test_a_citation_can_be_taken_out(told: Told, page: RecordPage, open_form: Opener, qtbot: QtBot) -> None:
    form = open_form(told.target)
    assert form.citations is not None
    form.citations.remove.click()
    assert form.body.tables()["conditions"].table.cells.index(0, 2).data(Qt.ItemDataRole.UserRole + 1).citations == (
        None,
    )
    save(page, form, qtbot)
    assert told.citations() == ()


def test_a_record_is_found_in_another_spelling_with_the_keyboard(told: Told, open_form: Opener, qtbot: QtBot) -> None:
    form = open_form(told.target)
    field = form.body.fields()["subject"].editor.field
    field.edit.setFocus()
    field.edit.selectAll()
    qtbot.keyClicks(field.edit, "maks boqaev")
    qtbot.waitUntil(field.is_open)
    qtbot.waitUntil(lambda: "Bokayev" in field.suggestions().list.currentIndex().data())
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.edit.text() == "Max Bokayev"
    assert not field.is_open()
    assert form.state.value("subject") == field.record_id()


def test_words_that_name_no_record_are_refused(told: Told, page: RecordPage, open_form: Opener) -> None:
    form = open_form(told.target)
    form.body.fields()["subject"].editor.field.show_pending("Nobody at all")
    form.body.fields()["subject"].editor.changed.emit()
    form.save()
    assert page.form() is form
    assert form.body.fields()["subject"].finding.text().startswith("No record is chosen.")


def test_a_person_who_is_not_there_yet_is_made_on_the_way(
    told: Told, page: RecordPage, open_form: Opener, qtbot: QtBot
) -> None:
    form = open_form(told.target)
    form.body.fields()["subject"].editor.field.new_asked.emit("person", "Sultan Invented")
    qtbot.waitUntil(lambda: page.form() is not form)
    over = page.form()
    assert over is not None
    assert over.heading.title.text() == "New person"
    assert not over.footer.next.isVisible()
    over.save()
    qtbot.waitUntil(lambda: page.form() is form)
    assert form.body.fields()["subject"].editor.field.edit.text() == "Sultan Invented"
    save(page, form, qtbot)
    assert told.stored().subject == over.record_id


def test_save_and_next_begins_another_in_the_same_case(
    told: Told, page: RecordPage, open_form: Opener, qtbot: QtBot
) -> None:
    form = open_form(told.target)
    form.save_and_next()
    qtbot.waitUntil(lambda: page.form() is not None and page.form() is not form)
    following = page.form()
    assert following is not None
    assert following.state.is_new
    assert following.state.value("cases") == told.measure.cases
    assert following.state.value("subject") == told.measure.subject
    assert following.state.value("start") is None


def test_what_a_field_was_can_be_put_back(told: Told, page: RecordPage, open_form: Opener, qtbot: QtBot) -> None:
    form = open_form(told.target)
    form.body.fields()["start"].editor.field.edit.setText("May 2020")
    table = form.body.tables()["conditions"]
    table.remove(told.measure.conditions[0].id)
    save(page, form, qtbot)
    again = open_form(told.target)
    words = [line.words for line in again.changes.lines()]
    assert words == ["Conditions: 1 removed", "From: changed", "Record made"]
    assert again.changes.lines()[0].by.startswith("You, ")
    for at in (0, 1):
        again.changes.opened.emit(at)
        press(dialog_of(page), "Put back")
        qtbot.waitUntil(lambda: not page.findChildren(Dialog))
    save(page, again, qtbot)
    assert told.stored().start == told.measure.start
    assert {each.id for each in told.stored().conditions} == {each.id for each in told.measure.conditions}


def test_deleting_names_what_goes_and_cancel_has_the_keyboard(
    told: Told, page: RecordPage, open_form: Opener, qtbot: QtBot
) -> None:
    form = open_form(told.target)
    form.acts.ask_to_delete(form.heading.title.text())
    qtbot.waitUntil(lambda: bool(page.findChildren(Dialog)))
    dialog = dialog_of(page)
    assert "Restriction of freedom" in dialog.accessibleDescription()
    assert "citations: 1" in dialog.accessibleDescription()
    focused = dialog.focusWidget()
    assert isinstance(focused, QPushButton) and focused.text() == "Cancel"
    press(dialog, "Delete")
    qtbot.waitUntil(lambda: page.form() is None)
    assert edit.read(told.session, "measure", told.measure.id).deleted
    again = open_form(told.target)
    assert again.heading.notice.plain() == "This record was deleted. Restore it"
    page._desk.changed.connect(page.refresh)
    again.heading.notice.link_followed.emit()
    qtbot.waitUntil(lambda: page.form() is not None and page.form() is not again)
    assert told.citations() == (told.citation,)


def test_keys_save_and_cancel(told: Told, page: RecordPage, open_form: Opener, qtbot: QtBot) -> None:
    form = open_form(told.target)
    end = form.body.fields()["end"].editor.field.edit
    end.setFocus()
    qtbot.keyClicks(end, "May 2026")
    qtbot.keyClick(end, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.form() is None)
    assert told.stored().end == When("2026-05")
    form = open_form(told.target)
    form.body.go_to("start")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.form() is None)


def test_a_needed_field_says_so_until_it_is_filled_and_is_found_only_once_one_was_there(
    open_form: Opener, qtbot: QtBot
) -> None:
    form = open_form(NewRecord("happening"))
    title = form.body.fields()["title"]
    assert title._needed is not None and title._needed.isVisible()
    assert title.finding.text() == ""
    form.body.go_to("title")
    form.body.go_to("place")
    form.state.visit("title")
    form.body.show_findings(form.state.findings())
    assert title.finding.text()
    title.editor.box.edit.setPlainText("Key witness beaten")
    qtbot.waitUntil(lambda: title.finding.text() == "")
    assert not title._needed.isVisible()


def test_tab_reaches_every_field_in_order_and_each_has_a_name(
    told: Told, page: RecordPage, open_form: Opener, qtbot: QtBot
) -> None:
    form = open_form(told.target)
    form.body.go_to("subject")
    seen: list[str] = []
    for _ in range(12):
        focused = QApplication.focusWidget()
        assert focused is not None and focused.accessibleName(), focused
        seen.append(focused.accessibleName())
        place = focused.mapTo(page, focused.rect().center())
        assert page.rect().contains(place)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    columns = [
        "Person or organisation",
        "Kind of measure",
        "Based on which decision",
        "Length, as the source states it",
    ]
    assert seen[:4] == columns
    assert [name for name in seen if name in ("From", "To")] == ["From", "To"]


def test_columns_give_way_in_narrow_windows_and_for_large_text(
    told: Told, page: RecordPage, open_form: Opener, qapp: QApplication
) -> None:
    from ui.form.grid import FieldGrid

    form = open_form(told.target)
    grid = form.body.findChild(FieldGrid)
    assert grid is not None
    assert grid.columns() == 2
    assert not form.frame.panel.is_tabbed()
    page.resize(893, 614)
    assert form.frame.panel.is_tabbed()
    page.resize(480, 614)
    qapp.processEvents()
    assert grid.columns() == 1
    page.resize(1224, 720)
    theme.apply(qapp, theme.Appearance(scale=2.0))
    again = open_form(NewRecord("measure"))
    assert again.frame.panel.is_tabbed()
    assert again.body.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("kind", ["person", "organisation", "place"])
def test_who_makes_a_new_record_types_its_name_at_once(kind: str, open_form: Opener, qtbot: QtBot) -> None:
    form = open_form(NewRecord(kind))
    qtbot.keyClicks(QApplication.focusWidget(), "Zarina")
    (name,) = form.state.draft.record.names
    assert name.text == "Zarina"
    form.discard()


def test_a_new_person_of_whom_nothing_was_typed_is_unchanged(open_form: Opener) -> None:
    form = open_form(NewRecord("person"))
    assert not form.state.is_changed
    assert form.body.tables()["names"].finding.text() == "", "nobody is blamed before typing"
    form.body.tables()["names"].close_panel()
    assert form.body.tables()["names"].value() == ()
    assert not form.state.is_changed
