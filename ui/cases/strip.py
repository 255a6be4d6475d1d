"""The strip under the list's title: filters that are set, then the ready-made ones as far as there is room."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.cases.wanted import OTHERS, Wanted
from ui.parts.chips import FilterChip
from ui.parts.tips import tip
from ui.theme import scaled, sizes
from ui.words import t

READY = ("open", "detained", "no_next_step", "closed")
_GAP = 4


class FilterStrip(QWidget):
    """`turned` carries the name of a ready-made filter, `dropped` that of another, `left` that a saved view is no longer wanted. What
    does not fit is in the menu."""

    turned = Signal(str)
    dropped = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[FilterChip] = []
        self.setFixedHeight(scaled(sizes.FILTER_STRIP))

    def show_wanted(self, wanted: Wanted, counts: Mapping[str, str], view: str = "") -> None:
        """Show what is set; `counts` stand behind the ready-made filters. `view` is the name of the saved view, if it is one, and its count."""
        focused = next((number for number, chip in enumerate(self._chips) if chip.hasFocus()), None)
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [self._view(view)] if view else []
        self._chips += [self._other(name, wanted.others[name].words) for name in OTHERS if name in wanted.others]
        self._chips += [self._ready(name, counts.get(name, ""), on=wanted.ready == name) for name in READY]
        self._place()
        if focused is not None and focused < len(self._chips):
            self._chips[focused].setFocus()

    def chips(self) -> list[FilterChip]:
        """The chips that have room."""
        return [chip for chip in self._chips if not chip.isHidden()]

    def minimumSizeHint(self) -> QSize:
        """One chip."""
        return QSize(80, scaled(sizes.FILTER_STRIP))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer fit."""
        super().resizeEvent(event)
        self._place()

    def _ready(self, name: str, count: str, *, on: bool) -> FilterChip:
        chip = FilterChip(f"{t(f'cases.filter.{name}')} {count}".strip(), parent=self)
        chip.setChecked(on)
        chip.clicked.connect(lambda: self.turned.emit(name))
        return chip

    def _other(self, name: str, words: str) -> FilterChip:
        chip = FilterChip(words, removable=True, parent=self)
        tip(chip, t("cases.filter.drop", name=words))
        chip.clicked.connect(lambda: self.dropped.emit(name))
        return chip

    def _view(self, words: str) -> FilterChip:
        chip = FilterChip(words, removable=True, parent=self)
        tip(chip, t("cases.views.leave", name=words))
        chip.clicked.connect(self.left)
        return chip

    def _place(self) -> None:
        """From the left what fits; a chip that does not fit makes way with all after it, the first one elides."""
        x, room = sizes.S16, self.width() - sizes.S12
        full = False
        for number, chip in enumerate(self._chips):
            wide = chip.sizeHint().width()
            full = full or (number > 0 and x + wide > room)
            chip.setVisible(not full)
            if full:
                continue
            high = chip.sizeHint().height()
            chip.setGeometry(x, (self.height() - high) // 2 - scaled(4), min(wide, room - x), high)
            x += wide + _GAP
