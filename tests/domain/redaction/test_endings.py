"""Every form that the grammars of the three languages make of a name is found, in either script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.domain.redaction.namebook import NameBook
from casefile.domain.redaction.replacing import rewrite

# Nominative → the other five cases, by the tables of a school grammar.
RUSSIAN = {
    "Омаров": "Омарова Омарову Омаровым Омарове Омаровы Омаровых Омаровыми",
    "Омарова": "Омаровой Омарову Омаровою Омаровы Омаровых",
    "Елеусинов": "Елеусинова Елеусинову Елеусиновым Елеусинове",
    "Ильина": "Ильиной Ильину",
    "Достоевский": "Достоевского Достоевскому Достоевским Достоевском Достоевских",
    "Достоевская": "Достоевской Достоевскую",
    "Навальный": "Навального Навальному Навальным Навальном",
    "Серик": "Серика Серику Сериком Серике",
    "Андрей": "Андрея Андрею Андреем Андрее",
    "Юрий": "Юрия Юрию Юрием Юрии",
    "Игорь": "Игоря Игорю Игорем Игоре",
    "Мария": "Марии Марию Марией",
    "Асель": "Асели Аселью",
    "Динара": "Динары Динаре Динару Динарой",
    "Никита": "Никиты Никите Никиту Никитой",
    "Павел": "Павла Павлу Павлом Павле",
    "Любовь": "Любови Любовью",
    "Ким": "Кима Киму Кимом Киме",
    "Абжан": "Абжана Абжану Абжаном Абжане",
    "Шевченко": "",
}

# Stem, then suffixes in the harmony that the stem asks for.
KAZAKH = {
    "Бокаев": "тың қа ты та тан пен тікі",
    "Омарова": "ның ға ны да дан мен нікі дағы",
    "Серік": "тің ке ті те тен пен тер",
    "Айгүл": "дің ге ді де ден мен дікі дер",
    "Ержан": "ның ға ды да нан мен дар дағы дай",
    "Асель": "дің ге ді де ден мен",
    "Нұрлан": "ның ға ды да нан мен ым ың ы ымның ымызға",
    "Жағыпаров": "тың қа ты та тан пен",
    "Әділбеков": "тің ке ті те тен пен",
}


def _pseudonym(_person: str | None, _language: str) -> str:
    return "◆"


def _hidden(name: str, form: str, language: str) -> bool:
    book = NameBook({"someone": [name]}, {})
    return form not in rewrite(f"кеше {form} келді", language, book, _pseudonym).text


@pytest.mark.parametrize("name", RUSSIAN)
def test_russian_declension(name: str) -> None:
    for form in (name, *RUSSIAN[name].split()):
        for written in (form, form.upper()):
            assert _hidden(name, written, "ru"), written


@pytest.mark.parametrize("stem", KAZAKH)
def test_kazakh_suffixes(stem: str) -> None:
    for suffix in ("", *KAZAKH[stem].split()):
        assert _hidden(stem, stem + suffix, "kk"), stem + suffix


def test_kazakh_softens_the_last_consonant_before_a_possessive() -> None:
    assert _hidden("Серік", "Серігім", "kk")
    assert _hidden("Серік", "Серігінің", "kk")


@pytest.mark.parametrize(
    "written", ["Boqaevtyń", "Boqaevqa", "Bokayev’s", "Bokaev's", "Bokayevs", "Бокаевой", "Бокаевтың", "БОҚАЕВПЕН"]
)
def test_scripts_and_spellings_meet(written: str) -> None:
    book = NameBook({"she": ["Bokayeva"], "he": ["Bokayev"]}, {})
    assert "aev" not in rewrite(f"and {written} said", "en", book, _pseudonym).text.lower()
    assert "каев" not in rewrite(f"и {written} сказал", "ru", book, _pseudonym).text.lower()


_SURNAMES = st.sampled_from(["Омаров", "Сулейменов", "Әбдіров", "Мусин", "Жұмағұлов", "Петросян", "Цой", "Байтурсынов"])
_CASES = st.sampled_from(["", "а", "у", "ым", "е"])
_SUFFIXES = st.lists(st.sampled_from(["лар", "ым", "ың", "ның", "ға", "нан", "мен", "дағы"]), max_size=2).map("".join)
_AROUND = st.text(alphabet="абвгдежз, .—«»", max_size=12)


@given(_SURNAMES, st.one_of(_CASES, _SUFFIXES), _AROUND, _AROUND)
def test_no_form_survives_in_any_surroundings(name: str, ending: str, before: str, after: str) -> None:
    book = NameBook({"someone": [name]}, {})
    done = rewrite(f"{before} {name}{ending} {after}", "kk", book, _pseudonym)
    assert name.lower() not in done.text.lower() or done.doubts


@given(st.text(max_size=60))
def test_a_text_without_the_name_stays_letter_by_letter(text: str) -> None:
    book = NameBook({"someone": ["Байтурсынов"]}, {})
    done = rewrite(text, "ru", book, _pseudonym)
    assert done.found or done.text == text
