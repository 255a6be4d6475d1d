"""Where the words of a fact stand at a given width. Measured once, painted and hit-tested from the same figures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextLayout, QTextOption

from ui.facts.rows import Fact, FactRow, Head
from ui.parts.chips import chip_height, chip_width, citation_width
from ui.theme import fonts, scale, scaled, sizes

PAD = 8  # at both sides, within the ground of a chosen row
LEFT = 132  # the left column; its words stop 16 px before those of the fact
GUTTER = 16
_ABOVE, _BELOW = 6, 6
_SECTION = sizes.SECTION_GAP
SWATCH = (14, 8)


@dataclass(frozen=True)
class Block:
    """Wrapped words: lines, and where the last of them ends."""

    lines: tuple[str, ...]
    end: float
    role: str

    @property
    def height(self) -> int:
        """In pixels."""
        return len(self.lines) * fonts.line_height(self.role)


@dataclass(frozen=True)
class Measured:
    """A row at one width: x of its text, and its blocks. `right` is where citations end, `text_right` where words must."""

    text: float
    text_right: float
    right: float
    top: float
    left: Block
    left_second: Block
    title: Block
    second: Block
    height: int


def measure(row: FactRow, width: float, *, columns: bool, first: bool) -> Measured:
    """Lay `row` out in a list `width` px wide. `columns`: the list has a left column; `first`: no row stands above."""
    if isinstance(row, Head):
        return _head(row, width, first)
    return _fact(row, width, columns)


def _head(row: Head, width: float, first: bool) -> Measured:
    right = width - PAD
    text_right = right - citations_width(row)
    top = 0 if first else _SECTION
    title = wrap(row.title, "section", text_right - PAD)
    second = wrap(row.second, "second", text_right - PAD)
    height = top + scaled(5) + title.height + second.height + scaled(5)
    return Measured(PAD, text_right, right, top, _NOTHING, _NOTHING, title, second, round(height))


def _fact(row: Fact, width: float, columns: bool) -> Measured:
    text: float = PAD
    room = scaled(LEFT)
    if columns:
        text += room + GUTTER
    elif row.mark is not None:
        text += citation_width() + sizes.S12
    if row.icon:
        text += sizes.ICON + sizes.GAP_ROW
    if row.swatch:
        text += SWATCH[0] + sizes.S8
    right = width - PAD
    text_right = right - max(citations_width(row), right_width(row))
    space = max(text_right - text, scaled(80))
    title = wrap(row.title, "strong" if row.strong else "content", space)
    second = wrap(row.second, "second", space)
    left, below = wrap(row.left, "second", room), wrap(row.left_second, "second", room)
    words = title.height + second.height + (scaled(1) if row.second else 0)
    if _wraps_after(row, title, space):
        words += fonts.line_height("second")
    high = max(words, left.height + below.height + (2 if row.left else 0))
    return Measured(text, text_right, right, 0, left, below, title, second, round(_ABOVE + high + _BELOW))


def _wraps_after(row: Fact, title: Block, space: float) -> bool:
    return bool(row.after or row.chip) and after_x(row, title) > space


def after_x(row: Fact, title: Block) -> float:
    """The advance at which the words and the chip behind the title would end, from the title's left."""
    end = title.end
    if row.after:
        end += sizes.S8 + fonts.width("second", row.after)
    if row.chip:
        end += sizes.S8 + chip_width(row.chip, "outline")
    return end


def after_is_below(row: Fact, measured: Measured) -> bool:
    """Whether what follows the title has a line of its own, for want of room."""
    return _wraps_after(row, measured.title, max(measured.text_right - measured.text, scaled(80)))


def above(measured: Measured) -> float:
    """The y of the first line's top, from the top of the row."""
    return measured.top + _ABOVE


def first_middle(row: FactRow, measured: Measured) -> float:
    """The y of the middle of the title's first line, from the top of the row."""
    if isinstance(row, Head):
        return measured.top + scaled(5) + fonts.line_height("section") / 2
    return above(measured) + max(fonts.line_height("content"), chip_height() if row.chip else 0) / 2


def citations_width(row: FactRow) -> float:
    """Room for the marks and the air before them."""
    if not row.citations:
        return 0
    return len(row.citations) * (citation_width() + sizes.S4) - sizes.S4 + sizes.S8


def right_width(row: Fact) -> float:
    """Room for the words at the right end and the air before them; marks stand left of them."""
    if not row.right:
        return citations_width(row)
    wide = chip_width(row.right, row.right_chip) if row.right_chip else fonts.width(right_role(row), row.right)
    return wide + sizes.S12 + citations_width(row)


def right_role(row: Fact) -> str:
    """What waits stands in semibold."""
    return "second_strong" if row.right_tone == "due" else "second"


def citation_areas(row: FactRow, measured: Measured, top: float) -> list[tuple[QRectF, int | None]]:
    """Where the marks stand, in the viewport, for a row whose top is `top`."""
    right = measured.right
    if isinstance(row, Fact) and row.right:
        right -= right_width(row) - citations_width(row)
    middle, wide, high = top + first_middle(row, measured), citation_width(), scaled(sizes.CITATION_HEIGHT)
    areas = []
    for number in reversed(row.citations):
        areas.append((QRectF(right - wide, middle - high / 2, wide, high), number))
        right -= wide + sizes.S4
    return areas


def wrap(words: str, role: str, width: float) -> Block:
    """`words` broken to `width` px; a line feed breaks as well. Text stops at 75 characters."""
    if not words:
        return Block((), 0.0, role)
    widest = sizes.TEXT_WIDTH * fonts.metrics(role).averageCharWidth()
    return _wrapped(words, role, round(min(width, max(widest, scaled(560)))), scale())


@lru_cache(maxsize=4096)
def _wrapped(words: str, role: str, width: int, _scale: float) -> Block:
    lines: list[str] = []
    end = 0.0
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    for paragraph in words.split("\n"):
        layout = QTextLayout(paragraph, fonts.font(role))
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            lines.append(paragraph[line.textStart() : line.textStart() + line.textLength()].rstrip())
            end = line.naturalTextWidth()
        layout.endLayout()
    return Block(tuple(lines), end, role)


_NOTHING = Block((), 0.0, "second")
