"""Fields that people added, for an audience: their own definitions say how far each value may travel."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from casefile.domain.additions import Additions
from casefile.domain.definition import Sensitivity
from casefile.domain.kinds import AddedField, Extra, Person, Record
from casefile.domain.redaction.audiences import Policy


def readable(record: Record, additions: Additions, policy: Policy, protected: Collection[str]) -> tuple[Extra, ...]:
    """The values that this audience may read. Of a person who may not be named, and of anyone in what is published, only public ones; what
    stands outside the part that its definition shows stays behind, for it was judged by another definition."""
    allowed = {Sensitivity.PUBLIC}
    if not policy.published_only and not (isinstance(record, Person) and record.id in protected):
        allowed |= {Sensitivity.PERSONAL, *((Sensitivity.IDENTIFYING,) if policy.identifying else ())}
    hidden = {left.id for left in additions.leftovers(record)}
    return tuple(each for each in record.extra if additions.sensitivity(each.id) in allowed and each.id not in hidden)


def secret(record: Record, additions: Additions) -> Iterator[str]:
    """The ids of the fields whose value in `record` never leaves."""
    return (each.id for each in record.extra if additions.sensitivity(each.id) is Sensitivity.SECRET)


def unused(records: Iterable[Record]) -> frozenset[str]:
    """The definitions among `records` of which no value is left: their very names would tell what was held back."""
    found = list(records)
    used = {each.id for record in found for each in record.extra}
    return frozenset(each.id for each in found if isinstance(each, AddedField) and each.id not in used)
