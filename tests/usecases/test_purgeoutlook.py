"""What a purge and a removal say beforehand is what they then take."""

from __future__ import annotations

import io

import pytest

from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Citation, Evidence, Happening, Name, Person, Role, Source
from casefile.domain.values import Text
from casefile.usecases import backup, edit, evidence, mentions, purge, purgeoutlook, verify


def words(text: str, language: str = "en") -> Text:
    return Text.of(text, language)


def test_a_person_goes_with_what_only_says_something_of_them(session):
    case = Case(reference="X-1", title=words("Invented"))
    person = Person(names=(Name(text="Serik Inventedov"),), occupation=words("teacher"))
    role = Role(record=Ref(case.id), party=Ref(person.id), role="victim")
    source = Source(title=words("Paper"), authors=(Ref(person.id),))
    cited = Citation(record=Ref(person.id), source=Ref(source.id), passage=words("he teaches"))
    edit.save(session, [case, person, role, source, cited])
    seen = purgeoutlook.outlook(session, "person", person.id)
    assert dict(seen.fields) == {"names": 1, "occupation": 1}
    assert purgeoutlook.kinds_along(seen) == {"citation": 1, "role": 1}
    assert (seen.entries, seen.files, seen.referring) == (3, 0, 1)
    purgeoutlook.whole(session, seen)
    assert purgeoutlook.outlook(session, "person", person.id).entries == 0
    for record in (person, role, cited):
        assert edit.read(session, type(record).__name__.lower(), record.id).deleted
    assert [check for check in verify.deep(session) if not check.held] == []


def test_a_file_is_counted_where_no_other_evidence_needs_it(session):
    first = evidence.take_in(session, io.BytesIO(b"same"), Evidence(original_name="a.bin", kind="photo"))
    assert purgeoutlook.outlook(session, "evidence", first.id).files == 1
    evidence.take_in(session, io.BytesIO(b"same"), Evidence(original_name="b.bin", kind="photo"))
    assert purgeoutlook.outlook(session, "evidence", first.id).files == 0


def test_a_case_lies_elsewhere_once_it_was_backed_up_since_its_last_change(session, tmp_path):
    case = Case(reference="X-1", title=words("Invented"))
    edit.save(session, [case])
    assert not purgeoutlook.elsewhere(session, case, []).is_safe
    backup.make(session, tmp_path / "backup")
    assert purgeoutlook.elsewhere(session, case, []).is_safe


@pytest.mark.parametrize(
    ("changed", "backed_up", "is_safe"),
    [
        ("2026-10-25T02:10:00+01:00", "2026-10-25T02:30:00+02:00", False),
        ("2026-05-04T10:00:00+00:00", "2026-05-04T12:00:00+05:00", False),
        ("2026-05-04T12:00:00+05:00", "2026-05-04T10:00:00+00:00", True),
        ("2026-05-04T12:00:00+05:00", "2026-05-04T12:00:00+05:00", True),
    ],
)
def test_what_came_first_is_told_whatever_zone_or_season_a_time_was_written_in(changed, backed_up, is_safe):
    assert purgeoutlook.Elsewhere(changed, None, backed_up).is_safe is is_safe
    assert purgeoutlook.Elsewhere(changed, backed_up, None).is_safe is is_safe


def test_a_name_is_found_in_texts_with_any_ending_and_in_any_script(session):
    person = Person(names=(Name(text="Серик Выдуманов", language="ru"),))
    same_name = Person(names=(Name(text="Serik Vydumanov", language="en"),))
    told = Happening(type="arrest", description=words("У Серика Выдуманова изъяли ноутбук", "ru"))
    english = Happening(type="search", title=words("Search at Vydumanov's home"))
    other = Happening(type="search", title=words("Search at the office"))
    edit.save(session, [person, same_name, told, english, other])
    found = mentions.of(session, person)
    assert {(each.record, each.path) for each in found} == {(told.id, "description"), (english.id, "title")}
    assert "Серика Выдуманова изъяли" in next(each.words for each in found if each.record == told.id)
    assert {each.record for each in mentions.of(session, person, [told.id])} == {english.id}
    purge.fields(session, told, ["description"])
    assert {each.record for each in mentions.of(session, person)} == {english.id}
