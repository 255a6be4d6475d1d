"""Writing paths of records and of the vault as a whole: save, unlock and lock, creation."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from casefile.crypto.kdf import FLOOR
from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Happening, Name, Person, Role, Task
from casefile.domain.values import Text, When
from casefile.errors import Refused
from casefile.usecases import edit
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from tests.faults import wholeness
from tests.faults.stepping import Outcome, Stage
from tests.faults.wholeness import AUTHOR, PASSPHRASE, HalfDone, Lost
from tests.faults.worlds import VAULT, Stepwise, WritingPath, made


def words(text: str) -> Text:
    """A text in English."""
    return Text.of(text, "en")


class Saving(Stepwise):
    """Records that belong together, a change with another record, a deletion, a restoration."""

    name = "save"

    def __init__(self) -> None:
        super().__init__()
        case = Case(reference="X-1", title=words("An invented case"))
        person = Person(names=(Name(text="Invented Person"),))
        happening = Happening(cases=(Ref(case.id),), type="arrest", title=words("Arrest"), when=When("2024-02"))
        role = Role(party=Ref(person.id), role="victim", record=Ref(happening.id))
        task = Task(cases=(Ref(case.id),), title=words("Call"), due=When("2030"))
        renamed = replace(case, title=words("Renamed"), tags=("late",))
        self.steps = (
            lambda session: edit.save(session, [case, person, happening, role]),
            lambda session: edit.save(session, [renamed, task]),
            lambda session: edit.delete(session, happening),
            lambda session: edit.restore(session, happening),
        )

    def furnish(self, session: Session, world: Path) -> None:
        edit.save(session, [Case(reference="X-0", title=words("Here before"))])


class Unlocking(Stepwise):
    """Unlock a vault that was locked, one that a crash left and one that was copied; save and lock."""

    name = "unlock and lock"

    def __init__(self) -> None:
        super().__init__()
        self.case = Case(reference="X-1", title=words("An invented case"))
        self.steps = (lambda session: edit.save(session, [self.case]),)

    def prepare(self, world: Path) -> None:
        super().prepare(world)
        session = sessions.unlock(world / VAULT, PASSPHRASE)
        edit.save(session, [replace(self.case, title=words("An earlier title"))])
        shutil.copytree(world / VAULT, world / "crashed")  # with its write-ahead log
        session.lock()
        self.states[0] = _content(world / VAULT)

    def act(self, stage: Stage) -> None:
        stage.begin()
        for folder in (VAULT, "crashed"):
            session = sessions.unlock(stage.folder / folder, PASSPHRASE)
            try:
                self.steps[0](session)
                stage.acknowledge(folder)
            finally:
                session.lock()

    def check(self, world: Path, outcome: Outcome) -> None:
        for folder in (VAULT, "crashed"):
            acknowledged = [word for word in outcome.said if word == folder]
            each = replace(outcome, said=tuple(acknowledged))
            wholeness.check(world / folder, lambda session, each=each: self.expect(session, world, each))  # type: ignore[misc]


class Creating(WritingPath):
    """Make a vault and save the first case in it."""

    name = "create"

    def __init__(self) -> None:
        self.case = Case(reference="X-1", title=words("The first case"))

    def prepare(self, world: Path) -> None:
        """There is nothing yet."""

    def act(self, stage: Stage) -> None:
        stage.begin()
        session = made(stage.folder)
        try:
            stage.acknowledge("made")
            edit.save(session, [self.case])
            stage.acknowledge("saved")
        finally:
            session.lock()

    def check(self, world: Path, outcome: Outcome) -> None:
        if not outcome.said:
            _make_again(world / VAULT)
        wholeness.check(world / VAULT, lambda session: self._expect(session, len(outcome.said)))

    def _expect(self, session: Session, acknowledged: int) -> None:
        found = wholeness.content(session)
        if acknowledged == 2 and self.case.id not in found:
            raise Lost("the first case")
        if found.keys() - {self.case.id}:
            raise HalfDone("a new vault with other records")


def _make_again(vault: Path) -> None:
    """Where no vault was acknowledged, either it is there whole or making it again works."""
    try:
        sessions.create(vault, PASSPHRASE, AUTHOR, FLOOR).lock()
    except Refused as refusal:
        if refusal.key != "vault.exists":
            raise HalfDone(f"it cannot be made again: {refusal.key}") from refusal


def _content(vault: Path) -> wholeness.Content:
    session = sessions.unlock(vault, PASSPHRASE)
    try:
        return wholeness.content(session)
    finally:
        session.lock()
