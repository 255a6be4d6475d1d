"""What the list of cases can be filtered by."""

from __future__ import annotations

from casefile.domain.kinds import Case, Name, Place
from casefile.domain.values import Text
from casefile.usecases import cases, edit
from casefile.usecases.session import Session


def _case(reference: str, **values: object) -> Case:
    return Case(reference=reference, title=Text.of(reference, "en"), **values)  # type: ignore[arg-type]  # fields of the kind


def test_only_what_some_case_holds_is_offered(session: Session) -> None:
    town = Place(names=(Name(text="Invented Town", language="en"),))
    one = _case(
        "A-1", kind="incident", status="watching", themes=("media", "torture"), tags=("urgent",), region=town.id
    )
    gone = _case("A-2", kind="situation", themes=("land",))
    edit.save(session, [town, one, gone])
    edit.delete(session, gone)

    found = cases.choices(session)

    assert found.in_use.kinds == ("incident",)
    assert found.in_use.statuses == ("watching",)
    assert set(found.in_use.themes) == {"media", "torture"}
    assert found.in_use.tags == ("urgent",)
    assert found.regions == (town,)


def test_cases_by_their_status(session: Session) -> None:
    edit.save(session, [_case("A-1", status="watching"), _case("A-2", status="open"), _case("A-3")])
    wanted = cases.CaseFilter(status="watching")
    assert [row.reference for row in cases.page(session, wanted)] == ["A-1"]
    assert cases.count(session, wanted) == 1


def test_cases_by_words_of_their_title_or_reference(session: Session) -> None:
    march = Case(reference="INV-2021-7", title=Text.of("Дело Ойдана о марше", "ru"))
    other = Case(reference="INV-2022-1", title=Text.of("Another case, original", "en"))
    edit.save(session, [march, other])

    def named(*words: str) -> list[str | None]:
        wanted = cases.CaseFilter(words=words)
        found = [row.reference for row in cases.page(session, wanted)]
        assert cases.count(session, wanted) == len(found)
        return found

    assert named("ОЙДАН") == named("inv-2021") == named("марш", "INV") == ["INV-2021-7"]
    assert named("марш", "another") == named("xyzzy") == named("language") == []
    assert sorted(map(str, named("inv", "—"))) == ["INV-2021-7", "INV-2022-1"]


def test_a_case_by_its_reference_in_any_case_of_letters(session: Session) -> None:
    latin, cyrillic = _case("Inv-1"), _case("КЗ-1")
    edit.save(session, [latin, cyrillic])
    assert cases.find(session, "iNV-1") == latin
    assert cases.find(session, "КЗ-1") == cyrillic
