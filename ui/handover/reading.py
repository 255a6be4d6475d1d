"""A passage as it will be read: replaced names stand on a mark, what was taken out is named in an outlined chip."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.handover.passages import Paragraph, Passage
from ui.theme import colour, draw, fonts, scaled, sizes

_SIDE, _TOP = 16, 14
_PITCH, _BETWEEN = 22, 9
_MARK, _MARK_UP = 21, 11  # height of a mark, and how far above the line's middle it begins
_CHIP, _CHIP_UP = 19, 9
_AIR = "\u00a0"  # inside a mark and a chip, before and after their words


@dataclass(frozen=True)
class _Range:
    start: int
    length: int
    kind: str


class Reading(QWidget):
    """Shows one passage on a sunken ground, as high as it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._passage = Passage("", "", ())
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_passage(self, passage: Passage) -> None:
        """Show `passage`."""
        self._passage = passage
        self.setAccessibleName(passage.plain())
        self.updateGeometry()
        self.update()

    def passage(self) -> Passage:
        """What is shown."""
        return self._passage

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The lines of all paragraphs, the air between and around them."""
        pitch = scaled(_PITCH)
        heights = [len(self._layout(paragraph, width)[1]) * pitch for paragraph in self._passage.paragraphs]
        return sum(heights) + _BETWEEN * max(len(heights) - 1, 0) + 2 * _TOP

    def sizeHint(self) -> QSize:
        """Of a column of the page."""
        return QSize(scaled(400), self.heightForWidth(scaled(400)))

    def minimumSizeHint(self) -> QSize:
        """One line."""
        return QSize(160, scaled(_PITCH) + 2 * _TOP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground, then each paragraph."""
        painter = QPainter(self)
        draw.box(painter, QRectF(self.rect()), sizes.CORNER, "sunken")
        top = float(_TOP)
        for paragraph in self._passage.paragraphs:
            layout, lines, ranges = self._layout(paragraph, self.width())
            for number, line in enumerate(lines):
                middle = top + (number + 0.5) * scaled(_PITCH)
                self._paint_grounds(painter, line, ranges, middle)
                y = fonts.baseline("content", middle) - line.ascent()
                painter.setPen(colour("ink"))
                line.draw(painter, QPointF(_SIDE, y - line.position().y()))
            top += len(lines) * scaled(_PITCH) + _BETWEEN
            del layout

    def _paint_grounds(self, painter: QPainter, line: QTextLine, ranges: list[_Range], middle: float) -> None:
        first, last = line.textStart(), line.textStart() + line.textLength()
        for each in ranges:
            start, end = max(each.start, first), min(each.start + each.length, last)
            if start >= end:
                continue
            left, right = sorted((_x(line, start), _x(line, end)))
            if each.kind == "replaced":
                area = QRectF(_SIDE + left, middle - scaled(_MARK_UP), right - left, scaled(_MARK))
                draw.box(painter, area, sizes.CORNER_MARK, "mark")
            else:
                area = QRectF(_SIDE + left, middle - scaled(_CHIP_UP), right - left, scaled(_CHIP))
                draw.box(painter, area, sizes.CORNER_BOX, "page", "line")

    def _layout(self, paragraph: Paragraph, width: int) -> tuple[QTextLayout, list[QTextLine], list[_Range]]:
        words, ranges = _joined(paragraph)
        layout = QTextLayout(words, fonts.font("content"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats([_format(each) for each in ranges if each.kind == "withheld"])
        layout.beginLayout()
        lines: list[QTextLine] = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(min(width - 2 * _SIDE, _widest()), 40))
            lines.append(line)
        layout.endLayout()
        return layout, lines, ranges


def _widest() -> float:
    """Lines of 75 characters are the longest that are read with ease."""
    return sizes.TEXT_WIDTH * fonts.metrics("content").averageCharWidth()


def _joined(paragraph: Paragraph) -> tuple[str, list[_Range]]:
    words, ranges = "", []
    for piece in paragraph:
        if piece.kind == "plain":
            words += piece.text
            continue
        shown = _AIR + piece.text.replace(" ", _AIR) + _AIR
        ranges.append(_Range(len(words), len(shown), piece.kind))
        words += shown
    return words, ranges


def _format(each: _Range) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length = each.start, each.length
    look = QTextCharFormat()
    look.setFont(fonts.font("second"))
    look.setForeground(colour("ink2"))
    found.format = look
    return found


def _x(line: QTextLine, place: int) -> float:
    found = line.cursorToX(place)
    assert isinstance(found, tuple)
    return float(found[0])
