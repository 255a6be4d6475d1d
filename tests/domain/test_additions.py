"""Fields, terms and templates that people add, applied to records: nothing that was entered is ever lost or shown too widely."""

from __future__ import annotations

from dataclasses import replace

from casefile.domain.additions import Additions, split, value_of, with_value, without_leftover
from casefile.domain.casefile import CaseFile
from casefile.domain.codec import record_from_json, record_to_json
from casefile.domain.definition import Ref
from casefile.domain.kinds import KINDS, AddedField, Case, Extra, Happening, Person, Template, TemplateField, Term
from casefile.domain.redaction import redact
from casefile.domain.saying import said_extras, say_path
from casefile.domain.termcode import code_for
from casefile.domain.terms import term_list
from casefile.domain.validation import findings, sentence
from casefile.domain.values import Text, Version, When

CASE = Case(reference="KZ-2031-001", title=Text.of("Invented", "en"), kind="incident")
PLATE = AddedField(kind="happening", label=Text.of("Number plate", "en"), shape="line", sensitivity="personal", order=2)
OFFICE = AddedField(
    kind="happening", label=Text.of("Office", "en"), shape="term", sensitivity="public", needed=True, order=1
)
SHELTER = AddedField(kind="happening", label=Text.of("Shelter used", "en"), shape="text", sensitivity="secret")
NORTH = Term(list=OFFICE.id, code="north", label=Text((Version("en", "North"), Version("ru", "Север", original=False))))
ADDED = Additions((PLATE, OFFICE, SHELTER), (NORTH,))


def _happening(*extra: Extra) -> Happening:
    return Happening(
        cases=(Ref(CASE.id),), type="search", title=Text.of("A search", "en"), when=When("2031-02"), extra=extra
    )


def test_values_are_read_and_written_by_the_definitions_in_their_order() -> None:
    plate, office = (
        ADDED.definition(KINDS["happening"], f"extra/{PLATE.id}"),
        ADDED.definition(KINDS["happening"], f"extra/{OFFICE.id}"),
    )
    assert plate and office
    assert [field.name for field in ADDED.of_kind("happening")] == [
        f"extra/{each.id}" for each in (SHELTER, OFFICE, PLATE)
    ]
    record = with_value(with_value(_happening(), plate, "777 XYZ 02"), office, "north")
    assert value_of(record, plate) == "777 XYZ 02" and value_of(record, office) == "north"
    assert record_from_json("happening", record_to_json(record)) == record
    assert with_value(record, plate, None).extra == (Extra(id=OFFICE.id, codes=("north",)),)


def test_a_field_of_another_shape_keeps_what_was_entered() -> None:
    record = _happening(Extra(id=PLATE.id, line="777 XYZ 02"))
    later = Additions((replace(PLATE, shape="number"),))
    field = later.definition(KINDS["happening"], f"extra/{PLATE.id}")
    assert field is not None and value_of(record, field) is None
    changed = with_value(record, field, 777)
    (left,) = later.leftovers(changed)
    assert (left.value, str(left.field.label)) == ("777 XYZ 02", "Number plate")
    assert without_leftover(changed, left).extra == (Extra(id=PLATE.id, number=777),)


def test_what_nobody_defined_is_shown_as_it_is() -> None:
    record = _happening(Extra(id="f" * 32, codes=("unheard_of",), line="kept"))
    assert [left.value for left in Additions().leftovers(record)] == ["kept", ("unheard_of",)]
    assert [words for _, words in said_extras(record, "en", lambda _id: "", Additions())] == ["kept", "unheard_of"]


def test_history_says_the_value_by_its_field() -> None:
    said = say_path(
        KINDS["happening"], f"extra/{OFFICE.id}", {"codes": ["north"], "order": 1}, "ru", lambda _id: "", ADDED
    )
    assert said == "Север"


def test_terms_join_their_list_and_hidden_ones_are_not_offered() -> None:
    added = Additions(
        terms=(
            Term(list="measure_type", code="exile", label=Text.of("Exile", "en")),
            Term(list="measure_type", code="fine", label=None, hidden=True),
        )
    )
    measures = added.list("measure_type")
    assert measures.label("exile", "kk") == "Exile"
    assert "exile" in [term.code for term in measures.offered] and "fine" not in [
        term.code for term in measures.offered
    ]
    assert measures.label("fine", "ru") == term_list("measure_type").label("fine", "ru")
    assert "exile" not in term_list("measure_type"), "the shipped list is nobody's to change"


def test_a_code_is_made_from_words_in_any_script() -> None:
    assert code_for("Дрон над домом", term_list("happening_type")) == "dron_nad_domom"
    assert code_for("Search", term_list("happening_type")) == "search_2"
    assert code_for("2031", term_list("sex")) == "term_2031"


def test_what_is_needed_explains_itself() -> None:
    template = Template(
        title=Text.of("Surveillance", "en"), kind="happening", fields=(TemplateField(field="method", needed=True),)
    )
    found = {each.path: each for each in findings(_happening(), additions=ADDED, template=template)}
    assert found[f"extra/{OFFICE.id}"].key == "finding.required"
    assert sentence(found["method"], "en") == "The template “Surveillance” asks for this; it can be saved without"
    unknown = findings(_happening(Extra(id=OFFICE.id, codes=("moon",))), additions=ADDED)
    assert [(each.path, each.key) for each in unknown] == [(f"extra/{OFFICE.id}", "finding.unknown_term")]


def test_the_template_of_the_kind_of_case_comes_before_one_for_all() -> None:
    every = Template(id="0" * 32, title=Text.of("All", "en"), kind="case")
    own = Template(id="f" * 32, title=Text.of("Incidents", "en"), kind="case", case_kinds=("incident",))
    added = Additions(templates=(every, own))
    assert added.template("case", "incident") == own
    assert added.template("case", "situation") == added.template("case", None) == every
    assert added.template("person", "incident") is None


def test_each_value_travels_as_far_as_its_definition_says() -> None:
    happening = _happening(
        Extra(id=PLATE.id, line="777 XYZ 02"),
        Extra(id=OFFICE.id, codes=("north",)),
        Extra(id=SHELTER.id, text=Text.of("an invented place", "en")),
        Extra(id="f" * 32, line="of a field that nobody knows"),
    )
    whole = CaseFile(CASE, {each.id: each for each in (happening, PLATE, OFFICE, SHELTER, NORTH)})
    to_lawyer = redact(whole, "lawyer").casefile
    kept = to_lawyer.get(happening.id, Happening)
    assert kept is not None and {each.id for each in kept.extra} == {PLATE.id, OFFICE.id}
    assert SHELTER.id not in to_lawyer.records, "its very name would tell"
    assert OFFICE.id in to_lawyer.records and NORTH.id in to_lawyer.records


def test_a_person_who_may_not_be_named_keeps_only_public_values() -> None:
    height = AddedField(kind="person", label=Text.of("Height", "en"), shape="number", sensitivity="personal")
    person = Person(label=Text.of("a neighbour", "en"), extra=(Extra(id=height.id, number=180),))
    whole = CaseFile(CASE, {each.id: each for each in (person, height)})
    public = redact(whole, "public").casefile
    assert all(not each.extra for each in public.of(Person))


def test_paths_are_split_at_the_field() -> None:
    assert split("end") == ("end", "")
    assert split("conditions/abc/act") == ("conditions", "abc/act")
    assert split("extra/abc") == ("extra/abc", "")
