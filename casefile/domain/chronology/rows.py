"""What a chronology is made of: rows in order, and what passes each of them. Words are in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EntryKind = Literal["happening", "proceeding", "intervention", "measure"]
"""Node of a row: something that happened, a court step, an intervention, a measure with a row of its own."""
Kind = Literal["happening", "proceeding", "intervention", "measure", "silence"]
Certainty = Literal["exact", "partial", "about"]
Swatch = Literal["remand", "imprisonment", "restriction"]
LaneLook = Literal["remand", "imprisonment", "restriction", "lasting", "about"]
KINDS: tuple[EntryKind, ...] = ("happening", "proceeding", "intervention", "measure")
LASTING: frozenset[LaneLook] = frozenset({"lasting", "about"})


@dataclass(frozen=True, slots=True)
class LaneSpan:
    """A piece of a measure (lane A) or of a lasting happening (lane B), above or below the node of one row.

    `column` is 0 for the first lane of its sort; measures at one time take 1, 2 and so on, further right.
    Above a node: `edge` says that it ends there. Below a node: that it begins there. Without `edge` it runs through to the
    row's own edge. `tied` says that this row's node is what begins or ends it, and a hairline joins them.
    """

    look: LaneLook
    column: int = 0
    edge: bool = False
    tied: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row. A silence has only `record_id` (a unique text), `title` and lanes.

    `year` is set on the first row of a year. `date_text` leaves the year to that column, `date_full` says it all.
    `end_text` stands under the date ("end not stated"). `citations` are numbers of the key; an empty tuple is a
    missing citation, except on a silence. `title_language` differs from the reader's where there is no translation.
    `measures` are the ids of the measures that the second line names.
    """

    record_id: str
    kind: Kind
    title: str
    title_language: str = ""
    year: str | None = None
    date_text: str = ""
    date_full: str = ""
    end_text: str | None = None
    certainty: Certainty = "exact"
    alleged: bool = False
    second: str | None = None
    swatch: Swatch | None = None
    measures: tuple[str, ...] = ()
    citations: tuple[int, ...] = ()
    lanes_above: tuple[LaneSpan, ...] = ()
    lanes_below: tuple[LaneSpan, ...] = ()
    in_proceeding_above: bool = False
    in_proceeding_below: bool = False


@dataclass(frozen=True, slots=True)
class SourceKey:
    """A source under the number by which the rows cite it."""

    number: int
    short: str
    source_id: str = ""


@dataclass(frozen=True, slots=True)
class Chronology:
    """The rows of a case in order, and the key to their citations."""

    rows: tuple[Row, ...]
    sources: tuple[SourceKey, ...]
