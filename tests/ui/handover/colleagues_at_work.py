"""Two invented desks that work on the same cases, and the file that one made for the other: all that a look at it can find."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Evidence, Happening, Name, Person, Record, Role
from casefile.domain.values import Text, When
from casefile.files import resource
from casefile.usecases import contacts, edit, evidence, purge
from casefile.usecases.session import Session
from tests.ui.handover.invented import PASSPHRASE
from tests.usecases.exchanging import send, sync, team

SENDER, RECEIVER = "West desk", "Geneva desk"


@dataclass(frozen=True)
class AtWork:
    """Both vaults, the file from one to the other, the person of whom they said different things, the one who is to be removed,
    and what the sender deleted."""

    sender: Session
    receiver: Session
    file: Path
    disputed: Person
    unwanted: Person
    rumour: Happening


def make(folder: Path) -> AtWork:
    """Both desks with a case in common; then each goes on alone, and the one sends what it did."""
    sender, receiver = team(folder, (SENDER, RECEIVER), PASSPHRASE)
    for each, other in ((sender, RECEIVER), (receiver, SENDER)):
        contact = contacts.find(each, other)
        edit.save(
            each, [replace(contact, team=True, compared=When("2024-04-14"), compared_how=Text.of("by phone", "en"))]
        )
    main = Case(reference="XX-2017-013", title=Text.of("Nurlan Primerov", "en"), kind="person")
    disputed = _person("Serik Bekov")
    unwanted = replace(_person("Gulnar Tulegenova"), occupation=Text.of("nurse", "en"))
    roles = [Role(party=Ref(each.id), role="witness", record=Ref(main.id)) for each in (disputed, unwanted)]
    stale = Happening(cases=(Ref(main.id),), type="threat", title=Text.of("A rumour", "en"))
    edit.save(sender, [main, disputed, unwanted, *roles, stale])
    sync(sender, receiver, _post(folder))
    edit.save(sender, [replace(disputed, occupation=Text.of("teacher", "en"))])
    edit.save(receiver, [replace(disputed, occupation=Text.of("lawyer", "en")), _person("Asem Ulgina")])
    edit.save(sender, [replace(main, summary=Text.of("He was released.", "en")), *_another_case()])
    edit.delete(sender, stale)
    details = Evidence(cases=(Ref(main.id),), title=Text.of("Invented statement", "en"))
    evidence.attach(sender, resource("sample", "media", "statement.txt"), details)
    purge.fields(sender, unwanted, ["occupation"])
    return AtWork(sender, receiver, send(sender, receiver, folder / "delta.age"), disputed, unwanted, stale)


def _post(folder: Path) -> Path:
    post = folder / "post"
    post.mkdir()
    return post


def _person(name: str) -> Person:
    return Person(names=(Name(text=name),))


def _another_case() -> list[Record]:
    other = Case(reference="XX-2019-002", title=Text.of("Asem Ulgina", "en"), kind="person")
    twin = _person("Asem Ulgina")
    arrest = Happening(
        cases=(Ref(other.id),), type="arrest", title=Text.of("Arrested at work", "en"), when=When("2019-02-03")
    )
    return [other, twin, arrest, Role(party=Ref(twin.id), role="accused", record=Ref(other.id))]
