"""What was typed, in its parts: words, "phrases", and -words that must not be there."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PART = re.compile(r'(?P<minus>(?<!\S)[-−–](?=["\w]))?(?:"(?P<phrase>[^"]+)"?|(?P<word>[^\s"]+))')
_TOKEN = re.compile(r"\w+")
_QUOTES = str.maketrans(dict.fromkeys("«»„“”", '"'))


@dataclass(frozen=True, slots=True)
class Part:
    """One word or phrase in its words, as typed. `phrase` says that they must follow one another, `unwanted` that they must not be there,
    `unfinished` that the last may go on."""

    words: tuple[str, ...]
    phrase: bool = False
    unwanted: bool = False
    unfinished: bool = False


def parts(typed: str) -> tuple[Part, ...]:
    """The parts in order. Nothing that can be typed is an error."""
    even = typed.translate(_QUOTES)
    found = []
    for each in _PART.finditer(even):
        phrase, unwanted = each["phrase"] is not None, each["minus"] is not None
        words = tuple(_TOKEN.findall(each["phrase"] or each["word"]))
        if words:
            last = not unwanted and not even[each.end() :].strip() and not (phrase and each[0].endswith('"'))
            found.append(Part(words, phrase, unwanted, last))
    return tuple(found)


def wanted(typed: str) -> str:
    """What is left without the -words: what names are looked for by and what is marked in results."""
    if "-" not in typed and "−" not in typed and "–" not in typed:
        return typed
    even = typed.translate(_QUOTES)
    return "".join(
        "" if each["minus"] else even[each.start() : each.end()] + " " for each in _PART.finditer(even)
    ).strip()
