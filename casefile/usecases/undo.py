"""Undo and redo within a session. Nothing is kept for it but which entries each step wrote: the journal knows the rest."""

from __future__ import annotations

from dataclasses import dataclass

from casefile.journal.entry import Entry
from casefile.journal.log import entries_between
from casefile.records.reverting import REVERTIBLE, revert
from casefile.records.steps import Span
from casefile.records.unit import Changes
from casefile.usecases.session import Session


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back: the operation (code) that was undone, on which (kind, record), and what views must read again."""

    operation: str
    records: tuple[tuple[str, str], ...]
    changes: Changes


def can_undo(session: Session) -> bool:
    """Whether there is a step to take back."""
    return bool(session.database.steps.done)


def can_redo(session: Session) -> bool:
    """Whether a step was taken back last."""
    return bool(session.database.steps.undone)


def undo(session: Session) -> Undone | None:
    """Take the last step back, or None where there is none. Fields changed again since, by a later step, stay.

    Raises:
        Refused: the vault is open for rescue.
    """
    steps = session.database.steps
    if not steps.done:
        return None
    span, undone = steps.done[-1], steps.undone
    result = _revert(session, span)
    steps.was_undone(span, undone)
    return result


def redo(session: Session) -> Undone | None:
    """Do again what was undone last, or None where there is nothing.

    Raises:
        Refused: the vault is open for rescue.
    """
    steps = session.database.steps
    if not steps.undone:
        return None
    *undone, span = steps.undone
    result = _revert(session, span)
    steps.undone = undone
    return result


def _revert(session: Session, span: Span) -> Undone:
    with session.database.writing() as unit:
        written = [each for each in entries_between(unit.connection, *span) if each.operation in REVERTIBLE]
        for entry in reversed(written):
            revert(unit, entry)
        changes = unit.flush()
    return Undone(_what(written), tuple(dict.fromkeys((each.kind, each.record) for each in written)), changes)


def _what(written: list[Entry]) -> str:
    """The operation that a step is called by: that of its first entry."""
    return written[0].operation.value if written else ""
