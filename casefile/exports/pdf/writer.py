"""A document as PDF (ISO 32000-1, by reportlab): A4, embedded faces, nothing in the metadata but title and language."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFInfo, PDFString
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Preformatted,
    Spacer,
    TableStyle,
)
from reportlab.platypus import Paragraph as Words
from reportlab.platypus import Table as Grid

from casefile.exports.document import Block, Document, Facts, Heading, Line, Listing, Paragraph, Table, Timeline, line
from casefile.exports.pdf import styles, timeline
from casefile.exports.pdf.fonts import MONO, REGULAR, markup, printable, register
from casefile.exports.pdf.styles import HAIR, INK3, LINE, MARGIN_BOTTOM, MARGIN_SIDE, PAGE, WIDTH

_FLAT = [
    ("FONTNAME", (0, 0), (-1, -1), REGULAR),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 6),
    ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]


_ITEM = 3
_TOGETHER = 0.33 * PAGE[1]
"""A record up to this height is not broken over two pages."""
_TALL_ROW = 0.6 * PAGE[1]
"""Only a row that might fill a page is broken inside: reportlab then repeats the head before it, wherever it stands."""


def write(document: Document) -> bytes:
    """The document as a PDF file. The same document gives the same bytes, on any day and computer."""
    register()
    sink = io.BytesIO()
    template = BaseDocTemplate(
        sink,
        pagesize=PAGE,
        leftMargin=MARGIN_SIDE,
        rightMargin=MARGIN_SIDE,
        topMargin=styles.MARGIN_TOP,
        bottomMargin=MARGIN_BOTTOM,
        invariant=1,
        lang=document.language,
        title=printable(document.title),
    )
    frame = Frame(
        MARGIN_SIDE,
        MARGIN_BOTTOM,
        WIDTH,
        PAGE[1] - styles.MARGIN_TOP - MARGIN_BOTTOM,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    template.addPageTemplates([PageTemplate(frames=[frame])])
    template.build(list(_story(document)), canvasmaker=_paged(document))
    return sink.getvalue()


class _Info(PDFInfo):  # type: ignore[misc]  # reportlab has no types
    """The document information dictionary: a title, and the program without its version."""

    def format(self, document: object) -> Any:
        return PDFDictionary({"Title": PDFString(self.title), "Producer": PDFString("Casefile")}).format(document)


def _paged(document: Document) -> type[Canvas]:
    """A canvas that knows how many pages there are before it prints the first number."""

    class Paged(Canvas):  # type: ignore[misc]  # reportlab has no types
        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **{**named, "initialFontName": REGULAR})
            info = _Info()
            info.title = printable(document.title)
            self._doc.info = info
            self._kept: list[dict[str, Any]] = []

        def showPage(self) -> None:
            self._kept.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, state in enumerate(self._kept, 1):
                self.__dict__.update(state)
                _furniture(self, document, number, len(self._kept))
                super().showPage()
            super().save()

    return Paged


def _furniture(canvas: Canvas, document: Document, page: int, pages: int) -> None:
    """What stands on each page beside the text: from the second page on a head line, on all the number of the page."""
    canvas.saveState()
    canvas.setFont(*styles.FOOT)
    canvas.setFillColor(INK3)
    canvas.setStrokeColor(HAIR)
    canvas.setLineWidth(0.6)
    if page > 1:
        top = PAGE[1] - styles.MARGIN_TOP + 16
        canvas.drawString(MARGIN_SIDE, top, _fitting(document.running, WIDTH * 0.72))
        canvas.drawRightString(PAGE[0] - MARGIN_SIDE, top, printable(document.kind))
        canvas.line(MARGIN_SIDE, top - 6, PAGE[0] - MARGIN_SIDE, top - 6)
    foot = MARGIN_BOTTOM - 24
    canvas.drawRightString(PAGE[0] - MARGIN_SIDE, foot, document.page.format(page=page, pages=pages))
    canvas.restoreState()


def _fitting(text: str, width: float) -> str:
    said = printable(text)
    while said and stringWidth(said, *styles.FOOT) > width:
        said = said[:-2].rstrip() + "…"
    return said


def _story(document: Document) -> Iterator[Flowable]:
    yield _words(line(document.kind), styles.KIND)
    yield _words(line(document.title), styles.TITLE)
    if document.subtitle:
        yield _words(line(document.subtitle), styles.SUBTITLE)
    yield Spacer(0, 6)
    for group in _groups(document.blocks):
        flowables = [each for number, block in group for each in _flowables(number, block)]
        if isinstance(group[0][1], Heading) and _tall(flowables) <= _TOGETHER:
            yield KeepTogether(flowables)
        else:
            yield from flowables


def _groups(blocks: Sequence[Block]) -> Iterator[list[tuple[int, Block]]]:
    """What is about one record, by its heading, the headings above it with it; every other block by itself."""
    group: list[tuple[int, Block]] = []
    for numbered in enumerate(blocks):
        if group and not _goes_on(group[-1][1], numbered[1], of_item=any(_is_item(block) for _, block in group)):
            yield group
            group = []
        group.append(numbered)
    if group:
        yield group


def _goes_on(last: Block, block: Block, *, of_item: bool) -> bool:
    """Whether a block belongs to the group that `last` ends."""
    if isinstance(block, Heading):
        return isinstance(last, Heading) and last.level < block.level
    return of_item


def _is_item(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == _ITEM


def _tall(flowables: Sequence[Flowable]) -> float:
    return float(sum(each.wrap(WIDTH, PAGE[1])[1] for each in flowables))


def _flowables(number: int, block: Block) -> Iterator[Flowable]:
    match block:
        case Heading():
            yield from _heading(block, f"part-{number}")
        case Paragraph():
            for each in block.lines:
                yield _words(each, styles.BODY)
                yield Spacer(0, 4)
        case Facts():
            if block.facts:
                yield _facts(block)
                yield Spacer(0, 4)
        case Table():
            yield _table(block)
            yield Spacer(0, 6)
        case Timeline():
            yield from timeline.flowables(block)
        case Listing():
            yield _listing(block)
            yield Spacer(0, 6)


_NEEDED = {1: 110, 2: 80, 3: 64}
_BEFORE = {1: 16, 2: 9, 3: 7}


def _heading(heading: Heading, key: str) -> Iterator[Flowable]:
    """A heading stays with what follows: without room for some of it, it goes to the next page."""
    yield CondPageBreak(_NEEDED[heading.level])
    yield Spacer(0, _BEFORE[heading.level])
    style = {1: styles.SECTION, 2: styles.PART, 3: styles.ITEM}[heading.level]
    title = line(heading.text)
    if heading.note:
        title = (*title, *line(f"  [{heading.note}]", "quiet"))
    yield _Entry(_words(title, style), _words(line(heading.aside), styles.ASIDE), heading, key)
    yield Spacer(0, 5 if heading.level == 1 else 2)


class _Entry(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A heading with what stands at its right, and its place in the outline."""

    def __init__(self, title: Words, aside: Words, heading: Heading, key: str) -> None:
        super().__init__()
        self._title, self._aside, self._heading, self._key = title, aside, heading, key

    def wrap(self, _available_width: float, available_height: float) -> tuple[float, float]:
        """The height of the taller side; a section has its rule below."""
        aside = 90 if self._heading.aside else 0
        _, self._tall = self._title.wrap(WIDTH - aside, available_height)
        _, self._beside = self._aside.wrap(90, available_height)
        self.height = self._tall + (3 if self._heading.level == 1 else 0)
        return WIDTH, self.height

    def draw(self) -> None:
        """Draw both sides; sections and their parts are bookmarks."""
        canvas, heading = self.canv, self._heading
        self._title.drawOn(canvas, 0, self.height - self._tall)
        if heading.aside:
            self._aside.drawOn(canvas, WIDTH - 90, self.height - self._beside)
        if heading.level == 1:
            canvas.setStrokeColor(LINE)
            canvas.setLineWidth(0.8)
            canvas.line(0, 0, WIDTH, 0)
        if heading.level < 3:
            canvas.bookmarkPage(self._key)
            canvas.addOutlineEntry(printable(heading.text), self._key, heading.level - 1, closed=False)


def _facts(facts: Facts) -> Grid:
    widths = [facts.share * WIDTH, (1 - facts.share) * WIDTH]
    rows = [
        [[_words(line(fact.label), styles.LABEL)], [_words(each, styles.VALUE) for each in fact.lines]]
        for fact in facts.facts
    ]
    padding = [("TOPPADDING", (0, 0), (-1, -1), 1.2), ("BOTTOMPADDING", (0, 0), (-1, -1), 1.8)]
    tall = any(_height(row, widths) > _TALL_ROW for row in rows)
    return Grid(rows, colWidths=widths, style=TableStyle([*_FLAT, *padding]), splitInRow=int(tall))


def _table(table: Table) -> Grid:
    head = [_words(line(words), styles.HEAD) for words in table.head]
    rows = [[[_words(each, styles.CELL) for each in cell] for cell in row] for row in table.rows]
    ruled = [
        *_FLAT,
        ("TOPPADDING", (0, 0), (-1, -1), 3.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4.5),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, LINE),
        ("LINEBELOW", (0, 1), (-1, -1), 0.5, HAIR),
    ]
    widths = [share * WIDTH for share in table.widths]
    tall = any(_height(row, widths) > _TALL_ROW for row in rows)
    return Grid([head, *rows], colWidths=widths, repeatRows=1, style=TableStyle(ruled), splitInRow=int(tall))


def _listing(listing: Listing) -> Preformatted:
    wide = int((WIDTH - styles.LISTING.leftIndent) / stringWidth("0", MONO, styles.LISTING.fontSize))
    said = [printable(each, MONO) for each in listing.lines]
    pieces = [each[at : at + wide] for each in said for at in range(0, max(len(each), 1), wide)]
    return Preformatted("\n".join(pieces), styles.LISTING)


def _height(row: list[list[Words]], widths: list[float]) -> float:
    """The height of a row's tallest cell."""
    return max(
        float(sum(words.wrap(width, PAGE[1])[1] for words in cell)) for cell, width in zip(row, widths, strict=True)
    )


def _words(said: Line, style: object) -> Words:
    return Words(markup(said, styles.QUIET, styles.MONO_SIZE), style)
