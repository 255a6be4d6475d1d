"""To which cases the records of a sync bundle belong, so that a person may take some cases and leave others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from casefile.domain.kinds import Record
from casefile.records.database import Connection
from casefile.records.rows import references_of
from casefile.usecases import picking

Links = tuple[tuple[str, str], ...]
"""(path, id of another record)."""

_HANGS_ON = "record"
"""The field by which a role, a citation or a decision says to what it belongs."""


@dataclass(frozen=True, slots=True)
class ComingCase:
    """A case to which something comes: its id, what it is called, and the ids of the records that come and belong to it, its own among them."""

    id: str
    label: str
    records: tuple[str, ...]


def links_of(record: Record) -> Links:
    """What a record points to."""
    return tuple(references_of(record))


def sorted_in(
    connection: Connection, links: Mapping[str, Links], cases: Mapping[str, str], language: str
) -> tuple[ComingCase, ...]:
    """The cases of the records that come, by name; people and sources belong to every case in which something that comes speaks of them. A case
    that neither comes nor is here is none that anyone could choose by: what also belongs to it stands under the others alone.

    Args:
        links: id of each record that comes → what it points to.
        cases: id → what it is called, of those that are cases.
    """
    spoken_of = {to for pointed in links.values() for path, to in pointed if _is_case(path)}
    named = picking.named_in(connection, spoken_of | cases.keys(), language)
    found = _belonging(links, frozenset(cases), named.keys() | cases.keys())
    members: dict[str, list[str]] = {}
    for record, owners in found.items():
        for owner in owners:
            members.setdefault(owner, []).append(record)
    made = [
        ComingCase(each, cases.get(each) or (named[each].line if each in named else ""), tuple(ids))
        for each, ids in members.items()
    ]
    return tuple(sorted(made, key=lambda each: (each.label, each.id)))


def parts_of(gone: Collection[str], links: Mapping[str, Links], new: Collection[str]) -> frozenset[str]:
    """Those of the `new` records that belong to nothing but what is `gone`: its parts, what says something of these, and whoever only they name.

    Args:
        gone: ids of records, be they among those that come or not.
        links: id of each record that comes → what it points to.
        new: ids of those that come and were never here.
    """
    out = set(gone)
    while True:
        named = {to for record in out for _, to in links.get(record, ())}
        elsewhere = {to for record, pointed in links.items() if record not in out for _, to in pointed}
        more = {each for each in set(new) - out if _is_part(links[each], out, each in named - elsewhere)}
        if not more:
            return frozenset(out.difference(gone))
        out |= more


def _is_part(pointed: Links, out: Collection[str], only_there: bool) -> bool:
    """Whether a record belongs to what is `out` alone; one that says to what it belongs is not judged by who names it."""
    above = [to for path, to in pointed if _is_case(path) or path == _HANGS_ON]
    return all(to in out for to in above) if above else only_there


def _is_case(path: str) -> bool:
    return path.partition("/")[0] == "cases"


def _belonging(links: Mapping[str, Links], cases: frozenset[str], choosable: Collection[str]) -> dict[str, set[str]]:
    found = {
        record: {to for path, to in pointed if _is_case(path) and to in choosable} for record, pointed in links.items()
    }
    for case in cases:
        found[case] = {case}
    hanging = {record: to for record, pointed in links.items() for path, to in pointed if path == _HANGS_ON}
    for record in hanging:
        if not found[record]:
            found[record] = _upwards(record, hanging, found, cases)
    for record, owners in [(record, frozenset(owners)) for record, owners in found.items() if owners]:
        for path, to in links.get(record, ()):
            if to in links and to not in cases and path != _HANGS_ON:
                found[to] |= owners
    _follow(links, found)
    return found


def _follow(links: Mapping[str, Links], found: dict[str, set[str]]) -> None:
    """What is in no case by itself goes with what it speaks of, as a citation of a person does, or a link between two happenings; and what only
    such a record speaks of goes with it. Whoever has a case is given no other by this."""
    beside: dict[str, set[str]] = {record: set() for record in found}
    for record, pointed in links.items():
        for to in {to for _, to in pointed if to in found}:
            beside[record].add(to)
            beside[to].add(record)
    reached = [record for record, owners in found.items() if owners]
    while reached:  # each record is left once, however long a chain somebody sends
        gained: dict[str, set[str]] = {}
        for there in reached:
            for here in beside[there]:
                if not found[here]:
                    gained.setdefault(here, set()).update(found[there])
        found.update(gained)
        reached = list(gained)


def _upwards(record: str, hanging: Mapping[str, str], found: Mapping[str, set[str]], cases: frozenset[str]) -> set[str]:
    """The cases of what it hangs on, which may hang on another. A circle ends it."""
    seen = {record}
    while (record := hanging.get(record, "")) and record not in seen:
        if record in cases:
            return {record}
        if found.get(record):
            return set(found[record])
        seen.add(record)
    return set()
