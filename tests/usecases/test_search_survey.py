"""The whole answer to a search: every kind with its total and its best results."""

from __future__ import annotations

import pytest

from casefile.domain.kinds import Case, Source
from casefile.domain.values import Text
from casefile.search import asking, query
from casefile.usecases import edit, search
from casefile.usecases.session import Session


def test_totals_are_of_all_results_and_the_best_come_first(sample_session: Session) -> None:
    found = {each.kind: each for each in search.survey(sample_session, "бокаев", "en", 3)}
    assert found["person"].best[0].title == "Max Bokayev"
    assert found["happening"].total > len(found["happening"].best) == 3
    for kind, each in found.items():
        assert each.total == len(search.find(sample_session, "бокаев", (kind,), limit=10_000)), kind


def test_one_kind_can_be_asked_for_and_the_others_stay_counted(sample_session: Session) -> None:
    found = search.survey(sample_session, "Almaty", "en", 200, ("happening",))
    assert {each.kind for each in found if each.best} == {"happening"}
    assert all(each.total for each in found)


def test_nothing_typed_or_nothing_there_finds_nothing(sample_session: Session) -> None:
    assert search.survey(sample_session, "  ", "en", 3) == ()
    assert search.survey(sample_session, "*)(", "en", 3) == ()
    assert search.survey(sample_session, "xqzzzy", "en", 3) == ()


def test_quotes_of_every_language_make_a_phrase(sample_session: Session) -> None:
    straight = search.find(sample_session, '"hunger strike"')
    assert straight
    for quoted in ("«hunger strike»", "“hunger strike”", "„hunger strike“"):
        assert search.find(sample_session, quoted) == straight


def test_beyond_some_thousand_results_are_not_counted(sample_session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {each.kind: each for each in search.survey(sample_session, "бокаев", "en", 3)}
    assert not any(each.more for each in before.values())
    for module, name in ((asking, "COUNTED_UP_TO"), (query, "RANKED_UP_TO")):
        monkeypatch.setattr(module, name, 5)
    found = search.survey(sample_session, "бокаев", "en", 3)
    assert found
    assert all(each.more for each in found)
    assert all(each.total <= before[each.kind].total for each in found)
    (one,) = (each for each in search.survey(sample_session, "бокаев", "en", 30, ("happening",)) if each.best)
    assert len(one.best) > one.total  # whoever asks for one kind gets all of it that is wanted


def test_no_kind_is_hidden_behind_thousands_of_another(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    edit.save(session, [Source(title=Text.of("Invented report", "en"))])
    edit.save(session, [Case(title=Text.of(f"Invented {number}", "en")) for number in range(9)])
    for module, name in ((asking, "COUNTED_UP_TO"), (query, "RANKED_UP_TO")):
        monkeypatch.setattr(module, name, 5)
    found = {each.kind: len(each.best) for each in search.survey(session, "invented", "en", 3)}
    assert found == {"case": 3, "source": 1}
