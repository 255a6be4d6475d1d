"""Where things stand in the chronology, from the width of the view and the number of lanes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ui.chronology.rows import LASTING, ChronologyRow, LaneSpan
from ui.theme import scaled

_LANE_STEP, _LASTING_STEP = 14, 8
_LANES_MOST = (
    0.2  # of the width: where very many measures run at one time they stand closer, so that the words keep their place
)
_ROW, _SECOND_LINE, _YEAR, _SILENCE = 28, 17, 4, 24


@dataclass(frozen=True)
class Columns:
    """The x of each column, in pixels from the left of the list."""

    date_right: float
    lane: float
    lasting: float
    axis: float
    text: float
    right: float
    lane_step: float = _LANE_STEP
    lasting_step: float = _LASTING_STEP

    def lane_x(self, span: LaneSpan) -> float:
        """The left edge of a measure's lane, or the middle of a lasting happening's."""
        if span.look in LASTING:
            return self.lasting + 2 + span.column * self.lasting_step
        return self.lane + span.column * self.lane_step


def columns(width: float, rows: Iterable[ChronologyRow]) -> Columns:
    """The columns for `rows` in a list `width` px wide; extra width goes to the text."""
    measures, lasting = 1, 1
    for row in rows:
        for span in (*row.lanes_above, *row.lanes_below):
            if span.look in LASTING:
                lasting = max(lasting, span.column + 1)
            else:
                measures = max(measures, span.column + 1)
    date_right = scaled(132)
    lane = date_right + 16
    lane_step, lasting_step = _step(_LANE_STEP, measures, width), _step(_LASTING_STEP, lasting, width)
    lasting_x = lane + 16 + (measures - 1) * lane_step
    axis = lasting_x + 22 + (lasting - 1) * lasting_step
    return Columns(date_right, lane, lasting_x, axis, axis + 22, width - 8, lane_step, lasting_step)


def _step(usual: float, lanes: int, width: float) -> float:
    return min(usual, width * _LANES_MOST / (lanes - 1)) if lanes > 1 else usual


def row_height(row: ChronologyRow) -> int:
    """The height of a row: 28, with a second line 45, 4 more where a year begins, 24 for a silence."""
    if row.kind == "silence":
        return scaled(_SILENCE)
    second = scaled(_SECOND_LINE) if row.second or row.end_text else 0
    return scaled(_ROW) + second + (_YEAR if row.year else 0)


def node_y(row: ChronologyRow) -> float:
    """The y of a row's node and first line, from the top of the row."""
    if row.kind == "silence":
        return scaled(_SILENCE) / 2
    return scaled(_ROW) / 2 + (_YEAR if row.year else 0)
