"""What the system says no to, and bugs, are told in a sentence that gives away nothing."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from casefile.errors import Broken, told_by_system
from casefile.i18n import Catalogue

SECRET = "Serik Invented"
FAULTS = (errno.ENOENT, errno.EIO, errno.ENODEV, errno.EACCES, errno.ENOSPC, errno.EISDIR, errno.EMFILE)


@pytest.mark.parametrize("number", FAULTS)
@pytest.mark.parametrize("language", ["en", "ru", "kk"])
@pytest.mark.parametrize("named", [True, False])
def test_every_fault_of_the_system_has_a_sentence_without_folders(number: int, language: str, *, named: bool) -> None:
    words = (number, os.strerror(number), str(Path("home") / "someone" / "statement.txt"))
    said = Catalogue(language).error(told_by_system(OSError(*words[: 3 if named else 2])))
    assert said
    assert "someone" not in said


def test_a_bug_is_told_by_its_sort_and_place_alone() -> None:
    try:
        {}[SECRET]
    except KeyError as bug:
        broken = Broken(bug)
    assert "KeyError" in Catalogue("en").error(broken)
    assert Path(__file__).name in broken.trail()
    for said in (broken.trail(), Catalogue("en").error(broken), repr(broken)):
        assert SECRET not in said
