"""The manual: our own Markdown, one file a language, in sections.

A heading of the second level begins a section and ends in its name, ``## Dates {#dates}``, the same in all languages. Words of the window
stand as keys of the catalogue, ``{{case.summary}}``, so that the manual calls a button what the button is called.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from casefile.files import resource

_HEADING = re.compile(r"^## (?P<title>.+?) \{#(?P<name>[a-z-]+)\}$", re.MULTILINE)
_WORDS = re.compile(r"\{\{([\w.]+)\}\}")
_MARKS = re.compile(r"[*`#]")


@dataclass(frozen=True)
class Section:
    """A section: its `name`, title, and its text without marks, to be searched."""

    name: str
    title: str
    text: str


@dataclass(frozen=True)
class Manual:
    """The whole manual as Markdown, its names of sections taken out, and the sections in order."""

    markdown: str
    sections: tuple[Section, ...]


def load(language: str, words: Callable[[str], str], values: Mapping[str, str]) -> Manual:
    """The manual in `language`. `values` are set in by name, everything else in braces is a key for `words`.

    Raises:
        KeyError: the manual names a key that is in no catalogue, which is a bug.
    """
    written = resource("manual", f"{language}.md").read_text("utf-8")
    filled = _WORDS.sub(lambda found: values.get(found[1]) or words(found[1]).removesuffix("..."), written)
    return Manual(_HEADING.sub(r"## \g<title>", filled), tuple(_sections(filled)))


def matching(manual: Manual, typed: str) -> dict[str, int]:
    """Name of each section that has all the words typed → how often they stand in it."""
    wanted = folded(typed).split()
    found = {}
    for section in manual.sections:
        text = folded(section.text)
        counts = [text.count(word) for word in wanted]
        if wanted and all(counts):
            found[section.name] = sum(counts)
    return found


def folded(text: str) -> str:
    """Without the difference of capitals and of ё; as long as `text`."""
    return "".join(lowered if len(lowered := each.lower()) == 1 else each for each in text).replace("ё", "е")


def _sections(filled: str) -> Sequence[Section]:
    headings = list(_HEADING.finditer(filled))
    ends = [*(each.start() for each in headings[1:]), len(filled)]
    return [
        Section(each["name"], each["title"], _MARKS.sub("", f"{each['title']}\n{filled[each.end() : end]}"))
        for each, end in zip(headings, ends, strict=True)
    ]
