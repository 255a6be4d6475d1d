"""People are found by name: any script, any order, unfinished; the exact spelling first, the other sex's surname after."""

import pytest

from casefile.domain.kinds import Name, Organisation, Person
from casefile.search import query
from casefile.usecases import edit, picking, search


def person(*names):
    return Person(names=tuple(Name(text=each) for each in names))


@pytest.fixture
def people(session):
    found = {
        "bokaev": person("Бокаев Талгат"),
        "bokanov": person("Марат Боканов"),
        "abishev": person("Асет Абишев"),
        "abisheva": person("Әсел Әбішева"),
        "cyrillic": person("Нурлан Ахметов"),
        "latin": person("Nurlan Akhmetov"),
        "hyphen": person("Нур-Султан Оспанов"),
        "zhovtis": person("Евгений Жовтис"),
    }
    edit.save(session, [*found.values(), Organisation(names=(Name(text="Bokaev Foundation"),))])
    return found


@pytest.fixture
def asked(session, people):
    called = {each.id: name for name, each in people.items()}

    def asked(typed):
        with session.database.reading() as connection:
            hits = query.names(connection, typed, ["person"], 20)
        return [called[each.record] for each in hits]

    return asked


@pytest.mark.parametrize(
    "typed", ["Бокаев", "boqaev", "Bokayev Talgat", "Talgat Bokayev", "Боқаев Талғат", "bokaïev", "Bokajew", "tal boka"]
)
def test_any_spelling_and_order(asked, typed):
    assert asked(typed) == ["bokaev"]


@pytest.mark.parametrize("typed", ["b", "bo", "bok", "boka", "bokay", "bokaye", "bokayev", "бока", "бокае"])
def test_letter_by_letter_the_person_stays_found(asked, typed):
    assert "bokaev" in asked(typed)


def test_the_exact_spelling_comes_first_in_either_script(asked):
    assert asked("Ахметов") == ["cyrillic", "latin"]
    assert asked("Akhmetov Nurlan") == ["latin", "cyrillic"]


def test_the_surname_of_the_other_sex_is_listed_after(asked):
    assert asked("Abishev") == ["abishev", "abisheva"]
    assert asked("Абишева") == ["abisheva"]


@pytest.mark.parametrize("typed", ["Нурсултан", "Нур-Султан", "nursultan ospanov", "Nur-Sultan Ospanov", "султан"])
def test_hyphens_do_not_hide(asked, typed):
    assert asked(typed) == ["hyphen"]


@pytest.mark.parametrize("typed", ["Eugene Zhovtis", "Jewgeni Schowtis", "Evgueni Jovtis", "zhov", "евг жов"])
def test_what_the_press_of_other_countries_writes(asked, typed):
    assert asked(typed) == ["zhovtis"]


def test_people_come_before_organisations_and_pickers_find_them(session, people):
    assert [each.kind for each in search.find(session, "bokaev")] == ["person", "organisation"]
    assert [each.title for each in picking.matching(session, "boka tal", ["person"], "ru")] == ["Бокаев Талгат"]
