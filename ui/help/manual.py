"""The manual: our own Markdown, a file for each document and language, in sections.

A heading of the second level begins a section and ends in its name, ``## Dates {#dates}``, the same in all languages and in no two documents.
Words of the window stand as keys of the catalogue, ``{{case.summary}}``, so that the manual calls a button what the button is called. A link
names a section, ``[Keepers](#keepers)``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from casefile.files import resource

_HEADING = re.compile(r"^## (?P<title>.+?) \{#(?P<name>[a-z-]+)\}$", re.MULTILINE)
_WORDS = re.compile(r"\{\{([\w.]+)\}\}")
_LINK = re.compile(r"\[([^\]]+)\]\(#[a-z-]+\)")
_MARKS = re.compile(r"[*`#]")
_MAIN = "manual"
DOCUMENTS = (_MAIN, "recovery")
"""In the order of the contents. All but the first begin with a section of their own name: title and introduction."""


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


def load(language: str, words: Callable[[str], str], values: Mapping[str, str], document: str = _MAIN) -> Manual:
    """A document of the manual in `language`. `values` are set in by name, everything else in braces is a key for `words`.

    Raises:
        KeyError: the manual names a key that is in no catalogue, which is a bug.
    """
    file = f"{language}.md" if document == _MAIN else f"{document}.{language}.md"
    written = resource("manual", file).read_text("utf-8")
    filled = _WORDS.sub(lambda found: values.get(found[1]) or words(found[1]).removesuffix("..."), written)
    sections = tuple(_sections(filled))
    if document != _MAIN:
        sections = (_introduction(document, filled), *sections)
    return Manual(_HEADING.sub(r"## \g<title>", filled), sections)


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


def _introduction(document: str, filled: str) -> Section:
    before = filled[: next(_HEADING.finditer(filled)).start()]
    return Section(document, before.splitlines()[0].removeprefix("# "), _plain(before))


def _plain(text: str) -> str:
    return _MARKS.sub("", _LINK.sub(r"\1", text))


def _sections(filled: str) -> Sequence[Section]:
    headings = list(_HEADING.finditer(filled))
    ends = [*(each.start() for each in headings[1:]), len(filled)]
    return [
        Section(each["name"], each["title"], _plain(f"{each['title']}\n{filled[each.end() : end]}"))
        for each, end in zip(headings, ends, strict=True)
    ]
