"""A night arrest on record in two minutes: one page makes the case, the person, the happening, the source and the task."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date

from casefile import clock
from casefile.domain import dates
from casefile.domain.definition import Ref
from casefile.domain.kinds import (
    Case,
    Citation,
    Happening,
    Name,
    Person,
    Place,
    Record,
    Relationship,
    Role,
    Source,
    Task,
)
from casefile.domain.sameperson import OTHER
from casefile.domain.values import Text, When
from casefile.errors import Refused
from casefile.records import additions, casereferences, repository
from casefile.records.database import Connection
from casefile.usecases import exactnames
from casefile.usecases.session import Session

_TYPED = "quick record"
_LINK = re.compile(r"https?://\S+")
_SERIAL = re.compile(r"(?P<before>.*?\b)(?P<year>\d{4})-(?P<number>\d{3,})$")


@dataclass(frozen=True, slots=True)
class QuickRecord:
    """What a person typed, all of it in `language`. `who` and `what` (a code of ``happening_type``) are needed, the rest may be empty.

    `person` is the id of whoever is meant where they were chosen; `not_same` are ids of those who are called alike and are others.
    """

    who: str
    what: str
    when: str = ""
    where: str = ""
    source: str = ""
    what_next: str = ""
    language: str = "en"
    person: str = ""
    not_same: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was made: the case and the ids of all records. `read_when` is None where the words are no date; they are kept as a remark."""

    case: Case
    records: tuple[str, ...]
    read_when: When | None


def record(session: Session, typed: QuickRecord) -> Recorded:
    """Make everything behind a quick record, in one transaction.

    Raises:
        Refused: nobody is named, or nothing happened.
    """
    if not typed.who.strip() or not typed.what:
        raise Refused("quickrecord.who_and_what")
    with session.database.writing() as unit:
        today = clock.now().date()
        made = _Making(unit.connection, typed, today)
        records = list(made.records())
        for each in records:
            unit.save(each)
        session.local.forget(unit.connection, _TYPED)
    return Recorded(made.case, tuple(each.id for each in records), made.when)


def keep_typed(session: Session, typed: QuickRecord) -> None:
    """Put away what is typed and not recorded yet. It lies sealed in the vault and survives a lock and a crash."""
    session.keep(_TYPED, {**asdict(typed), "not_same": list(typed.not_same)})


def kept_typed(session: Session) -> QuickRecord | None:
    """What was put away, or None.

    Raises:
        VerificationFailed: it was altered outside Casefile.
    """
    with session.database.reading() as connection:
        found = session.local.kept(connection, _TYPED)
    return QuickRecord(**{**found, "not_same": tuple(found.get("not_same", ()))}) if found else None


def propose_reference(session: Session) -> str:
    """The reference for a case that is begun now."""
    with session.database.reading() as connection:
        return next_reference(connection, clock.now().year)


def next_reference(connection: Connection, year: int) -> str:
    """A reference nobody has used, in the manner of the latest one: ``KZ-2024-006`` is followed by ``KZ-2024-007``."""
    latest = casereferences.latest_reference(connection)
    shape = _SERIAL.match(latest or "")
    before = shape["before"] if shape else ""
    highest = casereferences.highest_serial(connection, f"{before}{year}-")
    return f"{before}{year}-{highest + 1:03d}"


class _Making:
    """The records of one quick record, and how they hang together."""

    def __init__(self, connection: Connection, typed: QuickRecord, today: date) -> None:
        self._connection = connection
        self._typed = typed
        self._today = today
        self.when = dates.read(typed.when, typed.language, today) if typed.when.strip() else None
        self._place = self._find_place()
        self._person = self._find_person() or Person(names=(self._name(typed.who),))
        year = dates.bounds(self.when.edtf).earliest.year if self.when else today.year
        self.case = Case(
            reference=next_reference(connection, year),
            title=self._text(typed.who),
            kind="person_at_risk",
            status="open",
            region=Ref(self._place.id) if self._place else None,
            opened=When(today.isoformat()),
        )

    def records(self) -> Iterator[Record]:
        typed, case = self._typed, Ref(self.case.id)
        yield self.case
        yield self._person
        if self._place is not None:
            yield self._place
        happening = Happening(
            cases=(case,),
            type=typed.what,
            title=self._text(additions.load(self._connection).list("happening_type").label(typed.what, typed.language)),
            when=self.when,
            place=Ref(self._place.id) if self._place else None,
            remarks=self._unread_when(),
        )
        yield happening
        for other in self._typed.not_same:
            if other != self._person.id:
                yield Relationship(subject=Ref(self._person.id), type=OTHER, object=Ref(other))
        for record in (self.case, happening):
            yield Role(party=Ref(self._person.id), role="victim", record=Ref(record.id), naming="none")
        yield from self._source(happening)
        if typed.what_next.strip():
            yield self._task(case)

    def _source(self, happening: Happening) -> Iterator[Record]:
        words = self._typed.source.strip()
        if not words:
            return
        link = _LINK.search(words)
        source = Source(
            title=self._text(words),
            kind="news" if link else "interview",
            link=link.group() if link else None,
            date=When(self._today.isoformat()),
        )
        yield source
        yield Citation(record=Ref(happening.id), source=Ref(source.id), certainty="reported")

    def _task(self, case: Ref) -> Task:
        """ "Call the lawyer, Friday": what stands behind the last comma is the day, if it is one."""
        words, _, last = self._typed.what_next.rpartition(",")
        due = dates.read(last.strip(), self._typed.language, self._today)
        title = words if due is not None and words else self._typed.what_next
        return Task(cases=(case,), kind="follow_up", title=self._text(title), due=due)

    def _find_person(self) -> Person | None:
        """Who was chosen, or the only one who is called so, unless that is another."""
        if self._typed.person:
            chosen = repository.get(self._connection, "person", self._typed.person)
            if chosen is not None and not chosen.deleted and isinstance(chosen.record, Person):
                return chosen.record
        named = exactnames.person_named(self._connection, self._typed.who.strip())
        return named if named is not None and named.id not in self._typed.not_same else None

    def _find_place(self) -> Place | None:
        words = self._typed.where.strip()
        if not words:
            return None
        return exactnames.place_named(self._connection, words) or Place(names=(self._name(words),))

    def _unread_when(self) -> Text | None:
        words = self._typed.when.strip()
        return self._text(words) if words and self.when is None else None

    def _name(self, words: str) -> Name:
        return Name(text=" ".join(words.split()), language=self._typed.language, sort="usual")

    def _text(self, words: str) -> Text:
        return Text.of(" ".join(words.split()), self._typed.language)
