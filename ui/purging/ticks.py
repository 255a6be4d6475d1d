"""Which fields go: a tick for each, and for a repeated one, once it is opened, a tick for each of its entries."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.parts.buttons import Link
from ui.parts.tips import tip
from ui.parts.toggles import CheckBox
from ui.theme import sizes
from ui.words import t

_LONGEST = 60
"""Characters of an entry; its tooltip says all."""


class FieldTicks(QWidget):
    """`changed` fires when a tick was set or taken. A field that is ticked goes with all its entries."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, CheckBox] = {}
        self.entries: dict[str, CheckBox] = {}
        self._opened: dict[str, Callable[[], None]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(sizes.S24, 0, 0, 0)
        self._column.setSpacing(sizes.S4)

    def add(self, name: str, label: str, entries: Sequence[tuple[str, str]]) -> None:
        """Offer a field; `entries` are (path, words) of what may go alone, where there are several."""
        tick = CheckBox(label)
        tick.toggled.connect(lambda _on: self.changed.emit())
        self.fields[name] = tick
        line = QHBoxLayout()
        line.setSpacing(sizes.S12)
        line.addWidget(tick)
        line.addStretch(1)
        self._column.addLayout(line)
        if len(entries) > 1:
            below = self._below(tick, label, entries)
            link = Link(t("history.purge.single"), role="second")
            link.setAccessibleName(f"{label}: {t('history.purge.single')}")
            line.insertWidget(1, link)
            self._column.addWidget(below)
            self._opened[name] = lambda: self._open(link, below)
            link.clicked.connect(lambda _on=False: self._open(link, below))

    def choose(self, paths: Collection[str]) -> None:
        """Set the ticks of fields and entries, opening what hides them."""
        for path in paths:
            if path in self.fields:
                self.fields[path].setChecked(True)
            elif path in self.entries:
                self._opened[path.partition("/")[0]]()
                self.entries[path].setChecked(True)

    def chosen(self) -> tuple[str, ...]:
        """The paths that go: names of fields, and those of single entries of other fields."""
        whole = [name for name, tick in self.fields.items() if tick.isChecked()]
        single = (path for path, tick in self.entries.items() if tick.isChecked())
        return (*whole, *(path for path in single if path.partition("/")[0] not in whole))

    def _below(self, whole: CheckBox, label: str, entries: Sequence[tuple[str, str]]) -> QWidget:
        box = QWidget()
        box.setAccessibleName(label)
        column = QVBoxLayout(box)
        column.setContentsMargins(sizes.S24, 0, 0, sizes.S4)
        column.setSpacing(sizes.S4)
        for path, words in entries:
            tick = CheckBox(_short(words), "second")
            tip(tick, words)
            tick.setAccessibleName(words)
            tick.toggled.connect(lambda _on: self.changed.emit())
            whole.toggled.connect(tick.setDisabled)
            self.entries[path] = tick
            column.addWidget(tick)
        box.hide()
        return box

    def _open(self, link: QWidget, below: QWidget) -> None:
        link.hide()
        below.show()
        self.changed.emit()


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1].rstrip() + "…"
