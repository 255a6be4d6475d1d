"""The Chronology tab: the legend that switches kinds on and off, and the drawn rows."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from casefile.domain.chronology import KINDS, Chronology
from ui.case.fact_tab import AddButton, ToolBar
from ui.chronology.legend import Legend
from ui.chronology.view import ChronologyView
from ui.parts.empty import EmptyPage
from ui.parts.scroll import FloatingBar
from ui.theme import sizes
from ui.words import t

ADDS = ("happening", "proceeding", "measure", "intervention", "position", "task", "note")


class ChronologyTab(QWidget):
    """`kinds_changed` asks for the chronology with other kinds; `cited` carries a record's id and a source's number."""

    opened = Signal(str)
    cited = Signal(str, int)
    add_asked = Signal(str)
    kinds_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.legend, self.view, self.add = Legend(), ChronologyView(), AddButton(ADDS)
        self.setFocusProxy(self.view)
        self.legend.kinds_changed.connect(self.kinds_changed)
        self.view.opened.connect(self.opened)
        self.view.cited.connect(self.cited)
        self.add.asked.connect(self.add_asked)
        self._stack = QStackedWidget()
        empty = EmptyPage(
            "clock", t("case.chronology.empty"), t("case.chronology.empty.line"), t("case.chronology.empty.step")
        )
        empty.first_step.connect(lambda: self.add_asked.emit("happening"))
        for page in (self._framed(), empty):
            self._stack.addWidget(page)
        bar = ToolBar(self.add)
        bar.row.addWidget(self.legend, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._stack, 1)

    def show_chronology(self, chronology: Chronology) -> None:
        """Show rows; the first step where there are none and no kind is switched off."""
        self.view.show_rows(chronology.rows)
        everything = len(self.legend.kinds()) == len(KINDS)
        self._stack.setCurrentIndex(1 if everything and not chronology.rows else 0)

    def _framed(self) -> QWidget:
        frame = QWidget()
        row = QVBoxLayout(frame)
        row.setContentsMargins(sizes.S24, 0, sizes.S24, 0)
        row.addWidget(self.view)
        FloatingBar(self.view, frame)
        return frame
