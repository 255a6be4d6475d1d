"""What comes, as a list to check: whole cases, or single records."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.handover.arriving import Picked, Shown
from ui.handover.cases_step import Checklist
from ui.parts.fields import TextField
from ui.parts.paragraphs import Paragraph
from ui.parts.rows import Row
from ui.parts.scroll import FloatingBar
from ui.parts.toggles import Segments
from ui.theme import sizes
from ui.words import t

_WAIT_MS = 150  # after the last key, before the list is filtered


class RecordPicker(QWidget):
    """Shows the records of an arrival; what is checked is taken. `changed` when the person checked anything."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Shown | None = None
        self._picked: Picked | None = None
        self.by = Segments([("cases", t("merging.by_case")), ("records", t("merging.one_by_one"))], "cases")
        self.filter = TextField(t("merging.filter"), icon="search")
        self.filter.edit.setAccessibleName(t("merging.filter"))
        self.list = Checklist(t("merging.tab.records"))
        self.nothing = Paragraph(t("merging.nothing_new"), "content", "ink2")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._fill)
        self._lay_out()
        self.by.chosen.connect(lambda _by: self._fill())
        self.filter.edit.textChanged.connect(lambda _text: self._timer.start())
        self.list.toggled.connect(self._toggled)

    def show_arrival(self, shown: Shown, picked: Picked) -> None:
        """Show what comes, and what of it is taken."""
        self._shown, self._picked = shown, picked
        self.filter.edit.clear()
        self.by.choose("cases" if len(shown.cases) > 1 else "records")
        self._bar.setVisible(bool(shown.records))
        self.list.setVisible(bool(shown.records))
        self.nothing.setVisible(not shown.records)
        self._fill()

    def forget(self) -> None:
        """Show nothing."""
        self._shown = self._picked = None
        self.list.show_rows(())

    def check(self) -> None:
        """Show anew what is taken."""
        if self._picked is not None:
            self.list.check(self._picked.cases() if self.by.value() == "cases" else self._picked.records)

    def _fill(self) -> None:
        if self._shown is None:
            return
        rows = self._shown.cases if self.by.value() == "cases" else self._shown.records
        self.list.show_rows(_matching(rows, self.filter.text()))
        self.check()

    def _toggled(self, key: str, _on: bool) -> None:
        if self._picked is None:
            return
        if self.by.value() == "cases":
            self._picked.toggle_case(key)
        else:
            self._picked.toggle(key)
        self.check()
        self.changed.emit()

    def _lay_out(self) -> None:
        self._bar = QWidget()
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(0, sizes.S12, 0, sizes.S8)
        row.setSpacing(sizes.S12)
        row.addWidget(self.by)
        row.addWidget(self.filter, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        self._scroll = FloatingBar(self.list, self)


def _matching(rows: Sequence[Row], words: str) -> Sequence[Row]:
    """The rows in which all `words` stand."""
    wanted = words.casefold().split()
    if not wanted:
        return rows
    return [each for each in rows if all(word in f"{each.title} {each.reference}".casefold() for word in wanted)]
