"""Random histories of people who send each other real files: bundles and receipts that come late, twice, in any order or never."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Evidence, Happening, Name, Person, Record, Role
from casefile.errors import NotFound, Refused
from casefile.usecases import conflicts, edit, evidence, receipts, sharing, syncing, travellight
from casefile.usecases.session import Session
from casefile.usecases.sharing import Scope
from casefile.usecases.syncing import Answers
from tests.records.histories import History, words
from tests.usecases.exchanging import ALL, name_of, send, sync

CONTENT = b"\x00\x01\x02 invented"
"""How a file begins that has no text which one vault may have read already and another not."""
_ROUNDS = 12
"""In fewer rounds than these everybody must have everything, and nobody anything more to say."""


@dataclass(frozen=True)
class Letter:
    """A file on its way, and what it is."""

    source: Session
    target: Session
    path: Path
    is_receipt: bool = False


class PostedHistory(History):
    """A history in which all that goes between the vaults goes as files in the folder `post`."""

    def __init__(self, team: Sequence[Session], seed: int, post: Path) -> None:
        self._folder, self._letters = post, list[Letter]()
        self._light: set[Session] = set()
        self._case = Case(reference=f"X-{seed}", title=words(f"Invented {seed}"))
        super().__init__(team, seed)

    def settle(self) -> None:
        """All exchange until nobody has anything to send, answer what was asked, and exchange again."""
        self._empty_post()
        for each in self._light:
            for other in self.team:
                if other is not each:
                    self._bring_back(other, each)
        self._exchange()
        if self.purges:
            for each in self.team:
                self._answer(each)
            self._exchange()

    def files(self) -> set[str]:
        """Ids of the evidence that came into being."""
        return {each for each, kind in self.kinds.items() if kind == "evidence"}

    def _beginning(self, seed: int) -> list[Record]:
        inside = (Ref(self._case.id),)
        person, arrest = (
            Person(names=(Name(text=f"Invented {seed}"),), tags=("a",)),
            Happening(cases=inside, type="arrest"),
        )
        role = Role(record=Ref(arrest.id), party=Ref(person.id), role="victim")
        return [self._case, person, *self._chance.choice(([], [arrest], [arrest, role], [self._extra, arrest]))]

    def _begin(self, records: list[Record]) -> None:
        first = self._chance.choice(self.team)
        self._do(first, edit.save, records)
        if self._chance.random() < 0.5:
            file = io.BytesIO(CONTENT + self._case.id.encode())
            self._do(first, evidence.take_in, file, Evidence(cases=(Ref(self._case.id),), original_name="a.bin"))
        for each in self.team:
            if each is not first and self._chance.random() < 0.7:
                self._complete(first, each)

    def _complete(self, source: Session, target: Session) -> None:
        self._sync(source, target, confirm=self._chance.random() < 0.7)

    def _exchange(self) -> None:
        for _ in range(_ROUNDS):
            pairs = list(permutations(self._chance.sample(self.team, len(self.team)), 2))
            if not sum([self._sync(*pair) for pair in pairs]):
                return
        raise AssertionError("they never come to rest")

    def _sync(self, source: Session, target: Session, *, confirm: bool = True) -> bool:
        """A bundle there and perhaps the receipt back; whether there was anything to send."""
        found = sync(source, target, self._folder, confirm=confirm) is not None
        for each in (source, target):
            self._pass_over(each)
        return found

    def _bring_back(self, source: Session, target: Session) -> None:
        """All that the one has, with what was taken out of the other's vault: it comes back only if it is chosen."""
        with suppress(Refused):  # there is nothing at all
            path = send(source, target, self._place(), full=True)
            found = syncing.preview(target, path)
            taken = syncing.receive(target, path, Answers(anew=frozenset(found.removed)), looked_at=found)
            back = receipts.write(target, taken.receipt, taken.contact, self._place())
            receipts.take_in(source, back.path)
        for each in (source, target):
            self._pass_over(each)

    def _send(self, source: Session, target: Session) -> None:
        scope = ALL if self._chance.random() < 0.7 else Scope.of_cases(self._case.id)
        with suppress(Refused, NotFound):  # there is nothing for them, or the case is not here
            path = send(source, target, self._place(), scope, full=self._chance.random() < 0.2)
            self._letters.append(Letter(source, target, path))
        self._pass_over(source)

    def _place(self) -> Path:
        return self._folder / f"{len(list(self._folder.iterdir()))}.age"

    def _deliver(self) -> None:
        if not self._letters:
            return
        letter = self._letters[self._chance.randrange(len(self._letters))]
        if self._chance.random() < 0.75:
            self._letters.remove(letter)
        if letter.is_receipt:
            receipts.take_in(letter.target, letter.path)
        else:
            taken = syncing.receive(letter.target, letter.path)
            path = receipts.write(letter.target, taken.receipt, taken.contact, self._place()).path
            self._letters.append(Letter(letter.target, letter.source, path, is_receipt=True))
        self._pass_over(letter.target)

    def _empty_post(self) -> None:
        while self._letters:
            self._deliver() if self._chance.random() < 0.6 else self._letters.pop()

    def _lighten(self, session: Session) -> None:
        """Travel light: the case leaves this vault if receipts tell that another holds it."""
        with suppress(Refused, NotFound):
            travellight.remove(session, self._case.id)
            self._light.add(session)
        self._pass_over(session)

    def _answer(self, session: Session) -> None:
        for request in conflicts.requests(session):
            if request.record in self.kinds:
                self._do(session, conflicts.accept if self._chance.random() < 0.7 else conflicts.decline, request.id)


def waiting(team: Sequence[Session]) -> list[str]:
    """Who still has something for whom."""
    return [
        f"{name_of(one)} for {name_of(other)}"
        for one, other in permutations(team, 2)
        if not sharing.preview(one, ALL, sharing.to(one, name_of(other))).is_empty
    ]
