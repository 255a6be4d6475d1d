"""A custody report that names nobody: for the other side of a trial, or for publishing.

What is left out keeps its commitment, so the rest goes on verifying: of a record field by field, of a step that tells with whom or where it
happened all of it, for an event is one value.
"""

from __future__ import annotations

from dataclasses import replace

from casefile.exports.custody.account import EVENT, Account, Seen, Step
from casefile.journal.entry import FieldChange

_FIELDS = frozenset({"sha256", "size", "captured"})
_EVENT_PARTS = frozenset({"event", "sha256", "size", "inbox"})


def without_names(account: Account) -> Account:
    """The account without names of people and files, and without the steps that tell them. Devices stay, by their ids and keys."""
    return replace(
        account,
        title=None,
        name="",
        captured_by="",
        obtained_from="",
        made_by="",
        signing_key="",
        fingerprint="",
        steps=tuple(map(_step, account.steps)),
        logs=tuple(replace(each, who="") for each in account.logs),
        seen=tuple(map(_seen, account.seen)),
    )


def _step(step: Step) -> Step:
    fields = tuple(each for each in step.fields if _names_nobody(each))
    return replace(step, who="", fields=fields, withheld=len(step.fields) - len(fields))


def _names_nobody(change: FieldChange) -> bool:
    if change.path == EVENT:
        return isinstance(change.value, dict) and change.value.keys() <= _EVENT_PARTS
    return change.path in _FIELDS


def _seen(seen: Seen) -> Seen:
    return replace(seen, witness=replace(seen.witness, name="", fingerprint=""))
