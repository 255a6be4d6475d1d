"""What a question is about: its words without those that every sentence has, each with what else may be written in its place.

``resources/search/vocabulary.json`` holds words of one meaning in three languages, so that a question in one finds what is written in
another; ``stopwords.json`` the words that tell nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from casefile.files import resource
from casefile.search.folding import fold
from casefile.search.stems import stems

_WORD = re.compile(r"\w+")

Stems = tuple[str, ...]
"""Beginnings of words, folded."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to say something: all `words` must be there, each in one of its forms. `weight` is 1 for what was typed, less for a likeness."""

    words: tuple[Stems, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that is asked for, in all its wordings, what was typed first. `number` says that it is a number or a year."""

    wordings: tuple[Wording, ...]
    number: bool = False

    @property
    def stems(self) -> Iterator[str]:
        """All beginnings of words by which it is recognised."""
        return (stem for wording in self.wordings for word in wording.words for stem in word)


_LIKE = 0.7
_FIRST = 3
"""Letters by which entries are looked up."""
_LONGEST = 4
"""Words of the longest entry."""
_TELLING = 4
"""Letters of a stem from which on it may stand for a longer one."""


def is_sentence(typed: str) -> bool:
    """Whether there are words in it that tell nothing, as where a person asks in a sentence."""
    return any(fold(word) in _stop_words() for word in _WORD.findall(typed))


def concepts(typed: str) -> tuple[Concept, ...]:
    """What is asked for, in the order in which it was typed; without words that tell nothing, unless there are no others."""
    words = list(dict.fromkeys(word for word in _WORD.findall(typed) if len(word) > 1 or word.isdecimal()))
    telling = [word for word in words if fold(word) not in _stop_words()] or words
    found: list[Concept] = []
    at = 0
    while at < len(telling):
        length, likes = _meaning(telling[at:])
        typed_here = Wording(tuple(stems(word) for word in telling[at : at + length]), 1.0)
        wordings = (typed_here, *(Wording(like, _LIKE) for like in likes if not _same(like, typed_here.words)))
        found.append(Concept(wordings, number=telling[at].isdecimal()))
        at += length
    return tuple(found)


def _meaning(words: Sequence[str]) -> tuple[int, list[tuple[Stems, ...]]]:
    """How many of the first words say one thing together, and how else it is said; the longest entry counts."""
    written = [stems(word) for word in words[:_LONGEST]]
    for length in range(len(written), 0, -1):
        entries = {each for stem in written[0] for each in _beginning().get(stem[:_FIRST], ())}
        groups = sorted({group for entry, group in entries if _same(entry, written[:length])})
        if groups:
            return length, list(dict.fromkeys(entry for group in groups for entry in _groups()[group]))
    return 1, []


def _same(entry: tuple[Stems, ...], words: Sequence[Stems]) -> bool:
    return len(entry) == len(words) and all(map(_alike, entry, words))


def _alike(one: Stems, other: Stems) -> bool:
    """Whether two words may be forms of one: a stem of one begins with a stem of the other that says enough."""
    return any(
        first == second
        or (min(len(first), len(second)) >= _TELLING and (first.startswith(second) or second.startswith(first)))
        for first in one
        for second in other
    )


@cache
def _groups() -> tuple[tuple[tuple[Stems, ...], ...], ...]:
    return tuple(
        tuple(tuple(stems(word) for word in _WORD.findall(each)) for each in _telling(group)) for group in _read()
    )


@cache
def _beginning() -> dict[str, list[tuple[tuple[Stems, ...], int]]]:
    """The first letters of an entry → the entry and the number of its group. Words that are alike have them in common."""
    found: dict[str, list[tuple[tuple[Stems, ...], int]]] = {}
    for number, group in enumerate(_groups()):
        for entry in group:
            for stem in entry[0]:
                found.setdefault(stem[:_FIRST], []).append((entry, number))
    return found


def _telling(group: dict[str, list[str]]) -> Iterator[str]:
    """The entries of a group without words that tell nothing, as a question has none of them either."""
    for each in (entry for language in group.values() for entry in language):
        words = [word for word in _WORD.findall(each) if fold(word) not in _stop_words()]
        if words:
            yield " ".join(words)


@cache
def _read() -> tuple[dict[str, list[str]], ...]:
    return tuple(json.loads(resource("search", "vocabulary.json").read_text("utf-8")))


@cache
def _stop_words() -> frozenset[str]:
    lists = json.loads(resource("search", "stopwords.json").read_text("utf-8"))
    return frozenset(fold(word) for words in lists.values() for word in words.split())
