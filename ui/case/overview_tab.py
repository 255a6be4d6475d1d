"""The Overview: two columns of facts where there is room, one where there is not."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.case.fact_tab import LIST_MARGIN
from ui.case.loaded import Loaded
from ui.case.overview import main_rows, side_rows
from ui.facts.rows import FactRow
from ui.facts.view import FactList
from ui.parts.scroll import FloatingBar
from ui.theme import scale, scaled, sizes
from ui.words import t

_SIDE = 240
_MAIN = 720  # where text stops, so that the side column stays beside it
_UNBOUND = 16_777_215  # Qt's own largest width
_TWO_COLUMNS = 600  # px of content from which the side column stands beside


class OverviewTab(QWidget):
    """Summary and latest; beside them what waits, key people, counts. `opened` may carry a key that begins with `overview.ADD`."""

    opened = Signal(str)
    cited = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.main, self.side = FactList(), FactList()
        self.setFocusProxy(self.main)
        self._rows: tuple[tuple[FactRow, ...], tuple[FactRow, ...]] = ((), ())
        self._beside = True
        row = QHBoxLayout(self)
        row.setContentsMargins(LIST_MARGIN, sizes.S12, 0, 0)
        row.setSpacing(0)
        self._side_frame = _framed(self.side)
        self._main_frame = _framed(self.main)
        row.addWidget(self._main_frame, 1)
        row.addWidget(self._side_frame)
        row.addStretch(0)
        for facts, words in ((self.main, "case.overview.summary"), (self.side, "case.overview.waits")):
            facts.setAccessibleName(t(words))
            facts.opened.connect(self.opened)
            facts.cited.connect(self.cited)

    def show_case(self, loaded: Loaded) -> None:
        """Show a case."""
        reader = loaded.reader
        self._rows = main_rows(reader, loaded.latest), side_rows(reader, loaded.today, whole=loaded.whole)
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column or two."""
        super().resizeEvent(event)
        beside = self.width() / scale() >= _TWO_COLUMNS
        if beside != self._beside:
            self._beside = beside
            self._fill()
        self._main_frame.setMaximumWidth(scaled(_MAIN) if beside else _UNBOUND)
        self._side_frame.setFixedWidth(scaled(_SIDE) + LIST_MARGIN)

    def _fill(self) -> None:
        main, side = self._rows
        self.main.show_rows(main if self._beside else (*main, *side))
        self.side.show_rows(side if self._beside else ())
        self._side_frame.setVisible(self._beside)


def _framed(facts: FactList) -> QWidget:
    """A column with room for its scroll bar at the right."""
    frame = QWidget()
    row = QHBoxLayout(frame)
    row.setContentsMargins(0, 0, LIST_MARGIN, 0)
    row.addWidget(facts)
    FloatingBar(facts, frame)
    return frame
