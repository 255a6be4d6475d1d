"""What the journal says a record holds: causality decides, and nothing else is guessed (`architecture.md`, "Merging")."""

from __future__ import annotations

from collections.abc import Collection, Sequence
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
    winners = {path: _winner(current) for path, current in heads.items()}
    deleted = winners.pop(DELETED, None) is True
    conflicts = frozenset(path for path, current in heads.items() if len(current) > 1)
    return State({path: value for path, value in winners.items() if value is not None}, deleted, conflicts)


def heads_after(entries: Sequence[Entry], own: Collection[str]) -> Heads:
    """The current heads: what was said of the path and no other entry has replaced. A purge counts where it is `effective`."""
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
    return {
        path: {head: what for head, what in heads.items() if (path, head) not in replaced}
        for path, heads in said.items()
    }


def _winner(heads: dict[str, tuple[Entry, Any]]) -> Any:
    """Every device shows the same head of a conflict: the highest Lamport counter, then device, then id."""
    return max(heads.values(), key=lambda head: (head[0].lamport, head[0].device, head[0].id))[1]
