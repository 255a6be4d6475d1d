"""Putting pseudonyms where protected names stood."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from casefile.domain.redaction.finding import Mark, find
from casefile.domain.redaction.namebook import NameBook
from casefile.domain.redaction.words import cleaned
from casefile.i18n import LANGUAGES

Pseudonym = Callable[[str | None, str], str]
"""Person (None: one of several) and language → what stands for their name."""

_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_AROUND = 40


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A text without protected names. `marks` are the places found in the text as it was, `doubts` excerpts around what stays open."""

    text: str
    marks: tuple[Mark, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def found(self) -> bool:
        """Whether a protected name stood there, or may have."""
        return bool(self.marks or self.doubts)


def rewrite(text: str, language: str | None, names: NameBook, pseudonym: Pseudonym) -> Rewritten:
    """`text` with every protected name replaced. A text without one comes back as it was, letter by letter."""
    tidy = cleaned(text)
    said = language if language in LANGUAGES else _guess(tidy)
    marks = find(tidy, language or "", names)
    doubts = tuple(_excerpt(tidy, mark) for mark in marks if mark.doubt)
    replaced = tuple(mark for mark in marks if not mark.doubt)
    if not marks:
        return Rewritten(text)
    pieces: list[str] = []
    end = 0
    for mark in replaced:
        pieces += [tidy[end : mark.start], _quoted(pseudonym(mark.person, said), said, tidy, mark)]
        end = mark.end
    return Rewritten("".join((*pieces, tidy[end:])), replaced, doubts)


def _quoted(name: str, language: str, text: str, mark: Mark) -> str:
    """In quotation marks where the language would decline it, as «Свидетель 2» is not."""
    alone = mark.start == 0 and mark.end == len(text)
    inside = text[mark.start - 1 : mark.start] == "«" and text[mark.end : mark.end + 1] == "»"
    return name if language == "en" or alone or inside else f"«{name}»"


def _guess(text: str) -> str:
    return "ru" if _CYRILLIC.search(text) else "en"


def _excerpt(text: str, mark: Mark) -> str:
    start, end = max(0, mark.start - _AROUND), min(len(text), mark.end + _AROUND)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return f"{before}{text[start:end]}{after}"
