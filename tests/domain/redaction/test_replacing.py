"""Names in running text: whole names, initials, disguises, and the places where only a person can decide."""

from __future__ import annotations

import pytest

from casefile.domain.redaction.namebook import NameBook
from casefile.domain.redaction.replacing import Rewritten, rewrite

BOOK = NameBook(
    {"friend": ["Серік Бөкенов", "Serik Bokenov"], "witness": ["Асель Омарова", "Assel Omarova"]},
    {"known": ["Талгат Аян", "Talgat Ayan"], "cousin": ["Мурат Омаров", "Murat Omarov"]},
    ["Алматы", "Almaty", "Атырау", "Суд города Алматы"],
)


def _say(person: str | None, language: str) -> str:
    names = {"friend": ("Friend 1", "Знакомый 1"), "witness": ("Witness 1", "Свидетель 1")}
    return names[person][language != "en"] if person else "[withheld]"


def _rewrite(text: str, language: str = "ru") -> Rewritten:
    return rewrite(text, language, BOOK, _say)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Serik Bokenov's flat was searched.", "Friend 1's flat was searched."),
        ("The police asked Serik about Assel.", "The police asked Friend 1 about Witness 1."),
        ("S. Bokenov and A. Omarova came.", "Friend 1 and Witness 1 came."),
        ("BOKENOV, Serik", "Friend 1, Friend 1"),
        ("serik bokenov wrote in lower case", "Friend 1 wrote in lower case"),
        ("see https://example.org/u/serik.bokenov?x=1, please", "see Friend 1, please"),
        ("user assel_omarova99 and #FreeOmarova", "user Witness 1 and #Witness 1"),
    ],
)
def test_english(before: str, after: str) -> None:
    assert _rewrite(before, "en").text == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Асель Омаровой угрожали.", "«Свидетель 1» угрожали."),
        ("Омаровой А. К. угрожали", "«Свидетель 1» угрожали"),
        ("Серик Ахметович Букенов пришёл", "«Знакомый 1» пришёл"),
        ("Асель Омарова", "Свидетель 1"),
        ("По словам «Омаровой», да", "По словам «Свидетель 1», да"),
    ],
)
def test_russian(before: str, after: str) -> None:
    assert _rewrite(before).text == after


def test_kazakh() -> None:
    assert _rewrite("Серіктің үйінде Әселмен бірге болды", "kk").text == "«Знакомый 1» үйінде «Свидетель 1» бірге болды"


@pytest.mark.parametrize(
    "disguised", ["Б\u00adөкенов", "Бө\u200bкенов", "Бөкен\u0301ов", "Бoкенов", "БӨКЕНОВ", "Bökenov", "Бөке́нов"]
)
def test_disguises_do_not_help(disguised: str) -> None:
    done = _rewrite(f"Там был {disguised}.")
    assert done.text == "Там был «Знакомый 1»."


@pytest.mark.parametrize(
    "text",
    [
        "Омарова видели у суда.",  # of Omarov, who may be named, or Omarova, who may not
        "Омараву допросили.",  # mistyped
        "Серик Мусабаев молчал.",  # another Serik
        "Bokenovization",
        "Бөкеновой не было.",  # the same family, a woman
    ],
)
def test_where_it_is_not_clear_the_place_is_shown(text: str) -> None:
    done = _rewrite(text, "en" if text.isascii() else "ru")
    assert done.doubts and done.doubts[0] in text


@pytest.mark.parametrize(
    "text",
    [
        "Талгата Аяна освободили; Мурата Омарова тоже. М. Омарова ждали.",
        "В Алматы и в Атырау шли собрания.",
        "An article on an area and the omens.",
        "Бір серік болып, жер серіктес ұйым құрылды.",
        "Были даны показания; закон принят, меры приняты.",
    ],
)
def test_others_stay(text: str) -> None:
    done = _rewrite(text, "kk" if "ұ" in text else "ru")
    assert done.text == text and not done.found


def test_a_town_is_no_form_of_a_given_name() -> None:
    book = NameBook({"someone": ["Алмат Жумагулов"]}, {}, ["Алматы"])
    done = rewrite("В Алматы задержали Алмата Жумагулова", "ru", book, lambda *_: "X")
    assert done.text == "В Алматы задержали «X»"


def test_two_protected_of_one_name_are_not_mixed_up() -> None:
    book = NameBook({"one": ["Асель Омарова"], "two": ["Динара Омарова"]}, {})
    done = rewrite("Омарова и Динара Омарова", "ru", book, lambda person, _: person or "withheld")
    assert done.text == "«withheld» и «two»"


def test_short_names_need_every_letter() -> None:
    book = NameBook({"someone": ["Ayan Li"]}, {})
    done = rewrite("An old man and Ayan; Ли пришёл, есть ли", "en", book, lambda *_: "X")
    assert done.text == "An old man and X; X пришёл, есть ли"
