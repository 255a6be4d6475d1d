"""Whole records for a contact, locked with a passphrase and found by words."""

from __future__ import annotations

from pathlib import Path

from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Name, Person, Role
from casefile.domain.values import Text
from casefile.usecases import edit, syncing
from tests.usecases.exchanging import team

PASSPHRASE = "seven invented words that nobody uses here"


def test_a_person_is_found_and_a_passphrase_locks_the_file_of_their_case(run, tmp_path: Path) -> None:
    sender, receiver = team(tmp_path, ("West desk", "Geneva desk"), PASSPHRASE)
    case = Case(reference="XX-2017-013", title=Text.of("A case", "en"), kind="person")
    other = Case(reference="XX-2019-002", title=Text.of("Another", "en"), kind="person")
    person = Person(names=(Name(text="Serik Bekov"),))
    edit.save(sender, [case, other, person, Role(party=Ref(person.id), role="witness", record=Ref(case.id))])
    sender.lock()
    secret, words, made = tmp_path / "secret", tmp_path / "words", tmp_path / "made.age"
    secret.write_text(PASSPHRASE)
    vault = tmp_path / "West desk.casefile"
    asked = (
        "handover",
        vault,
        "--passphrase-file",
        secret,
        "--sync",
        "--search",
        "bekov",
        "--passphrase-to-file",
        words,
    )
    assert run(*asked, "-o", made).code == 1
    assert not words.exists() and not made.exists()
    assert run(*asked, "--contact", "Geneva desk", "-o", made).code == 0
    found = syncing.preview(receiver, made, words.read_text().strip())
    receiver.lock()
    assert [each.label for each in found.cases] == ["A case"]
