"""The chronology on paper: a flowable a row, each drawing its own slice, so that it breaks over pages anywhere.

Columns and painting rules are those of the window; a row grows with its words.
"""

from __future__ import annotations

from collections.abc import Iterable

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph

from casefile.domain.chronology import LASTING, LaneSpan, Row
from casefile.exports.document import Span, Timeline, line
from casefile.exports.pdf import marks
from casefile.exports.pdf.fonts import REGULAR, SEMIBOLD, markup, printable
from casefile.exports.pdf.marks import BAR_WIDTH, SCALE
from casefile.exports.pdf.styles import DATE, EVENT, HAIR, INK, INK2, MARGIN_TOP, MONO_SIZE, PAGE, QUIET, SECOND, WIDTH

_DATE_LEFT, _DATE_RIGHT = 27.0, 99.0
_LANE = 108.0
_PITCH = 14 * SCALE
_NODE = 13.0
"""From a row's top to its node, the middle of its first line."""
_YEAR = 5.0
_FIRST_LINE = 6.4
_BELOW = 6.5
_SILENCE = 17.0
_ENDS_ABOVE = 3 * SCALE
_CITATIONS = 52.0
_LANES_MOST = 120.0
_CHIP = 8.2
_SWATCH = 14 * SCALE, 8 * SCALE


class Columns:
    """Where lanes, axis and text stand: the more measures at one time, the further right."""

    def __init__(self, rows: Iterable[Row]) -> None:
        spans = [span for row in rows for span in (*row.lanes_above, *row.lanes_below)]
        measures = max((span.column + 1 for span in spans if span.look not in LASTING), default=0)
        lasting = max((span.column + 1 for span in spans if span.look in LASTING), default=0)
        # Where very many run at one time they stand closer, so that there is room for the words.
        self._pitch = min(_PITCH, _LANES_MOST / max(measures + lasting, 1))
        self._lasting = _LANE + measures * self._pitch
        self.axis = self._lasting + lasting * self._pitch + 9
        self.text = self.axis + 15

    def lane(self, span: LaneSpan) -> float:
        """The left edge of a measure's bar, the middle of a lasting lane."""
        if span.look in LASTING:
            return self._lasting + span.column * self._pitch + 3 * SCALE
        return _LANE + span.column * self._pitch


class TimelineRow(Flowable):  # type: ignore[misc]  # reportlab has no types
    """One row of the chronology."""

    def __init__(self, row: Row, at: Columns, alleged: str, year: str, *, first: bool) -> None:
        super().__init__()
        self.row, self.at, self.first = row, at, first
        self._year_meant = year
        self.width = WIDTH
        self._year = _YEAR if row.year and not first else 0.0
        self._alleged = alleged if row.alleged else ""
        self._compose()

    def _compose(self) -> None:
        row = self.row
        text_width = WIDTH - self.at.text - _CITATIONS
        title = line(row.title, "quiet" if row.kind == "silence" else "plain")
        if self._alleged:
            title = (*title, Span("  "), Span(f"[{self._alleged}]", "quiet"))
        self.title = _paragraph(title, SECOND if row.kind == "silence" else EVENT, text_width)
        indent = _SWATCH[0] + 5 if row.swatch else 0
        self.second = _paragraph(line(row.second), SECOND, text_width - indent) if row.second else None
        self.indent = indent
        self.date = _paragraph(line(row.date_text), DATE, _DATE_RIGHT - _DATE_LEFT)
        self.end = _paragraph(line(row.end_text), DATE, _DATE_RIGHT - _DATE_LEFT) if row.end_text else None
        right = self.title[1] + (self.second[1] if self.second else 0)
        left = self.date[1] + (self.end[1] if self.end else 0)
        self.height = _SILENCE if row.kind == "silence" else self._year + _FIRST_LINE + max(right, left + 1) + _BELOW

    def wrap(self, *_available: float) -> tuple[float, float]:
        """The size, which is known before."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the row's own slice: lanes and axis through its whole height, then node and words."""
        canvas: Canvas = self.canv
        node = self.height - self._year - _NODE if self.row.kind != "silence" else self.height / 2
        if self._year:
            canvas.setStrokeColor(HAIR)
            canvas.setLineWidth(0.6)
            canvas.line(0, self.height, WIDTH, self.height)
        self._lanes(canvas, node)
        self._axis(canvas, node)
        if self.row.kind == "silence":
            _place(canvas, self.title, self.at.text, node + self.title[1] / 2)
            return
        marks.node(canvas, self.row.kind, self.row.certainty, self.at.axis, node)
        self._words(canvas)

    def _words(self, canvas: Canvas) -> None:
        top = self.height - self._year - _FIRST_LINE
        if self.row.year:
            _year(canvas, self.row.year, top, SEMIBOLD)
        elif canvas.absolutePosition(0, self.height)[1] > PAGE[1] - MARGIN_TOP - 1:
            _year(canvas, self._year_meant, top, REGULAR)  # goes on from the page before
        _place(canvas, self.date, _DATE_LEFT, top - 0.7)
        if self.end:
            _place(canvas, self.end, _DATE_LEFT, top - 0.7 - self.date[1])
        _place(canvas, self.title, self.at.text, top)
        if self.second:
            if self.row.swatch:
                middle = top - self.title[1] - 5.6
                marks.measure(canvas, self.row.swatch, (self.at.text, middle - _SWATCH[1] / 2, *_SWATCH))
            _place(canvas, self.second, self.at.text + self.indent, top - self.title[1])
        canvas.setFont(REGULAR, 8.6)
        canvas.setFillColor(INK2)
        canvas.drawRightString(WIDTH, top - 9.8, " ".join(f"[{number}]" for number in self.row.citations) or "–")

    def _lanes(self, canvas: Canvas, node: float) -> None:
        """Bars are drawn longer than the row and clipped, so that slices meet exactly."""
        canvas.saveState()
        clip = canvas.beginPath()
        clip.rect(0, 0, WIDTH, self.height)
        canvas.clipPath(clip, stroke=0, fill=0)
        high, low = self.height + 10, -10.0
        above, below = self.row.lanes_above, self.row.lanes_below
        for span in dict.fromkeys((*above, *below)):
            if not span.edge:
                self._span(canvas, span, low, high)
        for span in above:
            if span.edge:
                self._span(canvas, span, node + _ENDS_ABOVE, high)
        for span in below:
            if span.edge:
                self._span(canvas, span, low, node)
        for span in (*above, *below):
            if span.tied:
                marks.tie(canvas, self.at.lane(span) + BAR_WIDTH + 1.5, self.at.axis, node)
            if self.row.kind == "silence" and span.look not in LASTING and not span.edge:
                marks.cut(canvas, self.at.lane(span), self.height / 2)
        canvas.restoreState()

    def _span(self, canvas: Canvas, span: LaneSpan, bottom: float, top: float) -> None:
        x = self.at.lane(span)
        if span.look == "lasting" or span.look == "about":
            marks.lasting(canvas, span.look, x, bottom, top)
        else:
            marks.measure(canvas, span.look, (x, bottom, BAR_WIDTH, top - bottom))

    def _axis(self, canvas: Canvas, node: float) -> None:
        if self.row.kind == "silence":
            marks.stretch(canvas, self.at.axis, 0, self.height, accent=False, dashed=True)
            return
        if not self.first:
            marks.stretch(canvas, self.at.axis, node, self.height, accent=self.row.in_proceeding_above)
        marks.stretch(canvas, self.at.axis, 0, node, accent=self.row.in_proceeding_below)


class Legend(Flowable):  # type: ignore[misc]  # reportlab has no types
    """The marks and what they stand for, in one line or two."""

    def __init__(self, legend: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self._places: list[tuple[float, float, str, str]] = []
        x, row = 4.0, 0
        for mark, words in legend:
            said = printable(words)
            needed = 12 + _width(said)
            if x + needed > WIDTH and x > 4:
                x, row = 4.0, row + 1
            self._places.append((x, row, mark, said))
            x += needed + 16
        self.width, self.height = WIDTH, 14.0 * (row + 1) + 6

    def wrap(self, *_available: float) -> tuple[float, float]:
        """The size, which is known before."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw marks and words."""
        for x, row, mark, words in self._places:
            y = self.height - 7 - 14 * row
            if mark == "about":
                marks.node(self.canv, "happening", "about", x, y)
            elif mark in ("happening", "proceeding", "intervention", "measure"):
                marks.node(self.canv, mark, "exact", x, y)  # type: ignore[arg-type]  # one of four strings
            self.canv.setFont(REGULAR, 8.2)
            self.canv.setFillColor(INK2)
            self.canv.drawString(x + 9, y - 2.9, words)


def flowables(timeline: Timeline) -> list[Flowable]:
    """The legend and the rows."""
    at = Columns(timeline.rows)
    rows: list[Flowable] = [Legend(timeline.legend)] if timeline.legend else []
    year = ""
    for number, row in enumerate(timeline.rows):
        year = row.year or year
        rows.append(TimelineRow(row, at, timeline.alleged, year, first=number == 0))
    return rows


def _paragraph(words: tuple[Span, ...], style: object, width: float) -> tuple[Paragraph, float]:
    paragraph = Paragraph(markup(words, QUIET, MONO_SIZE), style)
    _, height = paragraph.wrap(width, 10_000)
    return paragraph, height


def _year(canvas: Canvas, year: str, top: float, face: str) -> None:
    canvas.setFont(face, 9.6)
    canvas.setFillColor(INK if face == SEMIBOLD else INK2)
    canvas.drawString(0, top - 10.2, year)


def _place(canvas: Canvas, paragraph: tuple[Paragraph, float], x: float, top: float) -> None:
    paragraph[0].drawOn(canvas, x, top - paragraph[1])


def _width(text: str) -> float:
    return float(stringWidth(text, REGULAR, 8.2))
