"""A document before it is a PDF or a Word file: headings, paragraphs, facts, tables and the chronology, as plain values.

Both writers print the same document, so neither can say more or less than the other. No text in it is markup.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from casefile.domain.chronology import Row

Tone = Literal["plain", "strong", "quiet", "mono"]


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line: words, and how they are set. ``mono`` is for hashes, ``quiet`` for what explains the rest."""

    text: str
    tone: Tone = "plain"


Line = tuple[Span, ...]


def line(text: str, tone: Tone = "plain") -> Line:
    """A line of one piece."""
    return (Span(text, tone),)


def plain(lines: tuple[Line, ...]) -> str:
    """The words alone, a line each."""
    return "\n".join("".join(span.text for span in each) for each in lines)


@dataclass(frozen=True, slots=True)
class Heading:
    """A section (level 1), a part of it (2) or one record in it (3). `aside` stands at its right: a date, citation marks."""

    text: str
    level: int = 1
    aside: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, in lines that are paragraphs of their own."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what is known under it."""

    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts about one thing, one below the other. `share` is that of the labels in the width."""

    facts: tuple[Fact, ...]
    share: float = 0.27


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head that repeats on each page. `widths` are shares of the width; a cell is one or more lines."""

    head: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The chronology: drawn on paper, a table under `head` (date, what happened, sources) in Word.

    `legend` explains the marks of the drawing, `alleged` is the word on the chip.
    """

    rows: tuple[Row, ...]
    head: tuple[str, str, str]
    alleged: str
    legend: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines as a machine wrote them, or reads them: spaces count. A line too long for the page goes on in the next."""

    lines: tuple[str, ...]


Block = Heading | Paragraph | Facts | Table | Timeline | Listing


@dataclass(frozen=True, slots=True)
class Document:
    """A document in one language.

    `kind` says what it is ("Case summary"), `subtitle` the title's other spellings; `running` stands on every page beside `page`,
    a template with ``{page}`` and ``{pages}``.
    """

    kind: str
    title: str
    subtitle: str
    language: str
    running: str
    page: str
    blocks: tuple[Block, ...] = field(default=())
