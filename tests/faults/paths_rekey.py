"""Writing paths of keys as a whole: new keys, keepers, coming back through one of them, and the end of a vault."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

from casefile.crypto.age import HybridIdentity
from casefile.domain.kinds import Case, Evidence
from casefile.domain.values import Text
from casefile.errors import CasefileError
from casefile.usecases import edit, erase, evidence, people, recovering, recovery, rekey
from casefile.usecases import session as sessions
from casefile.usecases.rekey import Secret
from casefile.usecases.session import Session
from casefile.vault import recovery as recoveryfile
from casefile.vault.blobs import Blob
from tests.faults import wholeness
from tests.faults.stepping import Outcome, Stage
from tests.faults.wholeness import PASSPHRASE, DoesNotOpen, HalfDone, Lost
from tests.faults.worlds import VAULT, WritingPath, made

NEW = "eight other invented words that nobody uses here"
THIRD = "nine words of a person who was invented for this alone"
CONTENTS = (b"an invented statement", b"\xff\xd8\xff an invented photo " * 9000)


class Rekeying(WritingPath):
    """New keys for a vault with two people, a keeper and evidence; then the evidence is encrypted anew."""

    name = "rekey"

    def __init__(self) -> None:
        self.keeper = HybridIdentity.generate()
        self.content: wholeness.Content = {}

    def prepare(self, world: Path) -> None:
        session = made(world)
        edit.save(session, [Case(reference="X-1", title=Text.of("An invented case", "en"))])
        for content in CONTENTS:
            evidence.take_in(session, io.BytesIO(content), _told())
        people.add(session, "Invented Colleague", THIRD)
        recovery.add_keeper(session, self.keeper.recipient.encode())
        self.content = wholeness.content(session)
        session.lock()

    def act(self, stage: Stage) -> None:
        session = sessions.unlock(stage.folder / VAULT, PASSPHRASE)
        try:
            stage.begin()
            session = rekey.renew(session, [Secret(PASSPHRASE)])
            stage.acknowledge("new keys")
            rekey.finish(session)
            stage.acknowledge("encrypted anew")
        finally:
            session.lock()

    def check(self, world: Path, outcome: Outcome) -> None:
        shutil.copytree(world / VAULT, world / "copy")
        if _opens(world / "copy", THIRD) and outcome.said:
            raise HalfDone("who was dropped comes in")
        self._check_keeper(world / VAULT)
        session = wholeness.opened(world / VAULT)
        try:
            self._look(session)
            if rekey.pending(session):
                if len(outcome.said) > 1:
                    raise HalfDone("encrypted anew, and some is not")
                rekey.finish(session)
            elif not all(session.vault.store.is_current(blob.name) for blob in _blobs(session)):
                raise HalfDone("it says that nothing is left to do, and a file lies under an earlier key")
            self._look(session)
            if rekey.pending(session):
                raise HalfDone("finishing it does not finish it")
        finally:
            session.lock()
        self._check_keeper(world / VAULT)
        wholeness.check(world / VAULT, self._look)

    def _look(self, session: Session) -> None:
        if wholeness.content(session) != self.content:
            raise Lost("records")
        read = set()
        for blob in _blobs(session):
            with session.vault.store.read(blob) as content:
                read.add(content.read())
        if read != set(CONTENTS):
            raise Lost("evidence")

    def _check_keeper(self, vault: Path) -> None:
        """The keeper comes into a copy, whatever moment it was."""
        copy = vault.with_name("kept")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(vault, copy)
        try:
            session = recovering.recover(copy, self.keeper, NEW, "Invented Author", sessions.FLOOR)
        except CasefileError as refusal:
            raise DoesNotOpen(f"for the keeper: {refusal.key}") from refusal
        try:
            self._look(session)
        finally:
            session.lock()


class Keeping(WritingPath):
    """One more keeper, and then one fewer."""

    name = "keepers"

    def __init__(self) -> None:
        self.first, self.second = HybridIdentity.generate(), HybridIdentity.generate()

    def prepare(self, world: Path) -> None:
        session = made(world)
        recovery.add_keeper(session, self.first.recipient.encode())
        session.lock()

    def act(self, stage: Stage) -> None:
        session = sessions.unlock(stage.folder / VAULT, PASSPHRASE)
        try:
            stage.begin()
            recovery.add_keeper(session, self.second.recipient.encode())
            stage.acknowledge("added")
            recovery.remove(session, self.first.recipient.encode())
            stage.acknowledge("removed")
        finally:
            session.lock()

    def check(self, world: Path, outcome: Outcome) -> None:
        wholeness.check(world / VAULT, lambda session: self._look(session, outcome))

    def _look(self, session: Session, outcome: Outcome) -> None:
        listed = {each.recipient for each in recovery.known(session)}
        first, second = (_reads(session.path, each) for each in (self.first, self.second))
        if not first and "removed" not in outcome.said and len(outcome.said) == 0:
            raise Lost("the keeper who was there before")
        if outcome.said and not (second and self.second.recipient.encode() in listed):
            raise Lost("the keeper who was added")
        if "removed" in outcome.said and (first or self.first.recipient.encode() in listed):
            raise Lost("the removal")
        if self.second.recipient.encode() in listed and not second:
            raise HalfDone("listed, and cannot open")


class Recovering(WritingPath):
    """A new passphrase by a keeper's key: always exactly one of the two opens."""

    name = "recover"

    def __init__(self) -> None:
        self.keeper = HybridIdentity.generate()

    def prepare(self, world: Path) -> None:
        session = made(world)
        recovery.add_keeper(session, self.keeper.recipient.encode())
        session.lock()

    def act(self, stage: Stage) -> None:
        stage.begin()
        session = recovering.recover(stage.folder / VAULT, self.keeper, NEW)
        try:
            stage.acknowledge("recovered")
        finally:
            session.lock()

    def check(self, world: Path, outcome: Outcome) -> None:
        opening = [each for each in (PASSPHRASE, NEW) if _opens(world / VAULT, each)]
        if len(opening) != 1:
            raise DoesNotOpen("neither passphrase") if not opening else HalfDone("both passphrases open it")
        if outcome.said and opening != [NEW]:
            raise Lost("the new passphrase")
        if not _reads(world / VAULT, self.keeper):
            raise Lost("the keeper")
        wholeness.check(world / VAULT, lambda session: None, opening[0])


class Erasing(WritingPath):
    """Erase: it opens as before or not at all, and erasing again ends it."""

    name = "erase"

    def prepare(self, world: Path) -> None:
        session = made(world)
        evidence.take_in(session, io.BytesIO(CONTENTS[0]), _told())
        session.lock()

    def act(self, stage: Stage) -> None:
        stage.begin()
        erase.erase(stage.folder / VAULT)
        stage.acknowledge("erased")

    def check(self, world: Path, outcome: Outcome) -> None:
        if outcome.said and (world / VAULT).exists():
            raise Lost("the erasure")
        if not (world / VAULT).exists() or not any((world / VAULT).iterdir()):
            return
        try:
            sessions.unlock(world / VAULT, PASSPHRASE).lock()
        except CasefileError:
            erase.erase(world / VAULT)
            if (world / VAULT).exists():
                raise HalfDone("erasing again does not end it") from None
        else:
            if not (world / VAULT / "records.db").exists():
                raise HalfDone("it opens, and the records are gone")


def _told() -> Evidence:
    """Details so full that no worker need look at the file: what it would find is not what is tried here."""
    return Evidence(title=Text.of("file", "und"), kind="photo", media_type="image/jpeg", original_name="a.jpg")


def _blobs(session: Session) -> list[Blob]:
    with session.database.reading() as connection:
        return list(session.local.blobs(connection))


def _opens(vault: Path, passphrase: str) -> bool:
    try:
        sessions.unlock(vault, passphrase).lock()
    except CasefileError as refusal:
        if refusal.key != "vault.wrong_passphrase":
            raise DoesNotOpen(refusal.key) from refusal
        return False
    return True


def _reads(vault: Path, identity: HybridIdentity) -> bool:
    try:
        recoveryfile.read(vault, identity)
    except CasefileError:
        return False
    return True
