"""The spellings of one name meet; the names of two people do not."""

import pytest

from casefile.domain.names import compare, keys

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
]
TWO = [
    ("Kushakbayev", "Kushanbayev"),
    ("Marat", "Murat"),
    ("Abishev", "Abisheva"),
    ("Мамай", "Мамаев"),
    ("Ayan", "Aidan"),
    ("Aron", "Arman"),
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
