"""What must hold of devices between which everything was exchanged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select, text

from casefile.journal import purging, tables
from casefile.journal.entry import DELETED, Entry, Operation
from casefile.journal.log import entries_of_all, heads_of
from casefile.progress import SILENT
from casefile.records import audit, derived, repository, sameperson, schema
from casefile.search import index
from casefile.usecases.session import Session
from tests.records.histories import History

_TEXTS = "SELECT record, title, body FROM full_text JOIN indexed ON indexed.row = full_text.rowid"


def assert_settled(history: History, where: object) -> None:
    """All that accepted the same purges of a record show, find and remember the same of it, and nothing that was entered is lost."""
    ids = sorted(history.kinds)
    held = {each: history.held(each) for each in history.team}
    accepted = {each: _accepted(entries, each.database.devices) for each, entries in held.items()}
    pictures = {}
    for each in history.team:
        with each.database.reading() as connection:
            pictures[each] = picture(connection, ids)
            _assert_heads(history, held[each], accepted[each], pictures[each], where)
    for record in ids:
        first: dict[frozenset[str], Any] = {}
        for each in history.team:
            seen = pictures[each][record]
            assert first.setdefault(frozenset(accepted[each][record]), seen) == seen, (where, record)
    _assert_same_people(history.team, accepted, ids, where)
    _assert_nothing_lost(history, held, accepted, where)


def accepted_purges(session: Session, record: str) -> frozenset[str]:
    """Ids of the purges of a record that take effect in a vault."""
    with session.database.reading() as connection:
        return frozenset(purging.effective(entries_of_all(connection, [record]), session.database.devices))


def assert_vouched_for(session: Session) -> None:
    """Journal, tables and index of a vault agree."""
    own = session.database.devices
    with session.database.reading() as connection:
        assert list(audit.differing_records(connection, own, SILENT)) == []
        assert list(audit.broken_commitments(connection, SILENT)) == []
        assert list(audit.unexplained_gaps(connection, own, _purged_elsewhere(connection, own), SILENT)) == []
        assert audit.differing_logs(connection) == []
        assert list(derived.faults(connection, own, SILENT)) == []
        for records in repository.every(connection):
            present = {each.record.id: each.record for each in records if not each.deleted}
            assert index.differing(connection, present) == []


def picture(connection: Connection, ids: list[str]) -> dict[str, dict[str, Any]]:
    """Id → all that the tables hold of a record, numbers of this vault's own left out."""
    found: dict[str, dict[str, Any]] = {each: defaultdict(set) for each in ids}
    for kind, table in schema.RECORDS.items():
        for row in connection.execute(select(table).where(table.c.id.in_(ids))).mappings():
            found[row["id"]]["row"] = {"kind": kind, **row, "sequence": None}
    for record in ids:
        current = heads_of(connection, record)
        found[record]["heads"] = {(path, each) for path, several in current.items() for each in several}
    references = schema.reference
    for source, *rest in connection.execute(select(references).where(references.c.source.in_(ids))):
        found[source]["references"].add(tuple(rest))
    for row in connection.execute(select(schema.party_line).where(schema.party_line.c.id.in_(ids))):
        found[row.id]["lines"].add(tuple(row))
    listed = ",".join(f"'{each}'" for each in ids)
    for record, *rest in connection.execute(text(f"{_TEXTS} WHERE indexed.record IN ({listed})")):
        found[record]["texts"].add(tuple(rest))
    keys = f"SELECT record, kind, key, word, beside FROM name_key WHERE record IN ({listed})"
    for record, *rest in connection.execute(text(keys)):
        found[record]["keys"].add(tuple(rest))
    return found


def _purged_elsewhere(connection: Connection, own: Collection[str]) -> list[str]:
    """Records with purges that were not accepted here: who carried one out sent what it removed no more."""
    wanted = select(tables.entry.c.record).where(tables.entry.c.operation == Operation.PURGE).distinct()
    found = _accepted(entries_of_all(connection, connection.execute(wanted).scalars().all()), own)
    asked = {each.id: each.record for each in entries_of_all(connection, found) if each.operation is Operation.PURGE}
    return [record for purge, record in asked.items() if purge not in found[record]]


def _accepted(entries: Iterable[Entry], own: Collection[str]) -> Mapping[str, set[str]]:
    """Record → the purges of it that take effect on the device that has these entries."""
    by_record: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_record[entry.record].append(entry)
    return defaultdict(set, {record: purging.effective(each, own) for record, each in by_record.items()})


def _assert_heads(
    history: History,
    entries: list[Entry],
    accepted: Mapping[str, set[str]],
    seen: Mapping[str, dict[str, Any]],
    where: object,
) -> None:
    """Whatever was said and nobody has replaced stands there, as the value or in a conflict."""
    said, replaced = defaultdict(set), defaultdict(set)
    known = {entry.id: entry for entry in entries}
    for entry in entries:
        if entry.operation is Operation.CUSTODY:
            continue  # it says nothing of a field
        if entry.operation is not Operation.PURGE or entry.id in accepted[entry.record]:
            said[entry.record] |= {(change.path, entry.id) for change in entry.changes}
            replaced[entry.record] |= {(change.path, each) for change in entry.changes for each in change.seen}
    for record, found in seen.items():
        expected = said[record] - replaced[record]
        against = {head for path, head in found["heads"] - expected if path == DELETED}
        assert found["heads"] - {(DELETED, each) for each in against} == expected, (where, record)
        _assert_deletion(history, [(path, known[head]) for path, head in expected], against, found.get("row"), where)


def _assert_deletion(
    history: History, current: list[tuple[str, Entry]], against: set[str], row: Mapping[str, Any] | None, where: object
) -> None:
    """A deletion hides nothing that its author did not know: what stands against it is in a conflict, and the record stays in sight."""
    flags = [entry for path, entry in current if path == DELETED]
    deletions = [each for each in flags if any(change.value is True for change in each.changes)]
    written = [entry.id for path, entry in current if path != DELETED and entry.operation is not Operation.PURGE]
    for each in written if deletions else ():
        unaware = all(each not in history.held_by[one.id] and one.id not in history.held_by[each] for one in deletions)
        assert each in against or not unaware, (where, each, "hidden by a deletion that did not know it")
    for each in against:
        assert each in written and all(each not in history.read_by[one.id] for one in deletions), (where, each)
    if row is not None:
        assert row["deleted"] == (bool(flags) and len(deletions) == len(flags) and not against), (where, row["id"])


def _assert_same_people(
    team: Iterable[Session], accepted: Mapping[Session, Mapping[str, set[str]]], ids: list[str], where: object
) -> None:
    first: dict[object, object] = {}
    for each in team:
        with each.database.reading() as connection:
            groups = sameperson.groups(connection)
            tied = ({one: groups.members(one) for one in ids}, sameperson.parted(connection))
        key = frozenset(purge for purges in accepted[each].values() for purge in purges)
        assert first.setdefault(key, tied[0]) == tied[0], where


def _assert_nothing_lost(
    history: History,
    held: Mapping[Session, list[Entry]],
    accepted: Mapping[Session, Mapping[str, set[str]]],
    where: object,
) -> None:
    """Every entry is everywhere, and every value of it wherever no purge that did not see it was accepted."""
    everything = history.entered
    here = {session: {entry.id: entry for entry in entries} for session, entries in held.items()}
    ancestors = {each: _ancestors(each, everything) for each in everything}
    for entry_id, entry in everything.items():
        for session, entries in here.items():
            assert entry_id in entries, (where, "an entry is lost")
            purges = [everything[each] for each in accepted[session][entry.record] - ancestors[entry_id]]
            kept = {(change.path, repr(change.value)) for change in entries[entry_id].changes}
            for change in entry.changes:
                gone = entry.operation is not Operation.PURGE and any(
                    purging.covers(path.path, change.path) for each in purges for path in each.changes
                )
                whole = (change.path, repr(change.value)) in kept
                somewhere = any(change in other[entry_id].changes for other in here.values())
                assert whole is not gone or (not gone and not somewhere and _purged_first(history, entry, accepted)), (
                    where, entry_id, change.path, "lost" if not gone else "still there",
                )  # fmt: skip


def _purged_first(history: History, entry: Entry, accepted: Mapping[Session, Mapping[str, set[str]]]) -> bool:
    """Whether its author's vault has purges, so that it may be that no one else ever got the value; or whether they took the record out of it, since
    others had it, and these purged it."""
    author = next(each for each in history.team if entry.device in each.database.devices)
    purged = any(each[entry.record] for each in accepted.values())
    return bool(accepted[author][entry.record]) or (purged and (author, entry.record) in history.lightened)


def _ancestors(entry_id: str, entries: Mapping[str, Entry]) -> set[str]:
    found: set[str] = set()
    waiting = [entry_id]
    while waiting:
        for change in entries[waiting.pop()].changes:
            fresh = set(change.seen) - found
            found |= fresh
            waiting += fresh
    return found
