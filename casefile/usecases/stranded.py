"""What somebody added to a record that another deleted meanwhile, or moved into it, neither knowing: it stands against the deletion, as a change of
that record would.

A part is a record of its own, and what an entry had seen tells nothing of other records. So it is told from how the two meet, for whoever sends a
deletion sends with it all that had been seen of the record. Local row ``sync/stranded``: id of a part → id of a deleted record → ids of the entries
that delete it; what is settled drops out of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from casefile.domain.kinds import Record, kind_of
from casefile.handover.delta import Held
from casefile.journal import heads, holding
from casefile.journal.entry import DELETED, Entry, Operation
from casefile.journal.log import entries_by_id, entries_of_all, numbers_of
from casefile.records import repository
from casefile.records.database import Connection
from casefile.records.rows import references_of
from casefile.usecases.comingcases import Links
from casefile.usecases.session import Session

SAYING_OF = ("citation", "role", "link")
"""Kinds that only say something of another record, and go with it."""

_KEPT = "sync/stranded"
_NOTHING: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Stranded:
    """A `part` that stands against the deletion of the record `owner` (id), of a kind: `made` is the entry that made the part, or last said where it
    belongs, `deleting` those that delete the owner."""

    owner: str
    kind: str
    part: Record
    made: Entry
    deleting: tuple[Entry, ...]


def note(session: Session, connection: Connection, since: int, assumed: Held) -> None:
    """Remember what met a deletion in what was just taken in.

    Args:
        since: the last entry's sequence number before that.
        assumed: what the sender knew to be here, besides what they sent.
    """
    made = holding.records_since(connection, since, Operation.CREATE, Operation.CHANGE, Operation.RESOLVE)
    gone = holding.records_since(connection, since, Operation.DELETE, Operation.RESOLVE)
    met = list(_meeting(connection, made, gone))
    numbers = numbers_of(connection, [each.made.id for each in met])
    found = {}
    for each in met:
        if _is_unseen(each, numbers[each.made.id] > since, each.owner in gone, assumed):
            found[each.part.id, each.owner] = each
    if found:
        _keep(session, connection, {**_standing(session, connection), **found})


def coming(
    connection: Connection, links: Mapping[str, Links], kinds: Mapping[str, str], fields: Mapping[str, Collection[str]]
) -> dict[str, str]:
    """Of records that come, those that are made in what is deleted here or moved into it: id → id of the deleted one.

    Args:
        links: id of each → what it points to.
        kinds: id of each → its kind.
        fields: id of each → the names of its fields of which something new comes.
    """
    said = {each: {to for path, to in links.get(each, ()) if _field(path) in fields[each]} for each in kinds}
    deleted = _deleted(connection, set[str]().union(*said.values()) & holding.taken_back(connection))
    above = {each: _above(kind, links.get(each, ()), deleted) for each, kind in kinds.items()} if deleted else {}
    found = {each: next((owner for owner in owners if owner in said[each]), "") for each, owners in above.items()}
    return {each: owner for each, owner in found.items() if owner}


def standing(session: Session, connection: Connection, owner: str = "") -> tuple[Stranded, ...]:
    """What nobody has settled yet, by what it belonged to; of one deleted record, or of all."""
    found = _standing(session, connection).values()
    return tuple(each for each in sorted(found, key=_order) if owner in ("", each.owner))


def deletions(connection: Connection, record: str) -> tuple[Entry, ...]:
    """The entries that delete a record."""
    current = [entry for _, entry in heads.of(connection, record).get(DELETED, ())]
    return entries_by_id(connection, current)


def _order(each: Stranded) -> tuple[str, int, str]:
    return each.owner, each.made.lamport, each.part.id


def _is_unseen(each: Stranded, part_comes: bool, deletion_comes: bool, assumed: Held) -> bool:
    """Whether nobody who deleted the record had seen the part."""
    if each.made.lamport >= max(one.lamport for one in each.deleting):
        return True  # who has seen a part counts on from its counter
    if part_comes:
        return not deletion_comes
    return each.made.position not in assumed.get(each.made.device, _NOTHING)


def _meeting(connection: Connection, made: AbstractSet[str], gone: AbstractSet[str]) -> Iterator[Stranded]:
    """The parts of deleted records, of which either is among what just came."""
    suspects = holding.taken_back(connection)
    if not suspects:
        return
    beside = repository.sources_of(connection, gone & suspects)
    naming = repository.sources_of(connection, suspects & repository.targets_of(connection, made))
    parts = set().union(*beside.values()) | (made & set().union(*naming.values()))
    yield from _stranded(connection, parts, suspects)


def _standing(session: Session, connection: Connection) -> dict[tuple[str, str], Stranded]:
    kept = (session.local.kept(connection, _KEPT) or {"parts": {}})["parts"]
    if not kept:
        return {}
    owners = {owner for above in kept.values() for owner in above}
    return {
        (each.part.id, each.owner): each
        for each in _stranded(connection, kept, owners)
        if kept[each.part.id].get(each.owner) == [one.id for one in each.deleting]
    }


def _stranded(connection: Connection, parts: Iterable[str], suspects: Collection[str]) -> Iterator[Stranded]:
    """Each of these parts with each deleted record that it belongs to, where it belongs to nothing else that is here."""
    records = [each.record for each in repository.of_any_kind(connection, parts).values()]
    links = {each.id: tuple(references_of(each)) for each in records}
    named = {to for pointed in links.values() for _, to in pointed}
    deleted = _deleted(connection, named.intersection(suspects))
    above = {each.id: _above(kind_of(each).name, links[each.id], deleted) for each in records} if deleted else {}
    making = _making(connection, {each: _naming(links[each], owners) for each, owners in above.items() if owners})
    deleting = {owner: deletions(connection, owner) for owners in above.values() for owner in owners}
    for part in records:
        for owner in above.get(part.id, ()):
            if part.id in making and deleting[owner]:
                yield Stranded(owner, deleted[owner], part, making[part.id], deleting[owner])


def _above(kind: str, pointed: Links, deleted: Collection[str]) -> list[str]:
    """The deleted records to which a record belongs; none where it belongs to a case that stands."""
    cases = [to for path, to in pointed if path == "cases"]
    if cases:
        return cases if all(each in deleted for each in cases) else []
    return [to for _, to in pointed if to in deleted] if kind in SAYING_OF else []


def _deleted(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Id → kind, of those of some records that are deleted."""
    found = repository.of_any_kind(connection, ids, deleted=True)
    return {record: kind_of(each.record).name for record, each in found.items() if each.deleted}


def _naming(pointed: Links, owners: Collection[str]) -> set[str]:
    """The fields by which a record belongs to these."""
    return {_field(path) for path, to in pointed if to in owners}


def _making(connection: Connection, fields: Mapping[str, Collection[str]]) -> dict[str, Entry]:
    """Id → the entry that made a record, or last changed one of the `fields` (by id) that say where it belongs."""
    made: dict[str, Entry] = {}
    for each in sorted(entries_of_all(connection, fields), key=lambda entry: (entry.lamport, entry.device)):
        says = any(_field(change.path) in fields[each.record] for change in each.changes)
        if each.operation is Operation.CREATE or says:
            made[each.record] = each
    return made


def _field(path: str) -> str:
    return path.partition("/")[0]


def _keep(session: Session, connection: Connection, found: Mapping[tuple[str, str], Stranded]) -> None:
    parts: dict[str, dict[str, list[str]]] = {}
    for (part, owner), each in found.items():
        parts.setdefault(part, {})[owner] = [one.id for one in each.deleting]
    session.local.keep(connection, _KEPT, {"parts": parts})
