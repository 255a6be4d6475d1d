"""What people added to the program stands on the pages of a case, under its own name."""

from __future__ import annotations

import pytest

from casefile.domain.additions import PREFIX, Additions, with_value
from casefile.domain.casefile import CaseFile
from casefile.domain.chronology import chronology
from casefile.domain.definition import Ref
from casefile.domain.kinds import KINDS, AddedField, Case, Happening, Intervention, Measure, Note, Record, Task, Term
from casefile.domain.values import Text, Version, When
from ui.case import added, interventions, proceedings, tasks
from ui.case.overview import main_rows
from ui.case.reader import Reader
from ui.facts.rows import Fact, FactRow, Head

LABEL = Text((Version("en", "Village elder"), Version("ru", "Сельский старшина", False)))
VISITED = Term(list="intervention_type", code="visited_home", label=Text.of("Visit at home", "en"))


def _with_words(record: Record, words: str) -> tuple[Record, AddedField]:
    """The record with an added field of its kind that says `words`."""
    kind = type(record).__name__.lower()
    field = AddedField(kind=kind, label=LABEL, shape="line")
    definition = Additions((field,)).definition(KINDS[kind], PREFIX + field.id)
    assert definition is not None
    return with_value(record, definition, words), field


def _reader(case: Record, *records: Record, language: str = "en") -> Reader:
    assert isinstance(case, Case)
    return Reader(CaseFile(case, {each.id: each for each in records}), language)


def _facts(rows: tuple[FactRow, ...] | list[FactRow]) -> list[Fact]:
    return [row for row in rows if isinstance(row, Fact)]


def test_the_overview_shows_the_fields_of_the_case_under_their_own_names() -> None:
    case, field = _with_words(Case(reference="KZ-1", title=Text.of("Invented", "en")), "A. Invented")
    reader = _reader(case, field)
    rows = main_rows(reader, chronology(reader.casefile, "en").rows[-4:])
    assert "Your own fields" in [row.title for row in rows if isinstance(row, Head)]
    fact = next(each for each in _facts(rows) if each.second == "Village elder")
    assert (fact.title, fact.key) == ("A. Invented", case.id)
    assert added.in_a_line(_reader(case, field, language="ru"), case) == "Сельский старшина: A. Invented"


def test_a_case_without_any_has_no_such_heading() -> None:
    reader = _reader(Case(reference="KZ-1"))
    assert "Your own fields" not in [
        row.title for row in main_rows(reader, chronology(reader.casefile, "en").rows[-4:]) if isinstance(row, Head)
    ]


@pytest.mark.parametrize(
    ("record", "rows"),
    [
        (Measure(title=Text.of("Invented ban", "en"), type="ban"), proceedings.rows),
        (Note(text=Text.of("Seen", "en")), tasks.notes),
    ],
)
def test_records_say_them_below_their_line(record, rows) -> None:  # type: ignore[no-untyped-def]  # of every kind
    said, field = _with_words(record, "A. Invented")
    assert _facts(rows(_reader(Case(reference="KZ-1"), said, field)))[0].second.endswith("Village elder: A. Invented")


def test_an_intervention_has_a_row_of_them_and_the_words_of_an_added_term() -> None:
    said, field = _with_words(Intervention(title=Text.of("Invented", "en"), type="visited_home"), "A. Invented")
    rows = interventions.rows(_reader(Case(reference="KZ-1"), said, field, VISITED))
    assert isinstance(rows[0], Head) and "Visit at home" in rows[0].second
    assert [(each.left, each.title) for each in _facts(rows)] == [("Village elder", "A. Invented")]


def test_a_happening_has_them_in_its_row_of_the_chronology() -> None:
    said, field = _with_words(Happening(title=Text.of("Search", "en"), when=When("2024-01-05")), "A. Invented")
    case = Case(reference="KZ-1")
    reader = _reader(case, said, field, Task(cases=(Ref(case.id),)))
    rows = added.in_rows(reader, chronology(reader.casefile, "en")).rows
    assert [row.second for row in rows if row.kind == "happening"] == ["Village elder: A. Invented"]
