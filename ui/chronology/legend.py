"""The legend above the chronology, which switches kinds on and off, and the key to the citations below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
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
_NAME_GAP, _PAIR_GAP, _MARK_GAP, _LEAST_NAME = 5, 14, 8, 40  # in the key: mark to name, name to mark, mark to mark


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
    """The key at the foot: each number with its source. `cited` carries the number that was clicked.

    All marks are always there; names stand behind them from the left as far as there is room, the last of them elided.
    """

    cited = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("page", ("top",), parent)
        self._pairs: list[tuple[CitationMark, Label]] = []
        self.setFixedHeight(scaled(sizes.RECORD_FOOT))

    def show_sources(self, sources: Sequence[tuple[int, str]]) -> None:
        """Show `sources` as (number, short name)."""
        for pair in self._pairs:
            for widget in pair:
                widget.hide()
                widget.deleteLater()
        self._pairs = [(CitationMark(number, name, self), _named(name, self)) for number, name in sources]
        for (number, _), (mark, _label) in zip(sources, self._pairs, strict=True):
            mark.clicked.connect(lambda _checked=False, number=number: self.cited.emit(number))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More names fit, or fewer."""
        super().resizeEvent(event)
        self._place()

    def minimumSizeHint(self) -> QSize:
        """A key never widens a window."""
        return QSize(80, scaled(sizes.RECORD_FOOT))

    def _place(self) -> None:
        x, right = sizes.S24, self.width() - sizes.S24
        for number, (mark, label) in enumerate(self._pairs):
            behind = (len(self._pairs) - number - 1) * (mark.width() + _MARK_GAP)
            mark.move(x, (self.height() - mark.height()) // 2 + 1)
            mark.show()
            x += mark.width() + _NAME_GAP
            wide = min(label.sizeHint().width(), right - x - behind)
            label.setVisible(wide >= _LEAST_NAME)
            if wide < _LEAST_NAME:
                x += _MARK_GAP - _NAME_GAP
                continue
            high = label.sizeHint().height()
            label.setGeometry(x, (self.height() - high) // 2 + 1, wide, high)
            x += wide + _PAIR_GAP


def _named(name: str, parent: QWidget) -> Label:
    label = Label(name, "second", "ink2", parent)
    return label.eliding()
