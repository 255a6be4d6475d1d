"""Writing paths of what opens a vault: passphrases, people, the header's place."""

from __future__ import annotations

from pathlib import Path

from casefile.errors import CasefileError
from casefile.usecases import header, people
from casefile.usecases import session as sessions
from tests.faults import wholeness
from tests.faults.stepping import STICK, Outcome, Stage
from tests.faults.wholeness import PASSPHRASE, DoesNotOpen, HalfDone, Lost
from tests.faults.worlds import VAULT, WritingPath, made

NEW = "eight other invented words that nobody uses here"
THIRD = "nine words of a person who was invented for this alone"


class ChangingPassphrase(WritingPath):
    """From one passphrase to another: always exactly one of them opens."""

    name = "passphrase"

    def prepare(self, world: Path) -> None:
        made(world).lock()

    def act(self, stage: Stage) -> None:
        session = sessions.unlock(stage.folder / VAULT, PASSPHRASE)
        try:
            stage.begin()
            sessions.change_passphrase(session, PASSPHRASE, NEW)
            stage.acknowledge("changed")
        finally:
            session.lock()

    def check(self, world: Path, outcome: Outcome) -> None:
        opening = [each for each in (PASSPHRASE, NEW) if _opens(world / VAULT, each)]
        if not opening:
            raise DoesNotOpen("neither passphrase")
        if len(opening) > 1:
            raise HalfDone("both passphrases open it")
        if outcome.said and opening != [NEW]:
            raise Lost("the new passphrase")
        if outcome.refused and not outcome.said and opening != [PASSPHRASE]:
            raise HalfDone("the change was refused and happened")
        wholeness.check(world / VAULT, lambda session: None, opening[0])


class ChangingPeople(WritingPath):
    """Let a person in and take the way in away again."""

    name = "people"

    def prepare(self, world: Path) -> None:
        made(world).lock()

    def act(self, stage: Stage) -> None:
        session = sessions.unlock(stage.folder / VAULT, PASSPHRASE)
        try:
            stage.begin()
            added = people.add(session, "Invented Colleague", THIRD)
            stage.acknowledge("let in")
            people.remove(session, added.id)
            stage.acknowledge("shut out")
        finally:
            session.lock()

    def check(self, world: Path, outcome: Outcome) -> None:
        inside = _opens(world / VAULT, THIRD)
        if outcome.said == ("let in",) and outcome.refused and not inside:
            raise HalfDone("the removal was refused and happened")
        if not outcome.said and outcome.refused and inside:
            raise HalfDone("the way in was refused and is there")
        if len(outcome.said) == 2 and inside:
            raise Lost("the removal")
        wholeness.check(world / VAULT, lambda session: None)


class MovingHeader(WritingPath):
    """Take the header to a stick and back."""

    name = "header"

    def prepare(self, world: Path) -> None:
        made(world).lock()

    def act(self, stage: Stage) -> None:
        session = sessions.unlock(stage.folder / VAULT, PASSPHRASE)
        try:
            stage.begin()
            header.move(session, stage.folder / STICK)
            stage.acknowledge("on the stick")
            header.move(session, session.path)
            stage.acknowledge("back")
        finally:
            session.lock()

    def check(self, world: Path, outcome: Outcome) -> None:
        places = [place for place in (world / VAULT, world / STICK) if _opens(world / VAULT, PASSPHRASE, place)]
        if not places:
            raise DoesNotOpen("neither with the header on the stick nor with that in the folder")
        session = sessions.unlock(world / VAULT, PASSPHRASE, header_folder=places[0])
        try:
            for target in (world / STICK, world / VAULT):
                if header.place(session) != target or target != world / VAULT:
                    header.move(session, target)
        except CasefileError as refusal:
            if refusal.key != "keys.header_is_there":
                raise HalfDone(f"moving it again does not end it: {refusal.key}") from refusal
            header.move(session, world / VAULT)
        finally:
            session.lock()
        left = list((world / STICK).iterdir())
        if left:
            raise HalfDone(f"left on the stick: {left}")
        wholeness.check(world / VAULT, lambda session: None)


def _opens(vault: Path, passphrase: str, header_folder: Path | None = None) -> bool:
    try:
        sessions.unlock(vault, passphrase, header_folder=header_folder).lock()
    except CasefileError as refusal:
        if refusal.key not in ("vault.wrong_passphrase", "keys.header_elsewhere", "vault.not_a_vault"):
            raise DoesNotOpen(refusal.key) from refusal
        return False
    return True
