"""The words of a text that can be part of a name, where they stand, and which runs of them read as one name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`ʹ-][^\W\d_]+)*")
_CHUNK = re.compile(r"[^\s,;()«»\"“”<>]*(?:[_@/\\]|\d[^\W\d_]|[^\W\d_]\d)[^\s,;()«»\"“”<>]*")
_PART = re.compile(r"[A-ZА-ЯЁӘӨҮҰІҒҚҢҺ]{2,}(?![^\W\d_])|[A-ZА-ЯЁӘӨҮҰІҒҚҢҺ]?[^\W\d_A-ZА-ЯЁӘӨҮҰІҒҚҢҺ]+|[^\W\d_]")
_POSSESSIVE = re.compile(r"(?<=[A-Za-z])['’ʼ]s$")
_SPACE = re.compile(r"\s+")
_AFTER_INITIAL = re.compile(r"\.\s*")
_STRESS = re.compile(r"[\u0300-\u036f]")
"""Combining marks that make no letter of our alphabets, for those are composed: Ома́рова."""
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its place. `joined`: its end is stuck to the next by a hyphen-free, sign-free space alone."""

    start: int
    end: int
    text: str
    chunk: bool = False
    """An address, user name or file name: replaced whole, or not at all."""

    @property
    def capital(self) -> bool:
        """Whether it is written like a name."""
        return self.text[:1].isupper()

    @property
    def initial(self) -> bool:
        """Whether it is one capital letter."""
        return len(self.text) == 1 and self.capital

    @property
    def parts(self) -> tuple[str, ...]:
        """The pieces between hyphens, signs and changes of case: ``#FreeOmarova``, ``serik_b``. The word itself is not one of them."""
        pieces = [part for letters in _LETTERS.findall(self.text) for part in _PART.findall(letters)]
        return tuple(pieces) if len(pieces) > 1 else ()

    @property
    def name_end(self) -> int:
        """Where the name in it ends, an English possessive left out."""
        found = None if self.chunk else _POSSESSIVE.search(self.text)
        return self.end - len(found.group()) if found else self.end

    @property
    def bare(self) -> str:
        """The text without an English possessive."""
        return self.text[: self.name_end - self.start]


def cleaned(text: str) -> str:
    """The text composed (NFC), without stress marks and without characters that print nothing, such as a soft hyphen inside a name."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(each for each in composed if unicodedata.category(each) != "Cf" and not _STRESS.match(each))


def words(text: str) -> list[Word]:
    """The words of a text in order; addresses and the like are one word each."""
    chunks = [_trimmed(found) for found in _CHUNK.finditer(text)]
    found = [Word(start, end, text[start:end], chunk=True) for start, end in chunks]
    for match in _WORD.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in chunks):
            found.append(Word(match.start(), match.end(), match.group()))
    return sorted(found, key=lambda word: word.start)


def runs(text: str, found: list[Word]) -> Iterator[list[Word]]:
    """Words that follow each other with nothing between but space, or the dot of an initial."""
    run: list[Word] = []
    for word in found:
        if run and not _adjoining(text[run[-1].end : word.start], run[-1]):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _adjoining(between: str, left: Word) -> bool:
    if left.initial and _AFTER_INITIAL.fullmatch(between):
        return True
    return _SPACE.fullmatch(between) is not None


def _trimmed(found: re.Match[str]) -> tuple[int, int]:
    text = found.group()
    return found.start(), found.start() + len(text.rstrip(".:!?…'’"))
