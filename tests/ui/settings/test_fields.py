"""Settings, fields and terms: what was added is listed, tried, edited, restored; terms are offered or not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from casefile.domain.kinds import AddedField, Extra, Measure, Template, Term
from casefile.domain.values import Text
from casefile.usecases import additions, edit
from casefile.usecases.session import Session
from ui import words
from ui.settings.fields import FieldsTab
from ui.shell.desk import Desk
from ui.shell.targets import NewRecord, OpenRecord

PLATE = AddedField(kind="measure", label=Text.of("Number plate", "en"), shape="line", sensitivity="personal")
GONE = AddedField(kind="measure", label=Text.of("Weather", "en"), shape="line", sensitivity="public")
EXILE = Term(list="measure_type", code="exile", label=Text.of("Exile", "en"))
TEMPLATE = Template(title=Text.of("Newsrooms", "en"), kind="case", case_kinds=("organisation_under_pressure",))


@pytest.fixture
def tab(session: Session, qtbot: QtBot) -> Iterator[FieldsTab]:
    held = Measure(type="exile", extra=(Extra(id=PLATE.id, line="777"), Extra(id=GONE.id, line="fog")))
    edit.save(session, [PLATE, GONE, EXILE, TEMPLATE, held])
    edit.delete(session, GONE)
    made = FieldsTab(Desk(session))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: set(made.fields.links) == {PLATE.id, GONE.id})
    yield made
    words.speak_of(words.NONE)


def test_each_is_edited_and_tried_in_the_form(tab: FieldsTab, qtbot: QtBot) -> None:
    try_it, edit_it = tab.fields.links[PLATE.id]
    with qtbot.waitSignal(tab._desk.asked) as asked:
        edit_it.click()
    assert asked.args == ["form", OpenRecord("addedfield", PLATE.id)]
    with qtbot.waitSignal(tab._desk.asked) as asked:
        try_it.click()
    assert asked.args == ["form", NewRecord("measure", {})]
    with qtbot.waitSignal(tab._desk.asked) as asked:
        tab.templates.links[TEMPLATE.id][0].click()
    assert asked.args == ["form", NewRecord("case", {"kind": "organisation_under_pressure"})]


def test_a_deleted_field_that_records_still_hold_is_restored(tab: FieldsTab, session: Session, qtbot: QtBot) -> None:
    (restore,) = tab.fields.links[GONE.id]
    with qtbot.waitSignal(tab._desk.changed):
        restore.click()
    assert GONE.id in {each.id for each in additions.load(session).fields}
    qtbot.waitUntil(lambda: len(tab.fields.links[GONE.id]) == 2)


def test_a_tick_says_whether_a_term_is_offered(tab: FieldsTab, session: Session, qtbot: QtBot) -> None:
    tab.terms.choice.setCurrentIndex(tab.terms.choice.findData("measure_type"))
    assert next(iter(tab.terms.rows.ticks)) == "exile", "what was added stands first"
    assert len(tab.terms.rows.links["exile"]) == 1 and not tab.terms.rows.links["fine"]
    with qtbot.waitSignal(tab._desk.changed):
        tab.terms.rows.ticks["fine"].click()
    assert "fine" not in [term.code for term in additions.load(session).list("measure_type").offered]


def test_more_are_begun_in_the_form(tab: FieldsTab, qtbot: QtBot) -> None:
    for button, kind in ((tab.add_field, "addedfield"), (tab.terms.add, "term"), (tab.add_template, "template")):
        with qtbot.waitSignal(tab._desk.asked) as asked:
            button.click()
        page, target = asked.args
        assert page == "form" and isinstance(target, NewRecord) and target.kind == kind
