"""Chips and citation marks: painted, so that delegates and widgets show the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from ui.parts.tips import tip
from ui.theme import draw, fonts, icons, scaled, sizes

ChipKind = Literal["neutral", "accent", "due", "danger", "ink", "outline"]


@dataclass(frozen=True)
class _Look:
    text: str
    fill: str | None
    edge: str | None = None
    strong: bool = False


_LOOKS: dict[ChipKind, _Look] = {
    "neutral": _Look("ink2", "chip"),
    "accent": _Look("accent", "sel"),
    "due": _Look("due", "due_soft", strong=True),
    "danger": _Look("danger", "danger_soft"),
    "ink": _Look("page", "ink"),
    "outline": _Look("ink2", None, "line"),
}
_PADDING, _ICON_GAP = 7, 4


def _role(kind: ChipKind) -> str:
    return "second_strong" if _LOOKS[kind].strong else "second"


def chip_width(text: str, kind: ChipKind, icon: str = "") -> int:
    """Width in pixels of a chip."""
    room = sizes.ICON_CHIP + _ICON_GAP if icon else 0
    return round(fonts.width(_role(kind), text)) + 2 * _PADDING + room


def chip_height() -> int:
    """Height in pixels of a chip at the person's text scale."""
    return scaled(sizes.CHIP)


def paint_chip(painter: QPainter, x: float, centre: float, text: str, kind: ChipKind, icon: str = "") -> float:
    """A chip with its left edge at `x`, centred on the y `centre`.

    Returns:
        the x of its right edge.
    """
    look, high = _LOOKS[kind], chip_height()
    area = QRectF(x, centre - high / 2, chip_width(text, kind, icon), high)
    draw.box(painter, area, sizes.CORNER, look.fill, look.edge)
    left = area.left() + _PADDING
    if icon:
        icons.paint(painter, icon, left, centre - sizes.ICON_CHIP / 2, sizes.ICON_CHIP, look.text)
        left += sizes.ICON_CHIP + _ICON_GAP
    draw.text(painter, QRectF(left, area.top(), area.right() - left, high), text, _role(kind), look.text)
    return area.right()


class Chip(QLabel):
    """A fact in a chip: neutral, accent (granted), due (overdue), danger (failed check), ink (Caps Lock), outline."""

    def __init__(self, text: str, kind: ChipKind = "neutral", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._kind, self._icon = kind, icon
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", kind)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A chip never elides."""
        return QSize(chip_width(self.text(), self._kind, self._icon), chip_height())

    def minimumSizeHint(self) -> QSize:
        """A chip never elides."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        paint_chip(QPainter(self), 0, self.height() / 2, self.text(), self._kind, self._icon)


class FilterChip(QPushButton):
    """A filter to switch on and off, or, `removable`, one that is on and goes with a click."""

    def __init__(self, text: str, *, removable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._removable = removable
        self.setCheckable(True)
        self.setChecked(removable)
        self.setAutoDefault(False)
        self.setProperty("ring", True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Words, padding and the cross."""
        cross = sizes.ICON + 4 if self._removable else 0
        high = scaled(sizes.FIELD_TOOLBAR if self._removable else sizes.CHIP_FILTER)
        return QSize(round(fonts.width("second", self.text())) + 16 + cross, high)

    def minimumSizeHint(self) -> QSize:
        """A filter never elides."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it, on or off."""
        painter = QPainter(self)
        area = QRectF(self.rect())
        active = self.isChecked()
        fill = "sel" if active else "hover" if self.underMouse() else None
        draw.box(painter, area, sizes.CORNER, fill, None if active else "line")
        tone = "accent" if active else "ink2"
        end = draw.text(painter, area.adjusted(8, 0, 0, 0), self.text(), "second", tone)
        if self._removable:
            icons.paint(painter, "x", end + 4, (area.height() - sizes.ICON) / 2, sizes.ICON, tone)


def paint_citation(painter: QPainter, x: float, centre: float, number: int | None) -> None:
    """The mark of a citation, 18 by 16 at scale 1: its number, or a dash in a dashed box where there is none."""
    area = QRectF(x, centre - scaled(sizes.CITATION_HEIGHT) / 2, citation_width(), scaled(sizes.CITATION_HEIGHT))
    if number is None:
        draw.dashed_box(painter, area, sizes.CORNER_MARK, None, "line", 1)
    else:
        draw.box(painter, area, sizes.CORNER_MARK, "page", "line")
    draw.text(painter, area, "–" if number is None else str(number), "second", "ink2", draw.Centre)


def citation_width() -> int:
    """Width in pixels of a citation mark at the person's text scale."""
    return scaled(sizes.CITATION_WIDTH)


class CitationMark(QPushButton):
    """A citation mark that opens passage and source. `source` is told by tooltip and to screen readers."""

    def __init__(self, number: int | None, source: str, parent: QWidget | None = None) -> None:
        super().__init__("" if number is None else str(number), parent)
        self._number = number
        self.setProperty("ring", True)
        self.setAutoDefault(False)
        tip(self, source)
        self.setAccessibleName(source)
        self.setFixedSize(citation_width(), scaled(sizes.CITATION_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        paint_citation(QPainter(self), 0, self.height() / 2, self._number)
