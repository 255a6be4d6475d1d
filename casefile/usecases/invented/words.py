"""The word lists of ``resources/sample/invented``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from casefile.files import resource
from casefile.usecases.invented.dice import Dice

LANGUAGES = ("ru", "ru", "ru", "kk", "kk", "en", "en")
"""Drawn from for the language of a text: Russian is written most."""


@cache
def listed(name: str) -> Any:
    """The list in the file of that name, as JSON has it."""
    return json.loads(resource("sample", "invented", f"{name}.json").read_text("utf-8"))


def sentence(subject: str, language: str, dice: Dice, values: Mapping[str, object]) -> str:
    """One sentence about `subject`, its gaps filled with `values` and what chance gives."""
    return filled(dice.pick(_sentences(language)[subject]), language, dice, values)


def filled(pattern: str, language: str, dice: Dice, values: Mapping[str, object]) -> str:
    """`pattern` with its gaps filled."""
    words = _sentences(language)
    gaps = {
        "n": dice.between(2, 40),
        "hour": f"{dice.between(6, 23):02}",
        "minute": f"{dice.below(12) * 5:02}",
        "article": dice.between(130, 520),
        "year": dice.between(2009, 2026),
        "thing": dice.pick(words["thing"]),
        "topic": dice.pick(words["topic"]),
        **values,
    }
    return pattern.format_map(gaps)


def _sentences(language: str) -> Mapping[str, Sequence[str]]:
    found: Mapping[str, Sequence[str]] = listed("sentences")[language]
    return found
