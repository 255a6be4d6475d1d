"""The spellings of one name meet; the names of two people do not."""

import os

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from casefile.domain.names import POSSIBLE, begun, compare, keys
from casefile.i18n import LANGUAGES, Catalogue

SAME = [
    ("Бокаев", "Боқаев", "Bokaev", "Bokayev", "Boqaev", "Bokaiev"),
    ("Елеусинов", "Yeleusinov", "Yeleussinov", "Eleusinov"),
    ("Лариса Харькова", "Larisa Kharkova", "Larissa Kharkova", "Kharkova Larisa"),
    ("Жагипаров", "Zhagiparov"),
    ("Макс Бокаев", "BOKAYEV, Max"),
    ("Мұхтар Джакишев", "Mukhtar Dzhakishev"),
    ("Ақылбек Мұратбай", "Akylbek Muratbai", "Aqylbek Muratbay"),
    ("Юрий Невидимов", "Yuri Nevidimov", "Yury Nevidimov"),
    ("Қуандық", "Kuandyk"),
    ("Жовтис", "Zhovtis"),
    ("Өтембетов", "Otembetov"),
    ("Ринат Искалиев", "Rinat Iskaliev", "Rinat Iskaliyev"),
    ("Нұрлан Әбдіров", "نۇرلان ءابدىروۆ", "Nurlan Abdirov"),
    ("Әлия Бақытова", "Əлия Бахытова", "Әлия Бaқытовa"),
    ("Айгерім Қасымқызы", "ايگەرىم قاسىمقىزى"),
]
TWO = [
    ("Kushakbayev", "Kushanbayev"),
    ("Marat", "Murat"),
    ("Abishev", "Abisheva"),
    ("Мамай", "Мамаев"),
    ("Ayan", "Aidan"),
    ("Aron", "Arman"),
    ("Кириллов", "Крылов"),
    ("Акан", "Ахан"),
    ("نۇرلان ءابدىروۆ", "Нұржан Әбдіров"),
]


@pytest.mark.parametrize("spellings", SAME, ids=lambda spellings: spellings[0])
def test_spellings_of_one_name_meet(spellings):
    first = spellings[0]
    assert all(compare(first, each).same for each in spellings), [compare(first, each) for each in spellings]
    assert all(set(keys(first)) & set(keys(each)) for each in spellings), [keys(each) for each in spellings]


@pytest.mark.parametrize("pair", TWO, ids="/".join)
def test_two_names_stay_two(pair):
    assert not compare(*pair).same


@pytest.mark.parametrize("nothing", ["", "—", "123", "  ", "'-'"])
def test_what_is_no_name_has_no_key(nothing):
    assert keys(nothing) == ()
    assert compare(nothing, nothing).score == 0


EXAMPLES = 5000 if os.environ.get("CASEFILE_FAULTS") == "all" else 400
NAMES = [spelling for spellings in SAME for spelling in spellings] + [name for pair in TWO for name in pair]


@example("Y", "K0I")
@settings(max_examples=EXAMPLES, deadline=None)
@given(st.sampled_from(NAMES) | st.text(max_size=20), st.sampled_from(NAMES) | st.text(max_size=20))
def test_any_two_texts_compare_the_same_both_ways_and_the_reason_has_words(one, other):
    found, turned = compare(one, other), compare(other, one)
    assert 0 <= found.score <= 1
    assert (found.score, found.same) == (turned.score, turned.same)
    for language in LANGUAGES:
        assert Catalogue(language).text(found.reason, **found.values)


@pytest.mark.parametrize(
    ("one", "other", "possible"),
    [
        ("A. Abishev", "Asset Abishev", True),
        ("Abishev", "Asset Abishev", True),
        ("Anna Ivanova-Petrova", "Anna Petrova", True),
        ("K. Abishev", "Asset Abishev", False),
        ("Abisheva", "Asset Abishev", False),
    ],
)
def test_part_of_a_name_may_be_the_person_and_does_not_say_so(one, other, possible):
    found = compare(one, other)
    assert not found.same
    assert (found.score >= POSSIBLE) == possible


@pytest.mark.parametrize(
    "spellings",
    [
        ("Айша Медведева (Соловьёва)", "Айша Соловьева", "Медведева Айша", "Медведева Айша (урожд. Соловьёва)"),
        ("Вымышлена Медведева, née Соловьёва", "Вымышлена Соловьева"),
        ("Талгат бин Омар аль-Харби", "Talgat Omar Alharbi", "Talgat Omar Al Harbi"),
        ("Абд ар-Рахим Сабах", "Abdurrahim Sabah", "Abdul Rahim Al-Sabah"),
        ("Айбек Сапаров Болатулы", "Айбек Сапаров"),
        ("Перизат Саитбурхан кызы", "Perizat Saitburkhan"),
        ("Олександр Юсуфович Ким", "Александр Жусупович Ким"),
    ],
    ids=lambda spellings: spellings[0],
)
def test_what_papers_add_to_a_name_and_leave_out(spellings):
    assert all(compare(spellings[0], each).same for each in spellings), [
        compare(spellings[0], each) for each in spellings
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Иван Щербин", "Иван Шербин"),  # two letters to whoever writes Cyrillic
        ("Ким С.В.", "Ким В.С."),  # the given name comes first
        ("Сергей Ковалёв", "Сергей Коваль"),  # endings are dropped from Kazakh surnames
        ("Hasan Cemal", "Hasan Kemal"),
        ("Айша Медведева (Соловьёва)", "Айша Петрова"),
        ("Шерзод Одилов", "Шерзод Обидов"),
    ],
)
def test_two_people_who_are_near(one, other):
    assert not compare(one, other).same
    assert not compare(other, one).same


@pytest.mark.parametrize(
    ("name", "typed"), [("Абдулрахман", "Абдул"), ("Ходжаев", "Ходж"), ("Суюншалиев", "Суюн"), ("Ибрай", "Ибра")]
)
def test_what_is_typed_so_far_begins_a_key_of_the_name(name, typed):
    assert any(key.startswith(start) for key in keys(name) for start in begun(typed))
