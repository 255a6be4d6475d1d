"""The directory of people and organisations, read from the published cases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casefile.domain.kinds import Case, Name, Person, Role
from casefile.domain.shown import name_of
from casefile.domain.values import Text
from casefile.errors import NotFound
from casefile.usecases import directory, edit, verify
from casefile.usecases.session import Session


def _names(rows: tuple[directory.PartyRow, ...], language: str) -> list[str]:
    return [name_of(row.party, language) for row in rows]


def _find(session: Session, typed: str, kind: directory.PartyKind = "person") -> directory.PartyRow:
    return directory.matching(session, kind, typed, "en")[0]


def test_pages_together_are_everyone_once_in_the_order_of_the_alphabet(sample_session: Session) -> None:
    whole = directory.page(sample_session, "person", "en", limit=1000)
    paged: list[directory.PartyRow] = []
    while page := directory.page(sample_session, "person", "en", paged[-1] if paged else None, limit=7):
        paged += page
    assert tuple(paged) == whole
    assert len(whole) == directory.count(sample_session, "person")
    assert [row.sort for row in whole] == sorted(row.sort for row in whole)


def test_the_order_follows_the_readers_language(session: Session) -> None:
    words = [
        ("Яна", "Yana"),
        ("Әлия", "Aliya"),
        ("Азат", "Azat"),
        ("Борис", "Boris"),
        ("Ёлкин", "Yolkin"),
        ("Еркін", "Yerkin"),
    ]
    names = [(Name(text=kk, language="kk"), Name(text=en, language="en")) for kk, en in words]
    edit.save(session, [Person(names=pair) for pair in names])
    assert _names(directory.page(session, "person", "kk"), "kk") == ["Азат", "Әлия", "Борис", "Ёлкин", "Еркін", "Яна"]
    assert _names(directory.page(session, "person", "en"), "en") == [
        "Aliya",
        "Azat",
        "Boris",
        "Yana",
        "Yerkin",
        "Yolkin",
    ]


@pytest.mark.parametrize("typed", ["Bokaev", "бокаев", "Боқаев", "Boqaev", "макс бок"])
def test_any_spelling_finds_the_person(sample_session: Session, typed: str) -> None:
    assert name_of(_find(sample_session, typed).party, "en") == "Max Bokayev"


def test_a_row_tells_roles_cases_and_what_was_known_last(sample_session: Session) -> None:
    row = _find(sample_session, "Bokayev")
    assert "accused" in row.roles
    assert row.cases >= 2
    assert row.status is not None
    assert row.status.as_of is not None
    assert row.status.as_of.edtf.startswith("2021")


def test_the_count_of_cases_is_the_number_of_cases_shown(sample_session: Session) -> None:
    for kind in ("person", "organisation"):
        for row in directory.page(sample_session, kind, "en", limit=1000):  # type: ignore[arg-type]  # both are kinds
            found = directory.dossier(sample_session, kind, row.id, "en")  # type: ignore[arg-type]
            assert len(found.cases) == row.cases, name_of(row.party, "en")


def test_a_dossier_names_every_part_in_every_case_with_its_sources(sample_session: Session) -> None:
    found = directory.dossier(sample_session, "person", _find(sample_session, "Bokayev").id, "en")
    roles = {part.role.role for case in found.cases for part in case.parts if part.role}
    assert {"accused"} <= roles
    first = next(case for case in found.cases if any(isinstance(part.record, Case) for part in case.parts))
    assert isinstance(first.parts[0].record, Case), "the case itself stands first"
    assert not found.latest_only
    assert {each.source for each in found.citations} <= {source.id for source in found.sources}
    assert any(each.record == found.party.id for each in found.citations)


def test_whoever_is_addressed_or_decides_is_in_the_case_without_a_role(sample_session: Session) -> None:
    parts = [
        part
        for row in directory.page(sample_session, "organisation", "en", limit=1000)
        for case in directory.dossier(sample_session, "organisation", row.id, "en").cases
        for part in case.parts
    ]
    assert {"to", "instances/body"} <= {part.field for part in parts if part.role is None}


def test_relationships_are_seen_from_both_ends(sample_session: Session) -> None:
    ends = {True: 0, False: 0}
    for row in directory.page(sample_session, "person", "en", limit=1000):
        for tie in directory.dossier(sample_session, "person", row.id, "en").ties:
            ends[tie.outward] += 1
            assert tie.other is not None
            assert tie.other.id != row.id
    assert ends[True]
    assert ends[False]


def test_a_change_moves_the_line_and_a_deletion_takes_it_away(session: Session) -> None:
    person = Person(names=(Name(text="Anna Zhumabay", language="en"),))
    other = Person(names=(Name(text="Boris Invented", language="en"),))
    edit.save(session, [person, other])
    edit.save(session, [replace(person, names=(Name(text="Zarina Zhumabay", language="en"),))])
    assert _names(directory.page(session, "person", "en"), "en") == ["Boris Invented", "Zarina Zhumabay"]
    edit.delete(session, other)
    assert _names(directory.page(session, "person", "en"), "en") == ["Zarina Zhumabay"]
    with pytest.raises(NotFound):
        directory.dossier(session, "person", other.id, "en")
    edit.restore(session, other)
    assert directory.count(session, "person") == 2


def test_someone_unnamed_is_listed_by_label(session: Session) -> None:
    girl = Person(label=Text.of("four-year-old girl", "en"))
    nobody = Person()
    case = Case(reference="KZ-2024-900", title=Text.of("Invented", "en"))
    edit.save(session, [nobody, girl, case, Role(party=girl.id, role="victim", record=case.id)])
    rows = directory.page(session, "person", "en")
    assert [row.id for row in rows] == [girl.id, nobody.id], "no name at all comes last"
    assert (rows[0].roles, rows[0].cases) == (("victim",), 1)


def test_a_person_hidden_from_the_list_is_noticed(session: Session) -> None:
    person = Person(names=(Name(text="Anna Zhumabay", language="en"),))
    edit.save(session, [person])
    with session.database.maintaining() as connection:
        connection.exec_driver_sql("DELETE FROM party_line WHERE language = 'en'")
    assert directory.page(session, "person", "en") == ()
    failed = [check for check in verify.deep(session) if not check.held]
    assert [check.key for check in failed] == ["verify.derived_differ"]
    assert person.id in failed[0].values["which"]
