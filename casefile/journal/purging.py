"""Emptying values in the journal while its tree still verifies (`architecture.md`, "Merging").

A purge is an entry of its own that names paths. It removes the values of these paths that did not see it, wherever in the record's
history they stand; what is written later lives. Skeletons stay, for causality and the tree rest on them; so do times and authors.

A purge by a device of another vault is a request. It is answered by an entry of our own, a purge that names no field but the request: so
the answer travels, is vouched for, and every vault that accepted the same requests holds the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, update

from casefile.journal import tables
from casefile.journal.entry import Entry, FieldChange, Operation
from casefile.journal.log import numbers_of

ACCEPTS, DECLINES = "@accepts", "@declines"
"""Paths under which a purge of our own answers a request; the value is the id of the request."""


def effective(entries: Sequence[Entry], own: Collection[str]) -> set[str]:
    """Ids of the purges that take values away here: those by a device of this vault (`own`), and those that one of them accepted."""
    found: set[str] = set()
    for entry in entries:
        if entry.operation is not Operation.PURGE or entry.device not in own:
            continue
        answered = [change.value for change in entry.changes if change.path == ACCEPTS]
        found.update(answered or [] if is_answer(entry) else [entry.id])
    return found


def requests(entries: Sequence[Entry], own: Collection[str]) -> list[Entry]:
    """The purges by others that nobody here has answered yet."""
    ours = [entry for entry in entries if entry.operation is Operation.PURGE and entry.device in own]
    answered = {change.value for entry in ours if is_answer(entry) for change in entry.changes}
    return [
        entry
        for entry in entries
        if entry.operation is Operation.PURGE
        and entry.device not in own
        and not is_answer(entry)
        and entry.id not in answered
    ]


def is_answer(entry: Entry) -> bool:
    """Whether a purge is but the answer to another one."""
    return any(change.path in (ACCEPTS, DECLINES) for change in entry.changes)


def condemned(entries: Sequence[Entry], own: Collection[str]) -> Iterator[tuple[Entry, FieldChange]]:
    """The values that the effective purges among the `entries` of one record remove and that are still there."""
    ids = effective(entries, own)
    purges = [(entry.id, entry) for entry in entries if entry.id in ids] if ids else []
    if not purges:
        return
    saw = _who_saw(entries, ids)
    for entry in entries:
        if entry.operation is Operation.PURGE:
            continue
        unseen = [purge for purge_id, purge in purges if purge_id not in saw[entry.id]]
        for change in entry.changes:
            if any(covers(path.path, change.path) for purge in unseen for path in purge.changes):
                yield entry, change


def unexplained(entries: Sequence[Entry], own: Collection[str]) -> Iterator[Entry]:
    """The entries of one record from which values are gone though none of its effective purges can have removed them."""
    purges = effective(entries, own)
    saw = _who_saw(entries, purges)
    yield from (entry for entry in entries if entry.withheld and purges <= saw[entry.id])


def covers(purged: str, path: str) -> bool:
    """Whether a purge of one path removes values of another: the same, or an element of the repeated field."""
    return path == purged or path.startswith(purged + "/")


def empty(connection: Connection, doomed: Iterable[tuple[Entry, FieldChange]]) -> int:
    """Forget name, value and salt of changes; without the salt nobody can try names against a commitment. How many there were."""
    found = list(doomed)
    numbers = numbers_of(connection, [entry.id for entry, _ in found])
    rows = [
        {"at": numbers[entry.id], "was": change.path, "committed": bytes.fromhex(change.commitment)}
        for entry, change in found
    ]
    if rows:
        change = tables.change
        statement = update(change).where(change.c.sequence == bindparam("at"), change.c.path == bindparam("was"))
        emptied: dict[str, Any] = {"path": None, "value": None, "salt": None, "commitment": bindparam("committed")}
        connection.execute(statement.values(emptied), rows)
    return len(rows)


def _who_saw(entries: Sequence[Entry], purges: Collection[str]) -> dict[str, set[str]]:
    """Id of each entry → those of the `purges` that its author had seen, directly or through others of the record.

    Found from the purges onwards. All that each entry had seen would be a square of their number, which one who sends a long chain chooses; and
    counters, which could give an order, are what their author says.
    """
    after: dict[str, list[str]] = {}
    for entry in entries:
        for each in _seen_by(entry):
            after.setdefault(each, []).append(entry.id)
    found: dict[str, set[str]] = {entry.id: set() for entry in entries}
    for purge in purges:
        coming = [purge]
        while coming:
            for each in after.get(coming.pop(), ()):
                if purge not in found[each]:
                    found[each].add(purge)
                    coming.append(each)
    return found


def _seen_by(entry: Entry) -> set[str]:
    here = {each for change in entry.changes for each in change.seen}
    return here.union(*(each.seen for each in entry.withheld))
