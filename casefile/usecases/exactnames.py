"""A person or place that is called exactly so: what a typed name stands for, where only one can be meant."""

from __future__ import annotations

from collections.abc import Iterator

from casefile.domain.kinds import Person, Place, Record
from casefile.records import repository
from casefile.records.database import Connection
from casefile.search import names

_LOOKED_AT = 60
"""Of those who bear the name, the first; those who are spelled exactly so come first."""


def person_named(connection: Connection, name: str) -> Person | None:
    """The person who has exactly this name; None where there is none or several, for then only a person can tell."""
    found = [each for each in _named(connection, "person", name) if isinstance(each, Person)]
    return found[0] if len(found) == 1 else None


def place_named(connection: Connection, name: str) -> Place | None:
    """The place that has exactly this name; None where there is none or several."""
    found = [each for each in _named(connection, "place", name) if isinstance(each, Place)]
    return found[0] if len(found) == 1 else None


def _named(connection: Connection, kind: str, name: str) -> Iterator[Record]:
    hits = names.names(connection, name, [kind], _LOOKED_AT)
    for stored in repository.many(connection, kind, [hit.record for hit in hits]):
        record = stored.record
        if isinstance(record, Person | Place) and any(each.text == name for each in record.names):
            yield record
