"""What every editor of a field can do, and what it is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from casefile.usecases.picking import Candidate
from ui.parts.fields import State
from ui.shell.desk import Desk

NONE: Mapping[str, str] = {}


@dataclass(frozen=True)
class Surroundings:
    """What lies around a field.

    `names` are the records known so far, by id, and grows; `cases` gives the ids of the cases that the record belongs to; `make_new` begins
    a record of a kind with a name typed and calls back with it once it is saved; `marks` gives the citation marks of a place, `arranged` the kind whose
    fields a template arranges, where the record is one.
    """

    desk: Desk
    names: dict[str, Candidate]
    cases: Callable[[], Sequence[str]]
    make_new: Callable[[str, str, Callable[[Candidate], None]], None]
    marks: Callable[[str], tuple[int | None, ...]]
    arranged: Callable[[], str] = str

    def name(self, record_id: str) -> str:
        """How a line names a record."""
        found = self.names.get(record_id)
        return found.line if found else record_id[:8]


class Editor(QWidget):
    """Edits one value. `changed` fires when the person changed it, never when it is shown."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._showing = False

    def value(self) -> Any:
        """The value as it is now; None or () where there is none."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Show `value` without telling anyone."""
        self._showing = True
        try:
            self._show(value)
        finally:
            self._showing = False

    def typed(self) -> Mapping[str, str]:
        """Words that are no value, by path within the field (empty for the field itself)."""
        return NONE

    def show_typed(self, typed: Mapping[str, str]) -> None:
        """Show words that are no value."""

    def refusal(self) -> str:
        """The sentence that says why what was typed is no value; empty where it is one."""
        return ""

    def set_state(self, state: State) -> None:
        """Show the edge of a finding or a refusal, or of neither."""

    def _show(self, value: Any) -> None:
        raise NotImplementedError

    def _tell(self) -> None:
        if not self._showing:
            self.changed.emit()


class WheelGuard(QObject):
    """Keeps a wheel that scrolls the form from turning a choice under the pointer."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the form have the wheel."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)
