"""What can be told of a name from its letters alone."""

from __future__ import annotations

import unicodedata
from typing import Any

_SCRIPTS = {"CYRILLIC": "Cyrl", "LATIN": "Latn", "ARABIC": "Arab"}
_OF_LANGUAGE = {"en": "Latn", "ru": "Cyrl", "kk": "Cyrl"}


def script_of(name: str) -> str | None:
    """The ISO 15924 code of the one script that a name is in; None where there is none or more."""
    found = {unicodedata.name(letter, "").partition(" ")[0] for letter in name if letter.isalpha()}
    return _SCRIPTS.get(found.pop()) if len(found) == 1 else None


def completed(name: dict[str, Any], language: str) -> dict[str, Any]:
    """A name, given as JSON, with its script, and the person's language where that is written so."""
    script = name.get("script") or script_of(name.get("text", ""))
    found = {**name, "script": script} if script else dict(name)
    if "language" not in found and script == _OF_LANGUAGE.get(language):
        found["language"] = language
    return found
