"""What two fields of a record can say against each other: one date before another, both ends of a link the same.

Dates are compared by what they can mean at most. "2021" and "February 2021" may be in any order, so nothing is said of them;
only what cannot be is found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from casefile.domain.dates.order import bounds
from casefile.domain.kinds import (
    Case,
    Consent,
    Happening,
    Intervention,
    Link,
    Measure,
    Person,
    Record,
    Relationship,
    Role,
    Task,
)
from casefile.domain.values import When

Contradiction: TypeAlias = "tuple[str, str, Mapping[str, When]]"
"""The path of the field to look at, the key of the sentence, its values."""

_ORDER: tuple[tuple[type[Record], str, str, str], ...] = (
    (Case, "opened", "closed", "finding.closed_before_opened"),
    (Person, "birth", "deceased", "finding.death_before_birth"),
    (Measure, "start", "end", "finding.end_before_start"),
    (Consent, "given", "withdrawn", "finding.withdrawn_before_given"),
)


def contradictions(record: Record) -> Iterator[Contradiction]:
    """Everything that the fields of `record` say against each other."""
    for kind, first, second, key in _ORDER:
        if isinstance(record, kind):
            yield from _later(getattr(record, first), getattr(record, second), second, key)
    match record:
        case Intervention():
            yield from _of_demands(record)
        case Link() | Relationship():
            if record.subject is not None and record.subject == record.object:
                yield "object", "finding.same_ends", {}
        case Task() if record.time and record.due is None:
            yield "due", "finding.time_without_day", {}
        case Happening() if record.time and record.when is None:
            yield "when", "finding.time_without_day", {}
        case Role() if record.alleged and (record.role == "perpetrator" or record.status == "convicted"):
            yield "alleged", "finding.alleged_after_conviction", {}


def _of_demands(record: Intervention) -> Iterator[Contradiction]:
    for demand in record.demands:
        path = f"demands/{demand.id}/"
        yield from _later(record.date, demand.answer_due, path + "answer_due", "finding.due_before_demand")
        yield from _later(record.date, demand.answered, path + "answered", "finding.answer_before_demand")


def _later(first: When | None, second: When | None, path: str, key: str) -> Iterator[Contradiction]:
    if first is not None and second is not None and _surely_before(second, first):
        yield path, key, {"date": first}


def _surely_before(one: When, other: When) -> bool:
    try:
        return bounds(one.edtf).latest < bounds(other.edtf).earliest
    except ValueError:
        return False  # a date that cannot be read has a finding of its own
