"""Cases to choose from: all, those of a view or of a search that was kept, and those in which words stand anywhere."""

from __future__ import annotations

import pytest

from casefile.errors import Refused
from casefile.usecases import cases, casesources, narrowing, savedviews, search
from casefile.usecases.cases import CaseFilter
from casefile.usecases.casesources import Sought
from casefile.usecases.narrowing import SavedSearch
from casefile.usecases.savedviews import SavedView
from casefile.usecases.session import Session


def _references(found: casesources.Listed) -> set[str]:
    return {each.reference or "" for each in found.rows}


def test_words_narrow_all_cases_and_stand_in_the_title(sample_session: Session) -> None:
    every = casesources.listed(sample_session, CaseFilter(), limit=5)
    assert every.total == cases.count(sample_session, CaseFilter()) and len(every.rows) == 5
    first = casesources.listed(sample_session, CaseFilter(), ("bokayev",))
    assert first.total == len(first.rows) < every.total


def test_words_anywhere_find_the_cases_of_whatever_record_holds_them(sample_session: Session) -> None:
    hits = search.find(sample_session, "atyrau", limit=casesources.MOST)
    named = {each for hit in hits for each in ((hit.id,) if hit.kind == "case" else hit.cases)}
    found = casesources.listed(sample_session, Sought(), ("atyrau",))
    assert {each.id for each in found.rows} >= named and found.total == len(found.rows) > 0
    assert casesources.listed(sample_session, Sought()).total == 0


def test_a_person_who_is_found_leads_to_the_cases_in_which_they_have_a_role(sample_session: Session) -> None:
    person = next(each for each in search.find(sample_session, "bokayev", ("person",)) if "Bokayev" in each.title)
    found = casesources.listed(sample_session, Sought(kind="person"), tuple(person.title.split()))
    assert "KZ-2016-003" in _references(found)


def test_a_kept_view_and_a_kept_search_stand_for_their_cases(sample_session: Session) -> None:
    view = savedviews.save(sample_session, SavedView("Closed ones", "closed"))
    kept = narrowing.save(sample_session, SavedSearch("By the sea", "atyrau"))
    try:
        offered = {each.name: each.source for each in casesources.kept(sample_session)}
        closed = casesources.listed(sample_session, offered["Closed ones"])
        assert closed.total == cases.count(sample_session, CaseFilter(closed=True))
        again = casesources.listed(sample_session, offered["By the sea"])
        assert _references(again) == _references(casesources.listed(sample_session, Sought("atyrau")))
    finally:
        savedviews.forget(sample_session, view.id)
        narrowing.forget(sample_session, kept.id)


def test_more_cases_than_anybody_hands_over_at_once_are_refused(
    sample_session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(casesources.every(sample_session, CaseFilter())) == cases.count(sample_session, CaseFilter())
    monkeypatch.setattr(casesources, "MOST", 3)
    with pytest.raises(Refused):
        casesources.every(sample_session, CaseFilter())
