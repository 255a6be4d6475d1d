"""Random histories: people on several devices write, send one another bundles, take values out for good or off their own laptop.

A bundle is a set of entries. It may be a part of what the sender has, lack some values, come late, twice, out of order or never.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import permutations
from typing import Any

from casefile.domain.kinds import AddedField, Extra, Happening, Name, Person, Record
from casefile.domain.values import Text, When
from casefile.errors import NotFound, VerificationFailed
from casefile.journal import purging, tables
from casefile.journal.entry import Entry, Withheld
from casefile.journal.log import entries, entries_of_all
from casefile.usecases import edit, purge, sameperson, undo
from casefile.usecases import session as sessions
from casefile.usecases.session import Session

WORDS = ("teacher", "мұғалім", "учитель", "lawyer", "x" * 50)
TAGS = ("a", "b", "c")
DAYS = (When("2021-05-01"), When("2021"), When("1979~"), None)
PURGED = {"person": ("occupation", "names", "tags", "birth", "extra"), "happening": ("type", "title", "when", "tags")}

DEEDS = ("change", "delete", "restore", "undo", "purge", "purge whole", "tie")
ODDS = (24, 5, 2, 3, 2.5, 0.7, 2)


def words(text: str) -> Text:
    """A text of one version."""
    return Text.of(text, "en")


class History:
    """What happens to a few records on the devices of a team.

    Attributes:
        kinds: id → kind of the records, those that come into being later among them.
        entered: id → entry as its author wrote it, of everything that anyone entered.
        purges: whether anyone asked for values to be taken out.
        held_by: id → ids of all entries of its record that its author's vault had when it was written.
        read_by: those of them of which no value was missing.
        lightened: of which vaults which records (ids), or fields of them, were taken out there alone.
    """

    def __init__(self, team: Sequence[Session], seed: int) -> None:
        self.team = team
        self.kinds: dict[str, str] = {}
        self.entered: dict[str, Entry] = {}
        self.purges = False
        self.held_by: dict[str, frozenset[str]] = {}
        self.read_by: dict[str, frozenset[str]] = {}
        self.lightened: set[tuple[Session, str]] = set()
        self._chance = random.Random(seed)
        self._post: list[tuple[Session, list[Entry]]] = []
        self._reached = {each: _last(each) for each in team}
        for each in team:
            each.database.steps.forget()  # what can be undone is of this history
        self._extra = AddedField(kind="person", label=words(f"Number plate {seed}"), shape="line")
        self._begin(self._beginning(seed))

    def _beginning(self, seed: int) -> list[Record]:
        """What somebody writes first."""
        people: list[Record] = [Person(names=(Name(text=f"Invented {seed}-{n}"),), tags=("a",)) for n in range(2)]
        others: list[Record] = [self._extra, Happening(title=words(f"Arrest {seed}"), type="arrest")]
        return people[: self._chance.randint(1, 2)] + others[: self._chance.randint(0, 2)]

    def run(self, steps: int) -> None:
        """So many things happen, in no order."""
        for _ in range(steps):
            match self._chance.choices(("write", "send", "deliver", "answer", "lighten", "race"), (11, 5, 4, 1, 1, 1))[
                0
            ]:
                case "write":
                    self._write(self._chance.choice(self.team))
                case "send":
                    self._send(*self._chance.sample(self.team, 2))
                case "deliver":
                    self._deliver()
                case "answer":
                    self._answer(self._chance.choice(self.team))
                case "lighten":
                    self._lighten(self._chance.choice(self.team))
                case "race":
                    self._race(*self._chance.sample(self.team, 2))

    def settle(self) -> None:
        """What is still under way arrives or is lost; then all that anyone has reaches everyone, and what is asked is answered."""
        self._empty_post()
        order = self._chance.sample(self.team, len(self.team))
        for source, target in zip(order[:-1] + order[::-1][:-1], order[1:] + order[::-1][1:], strict=True):
            self._complete(source, target)
        if self.purges:
            for each in self.team:
                self._answer(each)
            # What was purged on the way did not travel on, so now everyone sends to everyone.
            for source, target in permutations(order, 2):
                self._complete(source, target)

    def _empty_post(self) -> None:
        while self._post:
            self._deliver() if self._chance.random() < 0.7 else self._post.pop()

    def forks(self) -> set[tuple[str, int]]:
        """Device and position at which two entries were written."""
        places = Counter((each.device, each.position) for each in self.entered.values())
        return {place for place, number in places.items() if number > 1}

    def held(self, session: Session) -> list[Entry]:
        """The entries about the records that a device has."""
        with session.database.reading() as connection:
            return list(entries_of_all(connection, sorted(self.kinds)))

    def _begin(self, records: list[Record]) -> None:
        """Someone has the records first, and most others got them."""
        first, *others = self._chance.sample(self.team, len(self.team))
        self._do(first, edit.save, records)
        for each in others:
            if self._chance.random() < 0.7:
                self._complete(first, each)

    def _complete(self, source: Session, target: Session) -> None:
        """A bundle with all that the one has and the other has not, or not whole."""
        known = {each.id: each for each in self.held(target)}
        lacking = [each for each in self.held(source) if each.id not in known or known[each.id].withheld]
        self._chance.shuffle(lacking)
        if lacking:
            self._give(target, lacking)

    def _write(self, session: Session) -> None:
        """One thing that a person does to one of the records that their vault has."""
        now = self._known_to(session)
        if now is None:
            return
        kind = self.kinds[now.id]
        match self._chance.choices(DEEDS, ODDS)[0]:
            case "delete":
                self._do(session, edit.delete, now)
            case "restore":
                self._do(session, edit.restore, now)
            case "undo":
                self._do(session, undo.undo)
            case "purge" if kind in PURGED:
                self.purges = True
                self._do(session, purge.fields, now, self._chance.sample(PURGED[kind], self._chance.randint(1, 2)))
            case "purge whole":
                self.purges = True
                self._do(session, purge.records, [now])
            case "tie":
                self._tie(session)
            case _:
                changed = self._changed(now)
                if changed is not now:
                    self._do(session, edit.save, [changed])

    def _race(self, one: Session, other: Session) -> None:
        """One deletes what another changes at the same time; perhaps with what they know of each other till then, perhaps without."""
        now = self._known_to(one)
        if now is None:
            return
        if self._chance.random() < 0.5:
            self._complete(one, other)
        self._do(one, edit.delete, now)
        with suppress(NotFound):
            for _ in range(self._chance.randint(1, 2)):
                self._do(other, edit.save, [self._changed(edit.read(other, self.kinds[now.id], now.id).record)])

    def _lighten(self, session: Session) -> None:
        """Take a record, or a field of it, out of one vault alone: only what somebody else has whole, as receipts would say."""
        record, held = self._chance.choice(list(self.kinds)), self.held(session)
        here = {each.id for each in held if each.record == record}
        whole = (
            {each.id for each in self.held(other) if not each.withheld} for other in self.team if other is not session
        )
        paths = {change.path for each in held if each.record == record for change in each.changes}
        if not paths or not any(here <= each for each in whole):
            return
        alone = self._chance.choice(sorted(paths)) if self._chance.random() < 0.3 else None
        with session.database.writing() as unit:
            unit.strip([record], lambda _record, path: alone in (None, path))
        self.lightened.add((session, record))
        self._reached[session] = _last(session)

    def _known_to(self, session: Session) -> Any:
        """One of the records that a device has, or None."""
        for each in self._chance.sample(list(self.kinds), len(self.kinds)):
            with suppress(NotFound):
                return edit.read(session, self.kinds[each], each).record
        return None

    def _tie(self, session: Session) -> None:
        people = [each for each, kind in self.kinds.items() if kind == "person"]
        match self._chance.choice(("link", "link", "part", "unlink")) if people[1:] else "":
            case "link":
                self._do(session, sameperson.link, *people)
            case "part":
                self._do(session, sameperson.part, *people)
            case "unlink":
                self._do(session, sameperson.unlink, people[0])

    def _changed(self, now: Any) -> Any:
        chance, word = self._chance, self._chance.choice(WORDS)
        if isinstance(now, AddedField):
            return replace(now, label=words(word))
        if not isinstance(now, Person | Happening):
            return replace(now, remarks=words(word))
        if chance.random() < 0.2:
            return replace(now, tags=tuple(chance.sample(TAGS, chance.randint(0, 3))))
        if isinstance(now, Happening):
            day = chance.choice(DAYS)
            changes = (
                {"type": chance.choice(("arrest", "raid"))},
                {"title": words(word)},
                {"when": day},
            )
            return replace(now, **chance.choice(changes))
        match chance.choice(("occupation", "occupation", "name", "rename", "unname", "birth", "extra")):
            case "occupation":
                return replace(now, occupation=words(word))
            case "name":
                return replace(now, names=(*now.names, Name(text=word)))
            case "rename" if now.names:
                return replace(now, names=(replace(now.names[0], text=word), *now.names[1:]))
            case "unname":
                return replace(now, names=now.names[1:])
            case "birth":
                return replace(now, birth=chance.choice(DAYS))
            case _:
                return replace(now, extra=(Extra(id=self._extra.id, line=word),))

    def _do(self, session: Session, what: Callable[..., object], *arguments: object) -> None:
        """Do it, and remember what was entered by it."""
        with suppress(NotFound):
            what(session, *arguments)
        self._remember(session)

    def _pass_over(self, session: Session) -> None:
        """What came, or what a vault itself notes of an exchange, is nothing that somebody entered."""
        self._reached[session] = _last(session)

    def _remember(self, session: Session) -> None:
        reached, entry = self._reached[session], tables.entry.c
        with session.database.reading() as connection:
            written = list(entries(connection, entry.sequence > reached, entry.device == session.database.device))
        self._reached[session] = _last(session)
        self.entered.update({each.id: each for each in written})
        self.kinds.update({each.record: each.kind for each in written})
        fresh = {each.id for each in written}
        for record in sorted({each.record for each in written}):
            self._note_knowledge(session, record, fresh)

    def _note_knowledge(self, session: Session, record: str, fresh: set[str]) -> None:
        held, whole = list[str](), list[str]()
        with session.database.reading() as connection:
            for entry in entries(connection, tables.entry.c.record == record):
                if entry.id in fresh:
                    self.held_by[entry.id], self.read_by[entry.id] = frozenset(held), frozenset(whole)
                held.append(entry.id)
                whole += [] if entry.withheld else [entry.id]

    def _send(self, source: Session, target: Session) -> None:
        sent = self.held(source)
        self._chance.shuffle(sent)
        part = sent[: self._chance.randint(0, len(sent))] if self._chance.random() < 0.7 else sent
        if self._chance.random() < 0.2:
            part = [self._without_some(each) for each in part]
        self._post.append((target, part))

    def _without_some(self, entry: Entry) -> Entry:
        """An entry as it goes to someone who may not have all of its values."""
        kept = tuple(each for each in entry.changes if self._chance.random() < 0.7 or each.path.startswith("@"))
        gone = [Withheld(each.commitment, each.seen) for each in entry.changes if each not in kept]
        return replace(entry, changes=kept, withheld=(*entry.withheld, *gone))

    def _deliver(self) -> None:
        """Some bundle arrives, and perhaps arrives again later."""
        if self._post:
            number = self._chance.randrange(len(self._post))
            target, bundle = self._post[number]
            if self._chance.random() < 0.75:
                self._post.pop(number)
            self._give(target, bundle)

    def _give(self, target: Session, bundle: Sequence[Entry]) -> None:
        try:
            with target.database.writing() as unit:
                unit.take_in(bundle)
        except VerificationFailed:  # a copy of the vault wrote in its name: it goes on as a new device
            sessions.go_on_as_new_device(target)
            with target.database.writing() as unit:
                unit.take_in(bundle)
        self._reached[target] = _last(target)

    def _answer(self, session: Session) -> None:
        """Each purge that others ask for is accepted or declined."""
        held, own = self.held(session), session.database.devices
        for record in list(self.kinds):
            for request in purging.requests([each for each in held if each.record == record], own):
                with session.database.writing() as unit:
                    (unit.accept if self._chance.random() < 0.7 else unit.decline)(request)
                self._remember(session)


def _last(session: Session) -> int:
    with session.database.reading() as connection:
        return int(connection.exec_driver_sql("SELECT coalesce(max(sequence), 0) FROM entry").scalar_one())
