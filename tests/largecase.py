"""An invented case with very much in it: thousands of happenings, hundreds of files and people, as a trial of many years has."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

from casefile.domain.definition import Ref
from casefile.domain.kinds import (
    Case,
    Citation,
    Evidence,
    Happening,
    Intervention,
    Measure,
    Name,
    Note,
    Person,
    Proceeding,
    Record,
    Role,
    Source,
    Task,
)
from casefile.domain.values import Text, When
from casefile.usecases import bulk
from casefile.usecases.session import Session

REFERENCE = "LARGE-1"
HAPPENINGS, FILES, PEOPLE = 2000, 500, 300
_SOURCES, _MEASURES, _INTERVENTIONS, _TASKS, _NOTES, _PROCEEDINGS = 40, 60, 100, 60, 30, 12
_TYPES = ("hearing", "search", "interrogation", "arrest", "assembly", "complaint_filed", "other")
_ROLES = ("lawyer", "witness", "judge", "prosecutor", "investigator", "relative", "victim")


def fill(session: Session, happenings: int = HAPPENINGS, files: int = FILES, people: int = PEOPLE) -> Case:
    """Make the case in a vault, and give it back."""
    case = Case(
        reference=REFERENCE,
        title=Text.of("An invented large case", "en"),
        kind="person_at_risk",
        status="open",
        summary=Text.of("Many years of hearings, invented for measuring.", "en"),
    )
    bulk.add(session, [case, *_of(case, happenings, files, people)])
    return case


def _of(case: Case, happenings: int, files: int, people: int) -> Iterator[Record]:
    of_case = (Ref(case.id),)
    persons = [_person(number) for number in range(people)]
    sources = [Source(title=Text.of(f"Invented report {at}", "en"), short=f"Report {at}") for at in range(_SOURCES)]
    proceedings = [
        Proceeding(cases=of_case, type="criminal", title=Text.of(f"Invented proceeding {at}", "en"))
        for at in range(_PROCEEDINGS)
    ]
    happened = [_happening(of_case, number, proceedings) for number in range(happenings)]
    yield from (*persons, *sources, *proceedings, *happened)
    yield Role(party=Ref(persons[0].id), role="accused", record=Ref(case.id), naming="public")
    for happening, person, role, source in zip(happened, cycle(persons), cycle(_ROLES), cycle(sources), strict=False):
        yield Role(party=Ref(person.id), role=role, record=Ref(happening.id))
        yield Citation(record=Ref(happening.id), source=Ref(source.id), locator="page 1")
    yield from (_file(of_case, number) for number in range(files))
    for at, happening, person in zip(range(_MEASURES), happened[::7], persons, strict=False):
        yield Measure(
            cases=of_case,
            subject=Ref(person.id),
            type="remand",
            start=happening.when,
            end=When(f"{2012 + at % 14}-11-20"),
        )
    for at in range(_INTERVENTIONS):
        words = Text.of(f"Invented letter {at}", "en")
        yield Intervention(
            cases=of_case, type="statement", title=words, date=When(f"{2010 + at % 16}-05-0{1 + at % 9}")
        )
    for at in range(_TASKS):
        yield Task(cases=of_case, kind="follow_up", title=Text.of(f"Call number {at}", "en"), due=When("2026-12-01"))
    yield from (Note(cases=of_case, text=Text.of(f"Invented note {at}", "en")) for at in range(_NOTES))


def _person(number: int) -> Person:
    return Person(
        names=(Name(text=f"Аскар Ойдумов {number}", language="ru", sort="usual"), Name(text=f"Askar Oydumov {number}"))
    )


def _happening(of_case: tuple[Ref, ...], number: int, proceedings: list[Proceeding]) -> Happening:
    sort = _TYPES[number % len(_TYPES)]
    year, month, day = 2010 + number * 16 // HAPPENINGS, 1 + number % 12, 1 + number % 28
    words = f"Invented happening {number} of which a whole line is told, so that it has to be cut at its end"
    return Happening(
        cases=of_case,
        type=sort,
        title=Text.of(words, "en"),
        when=When(f"{year}-{month:02}-{day:02}" if number % 9 else f"{year}-{month:02}"),
        proceeding=Ref(proceedings[number // 7 % len(proceedings)].id) if sort == "hearing" else None,
    )


def _file(of_case: tuple[Ref, ...], number: int) -> Evidence:
    return Evidence(
        cases=of_case,
        title=Text.of(f"Invented photograph {number}", "en"),
        original_name=f"IMG_{number:04}.jpg",
        kind="photo",
        media_type="image/jpeg",
        size=1000 + number,
        sha256=f"{number:064x}",
        captured=When(f"20{10 + number % 16}-03-0{1 + number % 9}"),
    )
