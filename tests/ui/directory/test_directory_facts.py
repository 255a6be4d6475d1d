"""What a person's record says, in plain rows."""

from __future__ import annotations

from casefile.domain.additions import NONE
from casefile.domain.kinds import (
    Case,
    Citation,
    Happening,
    Name,
    Organisation,
    Person,
    Position,
    Relationship,
    Role,
    Source,
    StatusAsOf,
)
from casefile.domain.values import Text, When
from casefile.usecases.directory import Dossier, InCase, Part, Tie
from ui.directory.facts import rows
from ui.facts.rows import Fact, Head

SOURCE = Source(short="Invented report, 2024", date=When("2024"))
UNION = Organisation(names=(Name(text="Invented union", language="en"),))
ANNA = Person(
    names=(Name(text="Anna Zhumabay", language="en"), Name(text="Анна Жұмабай", language="kk", sort="former")),
    statuses=(StatusAsOf(status="at_liberty", as_of=When("2024-05"), source=SOURCE.id),),
    religion="none stated",
)
CASE = Case(reference="KZ-2024-900", title=Text.of("An invented case", "en"))
ARREST = Happening(cases=(CASE.id,), title=Text.of("Arrested.", "en"), when=When("2024-05-02"))
IN_CASE = Role(party=ANNA.id, record=CASE.id, role="victim")
ARRESTED = Role(party=ANNA.id, record=ARREST.id, role="accused")
SAYS = Position(cases=(CASE.id,), who=ANNA.id, stance="denies", words=Text.of("She was not there.", "en"))
FOUNDER = Relationship(subject=ANNA.id, type="founder", object=UNION.id)


def _dossier() -> Dossier:
    parts = (Part(CASE, IN_CASE, "party"), Part(ARREST, ARRESTED, "party"), Part(SAYS, None, "who"))
    citations = (
        Citation(record=ANNA.id, source=SOURCE.id, locator="page 3"),
        Citation(record=ARRESTED.id, source=SOURCE.id, locator="page 4"),
    )
    ties = (Tie(FOUNDER, UNION, outward=True),)
    return Dossier(ANNA, ANNA.statuses[0], (InCase(CASE, parts),), False, ties, citations, (SOURCE,), {}, NONE)


def _section(title: str) -> list[Fact]:
    shown = rows(_dossier(), "en")
    start = next(number for number, row in enumerate(shown) if isinstance(row, Head) and row.title == title)
    found: list[Fact] = []
    for row in shown[start + 1 :]:
        if isinstance(row, Head):
            break
        found.append(row)
    return found


def test_every_name_stands_with_its_language_and_sort() -> None:
    first, second = _section("Names")
    assert (first.left, first.title, first.after) == ("English", "Anna Zhumabay", "")
    assert (second.left, second.title, second.after) == ("Kazakh", "Анна Жұмабай", "Former")


def test_a_status_says_for_which_day_and_who_says_so() -> None:
    (status,) = _section("Last known")
    assert (status.left, status.title, status.citations) == ("May 2024", "At liberty", (1,))


def test_a_case_tells_every_part_and_leads_there() -> None:
    (case,) = _section("In cases")
    assert (case.key, case.left, case.title, case.link) == (f"case:{CASE.id}", "KZ-2024-900", "An invented case", True)
    assert case.second.split("\n") == ["Victim", "Accused: Arrested, 2 May 2024", "Denies: She was not there"]
    assert case.citations == (1,)


def test_a_relationship_says_who_is_what_to_whom() -> None:
    (tie,) = _section("Relationships")
    assert (tie.left, tie.title) == ("Founder", "Anna Zhumabay → Invented union")
    assert tie.key == f"party:organisation:{UNION.id}"


def test_other_fields_stand_under_their_labels_and_empty_ones_nowhere() -> None:
    assert [(fact.left, fact.title) for fact in _section("Also recorded")] == [("Religion", "none stated")]


def test_a_source_says_where_in_it() -> None:
    (source,) = _section("Sources")
    assert (source.mark, source.title, source.second) == (1, "Invented report, 2024", "page 3, page 4")
