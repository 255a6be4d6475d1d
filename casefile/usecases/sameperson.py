"""The same person under two records: who may be, saying that they are, saying that they are not, and taking either back.

Nothing is merged. A link is a record like any other: it has a history, travels with a case that names both, and can be withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from casefile.domain.definition import Ref
from casefile.domain.kinds import Relationship
from casefile.domain.names import POSSIBLE, Comparison, compare, words_of
from casefile.domain.names import SAME as SURE
from casefile.domain.sameperson import OTHER, SAME
from casefile.errors import NotFound, Refused
from casefile.progress import SILENT, Progress
from casefile.records import parties, repository, sameperson
from casefile.records.database import Connection
from casefile.records.parties import Party, PartyKind
from casefile.records.sameperson import Groups
from casefile.records.unit import Changes, UnitOfWork
from casefile.search import names
from casefile.search.texts import names_of
from casefile.usecases import picking
from casefile.usecases.picking import Candidate
from casefile.usecases.session import Session

__all__ = ["Member", "Pair", "Suggestion", "duplicates", "group", "link", "part", "suggest", "unlink"]

_LOOKED_AT = 20
_SPELLINGS = 6
_MOST_WORDS = 4
_PAGE = 200


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody who may be meant: `name` is the spelling that is nearest to `typed`. `reason` is a key of the catalogue with `values`; `score`
    from 0 to 1, `sure` when it is enough to take them for one."""

    candidate: Candidate
    typed: str
    name: str
    score: float
    reason: str
    values: MappingProxyType[str, str]

    @property
    def sure(self) -> bool:
        """Whether the names alone would be taken for one person's."""
        return self.score >= SURE


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may stand for one person: the first by its id, and the other as it was found."""

    first: Candidate
    other: Suggestion


@dataclass(frozen=True, slots=True)
class Member:
    """One of the records that stand for a person. The lowest id is `canonical`: lists show it for all."""

    candidate: Candidate
    canonical: bool


def suggest(
    session: Session, kind: PartyKind, typed: Iterable[str], language: str, own: str = "", limit: int = 3
) -> tuple[Suggestion, ...]:
    """Who is here already under a name that was typed, the surest first.

    Args:
        typed: the spellings, in any script.
        own: id of the record that is being entered; it, those linked with it and those of whom it was said that they are others are left out.
    """
    with session.database.reading() as connection:
        known = _Known(connection)
        return _suggest(connection, known, kind, tuple(typed), language, own)[:limit]


def duplicates(
    session: Session, kind: PartyKind, language: str, limit: int = 100, progress: Progress = SILENT
) -> tuple[Pair, ...]:
    """Pairs of records that may stand for one person, in the order of the alphabet, at most `limit`. Walks through everyone until there are so many.

    Raises:
        Cancelled: it was asked to stop.
    """
    found: dict[tuple[str, str], Pair] = {}
    with session.database.reading() as connection:
        known, total = _Known(connection), parties.count(connection, kind)
        for done, party in enumerate(_everyone(connection, kind, language)):
            progress.check()
            progress.step(done, total)
            for each in _suggest(connection, known, kind, names_of(party), language, party.id):
                pair = min(party.id, each.candidate.id), max(party.id, each.candidate.id)
                found.setdefault(pair, Pair(picking.candidate(party, language), each))
            if len(found) >= limit:
                break
    return tuple(found.values())[:limit]


def group(session: Session, party: str, language: str) -> tuple[Member, ...]:
    """The records that stand for the same person as `party`, itself among them; empty where it is linked to nobody."""
    with session.database.reading() as connection:
        ids = sameperson.groups(connection).linked.get(party, ())
        named = picking.named_in(connection, ids, language)
    return tuple(Member(named[each], each == ids[0]) for each in ids if each in named)


def link(session: Session, one: str, other: str) -> Changes:
    """Say that two records are one person. It withdraws that somebody said they are two; saying it again changes nothing.

    Raises:
        NotFound: one of them is not here.
        Refused: one is a person and the other an organisation, or both are the same record.
    """
    with session.database.writing() as unit:
        kinds = {_kind(unit.connection, each) for each in (one, other)}
        if len(kinds) > 1 or one == other:
            raise Refused("sameperson.two_kinds")
        _withdraw(unit, OTHER, one, other)
        if other not in sameperson.groups(unit.connection).members(one):
            _tie(unit, SAME, one, other)
        return unit.flush()


def part(session: Session, one: str, other: str) -> Changes:
    """Say that two are not the same person: they are not suggested again. A link between them is withdrawn.

    Raises:
        NotFound: one of them is not here.
    """
    with session.database.writing() as unit:
        for each in (one, other):
            _kind(unit.connection, each)
        if other in sameperson.groups(unit.connection).members(one):
            _take_out(unit, other)
        if (min(one, other), max(one, other)) not in sameperson.parted(unit.connection):
            _tie(unit, OTHER, one, other)
        return unit.flush()


def unlink(session: Session, party: str) -> Changes:
    """Take a record out of its group; the others stay together."""
    with session.database.writing() as unit:
        _take_out(unit, party)
        return unit.flush()


class _Known:
    """Who is linked and who is parted, read once."""

    def __init__(self, connection: Connection) -> None:
        self.groups: Groups = sameperson.groups(connection)
        self._parted = sameperson.parted(connection)

    def settled(self, one: str, other: str) -> bool:
        """Whether somebody has decided about two records, or about others of their groups."""
        ours, theirs = self.groups.members(one), self.groups.members(other)
        return other in ours or any((min(a, b), max(a, b)) in self._parted for a in ours for b in theirs)


def _suggest(
    connection: Connection, known: _Known, kind: PartyKind, typed: Sequence[str], language: str, own: str
) -> tuple[Suggestion, ...]:
    spellings = [each.strip() for each in typed if each.strip()][:_SPELLINGS]
    hits = dict.fromkeys(hit for each in spellings for hit in _near(connection, kind, each))
    best: dict[str, Suggestion] = {}
    for stored in repository.many(connection, kind, hits):
        other = stored.record
        if other.id == own or (own and known.settled(own, other.id)):
            continue
        found = _nearest(spellings, names_of(other)[:_SPELLINGS])
        stands_for = known.groups.canonical(other.id)
        if found and (stands_for not in best or best[stands_for].score < found[0].score):
            score, typed_name, name = found
            best[stands_for] = Suggestion(
                picking.candidate(other, language), typed_name, name, score.score, score.reason, score.values
            )
    return tuple(sorted(best.values(), key=lambda each: (-each.score, each.name)))


def _near(connection: Connection, kind: PartyKind, name: str) -> Iterator[str]:
    """Ids of those who have all words of a name, and of those who lack one of them: a patronymic, or a given name of which only an initial is known."""
    words = words_of(name)[:_MOST_WORDS]
    fewer = [[word for word in words if word is not left_out] for left_out in words] if len(words) > 1 else []
    for each in (words, *fewer):
        yield from (hit.record for hit in names.names(connection, " ".join(each), [kind], _LOOKED_AT))


def _nearest(ours: Iterable[str], theirs: Iterable[str]) -> tuple[Comparison, str, str] | None:
    compared = [(compare(one, other), one, other) for one in ours for other in theirs]
    best = max(compared, key=lambda each: each[0].score, default=None)
    return best if best and best[0].score >= POSSIBLE else None


def _everyone(connection: Connection, kind: PartyKind, language: str) -> Iterator[Party]:
    last = None
    while rows := parties.page(connection, kind, language, last, _PAGE):
        yield from (each.party for each in rows)
        last = rows[-1]


def _kind(connection: Connection, party: str) -> str:
    found = repository.kinds_of(connection, [party]).get(party)
    if found not in ("person", "organisation"):
        raise NotFound("records.gone")
    return found


def _take_out(unit: UnitOfWork, party: str) -> None:
    """Withdraw what links a record; those who were linked through it alone are linked with each other."""
    near: list[str] = []
    for tie in sameperson.between(unit.connection, SAME, [party]):
        near += [end for end in (tie.subject, tie.object) if end and end != party]
        unit.delete(tie)
    for other in near[1:]:
        _tie(unit, SAME, near[0], other)
    unit.flush()


def _withdraw(unit: UnitOfWork, kind: str, one: str, other: str) -> None:
    for tie in sameperson.between(unit.connection, kind, [one]):
        if other in (tie.subject, tie.object):
            unit.delete(tie)
    unit.flush()


def _tie(unit: UnitOfWork, kind: str, one: str, other: str) -> None:
    unit.save(Relationship(subject=Ref(min(one, other)), type=kind, object=Ref(max(one, other))))
