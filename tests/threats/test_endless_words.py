"""Names that no person has, in a bundle, a table or the search line: they cost no more than other names."""

from __future__ import annotations

import json
import time

import pytest

from casefile.domain.kinds import Name, Person
from casefile.domain.names import compare, spelled_keys, word_keys
from casefile.usecases import edit, search
from casefile.usecases.session import Session

ENDLESS = {
    "a letter of two sounds, forty times": "c" * 40,
    "a sound of three spellings, forty times": "ch" * 40,
    "one word without end": "ы" * 1_000_000,
    "words without end": "ыа " * 300_000,
    "hyphens without end": "a-" * 500_000,
    "apostrophes without end": "'a" * 500_000,
    "endings without end": "ов" * 100_000,
}


@pytest.mark.threat(25)
@pytest.mark.parametrize("name", ENDLESS.values(), ids=ENDLESS.keys())
def test_no_name_takes_long_to_read_or_compare(name: str) -> None:
    """Two keys for each ``c`` are a million million for forty: the first bundle that held such a name would have ended the program."""
    begun = time.process_time()
    keys = spelled_keys(name)
    compare(name, name[:-1] + "q")
    assert time.process_time() - begun < 3
    assert len(json.dumps(sorted(keys))) < 1_000_000


@pytest.mark.threat(25)
def test_it_is_saved_and_found_all_the_same(session: Session) -> None:
    person = Person(names=(Name(text="c" * 40), Name(text="ы" * 200_000)))
    begun = time.process_time()
    edit.save(session, [person])
    assert time.process_time() - begun < 5
    assert edit.read(session, "person", person.id).record == person, "what was entered is kept whole"
    assert [each.id for each in search.find(session, "c" * 40)] == [person.id]


def test_usual_names_are_read_as_ever() -> None:
    assert word_keys("Schtschukin")
    assert compare("Нұрсұлтан Әбішұлы", "Nursultan Abishuly").same
