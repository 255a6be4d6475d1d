"""Writing paths of evidence: taking files in, receiving a bundle, and what leaves the vault in plain."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from casefile import clock
from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Evidence, Happening, Task
from casefile.domain.values import Text, When
from casefile.usecases import calendar, contacts, edit, evidence, handover, identity, inbox, receive
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from casefile.vault import durable, label
from tests.faults import wholeness
from tests.faults.stepping import STICK, Outcome, Stage
from tests.faults.wholeness import PASSPHRASE, HalfDone, Lost
from tests.faults.worlds import VAULT, Stepwise, WritingPath, made

SENDER = "Sender.casefile"
PHOTO = b"\xff\xd8\xff an invented photo " * 9000


def told(name: str, case: Case) -> Evidence:
    """Details so full that no worker need look at the file: what it would find is not what is tried here."""
    title = Text.of(name, "und")
    return Evidence(cases=(Ref(case.id),), title=title, kind="photo", media_type="image/jpeg", original_name=name)


class Attaching(Stepwise):
    """Two files, one of them a second time under another name."""

    name = "attach"

    def __init__(self) -> None:
        super().__init__()
        self.case = Case(reference="X-1", title=Text.of("An invented case", "en"))
        self.details = [told(name, self.case) for name in ("a.jpg", "b.jpg", "c.jpg")]
        self.folder = Path()
        self.steps = tuple(
            lambda session, details=each: evidence.attach(session, self._source(details), details)  # type: ignore[misc]
            for each in self.details
        )

    def furnish(self, session: Session, world: Path) -> None:
        edit.save(session, [self.case])
        self.folder = world.with_name("camera")
        self.folder.mkdir()
        for details, data in zip(self.details, (PHOTO, b"small", PHOTO), strict=True):
            self._source(details).write_bytes(data)

    def expect(self, session: Session, world: Path, outcome: Outcome) -> None:
        super().expect(session, world, outcome)
        for details in self.details[: len(outcome.said)]:
            with evidence.opened(session, details.id) as stream:
                if stream.read() != self._source(details).read_bytes():
                    raise HalfDone(f"{details.original_name} is not what was attached")

    def _source(self, details: Evidence) -> Path:
        return self.folder / (details.original_name or "")


class Receiving(WritingPath):
    """A bundle of a sender who is trusted on the spot, and becomes a contact by it."""

    name = "receive"

    def __init__(self) -> None:
        self.fingerprint = ""

    def prepare(self, world: Path) -> None:
        ours, sender = made(world), made(world, SENDER)
        case = Case(reference="X-1", title=Text.of("An invented case", "en"))
        arrest = Happening(cases=(Ref(case.id),), type="arrest", when=When("2031-05-01"))
        edit.save(sender, [case, arrest])
        photo = world / "a.jpg"
        photo.write_bytes(PHOTO)
        evidence.attach(sender, photo, told("a.jpg", case))
        card = identity.card(ours)
        handover.make(sender, ["X-1"], [handover.to(sender, card.recipient)], world / "x.age", "lawyer")
        self.fingerprint = identity.card(sender).fingerprint
        sender.lock()
        ours.lock()

    def act(self, stage: Stage) -> None:
        session = sessions.unlock(stage.folder / VAULT, PASSPHRASE)
        try:
            stage.begin()
            receive.receive(session, stage.folder / "x.age", trusted=self.fingerprint)
            stage.acknowledge("received")
        finally:
            session.lock()

    def check(self, world: Path, outcome: Outcome) -> None:
        wholeness.check(world / VAULT, lambda session: self._expect(session, world, outcome))

    def _expect(self, session: Session, world: Path, outcome: Outcome) -> None:
        found = len(receive.received(session))
        if found < len(outcome.said):
            raise Lost("the bundle")
        if {found} != {len(contacts.known(session)), len(wholeness.content(session)) // 3}:
            raise HalfDone("bundle, source and contact were not received together")
        got = receive.receive(session, world / "x.age", trusted=self.fingerprint)
        with (
            receive.open_received(session, got.evidence.id) as kept,
            kept.open_evidence(kept.disclosure.files[0].record) as photo,
        ):
            if photo.read() != PHOTO:
                raise HalfDone("the photo is not what was sent")
        if len(receive.received(session)) != 1:
            raise HalfDone("the bundle is there twice")


class Filing(WritingPath):
    """A file dropped into the locked vault, brought in when it is open, and filed."""

    name = "inbox"

    def __init__(self) -> None:
        self.case = Case(reference="X-1", title=Text.of("An invented case", "en"))
        self.source = Path()

    def prepare(self, world: Path) -> None:
        session = made(world)
        edit.save(session, [self.case])
        session.lock()
        self.source = world.with_name("voice.ogg")
        self.source.write_bytes(PHOTO)

    def act(self, stage: Stage) -> None:
        stage.begin()
        inbox.drop(stage.folder / VAULT, self.source)
        stage.acknowledge("dropped")
        session = sessions.unlock(stage.folder / VAULT, PASSPHRASE)
        try:
            (one,) = inbox.waiting(session)
            stage.acknowledge("brought in")
            inbox.take(session, one.id, told("voice.ogg", self.case))
            stage.acknowledge("filed")
        finally:
            session.lock()

    def check(self, world: Path, outcome: Outcome) -> None:
        wholeness.check(world / VAULT, lambda session: self._expect(session, outcome))
        left = sorted(path.name for path in (world / VAULT / "inbox").iterdir())
        if any(not name.endswith((label.SUFFIX, durable.PART)) for name in left):  # those go after a day
            raise HalfDone(f"left in the inbox: {left}")

    def _expect(self, session: Session, outcome: Outcome) -> None:
        waiting = inbox.waiting(session)
        filed = [each for each, _ in wholeness.content(session).values() if isinstance(each, Evidence)]
        if any(each.problem for each in waiting):
            raise HalfDone("half a drop")
        if len(waiting) + len(filed) > 1:
            raise HalfDone("it is there twice")
        if outcome.said and not waiting and not filed:
            raise Lost("what was dropped")
        if "filed" in outcome.said and not filed:
            raise Lost("what was filed")
        for stream in [inbox.opened(session, each.id) for each in waiting] + [
            evidence.opened(session, each.id) for each in filed
        ]:
            with stream:
                if stream.read() != PHOTO:
                    raise HalfDone("it is not what was dropped")


class Exporting(Stepwise):
    """Write a file out, hand a case over, and write a calendar: what lies outside has its name only when it is whole, and its line in the register by then."""

    name = "export and hand over"

    def __init__(self) -> None:
        super().__init__()
        self.case = Case(reference="X-1", title=Text.of("An invented case", "en"))
        self.task = Task(
            cases=(Ref(self.case.id),), title=Text.of("Call", "en"), due=When(clock.now().date().isoformat())
        )
        self.details = told("a.jpg", self.case)
        self.recipient = ""

    def furnish(self, session: Session, world: Path) -> None:
        edit.save(session, [self.case, self.task])
        photo = world.with_name("a.jpg")
        photo.write_bytes(PHOTO)
        evidence.attach(session, photo, self.details)
        self.recipient = identity.card(session).recipient

    def act(self, stage: Stage) -> None:
        session = sessions.unlock(stage.folder / VAULT, PASSPHRASE)
        (stage.folder / STICK).mkdir()
        try:
            stage.begin()
            evidence.extract(session, self.details.id, stage.folder / STICK / "out.jpg")
            stage.acknowledge("extracted")
            to = [handover.to(session, self.recipient)]
            handover.make(session, ["X-1"], to, stage.folder / STICK / "x.age", "lawyer")
            stage.acknowledge("handed over")
            calendar.export_calendar(session, stage.folder / STICK / "x.ics", "references", "en")
            stage.acknowledge("calendar")
        finally:
            session.lock()

    def check(self, world: Path, outcome: Outcome) -> None:
        unchanged = replace(outcome, said=())
        wholeness.check(world / VAULT, lambda session: self.expect(session, world, unchanged))
        session = wholeness.opened(world / VAULT)
        try:
            self._check_stick(session, world / STICK, outcome)
        finally:
            session.lock()

    def _check_stick(self, session: Session, stick: Path, outcome: Outcome) -> None:
        out, bundle, days = stick / "out.jpg", stick / "x.age", stick / "x.ics"
        if ("extracted" in outcome.said and not out.exists()) or (
            "handed over" in outcome.said and not bundle.exists()
        ):
            raise Lost("what was exported")
        logged = [str(each.event["event"]) for each in evidence.custody(session, self.details.id)]
        if out.exists():
            if hashlib.sha256(out.read_bytes()).digest() != hashlib.sha256(PHOTO).digest():
                raise HalfDone("half a file under its final name")
            if "exported" not in logged:
                raise HalfDone("an export that is not logged")
        if bundle.exists():
            receive.preview(session, bundle)
        if days.exists() and not any(
            each.event["event"] == "calendar_exported" for each in evidence.custody(session, self.case.id)
        ):
            raise HalfDone("a calendar that is not logged")
        if outcome.refused and list(stick.glob("*.ready*")) + list(stick.glob("*.part")):
            raise HalfDone("a refusal left something on the stick")
