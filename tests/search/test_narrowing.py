"""Filters of a search, alone and together, over invented cases; words that are not wanted; what stands in files."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Evidence, Happening, Name, Person, Place, Role
from casefile.domain.values import Text, When
from casefile.errors import Refused
from casefile.search import narrowing as looked_up
from casefile.search import query
from casefile.usecases import edit, evidence, filetext, narrowing, purge, search, verify
from casefile.usecases.narrowing import Said, SavedSearch
from casefile.usecases.search import Narrowing
from casefile.usecases.session import Session

REGION = Place(names=(Name(text="Қиял облысы", language="kk"), Name(text="Qiyal region", language="en")))
CASE = Case(
    reference="X-1", title=Text.of("Invented picket", "en"), themes=("assembly",), region=REGION.id, tags=("urgent",)
)
OTHER = Case(reference="X-2", title=Text.of("Invented review", "en"), themes=("religion",))
ARREST = Happening(cases=(Ref(CASE.id),), type="arrest", title=Text.of("Invented arrest", "en"), when=When("2017-06~"))
RAID = Happening(cases=(Ref(OTHER.id),), type="raid", title=Text.of("Invented raid", "en"), when=When("2019-01-05"))
LAWYER = Person(names=(Name(text="Serik Oydanov"), Name(text="Серік Ойданов")))
ROLE = Role(party=Ref(LAWYER.id), role="lawyer", record=Ref(CASE.id))


@pytest.fixture
def filled(session: Session) -> Session:
    """Two cases, one with a lawyer, an arrest and a region."""
    edit.save(session, [REGION, CASE, OTHER, ARREST, RAID, LAWYER, ROLE])
    return session


def _ids(session: Session, typed: str, kinds: tuple[str, ...] = (), **wanted: str) -> set[str]:
    return {hit.id for hit in search.find(session, typed, kinds, narrowing=Narrowing(**wanted))}


@pytest.mark.parametrize("few", [200, 0])
def test_each_filter_keeps_what_is_of_it(filled: Session, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(looked_up, "_FEW", few)  # what is of few cases is looked up first, of many hit by hit
    assert _ids(filled, "invented") == {CASE.id, OTHER.id, ARREST.id, RAID.id}
    of_case = {CASE.id, ARREST.id}
    for wanted in (
        {"theme": "assembly"}, {"region": REGION.id}, {"tag": "urgent"}, {"case": CASE.id}, {"person": LAWYER.id},
        {"since": "2017-01-01", "until": "2017-12-31"}, {"person": LAWYER.id, "role": "lawyer"},
    ):  # fmt: skip
        assert _ids(filled, "invented", **wanted) == of_case, wanted
    assert _ids(filled, "invented", role="lawyer") == {CASE.id}
    assert _ids(filled, "invented", theme="religion", since="2019-01-05") == {OTHER.id, RAID.id}
    assert _ids(filled, "invented", theme="religion", until="2018-12-31") == set()


def test_a_filter_is_asked_of_the_oldest_hit_too(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Case(title=Text.of("Invented beginning", "en"), themes=("assembly",))
    edit.save(session, [first])
    edit.save(session, [Case(title=Text.of(f"Invented {number}", "en"), themes=("religion",)) for number in range(20)])
    for module, name, number in ((looked_up, "_FEW", 0), (query, "RANKED_UP_TO", 5), (query, "_AT_ONCE", 2)):
        monkeypatch.setattr(module, name, number)
    assert _ids(session, "invented", theme="assembly") == {first.id}
    assert len(search.find(session, "invented", limit=7, narrowing=Narrowing(theme="religion"))) == 7


def test_filters_alone_list_what_they_keep(filled: Session) -> None:
    assert _ids(filled, "", ("person",), role="lawyer") == {LAWYER.id}
    assert _ids(filled, "", ("happening",), theme="assembly") == {ARREST.id}
    assert _ids(filled, "", ("person",), theme="religion") == set()
    assert _ids(filled, "") == set()


def test_a_survey_counts_within_the_filters(filled: Session) -> None:
    found = search.survey(filled, "invented", "en", 5, (), Narrowing(theme="religion"))
    assert {each.kind: each.total for each in found} == {"case": 1, "happening": 1}


def test_filters_are_said_in_words(filled: Session) -> None:
    with pytest.raises(Refused):
        narrowing.narrowing(filled, Said(theme="nonsense"))
    with pytest.raises(Refused):
        narrowing.narrowing(filled, Said(since="once upon a time"))
    with pytest.raises(Refused):
        narrowing.narrowing(filled, Said(person="Nobody Whatsoever"))
    found = narrowing.narrowing(
        filled, Said(since="2017", until="2017", region="qiyal", role="lawyer", person="Ойданов", case="X-1")
    )
    assert (found.since, found.until) == ("2017-01-01", "2017-12-31")
    assert (found.region, found.role, found.person, found.case) == (REGION.id, "lawyer", LAWYER.id, CASE.id)


def test_searches_are_kept_by_name_and_forgotten(filled: Session) -> None:
    first = narrowing.save(filled, SavedSearch(" Arrests ", "invented", "happening", Narrowing(theme="assembly")))
    second = narrowing.save(filled, SavedSearch("Arrests", "arrest", words={"theme": "Assembly"}))
    assert narrowing.saved(filled) == (second,)
    assert first.name == "Arrests"
    narrowing.forget(filled, second.id)
    assert narrowing.saved(filled) == ()


def test_what_is_not_wanted_is_left_out(filled: Session) -> None:
    assert _ids(filled, "invented -raid") == {CASE.id, OTHER.id, ARREST.id}
    assert _ids(filled, 'invented -"arrest"') == {CASE.id, OTHER.id, RAID.id}
    assert _ids(filled, "-raid") == set()
    assert _ids(filled, "oydanov -serik") == set()
    assert _ids(filled, "X-1") == {CASE.id}, "a hyphen inside a word takes nothing away"


def test_a_year_finds_what_happened_then(filled: Session) -> None:
    assert ARREST.id in _ids(filled, "invented 2017")
    assert RAID.id not in _ids(filled, "invented 2017")


def test_the_text_of_a_file_is_found_shown_and_goes_with_it(session: Session, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Құрметті әріптестер!\n" + "Бос сөз. " * 400 + "Сотталушы колонияда аштық жариялады.\n", "utf-8")
    kept = evidence.attach(session, letter, Evidence(title=Text.of("A letter", "en")))
    assert kept.transcript is None, "nobody said so"
    (found,) = search.find(session, "аштык жариялады")
    assert found.id == kept.id
    assert [found.snippet[start:end] for start, end in found.marks] == ["аштық", "жариялады"]
    assert search.answer(session, "кто объявил голодовку в колонии")[0].id == kept.id
    assert filetext.unread(session) == 0
    assert all(check.held for check in verify.deep(session))
    purge.records(session, [kept])
    assert search.find(session, "аштык") == ()
    assert all(check.held for check in verify.deep(session))


def test_files_that_were_not_looked_into_are_read_when_asked(session: Session, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("An unusual quandary", "utf-8")
    kept = evidence.attach(session, letter, Evidence())
    with session.database.maintaining() as connection:
        session.local.forget_text(connection, kept.sha256 or "")
    assert filetext.unread(session) == 1
    assert filetext.read_all(session) == 1
    assert filetext.unread(session) == 0
    assert search.find(session, "quandary")[0].id == kept.id


def test_filters_alone_list_files_too(filled: Session, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("An unusual quandary", "utf-8")
    kept = evidence.attach(filled, letter, Evidence(cases=(Ref(CASE.id),)))
    assert kept.id in _ids(filled, "", ("evidence",), theme="assembly")
