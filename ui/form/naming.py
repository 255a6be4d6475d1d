"""The names of a person or an organisation in a form, held against those that are here."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject

from casefile.domain.kinds import Organisation, Person, Record
from casefile.usecases import sameperson
from casefile.usecases.edit import Changes
from casefile.usecases.session import Session
from ui.form.state import FormState
from ui.sameperson.check import NameCheck
from ui.shell.desk import Desk


def checked(desk: Desk, state: FormState, parent: QObject) -> NameCheck | None:
    """Checks the names of the record in `state`; None for a record that is neither a person nor an organisation."""
    record = state.draft.record
    if isinstance(record, Person):
        return NameCheck(desk, "person", record.id, stored=not state.is_new, parent=parent)
    if isinstance(record, Organisation):
        return NameCheck(desk, "organisation", record.id, stored=not state.is_new, parent=parent)
    return None


def names_in(record: Record) -> tuple[str, ...]:
    """The spellings that stand in the form now."""
    return tuple(each.text for each in record.names) if isinstance(record, Person | Organisation) else ()


def parted(session: Session, saved: Changes, own: str, others: Iterable[str]) -> Changes:
    """What was saved, and with it that the `others` are not the same person. Called off the window's thread."""
    changed = [sameperson.part(session, own, other) for other in others]
    return Changes(
        saved.records.union(*(each.records for each in changed)), saved.kinds.union(*(each.kinds for each in changed))
    )
