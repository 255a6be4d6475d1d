"""Fields that people added, in the form: entered, saved, told in the history, kept when their definition changes; and templates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from casefile.domain.definition import Ref
from casefile.domain.kinds import AddedField, Case, Extra, Happening, Measure, Template, TemplateField, Term
from casefile.domain.values import Text, Version, When
from casefile.usecases import edit
from casefile.usecases.session import Session
from tests.ui.form.conftest import Opener
from ui import words
from ui.form.page import RecordPage
from ui.shell.targets import NewRecord, OpenRecord

PLATE = AddedField(
    kind="measure",
    label=Text((Version("en", "Number plate"), Version("ru", "Номер машины", original=False))),
    help=Text.of("123 ABC 02", "en"),
    shape="line",
    sensitivity="personal",
)
OFFICE = AddedField(
    kind="measure", label=Text.of("Which office", "en"), shape="term", sensitivity="public", needed=True
)
NORTH = Term(list=OFFICE.id, code="north", label=Text.of("The north office", "en"))
EXILE = Term(list="measure_type", code="exile", label=Text.of("Exile to a village", "en"))


@pytest.fixture(autouse=True)
def _forget_words() -> Iterator[None]:
    yield
    words.speak_of(words.NONE)


@pytest.fixture
def measure(vault: Session) -> Measure:
    made = Measure(type="exile", start=When("2031-02-04"), extra=(Extra(id=PLATE.id, line="777 XYZ 02"),))
    edit.save(vault, [PLATE, OFFICE, NORTH, EXILE, made])
    return made


def test_it_stands_in_the_form_under_its_label_with_its_value(measure: Measure, open_form: Opener) -> None:
    form = open_form(OpenRecord("measure", measure.id))
    plate = form.body.fields()[f"extra/{PLATE.id}"]
    assert plate.label.text() == "Number plate"
    assert plate.editor.value() == "777 XYZ 02"
    assert "extra" not in form.body.tables()
    assert form.heading.title.text() == "Exile to a village"


def test_it_is_saved_and_told_in_the_history(
    measure: Measure, page: RecordPage, open_form: Opener, vault: Session, qtbot: QtBot
) -> None:
    form = open_form(OpenRecord("measure", measure.id))
    form.body.fields()[f"extra/{OFFICE.id}"].editor.choice.setCurrentIndex(1)
    form.body.fields()[f"extra/{PLATE.id}"].editor.field.edit.setText("001 AAA 02")
    form.save()
    qtbot.waitUntil(lambda: page.form() is not form)
    stored = edit.read(vault, "measure", measure.id).record
    assert {each.id: each for each in stored.extra} == {
        PLATE.id: Extra(id=PLATE.id, line="001 AAA 02"),
        OFFICE.id: Extra(id=OFFICE.id, codes=("north",)),
    }
    again = open_form(OpenRecord("measure", measure.id))
    told = [line.words for line in again.changes.lines()]
    assert any("Number plate" in line for line in told) and any("Which office" in line for line in told)


def test_one_that_is_needed_says_so(measure: Measure, open_form: Opener) -> None:
    form = open_form(OpenRecord("measure", measure.id))
    assert (f"extra/{OFFICE.id}", "finding.required") in [(each.path, each.key) for each in form.state.findings()]


def test_a_deleted_field_keeps_its_values_under_other_fields(
    measure: Measure, open_form: Opener, vault: Session
) -> None:
    edit.delete(vault, PLATE)
    form = open_form(OpenRecord("measure", measure.id))
    others = form.body.findChild(type(form.body._others))
    assert others.isVisibleTo(form.body) and len(others.removes) == 1
    assert "Number plate" in others.removes[0].accessibleName()
    others.removes[0].click()
    assert form.state.draft.record.extra == ()
    edit.restore(vault, PLATE)


def test_a_template_chooses_the_first_fields_and_follows_the_kind_of_case(
    vault: Session, open_form: Opener, qtbot: QtBot
) -> None:
    template = Template(
        title=Text.of("Pressure on a newsroom", "en"),
        kind="case",
        case_kinds=("organisation_under_pressure",),
        fields=(
            TemplateField(field="kind"),
            TemplateField(field="impact", needed=True, help=Text.of("Issues not printed", "en")),
            TemplateField(field="statuses", place="hidden"),
            TemplateField(field="priority", offered=("high",)),
        ),
    )
    edit.save(vault, [template])
    form = open_form(NewRecord("case"))
    assert "impact" not in form.body.fields()
    kind = form.body.fields()["kind"].editor.choice
    kind.setCurrentIndex(kind.findData("organisation_under_pressure"))
    qtbot.waitUntil(lambda: "impact" in form.body.fields())
    assert list(form.body.fields())[:2] == ["kind", "impact"]
    assert form.body.fields()["impact"].editor.box.edit.placeholderText() == "Issues not printed"
    assert "statuses" not in form.body.tables()
    offered = form.body.fields()["priority"].editor.choice
    assert [offered.itemData(n) for n in range(offered.count())] == ["", "high"]
    form.state.visit_all()
    found = {each.path: each.key for each in form.state.findings()}
    assert found["impact"] == "finding.required_by_template"
    edit.delete(vault, template)


def test_a_template_holds_for_records_in_its_cases_alone(vault: Session, open_form: Opener) -> None:
    case = Case(reference="KZ-2031-010", title=Text.of("Invented", "en"), kind="law_or_policy")
    template = Template(
        title=Text.of("Laws", "en"),
        kind="happening",
        case_kinds=("law_or_policy",),
        fields=(TemplateField(field="method"),),
    )
    hidden = TemplateField(field="title", place="more")
    edit.save(vault, [case, replace(template, fields=(*template.fields, hidden))])
    inside = open_form(NewRecord("happening", {"cases": (Ref(case.id),)}, case.id))
    assert next(iter(inside.body.fields())) == "method"
    assert "description" not in inside.body.fields()
    elsewhere = open_form(NewRecord("happening", {}))
    assert "method" not in elsewhere.body.fields() and "description" in elsewhere.body.fields()
    assert Happening(id="a" * 32).title is None
    edit.delete(vault, template)
