"""What an importer finds: candidates for records, and what stands in the way of some."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as default
from enum import Enum
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something stands: sheet (empty where there is one), row from 1, name of the column (empty for the whole row)."""

    sheet: str = ""
    row: int = 0
    column: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that keeps a row out: where, the sentence of the catalogue, and what it sets in."""

    place: Place
    key: str
    values: Mapping[str, object] = default(default_factory=dict)


class Manner(Enum):
    """What becomes of a record that is here already: what the file tells takes the place of what was there, or comes to it."""

    REPLACES = "replaces"
    ADDS = "adds"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record as a file has it, as the JSON of `domain.codec`.

    `told` names the fields that the file speaks of, empty ones too: of a record that is here already only these are changed. None means all.
    """

    kind: str
    data: Mapping[str, Any]
    place: Place
    told: frozenset[str] | None = None
    manner: Manner = Manner.REPLACES

    @property
    def id(self) -> str:
        """The record's id."""
        return str(self.data["id"])
