"""A document as DOCX, by python-docx: plain Word tables and styles that a lawyer can go on editing."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence

import docx
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as Grid
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph as Words

from casefile.domain.visible import visible
from casefile.exports.document import Block, Document, Facts, Heading, Line, Listing, Paragraph, Table, Timeline, line
from casefile.exports.word.package import cleaned

_FACE, _MONO = "Arial", "Courier New"
"""Faces that every office has, with Kazakh letters; the bundled ones cannot be embedded by Word's own means."""

_INK, _QUIET = RGBColor(0x1B, 0x1E, 0x1D), RGBColor(0x47, 0x4C, 0x4A)
_WIDTH = Mm(174)
_LOCALES = {"en": "en-GB", "ru": "ru-RU", "kk": "kk-KZ"}
_TIMELINE_WIDTHS = (0.24, 0.6, 0.16)
_SIZES = {1: 14.0, 2: 11.5, 3: 10.0}
_BODY, _SMALL = 10.0, 9.0
_FIELD = re.compile(r"(\{page\}|\{pages\})")


def write(document: Document) -> bytes:
    """The document as a Word file. The same document gives the same bytes."""
    word = docx.Document()
    _set_up(word, document)
    _say(word.add_paragraph(), line(document.kind, "quiet"), _SMALL)
    title = word.add_paragraph(style="Title")
    _say(title, line(document.title, "strong"), 20)
    if document.subtitle:
        _say(word.add_paragraph(), line(document.subtitle, "quiet"), 11)
    for block in document.blocks:
        _add(word, block)
    sink = io.BytesIO()
    word.save(sink)
    return cleaned(sink.getvalue(), visible(document.title), document.language)


def _set_up(word: Word, document: Document) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin, section.bottom_margin = Mm(22), Mm(20)
    section.different_first_page_header_footer = True
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3"):
        _set_style(word, name, _LOCALES.get(document.language, "en-GB"))
    _say(section.header.paragraphs[0], line(f"{document.running} · {document.kind}", "quiet"), 8)
    for footer in (section.footer, section.first_page_footer):
        _page_number(footer.paragraphs[0], document.page)


def _set_style(word: Word, name: str, locale: str) -> None:
    style = word.styles[name]
    font, spacing = style.font, style.paragraph_format
    font.name, font.size, font.color.rgb, font.bold, font.italic = _FACE, Pt(_BODY), _INK, name != "Normal", False
    spacing.space_after, spacing.space_before = Pt(3), Pt(0)
    if name.startswith("Heading"):
        level = int(name[-1])
        font.size = Pt(_SIZES[level])
        spacing.space_before = Pt({1: 16, 2: 10, 3: 8}[level])
    properties = style.element.get_or_add_rPr()
    faces = properties.get_or_add_rFonts()
    for attribute in list(faces.attrib):
        if "heme" in attribute:
            del faces.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        faces.set(qn(f"w:{script}"), _FACE)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), locale)
    properties.append(language)
    borders = style.element.find(f".//{qn('w:pBdr')}")
    if borders is not None:
        borders.getparent().remove(borders)


def _add(word: Word, block: Block) -> None:
    match block:
        case Heading():
            _heading(word, block)
        case Paragraph():
            for each in block.lines:
                _say(word.add_paragraph(), each, _BODY)
        case Facts():
            if block.facts:
                rows = [((line(fact.label, "quiet"),), fact.lines) for fact in block.facts]
                _grid(word, (), (block.share, 1 - block.share), rows)
        case Table():
            _grid(word, block.head, block.widths, block.rows)
        case Timeline():
            _grid(word, block.head, _TIMELINE_WIDTHS, list(_timeline(block)))
        case Listing():
            for written in block.lines:
                paragraph = word.add_paragraph()
                paragraph.paragraph_format.space_after = Pt(0)
                _say(paragraph, line(written, "mono"), _SMALL)


def _heading(word: Word, heading: Heading) -> None:
    paragraph = word.add_paragraph(style=f"Heading {heading.level}")
    said = line(heading.text, "strong")
    if heading.note:
        said = (*said, *line(f"  [{heading.note}]", "quiet"))
    if heading.aside:
        said = (*said, *line(f"  {heading.aside}", "quiet"))
    _say(paragraph, said, _SIZES[heading.level])


def _timeline(timeline: Timeline) -> Iterator[tuple[tuple[Line, ...], ...]]:
    for row in timeline.rows:
        if row.kind == "silence":
            yield (), (line(row.title, "quiet"),), ()
            continue
        date = [line(row.date_full)]
        date += [line(row.end_text, "quiet")] if row.end_text else []
        title = line(row.title)
        if row.alleged:
            title = (*title, *line(f"  [{timeline.alleged}]", "quiet"))
        what = [title, line(row.second, "quiet")] if row.second else [title]
        yield tuple(date), tuple(what), (line(" ".join(f"[{number}]" for number in row.citations), "quiet"),)


def _grid(word: Word, head: Sequence[str], widths: Sequence[float], rows: Sequence[Sequence[tuple[Line, ...]]]) -> None:
    """A table without vertical lines; with a head it has hairlines and the head repeats on each page."""
    grid = word.add_table(rows=0, cols=len(widths))
    grid.autofit = False
    if head:
        cells = grid.add_row().cells
        for cell, words in zip(cells, head, strict=True):
            _fill(cell, (line(words, "quiet"),), 8.5)
        _repeat(grid)
    for row in rows:
        for cell, lines in zip(grid.add_row().cells, row, strict=True):
            _fill(cell, lines, _SMALL if head else 9.5)
    for column, share in zip(grid.columns, widths, strict=True):
        column.width = int(_WIDTH * share)
    for row_ in grid.rows:
        _unbroken(row_)
        for cell, share in zip(row_.cells, widths, strict=True):
            cell.width = int(_WIDTH * share)
            if head:
                _underline(cell)
    _say(word.add_paragraph(), (), 4)


def _fill(cell: Cell, lines: tuple[Line, ...], size: float) -> None:
    for number, each in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(1.5)
        _say(paragraph, each, size)


def _say(paragraph: Words, said: Line, size: float) -> None:
    """Set a line into a paragraph. Word takes text as text: markup in it prints as typed."""
    for span in said:
        run = paragraph.add_run(visible(span.text))
        run.font.size = Pt(size if span.tone != "mono" else min(size, 8))
        run.font.bold = span.tone == "strong"
        if span.tone == "quiet":
            run.font.color.rgb = _QUIET
        if span.tone == "mono":
            run.font.name = _MONO
    if not said:
        paragraph.paragraph_format.space_after = Pt(size)
        paragraph.paragraph_format.line_spacing = Pt(size)


def _page_number(paragraph: Words, template: str) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for piece in _FIELD.split(template):
        if _FIELD.fullmatch(piece):
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), "PAGE" if piece == "{page}" else "NUMPAGES")
            run = paragraph.add_run("1")
            run.font.size, run.font.color.rgb = Pt(8), _QUIET
            field.append(run._r)
            paragraph._p.append(field)
        elif piece:
            _say(paragraph, line(piece, "quiet"), 8)


def _repeat(grid: Grid) -> None:
    mark = OxmlElement("w:tblHeader")
    grid.rows[0]._tr.get_or_add_trPr().append(mark)


def _unbroken(row: object) -> None:
    mark = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(mark)  # type: ignore[attr-defined]  # docx.table._Row


def _underline(cell: Cell) -> None:
    borders = OxmlElement("w:tcBorders")
    edge = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "CDCDC7")):
        edge.set(qn(f"w:{name}"), value)
    borders.append(edge)
    cell._tc.get_or_add_tcPr().append(borders)
