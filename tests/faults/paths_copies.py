"""Writing paths of whole copies: backup and restore."""

from __future__ import annotations

from pathlib import Path

from casefile.domain.kinds import Case
from casefile.domain.values import Text
from casefile.errors import CasefileError, Refused
from casefile.usecases import backup, edit, evidence
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from casefile.vault.restore import verify_backup
from tests.faults import wholeness
from tests.faults.paths_evidence import PHOTO, told
from tests.faults.stepping import STICK, Outcome, Stage
from tests.faults.wholeness import PASSPHRASE, Content, DoesNotOpen, HalfDone, Lost
from tests.faults.worlds import VAULT, WritingPath, made

RESTORED = "Restored.casefile"


class BackingUp(WritingPath):
    """A first backup, some work, and the backup brought up to date."""

    name = "backup"

    def __init__(self) -> None:
        self.cases = [Case(reference=f"X-{number}", title=Text.of("An invented case", "en")) for number in range(2)]

    def prepare(self, world: Path) -> None:
        session = made(world)
        self._work(session, world, 0)
        session.lock()

    def act(self, stage: Stage) -> None:
        session = sessions.unlock(stage.folder / VAULT, PASSPHRASE)
        try:
            stage.begin()
            backup.make(session, stage.folder / STICK)
            stage.acknowledge("first")
            self._work(session, stage.folder, 1)
            backup.make(session, stage.folder / STICK)
            stage.acknowledge("second")
        finally:
            session.lock()

    def check(self, world: Path, outcome: Outcome) -> None:
        wholeness.check(world / VAULT, lambda session: None)
        self._check_backup(world, len(outcome.said))
        session = wholeness.opened(world / VAULT)
        try:
            backup.make(session, world / STICK)
            expected = wholeness.content(session)
        except CasefileError as fault:
            raise HalfDone(f"a backup cannot be run again: {fault.key}") from fault
        finally:
            session.lock()
        if self._restored(world, "Again.casefile").keys() != expected.keys():
            raise HalfDone("a backup run again does not hold what the vault holds")

    def _check_backup(self, world: Path, acknowledged: int) -> None:
        try:
            verify_backup(world / STICK)
        except Refused as refusal:
            if acknowledged:
                raise Lost(f"the backup: {refusal.key}") from refusal
            return
        except CasefileError as fault:
            raise HalfDone(f"the backup: {fault.key} {dict(fault.values)}") from fault
        found = self._restored(world, RESTORED)
        missing = [case for case in self.cases[:acknowledged] if case.id not in found]
        if missing:
            raise Lost(f"{len(missing)} cases of the backup")

    def _restored(self, world: Path, name: str) -> Content:
        try:
            backup.restore(world / STICK, world / name)
        except CasefileError as fault:
            raise DoesNotOpen(f"a whole backup cannot be restored: {fault.key}") from fault
        found: list[Content] = []
        wholeness.check(world / name, lambda session: found.append(wholeness.content(session)))
        return found[0]

    def _work(self, session: Session, world: Path, number: int) -> None:
        edit.save(session, [self.cases[number]])
        photo = world.with_name(f"{number}.jpg")
        if not photo.exists():
            photo.write_bytes(PHOTO + bytes([number]))
        evidence.attach(session, photo, told("a.jpg", self.cases[number]))


class Restoring(WritingPath):
    """A backup brought back."""

    name = "restore"

    def __init__(self) -> None:
        self.case = Case(reference="X-0", title=Text.of("An invented case", "en"))

    def prepare(self, world: Path) -> None:
        session = made(world)
        edit.save(session, [self.case])
        photo = world.with_name("a.jpg")
        photo.write_bytes(PHOTO)
        evidence.attach(session, photo, told("a.jpg", self.case))
        backup.make(session, world / STICK)
        session.lock()

    def act(self, stage: Stage) -> None:
        stage.begin()
        backup.restore(stage.folder / STICK, stage.folder / RESTORED)
        stage.acknowledge("restored")

    def check(self, world: Path, outcome: Outcome) -> None:
        restored = world / RESTORED
        if not outcome.said:
            if outcome.refused and restored.exists() and any(each.is_file() for each in restored.rglob("header.?")):
                raise HalfDone("a refusal left a vault")
            try:
                backup.restore(world / STICK, restored)
            except Refused as refusal:
                if refusal.key != "vault.exists":
                    raise HalfDone(f"it cannot be restored again: {refusal.key}") from refusal
        wholeness.check(restored, self._expect)

    def _expect(self, session: Session) -> None:
        if self.case.id not in wholeness.content(session):
            raise Lost("the case")
