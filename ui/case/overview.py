"""The Overview tab: summary and latest in one column; what waits, key people and counts in the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from casefile.domain.chronology import Row
from casefile.domain.kinds import Role
from casefile.domain.labels import kinds_key
from ui.case import added, tasks
from ui.case.heading import PRINCIPAL_ROLES, principals
from ui.case.reader import Reader, small
from ui.facts.rows import Fact, FactRow, Head

ADD = "add:"  # begins the key of a fact that opens a new record
_TASKS, _PEOPLE = 4, 5
_FIXED_SPACE = "\u00a0"  # a number stays on the line of what it counts
_BESIDES = ("lawyer", "relative", "witness", "organiser")
_COUNTED = (
    "happening",
    "proceeding",
    "measure",
    "intervention",
    "person",
    "organisation",
    "source",
    "evidence",
    "task",
    "note",
)


def main_rows(reader: Reader, latest: Sequence[Row]) -> tuple[FactRow, ...]:
    """Summary with its citations, impact, and the latest that happened, newest first; in `latest` the newest is the last."""
    case = reader.casefile.case
    found: list[FactRow] = [Head(reader.t("case.overview.summary"))]
    summary, impact = reader.text(case.summary), reader.text(case.impact)
    if summary:
        found.append(Fact(case.id, summary, citations=reader.citations(case.id)))
    else:
        found.append(Fact(case.id, reader.t("case.overview.no_summary"), link=True))
    if impact:
        found.append(Fact(case.id, reader.t("case.overview.impact", words=impact), quiet=True))
    own = [Fact(case.id, said.title, said.left) for said in added.facts(reader, case)]
    found += [Head(reader.t("case.overview.added")), *own] if own else []
    if latest:
        found.append(Head(reader.t("case.overview.latest")))
    found += [
        Fact(row.record_id, row.title, row.date_full, citations=row.citations or (None,)) for row in reversed(latest)
    ]
    return tuple(found)


def side_rows(reader: Reader, today: date, *, whole: bool = True) -> tuple[FactRow, ...]:
    """What waits, key people, and how much of each kind there is, where the case is here `whole`."""
    return (*_waits(reader, today), *_people(reader), *(_counts(reader) if whole else ()))


def _waits(reader: Reader, today: date) -> Iterator[FactRow]:
    waiting = tasks.waiting(reader)
    yield Head(reader.t("case.overview.waits"), str(len(waiting)) if waiting else "")
    for task in waiting[:_TASKS]:
        said = tasks.fact(reader, task, today)
        yield Fact(
            said.key, said.title, said.left, right=said.right, right_tone=said.right_tone, right_chip=said.right_chip
        )
    if not waiting:
        yield Fact(title=reader.t("case.overview.no_next_step"), quiet=True)
        yield Fact(f"{ADD}task", reader.t("case.tasks.add"), link=True)


def _people(reader: Reader) -> Iterator[FactRow]:
    case = reader.casefile.case.id
    about = [party.id for party in principals(reader.casefile)]
    stands = reader.casefile.canonical
    roles = {stands(role.party): role for role in reader.casefile.of(Role) if role.party and role.role in _BESIDES}
    main = [role for role in reader.casefile.roles_in(case) if role.role in (*PRINCIPAL_ROLES, *_BESIDES)]
    main.sort(key=lambda role: role.role in PRINCIPAL_ROLES)  # the last one stays: what makes the case theirs
    roles |= {stands(role.party): role for role in main if role.party}
    order = [*about, *(each for each in roles if each not in about)][:_PEOPLE]
    people = [(role, party) for each in order if (party := reader.casefile.party(each)) and (role := roles.get(each))]
    if people:
        yield Head(reader.t("case.overview.people"))
    for role, party in people:
        position = small(reader.text(role.position)) if role.position else ""
        words = ", ".join(part for part in (reader.term("role", role.role), position) if part)
        yield Fact(party.id, reader.casefile.called(party.id, reader.language), words)


def _counts(reader: Reader) -> Iterator[FactRow]:
    grouped = reader.casefile.by_kind()
    yield Head(reader.t("case.overview.counts"))
    numbers = {kind: len(reader.casefile.once(each.id for each in grouped.get(kind, ()))) for kind in _COUNTED}
    words = (
        f"{reader.t(kinds_key(kind))}{_FIXED_SPACE}{number}"
        for kind, number in numbers.items()
        if number or kind == "evidence"
    )
    yield Fact(title=", ".join(words), quiet=True)
