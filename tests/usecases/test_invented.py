"""Invented cases: the same for the same seed, without a finding, in three languages, and told as invented."""

from __future__ import annotations

import hashlib
import json
import tracemalloc
from collections import Counter
from itertools import islice

from casefile.domain.codec import record_to_json
from casefile.domain.kinds import Case, Person, Record, kind_of
from casefile.domain.validation import findings
from casefile.records import repository
from casefile.usecases import invented, sample, verify
from casefile.usecases.session import Session

MANY = 200


def content(cases: int, seed: int) -> str:
    """A hash over everything that comes."""
    found = hashlib.sha256()
    for record in invented.records(cases, seed):
        found.update(json.dumps([kind_of(record).name, record_to_json(record)], sort_keys=True).encode())
    return found.hexdigest()


def whole(cases: int = MANY) -> list[Record]:
    return list(invented.records(cases, 3))


def test_the_same_seed_gives_the_same_and_another_another() -> None:
    assert content(40, 1) == content(40, 1)
    assert content(40, 1) != content(40, 2)


def test_a_case_is_the_same_however_many_there_are_beside_it() -> None:
    few = whole(5)
    assert list(islice(invented.records(50, 3), len(few))) == few


def test_no_record_has_a_finding_and_no_id_comes_twice() -> None:
    records = whole()
    kinds = {record.id: kind_of(record).name for record in records}
    assert len(kinds) == len(records)
    assert [(record, found) for record in records for found in findings(record, kinds.get)] == []


def test_every_reference_leads_to_a_record() -> None:
    records = whole()
    ids = {record.id for record in records}
    text = json.dumps([record_to_json(record) for record in records])
    assert set(_ids(text)) == ids | _elements(records)


def test_three_people_and_some_ten_records_come_to_a_case() -> None:
    counted = Counter(kind_of(record).name for record in whole(1000))
    shared = Counter(kind_of(record).name for record in whole(0))
    assert 2.7 < (counted["person"] - shared["person"]) / 1000 < 3.3
    assert 9 < (counted.total() - shared.total()) / 1000 < 11.5
    assert abs(counted.total() - invented.about(1000)) < 1500


def test_they_are_told_as_invented_and_written_in_three_languages() -> None:
    cases = [record for record in whole() if isinstance(record, Case)]
    assert all(case.reference.startswith("INV-") and "invented" in case.tags for case in cases if case.reference)
    assert {case.title.best().language for case in cases if case.title} == {"en", "ru", "kk"}
    people = [record for record in whole() if isinstance(record, Person)]
    assert all("invented" in person.tags for person in people)
    assert {name.language for person in people for name in person.names} == {"en", "ru", "kk"}


def test_memory_does_not_grow_with_their_number() -> None:
    list(islice(invented.records(10, 3), 1400))
    tracemalloc.start()
    for _ in invented.records(300, 3):
        pass
    _, few = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    for _ in invented.records(900, 3):
        pass
    _, many = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert many < few + (2 << 20)


def test_a_vault_filled_with_them_holds(session: Session) -> None:
    sample.fill_invented(session, MANY, 3)
    assert [each.key for each in verify.deep(session) if not each.held] == []
    with session.database.reading() as connection:
        assert repository.count(connection, "case") == MANY


def _ids(text: str) -> list[str]:
    return [part for part in text.split('"') if len(part) == 32 and all(each in "0123456789abcdef" for each in part)]


def _elements(records: list[Record]) -> set[str]:
    """Ids of the entries of repeated fields."""
    found: set[str] = set()
    for record in records:
        for value in record_to_json(record).values():
            if isinstance(value, list):
                found |= {each["id"] for each in value if isinstance(each, dict) and "id" in each}
    return found
