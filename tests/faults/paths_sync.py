"""Writing paths of what goes between colleagues to be merged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from casefile.domain.kinds import Case
from casefile.domain.values import Text
from casefile.usecases import contacts, edit, evidence, identity, receipts, sharing, syncing, teamfolder
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from casefile.usecases.teamfolder import Member, Setting
from tests.faults import wholeness
from tests.faults.paths_evidence import PHOTO, SENDER, told
from tests.faults.stepping import Outcome, Stage
from tests.faults.wholeness import PASSPHRASE, HalfDone, Lost
from tests.faults.worlds import VAULT, WritingPath, made

_RECEIPT, _FOLDER = "receipt.age", "Shared"


class Merging(WritingPath):
    """A bundle of a colleague with a case and a file is merged, and a receipt goes back."""

    name = "receive sync"

    def __init__(self) -> None:
        self.case = Case(reference="X-1", title=Text.of("An invented case", "en"))
        self.photo = told("a.jpg", self.case)

    def prepare(self, world: Path) -> None:
        ours, sender = made(world), made(world, SENDER)
        contacts.add(ours, contacts.read_card(identity.card_text(sender)), "Sender")
        contacts.add(sender, contacts.read_card(identity.card_text(ours)), "Ours")
        edit.save(sender, [self.case])
        file = world / "a.jpg"
        file.write_bytes(PHOTO)
        self.photo = evidence.attach(sender, file, self.photo)
        sharing.make(sender, sharing.Scope(), sharing.to(sender, "Ours"), world / "x.age")
        sender.lock()
        ours.lock()

    def act(self, stage: Stage) -> None:
        session = sessions.unlock(stage.folder / VAULT, PASSPHRASE)
        try:
            stage.begin()
            taken = syncing.receive(session, stage.folder / "x.age")
            stage.acknowledge("merged")
            receipts.write(session, taken.receipt, taken.contact, stage.folder / _RECEIPT)
            stage.acknowledge("answered")
        finally:
            session.lock()

    def check(self, world: Path, outcome: Outcome) -> None:
        wholeness.check(world / VAULT, lambda session: self._expect(session, world, outcome))

    def _expect(self, session: Session, world: Path, outcome: Outcome) -> None:
        here = {self.case.id, self.photo.id} & set(wholeness.content(session))
        if outcome.said and len(here) < 2:
            raise Lost("the case or its file")
        if len(here) == 1:
            raise HalfDone("one of the case and its file was merged alone")
        if "answered" in outcome.said and not (world / _RECEIPT).is_file():
            raise Lost("the receipt")
        taken = syncing.receive(session, world / "x.age")
        if taken.again != bool(here):
            raise HalfDone("the bundle and what came of it do not go together")
        with evidence.opened(session, self.photo.id) as photo:
            if photo.read() != PHOTO:
                raise HalfDone("the photo is not what was sent")


class Exchanging(WritingPath):
    """Two vaults of a team exchange through a folder: what a colleague left is merged and answered, and what is new here is dropped for them."""

    name = "team exchange"

    def __init__(self) -> None:
        self.theirs, self.own = (Case(reference=f"X-{each}", title=Text.of("Invented", "en")) for each in (1, 2))

    def prepare(self, world: Path) -> None:
        ours, sender = made(world), made(world, SENDER)
        (world / _FOLDER).mkdir()
        contacts.add(ours, contacts.read_card(identity.card_text(sender)), "Sender")
        contacts.add(sender, contacts.read_card(identity.card_text(ours)), "Ours")
        for session, case in ((ours, self.own), (sender, self.theirs)):
            trusted = [replace(contacts.compared(each, "phone"), team=True) for each in contacts.known(session)]
            edit.save(session, trusted)
            edit.save(session, [case])
            _share(session, world)
        teamfolder.exchange(sender)
        sender.lock()
        ours.lock()

    def act(self, stage: Stage) -> None:
        session = sessions.unlock(stage.folder / VAULT, PASSPHRASE)
        try:
            _share(session, stage.folder)
            stage.begin()
            teamfolder.exchange(session)
            stage.acknowledge("exchanged")
        finally:
            session.lock()

    def check(self, world: Path, outcome: Outcome) -> None:
        wholeness.check(world / VAULT, lambda session: self._expect(session, world, outcome))

    def _expect(self, session: Session, world: Path, outcome: Outcome) -> None:
        """The next exchange goes on, until both have everything and the folder is empty."""
        if outcome.said and self.theirs.id not in wholeness.content(session):
            raise Lost("what the colleague left")
        _share(session, world)
        sender = sessions.unlock(world / SENDER, PASSPHRASE)
        try:
            _share(sender, world)
            for each in (session, sender, session, sender, session):
                if teamfolder.exchange(each).waiting:
                    raise HalfDone("a letter that nobody touched waits for a person")
            for each in (session, sender):
                if not {self.theirs.id, self.own.id} <= set(wholeness.content(each)):
                    raise Lost("a case of one of the two")
        finally:
            sender.lock()
        if list((world / _FOLDER).glob("*/*")):
            raise HalfDone("something was left in the folder")


def _share(session: Session, world: Path) -> None:
    """The world lies elsewhere each time, and the folder in it."""
    members = tuple(Member(each.id) for each in contacts.known(session))
    before = teamfolder.setting(session)
    chosen = Setting(world / _FOLDER, members)
    teamfolder.set_up(session, chosen if before is None else replace(before, folder=chosen.folder))
