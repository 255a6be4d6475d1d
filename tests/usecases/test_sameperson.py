"""The same person under two records: suggested, linked, parted, and each of it taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Name, Organisation, Person, Record, Role, StatusAsOf
from casefile.domain.shown import name_of
from casefile.domain.values import Text, When
from casefile.errors import Refused
from casefile.records.casefilter import CaseFilter
from casefile.usecases import cases, directory, edit, sameperson, search, verify
from casefile.usecases.session import Session


def _person(*names: str, number: int = 0) -> Person:
    named = tuple(Name(text=each, language="en" if each.isascii() else "ru") for each in names)
    return Person(id=f"{number:032x}", names=named) if number else Person(names=named)


def _in_case(reference: str, *people: Person) -> list[Record]:
    case = Case(reference=reference, title=Text.of(f"Case {reference}", "en"))
    roles = (Role(party=Ref(each.id), role="victim", record=Ref(case.id)) for each in people)
    return [case, *roles]


@pytest.fixture
def twice(session: Session) -> tuple[Person, Person]:
    """One woman recorded twice, each time in a case of her own."""
    first, second = _person("Айгүл Сәрсенова", number=1), _person("Aigul Sarsenova", number=2)
    edit.save(session, [first, second, *_in_case("KZ-1", first), *_in_case("KZ-2", second)])
    return first, second


@pytest.mark.parametrize("typed", ["Aigul Sarsenova", "Сарсенова Айгуль", "A. Sarsenova", "Сәрсенова Айгүл Маратқызы"])
def test_whoever_is_here_is_suggested_however_the_name_is_spelled(
    session: Session, twice: tuple[Person, Person], typed: str
) -> None:
    found = sameperson.suggest(session, "person", [typed], "en")
    assert {each.candidate.id for each in found} <= {each.id for each in twice}
    assert found
    assert found[0].reason.startswith("names.")


@pytest.mark.parametrize("typed", ["Aigul Sarsenov", "Aigerim Sarsenova", "Bolat Omarov", ""])
def test_another_name_suggests_nobody(session: Session, twice: tuple[Person, Person], typed: str) -> None:
    assert sameperson.suggest(session, "person", [typed], "en") == ()


def test_a_record_does_not_suggest_itself(session: Session, twice: tuple[Person, Person]) -> None:
    first, second = twice
    found = sameperson.suggest(session, "person", ["Айгүл Сәрсенова"], "en", own=first.id)
    assert [each.candidate.id for each in found] == [second.id]


def test_linked_they_are_one_line_with_the_cases_of_both(session: Session, twice: tuple[Person, Person]) -> None:
    first, second = twice
    assert directory.count(session, "person") == 2
    sameperson.link(session, second.id, first.id)
    assert directory.count(session, "person") == 1
    row = directory.page(session, "person", "en")[0]
    assert (row.id, row.cases, [each.id for each in row.others]) == (first.id, 2, [second.id])
    assert [each.id for each in directory.matching(session, "person", "Sarsenova", "en")] == [first.id]
    for either in twice:
        dossier = directory.dossier(session, "person", either.id, "en")
        assert dossier.party.id == first.id
        assert {each.case.reference for each in dossier.cases} == {"KZ-1", "KZ-2"}
        assert dossier.ties == ()
        assert [row.reference for row in cases.page(session, CaseFilter(person=either.id))] == ["KZ-2", "KZ-1"]


def test_nothing_is_repointed_and_unlinking_leaves_two_as_before(
    session: Session, twice: tuple[Person, Person]
) -> None:
    first, second = twice
    sameperson.link(session, first.id, second.id)
    assert edit.read(session, "person", second.id).record == second
    assert [each.candidate.id for each in sameperson.group(session, second.id, "en")] == [first.id, second.id]
    sameperson.unlink(session, second.id)
    assert sameperson.group(session, first.id, "en") == ()
    assert directory.count(session, "person") == 2
    assert len(directory.dossier(session, "person", second.id, "en").cases) == 1


def test_linking_twice_changes_nothing_more(session: Session, twice: tuple[Person, Person]) -> None:
    first, second = twice
    assert sameperson.link(session, first.id, second.id).records
    assert not sameperson.link(session, second.id, first.id).records


def test_who_is_taken_out_of_three_leaves_the_other_two_together(session: Session) -> None:
    three = [_person("Aigul Sarsenova", number=each) for each in (1, 2, 3)]
    edit.save(session, three)
    sameperson.link(session, three[0].id, three[1].id)
    sameperson.link(session, three[1].id, three[2].id)
    assert len(sameperson.group(session, three[2].id, "en")) == 3
    sameperson.unlink(session, three[1].id)
    assert [each.candidate.id for each in sameperson.group(session, three[2].id, "en")] == [three[0].id, three[2].id]
    assert sameperson.group(session, three[1].id, "en") == ()


def test_when_the_one_that_stands_for_all_is_deleted_the_next_does(session: Session) -> None:
    three = [_person("Aigul Sarsenova", number=each) for each in (1, 2, 3)]
    edit.save(session, three)
    sameperson.link(session, three[0].id, three[1].id)
    sameperson.link(session, three[0].id, three[2].id)
    edit.delete(session, three[0])
    assert [each.id for each in directory.page(session, "person", "en")] == [three[1].id]


def test_not_the_same_is_remembered_until_they_are_linked(session: Session, twice: tuple[Person, Person]) -> None:
    first, second = twice
    assert len(sameperson.duplicates(session, "person", "en")) == 1
    sameperson.part(session, first.id, second.id)
    assert sameperson.suggest(session, "person", ["Aigul Sarsenova"], "en", own=first.id) == ()
    assert sameperson.duplicates(session, "person", "en") == ()
    sameperson.link(session, first.id, second.id)
    assert len(sameperson.group(session, first.id, "en")) == 2
    sameperson.part(session, first.id, second.id)
    assert sameperson.group(session, first.id, "en") == ()


def test_possible_duplicates_of_the_whole_directory_come_once_each(session: Session) -> None:
    edit.save(
        session,
        [_person("Max Bokayev"), _person("Макс Боқаев"), _person("Нұрбек Қушақбаев"), _person("Aliya Abisheva")],
    )
    pairs = sameperson.duplicates(session, "person", "en")
    assert [{each.first.title, each.other.candidate.title} for each in pairs] == [{"Max Bokayev", "Макс Боқаев"}]
    assert pairs[0].other.sure


def test_a_person_is_no_organisation(session: Session) -> None:
    person, union = _person("Aigul Sarsenova"), Organisation(names=(Name(text="Sarsenova Union"),))
    edit.save(session, [person, union])
    with pytest.raises(Refused):
        sameperson.link(session, person.id, union.id)


def test_what_is_derived_stays_right(session: Session, twice: tuple[Person, Person]) -> None:
    sameperson.link(session, twice[0].id, twice[1].id)
    assert all(check.held for check in verify.deep(session))
    assert name_of(directory.page(session, "person", "ru")[0].party, "ru") == "Айгүл Сәрсенова"


def test_what_was_known_last_is_the_same_of_one_record_and_of_two(session: Session) -> None:
    year = StatusAsOf(status="in_prison", as_of=When("2024"))
    month = StatusAsOf(status="released", as_of=When("2024-05"))
    first, second = (
        replace(_person("Aigul Sarsenova", number=n), statuses=(each,)) for n, each in ((1, month), (2, year))
    )
    alone = replace(_person("Aigul Sarsenova", number=3), statuses=(month, year))
    edit.save(session, [first, second, alone])
    sameperson.link(session, first.id, second.id)
    for each in directory.page(session, "person", "en"):
        assert each.status == year, "in 2024 may be in December"
        assert directory.dossier(session, "person", each.id, "en").status == year


def test_search_shows_the_spellings_of_every_record_that_stands_for_a_person(session: Session) -> None:
    first, second = _person("Yelena Invented", number=1), _person("Lena Wrongly", number=2)
    edit.save(session, [first, second])
    sameperson.link(session, first.id, second.id)
    found = {each.id: each for each in search.find(session, "Yelena Invented")}
    assert found[first.id].spellings == ("Lena Wrongly",)
    assert "Lena Wrongly" in {
        name for each in search.find(session, "Wrongly") for name in (each.title, *each.spellings)
    }
