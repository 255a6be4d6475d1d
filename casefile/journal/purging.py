"""Emptying values in the journal while its tree still verifies (`architecture.md`, "Merging").

A purge is an entry of its own that names paths. It removes the values of these paths that did not see it, wherever in the record's
history they stand; what is written later lives. Skeletons stay, for causality and the tree rest on them; so do times and authors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, bindparam, select, update

from casefile.journal import tables
from casefile.journal.entry import Entry, FieldChange, Operation


def condemned(entries: Sequence[Entry]) -> Iterator[tuple[Entry, FieldChange]]:
    """The values that the purges among the `entries` of one record remove and that are still there."""
    purges = [entry for entry in entries if entry.operation is Operation.PURGE]
    if not purges:
        return
    saw = _ancestors(entries)
    for entry in entries:
        if entry.operation is Operation.PURGE:
            continue
        unseen = [each for each in purges if each.id not in saw[entry.id]]
        for change in entry.changes:
            if any(covers(path.path, change.path) for purge in unseen for path in purge.changes):
                yield entry, change


def unexplained(entries: Sequence[Entry]) -> Iterator[Entry]:
    """The entries of one record from which values are gone though none of its purges can have removed them."""
    purges = {entry.id for entry in entries if entry.operation is Operation.PURGE}
    saw = _ancestors(entries)
    yield from (entry for entry in entries if entry.withheld and purges <= saw[entry.id])


def covers(purged: str, path: str) -> bool:
    """Whether a purge of one path removes values of another: the same, or an element of the repeated field."""
    return path == purged or path.startswith(purged + "/")


def empty(connection: Connection, doomed: Iterable[tuple[Entry, FieldChange]]) -> int:
    """Forget name, value and salt of changes; without the salt nobody can try names against a commitment. How many there were."""
    rows = [{"entry": entry.id, "was": change.path} for entry, change in doomed]
    if rows:
        change = tables.change
        own = select(tables.entry.c.sequence).where(tables.entry.c.id == bindparam("entry")).scalar_subquery()
        statement = update(change).where(change.c.sequence == own, change.c.path == bindparam("was"))
        connection.execute(statement.values(path=None, value=None, salt=None), rows)
    return len(rows)


def _ancestors(entries: Sequence[Entry]) -> dict[str, set[str]]:
    """Id → ids of all entries that its author had seen, directly or through others of the record."""
    seen = {entry.id: _seen_by(entry) for entry in entries}
    found: dict[str, set[str]] = {}
    # Whoever saw an entry had a lower counter before them, so in this order the ancestors of what is seen are known already.
    for entry in sorted(entries, key=lambda each: each.lamport):
        found[entry.id] = seen[entry.id].union(*(found.get(each, ()) for each in seen[entry.id]))
    return found


def _seen_by(entry: Entry) -> set[str]:
    here = {each for change in entry.changes for each in change.seen}
    return here.union(*(each.seen for each in entry.withheld))
