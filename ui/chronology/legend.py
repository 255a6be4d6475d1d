"""The legend above the chronology, which switches kinds on and off, and the key to the citations below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui.chronology.nodes import paint_node
from ui.chronology.rows import KINDS, EntryKind
from ui.parts.chips import CitationMark
from ui.parts.labels import Label
from ui.parts.surface import Surface
from ui.theme import draw, fonts, scaled, sizes
from ui.words import t

_NODE = 12
_TEXT = 18


class _Switch(QPushButton):
    """One kind of the legend. Off: its name is struck through as well as grey."""

    def __init__(self, kind: EntryKind, parent: QWidget) -> None:
        super().__init__(t(f"window.chronology.{kind}"), parent)
        self._kind = kind
        self.setCheckable(True)
        self.setChecked(True)
        self.setProperty("ring", True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(_TEXT + round(fonts.width("second", self.text())), scaled(sizes.CHIP_FILTER))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = self.height() / 2
        painter.setOpacity(1.0 if self.isChecked() else 0.4)
        paint_node(painter, QPointF(_NODE / 2, middle), self._kind, "exact")
        painter.setOpacity(1.0)
        tone = "ink2" if self.isChecked() else "ink3"
        end = draw.text(painter, QRectF(_TEXT, 0, self.width(), self.height() + 1), self.text(), "second", tone)
        if not self.isChecked():
            draw.hairline(painter, _TEXT, end, round(middle), "ink3")


class _Inexact(QWidget):
    """What a dashed node means; nothing to switch."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = t("window.chronology.inexact")
        self.setAccessibleName(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(_TEXT + round(fonts.width("second", self._words)), scaled(sizes.CHIP_FILTER))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_node(painter, QPointF(_NODE / 2, self.height() / 2), "happening", "about")
        draw.text(painter, QRectF(_TEXT, 0, self.width(), self.height() + 1), self._words, "second", "ink2")


class Legend(QWidget):
    """The kinds, each to switch on and off; `kinds_changed` carries a frozenset of the kinds on, for `chronology`."""

    kinds_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._switches: dict[EntryKind, _Switch] = {kind: _Switch(kind, self) for kind in KINDS}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.S16)
        for switch in self._switches.values():
            row.addWidget(switch)
            switch.toggled.connect(lambda _on: self.kinds_changed.emit(self.kinds()))
        row.addWidget(_Inexact(self))
        row.addStretch(1)

    def kinds(self) -> frozenset[EntryKind]:
        """The kinds that are on."""
        return frozenset(kind for kind, switch in self._switches.items() if switch.isChecked())


class CitationKey(Surface):
    """The key at the foot: each number with its source. `cited` carries the number that was clicked."""

    cited = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("page", ("top",), parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(sizes.S24, 1, sizes.S24, 0)
        self._row.setSpacing(5)
        self.setFixedHeight(scaled(sizes.RECORD_FOOT))

    def show_sources(self, sources: Sequence[tuple[int, str]]) -> None:
        """Show `sources` as (number, short name)."""
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for number, name in sources:
            mark = CitationMark(number, name)
            mark.clicked.connect(lambda _checked=False, number=number: self.cited.emit(number))
            self._row.addWidget(mark)
            self._row.addWidget(Label(name, "second", "ink2").eliding())
            self._row.addSpacing(9)
        self._row.addStretch(1)
