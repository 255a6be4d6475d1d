"""One entity of FollowTheMoney in the making, and values in the forms its types take."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from casefile.domain.values import Text, When
from casefile.exports.openformats.days import days, prefix

_URL = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
_COUNTRY = re.compile(r"[a-z]{2}")
_LANGUAGES = {
    "en": "eng",
    "ru": "rus",
    "kk": "kaz",
    "ky": "kir",
    "uz": "uzb",
    "tr": "tur",
    "uk": "ukr",
    "de": "deu",
    "fr": "fra",
}
"""ISO 639-1 → 639-3, which the type ``language`` takes."""


class Entity:
    """An entity; what is empty is not written."""

    def __init__(self, schema: str, own_id: str) -> None:
        self.schema, self.id = schema, own_id
        self._properties: dict[str, dict[str, None]] = {}

    def add(self, name: str, *values: object) -> None:
        """Add values to a property: texts with every version, anything else as it is said; none that is there already."""
        for value in values:
            for said in _said(value):
                self._properties.setdefault(name, {})[said] = None

    def has(self, name: str) -> bool:
        """Whether anything is said under a property."""
        return name in self._properties

    def happened(self, when: When | None) -> None:
        """When: from and to where it lasted, else the day as far as it is known."""
        found = days(when) if when else None
        if when is None or found is None:
            return
        if found.lasting:
            self.add("startDate", found.first)
            self.add("endDate", found.last)
        else:
            self.add("date", prefix(when))

    def link(self, name: str, address: str | None) -> None:
        """An address of the web; what is none stands in the notes."""
        if address:
            self.add(name if _URL.fullmatch(address) else "notes", address)

    def countries(self, name: str, codes: Iterable[str]) -> None:
        """Countries by ISO 3166-1."""
        self.add(name, *(code for code in codes if _COUNTRY.fullmatch(code)))

    def language(self, name: str, tag: str | None) -> None:
        """A language by ISO 639-3, where it is one that we know."""
        self.add(name, _LANGUAGES.get((tag or "").partition("-")[0]))

    def written(self) -> bytes:
        """The line."""
        data: dict[str, Any] = {
            "id": self.id,
            "schema": self.schema,
            "properties": {name: list(values) for name, values in self._properties.items()},
        }
        return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _said(value: object) -> list[str]:
    if isinstance(value, Text):
        return [version.text for version in value.versions if version.text]
    return [str(value)] if value not in (None, "") else []
