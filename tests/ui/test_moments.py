"""When something was done, in the words of each language."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from ui import words
from ui.moments import moment, whole_moment


@pytest.mark.usefixtures("uralsk")
@pytest.mark.parametrize(
    ("language", "whole", "short"),
    [
        ("en", "2 May 2024, 14:06", "2 May"),
        ("ru", "2 мая 2024 г., 14:06", "2 мая"),
        ("kk", "2024 ж. 2 мамыр, 14:06", "2 мамыр"),
    ],
)
def test_the_parts_of_a_date_stand_in_the_order_of_the_language(language: str, whole: str, short: str) -> None:
    words.use(language)
    then = datetime.fromisoformat("2024-05-02T14:06:00+05:00")
    assert whole_moment(then) == whole
    assert moment(then.isoformat(), date(2024, 5, 3)) == short
    assert moment(then.isoformat(), date(2025, 5, 3)) == whole.rpartition(", ")[0]
    assert moment(then.isoformat(), date(2024, 5, 2)) == "14:06"


@pytest.mark.usefixtures("uralsk")
def test_what_a_colleague_did_elsewhere_is_told_by_the_clock_here() -> None:
    """In the evening of the first in Geneva it is night here, and the second."""
    words.use("en")
    there = datetime.fromisoformat("2024-05-01T22:30:00+02:00")
    assert moment(there.isoformat(), date(2024, 5, 2)) == "01:30"
    assert whole_moment(there) == "2 May 2024, 01:30"
