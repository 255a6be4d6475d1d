"""A code for a term that people add, made from its words so that it can be read in a table."""

from __future__ import annotations

import re

from anyascii import anyascii

from casefile.domain.terms import TermList

_NO_CODE = re.compile(r"[^a-z0-9]+")
_LONGEST_CODE = 40


def code_for(words: str, known: TermList) -> str:
    """A code for a new term, made from its words in any script, that `known` does not have yet."""
    plain = _NO_CODE.sub("_", anyascii(words).lower()).strip("_")[:_LONGEST_CODE].strip("_")
    base = plain if plain[:1].isalpha() else f"term_{plain}".strip("_")
    number, code = 1, base
    while code in known:
        number += 1
        code = f"{base}_{number}"
    return code
