"""The gathered pairs: spellings of one person, and people whose names are near.

Each falls into one of two halves by its hash: what was looked at while the comparison was tuned, and what was only counted. Spellings fall
by person, so that no name is in both halves.
"""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Half = Literal["tuned", "held out"]
HALVES: tuple[Half, ...] = ("tuned", "held out")


@dataclass(frozen=True)
class Pair:
    """Two names, why they stand here, and the half they fall into."""

    one: str
    other: str
    reason: str
    half: Half


def variants(half: Half) -> list[Pair]:
    """Spellings of one person."""
    return [each for each in _read("variants.tsv", "person") if each.half == half]


def near_misses(half: Half) -> list[Pair]:
    """Names of two people, or too little to say that they are one's."""
    return [each for each in _read("nearmisses.tsv", "one", "other") if each.half == half]


def _read(name: str, *hashed: str) -> list[Pair]:
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Pair(row["one"], row["other"], row["reason"], _half("\t".join(row[each] for each in hashed))) for row in rows
    ]


def _half(text: str) -> Half:
    return HALVES[hashlib.sha256(text.encode()).digest()[0] % 2]
