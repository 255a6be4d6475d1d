"""How dates are shown, in three languages, long and short."""

from datetime import date

import pytest
from babel.dates import get_month_names

from casefile.domain.dates import read, show
from casefile.domain.values import When
from casefile.i18n import LANGUAGES, Catalogue

LONG = [
    ("2016-05-17", "17 May 2016", "17 мая 2016 г.", "2016 ж. 17 мамыр"),
    ("2016-11", "November 2016", "ноябрь 2016 г.", "2016 ж. қараша"),
    ("2016", "2016", "2016 г.", "2016 ж."),
    ("[..2017-06-12]", "before 12 June 2017", "до 12 июня 2017 г.", "2017 ж. 12 маусымнан бұрын"),
    ("[2017-06-12..]", "after 12 June 2017", "после 12 июня 2017 г.", "2017 ж. 12 маусымнан кейін"),
    ("2021-02-04/..", "from 4 February 2021", "с 4 февраля 2021 г.", "2021 ж. 4 ақпаннан бастап"),
    ("2021-02/..", "from February 2021", "с февраля 2021 г.", "2021 ж. ақпаннан бастап"),
    ("2019/..", "from 2019", "с 2019 г.", "2019 жылдан бастап"),
    ("../2017-06", "until June 2017", "по июнь 2017 г.", "2017 ж. маусымға шейін"),
    (
        "[2024-02..2024-04]",
        "between February and April 2024",
        "между февралём и апрелем 2024 г.",
        "2024 ж. ақпан мен сәуір аралығында",
    ),
    ("2016-05-15/2016-05-17", "15–17 May 2016", "15–17 мая 2016 г.", "2016 ж. 15–17 мамыр"),
    ("2016-05/2016-10", "May – October 2016", "май – октябрь 2016 г.", "2016 ж. мамыр – қазан"),
    ("2016/2018", "2016–2018", "2016–2018 гг.", "2016–2018 жж."),
    (
        "2016-05~/2016-10~",
        "about May – October 2016",
        "примерно май – октябрь 2016 г.",
        "шамамен 2016 ж. мамыр – қазан",
    ),
    ("2016-05-17~", "about 17 May 2016", "около 17 мая 2016 г.", "шамамен 2016 ж. 17 мамыр"),
    ("2019?", "perhaps 2019", "возможно, 2019 г.", "бәлкім, 2019 ж."),
    ("2021-21", "spring 2021", "весна 2021 г.", "2021 ж. көктем"),
    ("201X", "2010s", "2010-е гг.", "2010 жылдар"),
]
SHORT = [
    ("2016-05-17", "17 May", "17 мая", "17 мамыр"),
    ("2016-10-12", "12 Oct", "12 окт.", "12 қазан"),
    ("2021-02-03", "3 Feb", "3 февр.", "3 ақпан"),
    ("2016-11", "Nov", "ноябрь", "қараша"),
    ("2016", "2016", "2016", "2016"),
    ("2016-05~/2016-10~", "May – Oct", "май – окт.", "мам. – қаз."),
    ("2016-11/2017-02", "Nov – Feb 2017", "нояб. – февр. 2017", "қар. – 2017 ж. ақп."),
    ("2016-05-15/2016-05-17", "15–17 May", "15–17 мая", "15–17 мам."),
    ("[..2017-06-12]", "before 12 Jun", "до 12 июня", "12 мау. бұрын"),
    ("2021-02-04/..", "from 4 Feb", "с 4 февр.", "4 ақп. бастап"),
    ("[2024-02..2024-04]", "Feb … Apr", "февр. … апр.", "ақп. … сәу."),
    ("[2023-01..2024-06]", "Jan 2023 … Jun", "янв. 2023 … июнь", "2023 ж. қаң. … мау."),
    ("2019-08~", "about Aug", "ок. августа", "шам. тамыз"),
]


@pytest.mark.parametrize(("edtf", *LANGUAGES), LONG)
def test_long(edtf, en, ru, kk):
    assert [show(When(edtf), language) for language in LANGUAGES] == [en, ru, kk]


@pytest.mark.parametrize(("edtf", *LANGUAGES), SHORT)
def test_short_leaves_the_year_to_its_column(edtf, en, ru, kk):
    assert [show(When(edtf), language, "short") for language in LANGUAGES] == [en, ru, kk]


@pytest.mark.parametrize("words", ["mid-June", "mid-June 2017", "в середине июня", "2017 жылғы маусымның ортасы"])
def test_words_for_a_part_are_said_in_the_readers_language(words):
    when = When("2017-06~", words)
    assert [show(when, language) for language in LANGUAGES] == [
        "mid-June 2017",
        "середина июня 2017 г.",
        "2017 ж. маусымның ортасы",
    ]
    assert [show(when, language, "short") for language in LANGUAGES] == ["mid-Jun", "сер. июня", "мау. ортасы"]


def test_free_words_are_kept_for_those_who_read_them():
    when = When("2021-01~", "in the days after the vote")
    assert show(when, "en") == "in the days after the vote (about January 2021)"
    assert show(when, "ru") == "около января 2021 г."
    russian = When("2021-01~", "вскоре после суда в 2021 году")
    assert show(russian, "ru") == "вскоре после суда в 2021 году"
    assert show(russian, "kk") == "шамамен 2021 ж. қаңтар"


def test_an_inferred_date_is_marked():
    assert show(When("2016-05-17", inferred=True), "en") == "17 May 2016 (inferred)"
    assert show(When("2016-05-17", inferred=True), "ru", "short") == "17 мая"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_shown_can_be_read_back(language):
    told = [edtf for edtf, *_ in LONG if edtf not in ("2016-05~/2016-10~", "2019?")]
    told += [f"2019-{month:02}" for month in range(1, 13)] + [f"2019-{month:02}-09/.." for month in range(1, 13)]
    told += [f"[..2019-{month:02}]" for month in range(1, 13)] + [
        f"[2019-01..2019-{month:02}]" for month in range(2, 13)
    ]
    shown = [show(When(edtf), language) for edtf in told]
    found = [read(words, language, date(2024, 5, 2)) for words in shown]
    assert [when and when.edtf for when in found] == told


@pytest.mark.parametrize("language", LANGUAGES)
def test_months_are_those_of_the_common_locale_data(language):
    names = Catalogue(language).text("dates.months.plain").casefold().split("|")
    assert names == [name.casefold() for _, name in sorted(get_month_names("wide", "stand-alone", language).items())]
    dated = Catalogue("ru").text("dates.months.of").split("|")
    assert dated == [name for _, name in sorted(get_month_names("wide", "format", "ru").items())]
