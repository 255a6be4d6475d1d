"""Who is the same person as whom: records that are linked stand for one person (or organisation), the lowest id for all of them.

A link is a `Relationship` of type ``same_person``; deleting it parts them again. One of type ``other_person`` says that two who are called alike are two.
Nothing that points to a record of a group is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy import Connection, literal_column, select

from casefile.domain.kinds import Relationship
from casefile.domain.sameperson import OTHER, SAME, joined
from casefile.records import repository, schema


@dataclass(frozen=True)
class Groups:
    """All groups of a vault. `linked` is id → ids of its group in order, those that are not here or deleted left out."""

    linked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def members(self, party: str) -> tuple[str, ...]:
        """The ids that stand for whom `party` stands for, in order; only its own where it is linked to nobody."""
        return self.linked.get(party, (party,))

    def canonical(self, party: str) -> str:
        """The id that stands for the group in lists."""
        return self.members(party)[0]

    @cached_property
    def behind(self) -> frozenset[str]:
        """The ids for which another one stands."""
        return frozenset(each for each, members in self.linked.items() if each != members[0])


def groups(connection: Connection) -> Groups:
    """Read all links. There are as many as people have made, which is few beside the people."""
    together = joined(_pairs(connection, SAME))
    here = _here(connection, together)
    found = {each: tuple(sorted(others & here)) for each, others in together.items()}
    return Groups({each: members for each, members in found.items() if len(members) > 1})


def parted(connection: Connection) -> frozenset[tuple[str, str]]:
    """The pairs of which it was said that they are two, the lower id first."""
    return frozenset((min(pair), max(pair)) for pair in _pairs(connection, OTHER))


def between(connection: Connection, kind: str, parties: Iterable[str]) -> list[Relationship]:
    """The links (`SAME`) or the partings (`OTHER`) that name any of `parties`."""
    ids = repository.pointing_to(connection, parties, ("relationship",)).get("relationship", set())
    found = (each.record for each in repository.many(connection, "relationship", sorted(ids)))
    return [each for each in found if isinstance(each, Relationship) and each.type == kind]


def _pairs(connection: Connection, kind: str) -> Iterator[tuple[str, str]]:
    tie = schema.RECORDS["relationship"].c
    # the type as it stands: SQLite sees only so that the partial index has all there is to know
    query = select(tie.subject, tie.object).where(tie.type == literal_column(f"'{kind}'"), tie.deleted.is_(False))
    for one, other in connection.execute(query).all():
        if one and other and one != other:
            yield one, other


def _here(connection: Connection, ids: Iterable[str]) -> set[str]:
    wanted = list(ids)
    stored = (repository.many(connection, kind, wanted) for kind in ("person", "organisation"))
    return {each.record.id for found in stored for each in found}
