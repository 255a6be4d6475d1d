"""What a check of a vault says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

_NAMED = 5


@dataclass(frozen=True, slots=True)
class Check:
    """One promise: `key` and `values` of its sentence in the catalogue, and whether it held.

    Attributes:
        wrong: everything that is wrong, by the name under which the check knows it: of a file, an entry, a record, a row.
        records: ids of the records that this concerns, as far as they can be told.
        good: how many of the things that were looked at are well; None where they are not counted.
    """

    key: str
    held: bool
    values: Mapping[str, Any] = field(default_factory=dict)
    wrong: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    good: int | None = None


def outcome(
    held: str, failed: str, wrong: Sequence[str], looked_at: int | None = None, records: Sequence[str] = ()
) -> Check:
    """`held` where nothing is wrong, else `failed` with how many there are, the first of them by name, and how many more."""
    if not wrong:
        return Check(held, held=True, good=looked_at)
    more = "" if len(wrong) <= _NAMED else f" … +{len(wrong) - _NAMED}"
    values = {"n": len(wrong), "which": ", ".join(islice(wrong, _NAMED)) + more}
    good = None if looked_at is None else max(0, looked_at - len(wrong))
    return Check(failed, held=False, values=values, wrong=tuple(wrong), records=tuple(records), good=good)
