"""The pages of `exports.recoverysheet` as PDF. Nothing in the metadata but the name of the program."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFInfo, PDFString
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, KeepTogether, PageBreak, PageTemplate, Spacer
from reportlab.platypus import Paragraph as Words
from reportlab.platypus import Table as Grid

from casefile.exports.document import Line, Span, line
from casefile.exports.pdf import styles
from casefile.exports.pdf.code import Code
from casefile.exports.pdf.fonts import MONO, markup, register
from casefile.exports.pdf.styles import MARGIN_SIDE, PAGE, WIDTH
from casefile.exports.sheet import Sheet
from casefile.i18n import LANGUAGES, Catalogue

_SIDE = 52 * mm
_MARGIN = 16 * mm
_GROUP, _GROUPS_A_LINE = 4, 5
_KEY_PREFIX = "AGE-SECRET-KEY-PQ-1"
_COLUMNS = 3
_KEY_STYLE = ParagraphStyle("key", fontName=MONO, fontSize=12.5, leading=19, textColor=styles.INK)
_WORD_STYLE = ParagraphStyle("word", fontName=MONO, fontSize=9.6, leading=13.4, textColor=styles.INK)
_COMMAND_STYLE = ParagraphStyle(
    "command", fontName=MONO, fontSize=7.6, leading=10.6, textColor=styles.INK, leftIndent=10
)
_STEP_STYLE = ParagraphStyle("step", parent=styles.VALUE, leftIndent=10, firstLineIndent=-10)

_WITH_KEY = ("casefile recover VAULT --identity key.txt",)
_WITH_SHARES = ("casefile recover VAULT --shares-file shares.txt",)
_OPEN_FILE = ("age -d -i key.txt recovery.age",)
_JOIN = (
    "pip install 'shamir-mnemonic[cli]' ; shamir recover",
    "npm install age-encryption",
    """node -e 'import("@scure/base").then(({bech32, hex}) => console.log(bech32.encodeFromBytes(""",
    """  "age-secret-key-pq-", hex.decode(process.argv[1])).toUpperCase()))' HEX > key.txt""",
)


def key(sheet: Sheet, identity: str) -> bytes:
    """See `recoverysheet.key`."""
    story = [
        *_opening(sheet, "keys.sheet.key", {}),
        _beside(Code(identity, _SIDE), [Words(each, _KEY_STYLE) for each in _grouped(identity)]),
        *_letters(sheet),
        *_steps(Catalogue(sheet.language), "key"),
        PageBreak(),
        *_other_languages(sheet, "key"),
    ]
    return _pdf(sheet, story)


def shares(sheet: Sheet, written: Sequence[str], threshold: int) -> bytes:
    """See `recoverysheet.shares`."""
    story: list[Flowable] = []
    for number in range(1, len(written) + 1):
        story += [*_share_pages(sheet, written, threshold, number), PageBreak()]
    return _pdf(sheet, story[:-1])


def share(sheet: Sheet, written: Sequence[str], threshold: int, number: int) -> bytes:
    """See `recoverysheet.share`."""
    return _pdf(sheet, list(_share_pages(sheet, written, threshold, number)))


def _share_pages(sheet: Sheet, written: Sequence[str], threshold: int, number: int) -> Iterator[Flowable]:
    share_words = written[number - 1]
    values = {"number": number, "count": len(written), "needed": threshold}
    yield from _opening(sheet, "keys.sheet.share", values)
    yield _beside(Code(share_words, _SIDE), [_word_columns(share_words)])
    yield from _steps(Catalogue(sheet.language), "share")
    yield PageBreak()
    yield from _other_languages(sheet, "share")


def _opening(sheet: Sheet, area: str, values: Mapping[str, object]) -> Iterator[Flowable]:
    words = Catalogue(sheet.language)
    yield _words(line(f"Casefile · {sheet.vault} · {sheet.day.isoformat()}"), styles.KIND)
    yield _words(line(words.text(f"{area}.title", **values)), styles.TITLE)
    yield Spacer(0, 4)
    yield _words(line(words.text(f"{area}.warning", **values)), styles.BODY)
    yield Spacer(0, 4)
    yield _words(line(f"{words.text('keys.sheet.reminder')} {'_' * 40}"), styles.BODY)
    yield Spacer(0, 8)


def _letters(sheet: Sheet) -> Iterator[Flowable]:
    yield Spacer(0, 4)
    yield _words(line(Catalogue(sheet.language).text("keys.sheet.letters")), styles.LABEL)


def _steps(words: Catalogue, of: str) -> Iterator[Flowable]:
    """How the vault comes back with Casefile, and how everything does without it."""
    yield Spacer(0, 10)
    yield _words(line(words.text("keys.sheet.with")), styles.PART)
    yield Spacer(0, 2)
    yield from _numbered(words, [(f"keys.sheet.{of}.bring", ()), (f"keys.sheet.{of}.recover", _recover(of))])
    yield Spacer(0, 10)
    yield _words(line(words.text("keys.sheet.without")), styles.PART)
    yield Spacer(0, 2)
    joining = [("keys.sheet.share.join", _JOIN)] if of == "share" else [("keys.sheet.key.file", ())]
    yield from _numbered(words, [*joining, ("keys.sheet.open", _OPEN_FILE), ("keys.sheet.follow", ())])
    yield Spacer(0, 6)
    yield _words(line(words.text("keys.sheet.lasts")), styles.VALUE)


def _recover(of: str) -> tuple[str, ...]:
    return _WITH_KEY if of == "key" else _WITH_SHARES


def _numbered(words: Catalogue, steps: Sequence[tuple[str, tuple[str, ...]]]) -> Iterator[Flowable]:
    for number, (said, commands) in enumerate(steps, 1):
        step: list[Flowable] = [_words((Span(f"{number}  ", "strong"), *line(words.text(said))), _STEP_STYLE)]
        step += [Words(each.replace("  ", "&nbsp;&nbsp;"), _COMMAND_STYLE) for each in map(_plain, commands)]
        yield KeepTogether([*step, Spacer(0, 2)])


def _other_languages(sheet: Sheet, of: str) -> Iterator[Flowable]:
    for language in LANGUAGES:
        if language != sheet.language:
            yield Spacer(0, 6)
            yield _words(line(Catalogue(language).text(f"keys.sheet.{of}.about")), styles.SECTION)
            yield Spacer(0, 2)
            yield from _steps(Catalogue(language), of)
            yield Spacer(0, 10)


def _grouped(identity: str) -> list[str]:
    """The key in lines: what every such key begins with, then five groups of four a line."""
    rest = identity.removeprefix(_KEY_PREFIX)
    groups = [rest[at : at + _GROUP] for at in range(0, len(rest), _GROUP)]
    rows = [" ".join(groups[at : at + _GROUPS_A_LINE]) for at in range(0, len(groups), _GROUPS_A_LINE)]
    return [_KEY_PREFIX, *rows]


def _word_columns(share: str) -> Grid:
    numbered = [f"{number:2d} {word}".replace(" ", "&nbsp;") for number, word in enumerate(share.split(), 1)]
    height = -(-len(numbered) // _COLUMNS)
    columns = [numbered[at : at + height] for at in range(0, len(numbered), height)]
    cells = [Words("<br/>".join(column), _WORD_STYLE) for column in columns]
    return Grid([cells], colWidths=[(WIDTH - _SIDE - 12) / _COLUMNS] * len(cells), style=_FLAT)


_FLAT = [
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
]


def _beside(code: Code, right: Sequence[Flowable]) -> Grid:
    return Grid([[code, list(right)]], colWidths=[_SIDE + 12, WIDTH - _SIDE - 12], style=_FLAT)


def _words(said: Line, style: ParagraphStyle) -> Words:
    return Words(markup(said, styles.QUIET, styles.MONO_SIZE), style)


def _plain(command: str) -> str:
    return markup(line(command), styles.QUIET, styles.MONO_SIZE)


class _Info(PDFInfo):  # type: ignore[misc]  # reportlab has no types
    """The document information dictionary: the program, and nothing else."""

    def format(self, document: object) -> Any:
        return PDFDictionary({"Producer": PDFString("Casefile")}).format(document)


class _Bare(Canvas):  # type: ignore[misc]  # as above
    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._doc.info = _Info()


def _pdf(sheet: Sheet, story: list[Flowable]) -> bytes:
    register()
    sink = io.BytesIO()
    template = BaseDocTemplate(sink, pagesize=PAGE, invariant=1, lang=sheet.language)
    frame = Frame(MARGIN_SIDE, _MARGIN, WIDTH, PAGE[1] - 2 * _MARGIN, 0, 0, 0, 0)
    template.addPageTemplates([PageTemplate(frames=[frame])])
    template.build(story, canvasmaker=_Bare)
    return sink.getvalue()
