"""What a writing path is: a world to begin with, a job in it, and what must be true afterwards."""

from __future__ import annotations

import shutil
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path

from casefile.crypto.kdf import FLOOR
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from tests.faults import wholeness
from tests.faults.stepping import Outcome, Stage
from tests.faults.wholeness import AUTHOR, PASSPHRASE, Content

VAULT = "Steppe.casefile"


class WritingPath(ABC):
    """One of the ways in which Casefile writes. Made once a run; `act` runs in a forked child, so what was made before is the same in all."""

    name = ""

    @abstractmethod
    def prepare(self, world: Path) -> None:
        """Make the world, once."""

    @abstractmethod
    def act(self, stage: Stage) -> None:
        """Do the job on a copy of the world. What is acknowledged must be there ever after."""

    @abstractmethod
    def check(self, world: Path, outcome: Outcome) -> None:
        """Look at what is left.

        Raises:
            DoesNotOpen, Lost, HalfDone, Unclear
        """


class Stepwise(WritingPath):
    """Steps in an open vault, each acknowledged; after a fault the vault holds what it held after one of them."""

    steps: tuple[Callable[[Session], object], ...] = ()

    def __init__(self) -> None:
        self.states: list[Content] = []

    def furnish(self, session: Session, world: Path) -> None:
        """Put into the new vault what the steps need."""

    def prepare(self, world: Path) -> None:
        session = made(world)
        self.furnish(session, world)
        session.lock()
        rehearsal = world.with_name("rehearsal")
        shutil.copytree(world, rehearsal)
        session = sessions.unlock(rehearsal / VAULT, PASSPHRASE)
        self.states = [wholeness.content(session)]
        for step in self.steps:
            step(session)
            self.states.append(wholeness.content(session))
        session.lock()
        shutil.rmtree(rehearsal)

    def act(self, stage: Stage) -> None:
        session = sessions.unlock(stage.folder / VAULT, PASSPHRASE)
        try:
            stage.begin()
            for number, step in enumerate(self.steps, 1):
                step(session)
                stage.acknowledge(f"step {number}")
        finally:
            session.lock()

    def check(self, world: Path, outcome: Outcome) -> None:
        wholeness.check(world / VAULT, lambda session: self.expect(session, world, outcome))

    def expect(self, session: Session, world: Path, outcome: Outcome) -> None:
        """Look into the vault, the first time it is opened again."""
        del world
        wholeness.expect_state(session, self.states, len(outcome.said))


def made(world: Path, name: str = VAULT) -> Session:
    """A new vault in the world."""
    return sessions.create(world / name, PASSPHRASE, AUTHOR, FLOOR)
