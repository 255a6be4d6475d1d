"""What the journal says a record holds: causality decides, and nothing else is guessed (`architecture.md`, "Merging")."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casefile.journal.entry import DELETED, Entry, Operation
from casefile.journal.purging import effective

Heads = dict[str, dict[str, tuple[Entry, Any]]]
"""Path → id of each entry that is current for it → that entry and the value it gave."""


@dataclass(frozen=True, slots=True)
class State:
    """A record as its entries leave it: path → JSON value of the winning head, whether it is deleted, paths in conflict."""

    paths: dict[str, Any]
    deleted: bool
    conflicts: frozenset[str]


def state_of(heads: Heads) -> State:
    """What a record with these heads holds."""
    winners = {path: _winner(path, current) for path, current in heads.items()}
    deleted = winners.pop(DELETED, None) is True
    conflicts = frozenset(path for path, current in heads.items() if len(current) > 1)
    return State({path: value for path, value in winners.items() if value is not None}, deleted, conflicts)


def heads_after(entries: Sequence[Entry], own: Collection[str]) -> Heads:
    """The current heads: what was said of the path and no other entry has replaced. A purge counts where it is `effective`.

    What a deletion did not see stands against it: each change that neither saw it nor was seen by it is a head of ``@deleted`` too, of the
    value None.
    """
    said: Heads = {}
    replaced: set[tuple[str, str]] = set()
    purges = effective(entries, own)
    for entry in entries:
        entry_id = entry.id
        if entry.operation is Operation.CUSTODY or (entry.operation is Operation.PURGE and entry_id not in purges):
            continue
        for change in entry.changes:
            said.setdefault(change.path, {})[entry_id] = (entry, change.value)
            replaced.update((change.path, seen) for seen in change.seen)
    current = {
        path: {head: what for head, what in heads.items() if (path, head) not in replaced}
        for path, heads in said.items()
    }
    if DELETED in current:
        current[DELETED] |= {head: (entry, None) for head, entry in _standing_against(current, said[DELETED]).items()}
    return current


def precedence(path: str, entry: Entry, value: Any) -> tuple[bool, int, str, str]:
    """Every device shows the same head of a conflict, the one of which this is highest: the Lamport counter, then device, then id. But
    a record stays in sight until somebody settles whether it is deleted, whatever the counters say."""
    return path == DELETED and value is None, entry.lamport, entry.device, entry.id


def _winner(path: str, heads: dict[str, tuple[Entry, Any]]) -> Any:
    return max(heads.values(), key=lambda head: precedence(path, *head))[1]


def _standing_against(current: Heads, flags: Mapping[str, tuple[Entry, Any]]) -> dict[str, Entry]:
    """The current entries of other paths that no current deletion saw, nor they it. A purge takes away, it stands against nothing."""
    deletions = {head: _seen(entry) for head, (entry, value) in current[DELETED].items() if value is True}
    only_flags = {head for head, (entry, _) in flags.items() if len(entry.changes) + len(entry.withheld) == 1}
    if not deletions or any(seen <= only_flags for seen in deletions.values()):
        return {}  # the second: an earlier Casefile told only which deletions it had seen; it had seen the rest as well
    overruled = set(deletions).union(*deletions.values())
    found = {head: entry for path, heads in current.items() if path != DELETED for head, (entry, _) in heads.items()}
    return {
        head: entry
        for head, entry in found.items()
        if head not in overruled
        and entry.operation is not Operation.PURGE
        and not any(seen in deletions for change in entry.changes for seen in change.seen)
    }


def _seen(entry: Entry) -> set[str]:
    return {seen for change in entry.changes if change.path == DELETED for seen in change.seen}
