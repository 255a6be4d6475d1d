"""How much of a date is said, and saying it with more or less."""

import pytest

from casefile.domain.dates import PRECISIONS, precision_of, reshape
from casefile.i18n import LANGUAGES, Catalogue


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2016-05-17", "day"),
        ("2016-05", "month"),
        ("2021-21", "month"),
        ("2016", "year"),
        ("201X", "year"),
        ("2016-05/2016-10", "interval"),
        ("../2016-10", "interval"),
        ("2021-02-04/..", "open"),
        ("2019-08~", "about"),
        ("[..2017-06-12]", "about"),
    ],
)
def test_precision(edtf, expected):
    assert precision_of(edtf) == expected


@pytest.mark.parametrize(
    ("edtf", "precision", "expected"),
    [
        ("2016-05-17", "month", "2016-05"),
        ("2016-05-17", "year", "2016"),
        ("2016-05-17", "about", "2016-05-17~"),
        ("2016-05-17", "open", "2016-05-17/.."),
        ("2016-05-17", "interval", "2016-05-17/2016-05-17"),
        ("2016-05/2016-10", "month", "2016-05"),
        ("2019-08~", "month", "2019-08"),
        ("2016-05", "day", "2016-05"),
        ("2016", "month", "2016"),
        ("201X", "about", "201X~"),
        ("[..2017-06-12]", "day", "2017-06-12"),
    ],
)
def test_a_date_is_said_with_another_precision_and_nothing_is_made_up(edtf, precision, expected):
    assert reshape(edtf, precision) == expected


def test_every_precision_has_words():
    assert all(Catalogue(language).has(f"dates.precision.{each}") for language in LANGUAGES for each in PRECISIONS)
