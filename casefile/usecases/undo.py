"""Undo and redo within a session. Nothing is kept for it but which entries each step wrote: the journal knows the rest."""

from __future__ import annotations

from dataclasses import dataclass

from casefile.journal.entry import Entry
from casefile.journal.log import entries_between
from casefile.records.database import Connection
from casefile.records.reverting import REVERTIBLE, revert
from casefile.records.steps import Span
from casefile.records.unit import Changes
from casefile.usecases.session import Session


@dataclass(frozen=True, slots=True)
class Undoable:
    """A step that can be taken back: its operation (code), and its (kind, record) in the order in which they were written."""

    operation: str
    records: tuple[tuple[str, str], ...]


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


def next_undo(session: Session) -> Undoable | None:
    """What `undo` would take back now, or None."""
    done = session.database.steps.done
    return _look(session, done[-1]) if done else None


def next_redo(session: Session) -> Undoable | None:
    """What `redo` would do again now, or None. Its operation is that of the step that undid it."""
    undone = session.database.steps.undone
    return _look(session, undone[-1]) if undone else None


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
        written = _written(unit.connection, span)
        for entry in reversed(written):
            revert(unit, entry)
        changes = unit.flush()
    return Undone(_what(written), _records(written), changes)


def _look(session: Session, span: Span) -> Undoable:
    with session.database.reading() as connection:
        written = _written(connection, span)
    return Undoable(_what(written), _records(written))


def _written(connection: Connection, span: Span) -> list[Entry]:
    return [each for each in entries_between(connection, *span) if each.operation in REVERTIBLE]


def _records(written: list[Entry]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((each.kind, each.record) for each in written))


def _what(written: list[Entry]) -> str:
    """The operation that a step is called by: that of its first entry."""
    return written[0].operation.value if written else ""
