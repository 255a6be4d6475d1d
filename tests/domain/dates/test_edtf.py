"""What a partial date means on the calendar."""

from datetime import date
from time import perf_counter

import pytest

from casefile.domain.dates import Certainty, InvalidDate, bounds, certainty, lasting, overlaps, sort_key
from casefile.i18n import LANGUAGES, Catalogue

# The bounds that the library edtf 5.0.2 gives too (lower_strict, upper_strict), taken down once: it reads these forms rightly, but it is
# no dependency of ours, for the reasons in `casefile.domain.dates.edtf`.
ORACLE = [
    ("2021", "2021-01-01", "2021-12-31"),
    ("2021-01", "2021-01-01", "2021-01-31"),
    ("2020-02", "2020-02-01", "2020-02-29"),
    ("2017-07-25", "2017-07-25", "2017-07-25"),
    ("2019-08~", "2019-08-01", "2019-08-31"),
    ("2019?", "2019-01-01", "2019-12-31"),
    ("2019-08%", "2019-08-01", "2019-08-31"),
    ("2021-01-~15", "2021-01-15", "2021-01-15"),
    ("~2021-01", "2021-01-01", "2021-01-31"),
    ("[2024-02..2024-04]", "2024-02-01", "2024-04-30"),
    ("[2016,2018]", "2016-01-01", "2018-12-31"),
    ("201X", "2010-01-01", "2019-12-31"),
    ("20XX", "2000-01-01", "2099-12-31"),
    ("2017-07-XX", "2017-07-01", "2017-07-31"),
    ("2017-XX", "2017-01-01", "2017-12-31"),
    ("2021-21", "2021-03-01", "2021-05-31"),
    ("2016-05~/2016-10", "2016-05-01", "2016-10-31"),
    ("2016-05-15/2016-05-17", "2016-05-15", "2016-05-17"),
]
OPEN = [
    ("2016-05-17/..", date(2016, 5, 17), date.max),
    ("2016-05-17/", date(2016, 5, 17), date.max),
    ("../2017-06-12", date.min, date(2017, 6, 12)),
    ("[..2017-06-12]", date.min, date(2017, 6, 12)),
    ("[2017-06-12..]", date(2017, 6, 12), date.max),
    ("2021-24", date(2021, 12, 1), date(2022, 2, 28)),
]


@pytest.mark.parametrize(("edtf", "earliest", "latest"), ORACLE)
def test_bounds(edtf, earliest, latest):
    found = bounds(edtf)
    assert (found.earliest.isoformat(), found.latest.isoformat()) == (earliest, latest)


@pytest.mark.parametrize(("edtf", "earliest", "latest"), OPEN)
def test_open_bounds(edtf, earliest, latest):
    found = bounds(edtf)
    assert (found.earliest, found.latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("edtf", "finding"),
    [
        ("2021-02-31", "no_such_day"),
        ("2021-02-29", "no_such_day"),
        ("2021-13", "no_such_day"),
        ("0000", "no_such_day"),
        ("2021-21-05", "no_such_day"),
        ("2021-05/2020", "order"),
        ("[2021-05..2020]", "order"),
        ("", "not_a_date"),
        ("May 2021", "not_a_date"),
        ("2016-5", "not_a_date"),
        ("20160517", "not_a_date"),
        ("../..", "not_a_date"),
        ("/", "not_a_date"),
        ("[]", "not_a_date"),
        ("201X-05", "not_a_date"),
        ("2017-XX-05", "not_a_date"),
        ("2016-05-17 ", "not_a_date"),
        ("２０１６", "not_a_date"),
    ],
)
def test_what_is_no_date_says_why(edtf, finding):
    with pytest.raises(ValueError, match=r"dates\.finding") as caught:
        bounds(edtf)
    assert isinstance(caught.value, InvalidDate)
    assert caught.value.key == f"dates.finding.{finding}"
    assert all(Catalogue(language).has(caught.value.key) for language in LANGUAGES)


def test_order_is_that_of_a_chronology():
    told = [
        "2016-05-17",
        "2016-05-17/2016-11",
        "2016-05~/2016-10~",
        "2016-10-12",
        "2016-11",
        "2016",
        "[..2017-06-12]",
        "2017-06-12",
        "2017-06-12/..",
        "[2017-06-12..]",
        "2017-06~",
        "2019-08-01",
        "[2024-02..2024-04-30]",
        "2024-04-30",
        "2024-04",
    ]
    backwards = told[::-1]
    assert sorted(backwards, key=sort_key) == told


def test_words_place_a_month_more_finely():
    told = [("2017-06-05", None), ("2017-06~", "early June"), ("2017-06-15", None), ("2017-06~", "середина июня")]
    told += [("2017-06-25", None), ("2017-06~", "маусымның соңы")]
    backwards = told[::-1]
    assert sorted(backwards, key=lambda pair: sort_key(*pair)) == told


@pytest.mark.parametrize(
    ("edtf", "since", "until", "expected"),
    [
        ("2016-05-17/2016-11", date(2016, 11, 30), None, True),
        ("2016-05-17/2016-11", date(2016, 12, 1), None, False),
        ("2021-02-04/..", date(2024, 1, 1), date(2024, 12, 31), True),
        ("[..2017-06-12]", None, date(2010, 1, 1), True),
        ("[..2017-06-12]", date(2017, 6, 13), None, False),
        ("2019", date(2019, 12, 31), date(2020, 5, 1), True),
        ("2019", None, None, True),
    ],
)
def test_overlaps(edtf, since, until, expected):
    assert overlaps(edtf, since, until) is expected


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2016-05-17", Certainty.EXACT),
        ("2021-02-04/..", Certainty.EXACT),
        ("2016-05-17/2016-11~", Certainty.EXACT),
        ("2016-11", Certainty.PARTIAL),
        ("2016", Certainty.PARTIAL),
        ("2017-07-XX", Certainty.PARTIAL),
        ("2021-21", Certainty.PARTIAL),
        ("2016-05-17~", Certainty.ABOUT),
        ("2019?", Certainty.ABOUT),
        ("2016-05~/2016-10", Certainty.ABOUT),
        ("[..2017-06-12]", Certainty.ABOUT),
        ("[2024-02..2024-04]", Certainty.ABOUT),
        ("../2017-06-12", Certainty.ABOUT),
    ],
)
def test_certainty(edtf, expected):
    assert certainty(edtf) is expected


def test_an_interval_lasted_and_a_set_did_not():
    assert lasting("2016-05-17/..")
    assert not lasting("[2024-02..2024-04]")
    assert not lasting("2016")


@pytest.mark.bench
def test_an_import_of_many_dates_is_quick():
    many = [
        f"{year}-{month:02}-{day:02}" for year in range(1960, 2020) for month in range(1, 13) for day in range(1, 29)
    ]
    begun = perf_counter()
    for edtf in many:
        sort_key(edtf)
    assert len(many) / (perf_counter() - begun) > 10_000
