"""What the chronology draws, row by row. The core orders the rows and says which lanes pass each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["happening", "proceeding", "intervention", "measure", "silence"]
Certainty = Literal["exact", "partial", "about"]
Swatch = Literal["remand", "imprisonment", "restriction"]
LaneLook = Literal["remand", "imprisonment", "restriction", "lasting", "about"]
KINDS: tuple[Kind, ...] = ("happening", "proceeding", "intervention", "measure")
LASTING: frozenset[LaneLook] = frozenset({"lasting", "about"})


@dataclass(frozen=True)
class LaneSpan:
    """A piece of a measure (lane A) or of a lasting happening (lane B), above or below the node of one row.

    `column` is 0 for the first lane of its sort; measures at one time take 1, 2 and so on, further right.
    Above a node: `edge` says that it ends there (3 px above the node). Below a node: that it begins there; a measure that
    begins is tied to the node by a hairline. Without `edge` it runs through to the row's own edge.
    """

    look: LaneLook
    column: int = 0
    edge: bool = False


@dataclass(frozen=True)
class ChronologyRow:
    """One row. Words are of the person's language; a silence has only `record_id` (any unique text) and `title`.

    `year` is set on the first row of a year. `end_text` stands under the date ("end not stated"). `citations` are the
    numbers of the key at the foot; an empty tuple draws a missing citation except on silences.
    """

    record_id: str
    kind: Kind
    title: str
    year: str | None = None
    date_text: str = ""
    end_text: str | None = None
    certainty: Certainty = "exact"
    alleged: bool = False
    second: str | None = None
    swatch: Swatch | None = None
    citations: tuple[int, ...] = ()
    lanes_above: tuple[LaneSpan, ...] = ()
    lanes_below: tuple[LaneSpan, ...] = ()
    in_proceeding_above: bool = False
    in_proceeding_below: bool = False
