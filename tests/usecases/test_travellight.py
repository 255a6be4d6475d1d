"""Two laptops and a checkpoint between them: a case goes over, its receipt comes back, and only then it may leave the first."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from casefile.crypto.kdf import FLOOR
from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Evidence, Happening, Name, Person, Role
from casefile.domain.values import Text, When
from casefile.errors import NotFound, Refused
from casefile.exports.custody import checking
from casefile.i18n import Catalogue
from casefile.usecases import (
    cases,
    contacts,
    custody,
    edit,
    evidence,
    identity,
    receipts,
    sharing,
    syncing,
    travellight,
)
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from casefile.usecases.sharing import Scope

PASSPHRASE = "seven invented words that nobody uses here"
REFERENCE = "X-2026-1"
CONTENT = b"what was seen on the square"


@dataclass
class Laptops:
    """Aigerim, who travels, and Bolat, who stays; each knows the other."""

    aigerim: Session
    bolat: Session
    folder: Path
    made: int = 0

    def hands_over(self, sender: Session, receiver: Session, *, full: bool = False) -> syncing.Taken:
        """The case goes from one to the other; the receipt does not go back yet."""
        self.made += 1
        place = self.folder / f"bundle-{self.made}.age"
        whom = sharing.to(sender, receiver.author.name)
        sharing.make(sender, Scope.of_cases(REFERENCE), whom, place, full=full)
        return syncing.receive(receiver, place)

    def confirms(self, taken: syncing.Taken) -> None:
        """Bolat's receipt reaches Aigerim."""
        self.made += 1
        place = self.folder / f"receipt-{self.made}.age"
        receipts.write(self.bolat, taken.receipt, taken.contact, place)
        receipts.take_in(self.aigerim, place)


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[Laptops]:
    """A case with a file at Aigerim's."""
    first = sessions.create(tmp_path / "A.casefile", PASSPHRASE, "Aigerim", FLOOR)
    second = sessions.create(tmp_path / "B.casefile", PASSPHRASE, "Bolat", FLOOR)
    for here, there in ((first, second), (second, first)):
        contacts.add(here, contacts.read_card(identity.card_text(there)), there.author.name, When("2026-05-01"))
    case = Case(reference=REFERENCE, title=Text.of("An invented case", "en"))
    person = Person(names=(Name(text="Nurlan Invented"),))
    step = Happening(cases=(Ref(case.id),), title=Text.of("Arrest", "en"), when=When("2026-05-04"), type="arrest")
    edit.save(first, [case, person, step, Role(party=Ref(person.id), role="victim", record=Ref(step.id))])
    (tmp_path / "seen.txt").write_bytes(CONTENT)
    evidence.attach(first, tmp_path / "seen.txt", evidence.attached_to(case.id))
    yield Laptops(first, second, tmp_path)
    first.lock()
    second.lock()


def _sentence(session: Session) -> str:
    with pytest.raises(Refused) as refused:
        travellight.remove(session, REFERENCE)
    assert cases.find(session, REFERENCE)
    return Catalogue("en").error(refused.value)


def test_what_nobody_was_sent_stays(laptops: Laptops) -> None:
    assert travellight.standing(laptops.aigerim, REFERENCE).holders == ()
    assert "no colleague was sent" in _sentence(laptops.aigerim)


def test_what_was_sent_stays_until_its_receipt_comes(laptops: Laptops) -> None:
    taken = laptops.hands_over(laptops.aigerim, laptops.bolat)
    (holder,) = travellight.standing(laptops.aigerim, REFERENCE).holders
    assert holder.sent and not holder.has_all and holder.files == 1
    assert "no receipt confirms" in _sentence(laptops.aigerim)
    laptops.confirms(taken)
    (holder,) = travellight.standing(laptops.aigerim, REFERENCE).keepers
    assert (holder.contact.name, holder.entries, holder.files, holder.sent) == ("Bolat", 0, 0, "")


def test_a_change_after_the_receipt_is_not_confirmed(laptops: Laptops) -> None:
    laptops.confirms(laptops.hands_over(laptops.aigerim, laptops.bolat))
    case = cases.find(laptops.aigerim, REFERENCE)
    edit.save(laptops.aigerim, [replace(case, summary=Text.of("New words", "en"))])
    assert "changes 1, files 0" in _sentence(laptops.aigerim)
    laptops.confirms(laptops.hands_over(laptops.aigerim, laptops.bolat))
    assert travellight.standing(laptops.aigerim, REFERENCE).keepers


def test_a_file_that_did_not_go_along_keeps_the_case_here(laptops: Laptops) -> None:
    whom = sharing.to(laptops.aigerim, "Bolat")
    place = laptops.folder / "without.age"
    sharing.make(laptops.aigerim, Scope.of_cases(REFERENCE), whom, place, files=False)
    laptops.confirms(syncing.receive(laptops.bolat, place))
    assert "changes 0, files 1" in _sentence(laptops.aigerim)
    laptops.confirms(laptops.hands_over(laptops.aigerim, laptops.bolat))
    assert travellight.standing(laptops.aigerim, REFERENCE).keepers


def test_a_receipt_is_an_outside_witness_in_the_custody_report(laptops: Laptops, tmp_path: Path) -> None:
    laptops.confirms(laptops.hands_over(laptops.aigerim, laptops.bolat))
    (file,) = cases.load(laptops.aigerim, REFERENCE).of(Evidence)
    report, annex = custody.export(laptops.aigerim, file.id, tmp_path / "report.pdf")
    (witness,) = json.loads(annex.read_text("utf-8"))["witnesses"]
    assert witness["name"] == "Bolat" and witness["fingerprint"] == identity.card(laptops.bolat).fingerprint
    assert list(witness["steps"]) == ["1", "2"] and report.exists()
    (tmp_path / checking.ANNEX).write_bytes(annex.read_bytes())
    command = "\n".join((*checking.unpack(), *checking.run(), *checking.verify("ed25519")))
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "witnessed by Bolat steps 1 2" in done.stdout and done.stdout.count("Successfully") == 2


def test_steps_of_a_colleague_are_proven_by_their_own_signature(laptops: Laptops, tmp_path: Path) -> None:
    laptops.hands_over(laptops.aigerim, laptops.bolat)
    (file,) = cases.load(laptops.bolat, REFERENCE).of(Evidence)
    _, annex = custody.export(laptops.bolat, file.id, tmp_path / "report.pdf")
    told = json.loads(annex.read_text("utf-8"))
    assert [(step["by"], step["proof"] is not None) for step in told["steps"]] == [
        ("Aigerim", True), ("Aigerim", True), ("Bolat", True),
    ]  # fmt: skip
    assert {log["holder"] for log in told["logs"]} == {"Aigerim", "Bolat"}
    (tmp_path / checking.ANNEX).write_bytes(annex.read_bytes())
    command = "\n".join((*checking.unpack(), *checking.run(), *checking.verify("ed25519")))
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.count(" proven ") == 3 and done.stdout.count("Successfully") == 2


def test_removed_here_and_got_back_whole(laptops: Laptops) -> None:
    laptops.confirms(laptops.hands_over(laptops.aigerim, laptops.bolat))
    travellight.remove(laptops.aigerim, REFERENCE)
    with pytest.raises(NotFound):
        cases.find(laptops.aigerim, REFERENCE)
    laptops.hands_over(laptops.bolat, laptops.aigerim, full=True)
    whole = cases.load(laptops.aigerim, REFERENCE)
    assert whole.of(Happening)[0].title == Text.of("Arrest", "en")
    assert [each.names[0].text for each in whole.of(Person)] == ["Nurlan Invented"]
    (file,) = whole.of(Evidence)
    with evidence.opened(laptops.aigerim, file.id) as stream:
        assert stream.read() == CONTENT
    events = [step.event.get("event") for step in custody.steps(laptops.aigerim, file.id) if step.event]
    assert events == [
        "imported",
        "received",
        "received",
    ]  # the word of handing over went with the case, that of receiving came back
