"""What a list of facts shows, in plain values: headings and, under them, facts with their citations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ui.parts.chips import ChipKind

FactSwatch = Literal["remand", "imprisonment", "restriction"]


@dataclass(frozen=True)
class Head:
    """The heading of a section. With a `key` it is a record itself: it can be chosen and opened.

    `count` stands behind the title in ink3, `second` below it in 12 ink2, `citations` at the right as in a fact.
    """

    title: str
    count: str = ""
    second: str = ""
    key: str = ""
    citations: tuple[int | None, ...] = ()


@dataclass(frozen=True)
class Fact:
    """One fact. All words wrap; nothing of a record is cut.

    `key` comes back in signals, empty where there is nothing to open. `left` and `left_second` stand in the narrow left
    column, `mark` as a numbered mark there. `after` follows the title in ink3 (other spellings), `chip` after that.
    `second` may hold several lines. `right` stands at the right end in `right_tone`, as a chip where `right_chip` says
    which. None among `citations` is a missing citation; an empty tuple draws none. `quiet` is for what is not known.
    A `link` stands in accent and is followed by one click.
    """

    key: str = ""
    title: str = ""
    second: str = ""
    left: str = ""
    left_second: str = ""
    mark: int | None = None
    icon: str = ""
    swatch: FactSwatch | None = None
    after: str = ""
    chip: str = ""
    right: str = ""
    right_tone: str = "ink2"
    right_chip: ChipKind | None = None
    citations: tuple[int | None, ...] = ()
    strong: bool = False
    quiet: bool = False
    link: bool = False


FactRow = Head | Fact
