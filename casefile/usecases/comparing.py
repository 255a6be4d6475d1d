"""Comparing a fingerprint with what someone reads aloud or typed: as groups of digits or as words, and which of them are wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from casefile.crypto import fingerprint as fingerprints
from casefile.crypto import wordlist
from casefile.errors import Refused
from casefile.exports.qr import modules

_GROUP = 4
_HEXADECIMAL = frozenset("0123456789abcdef")
_BETWEEN = str.maketrans(dict.fromkeys(",;.:", " "))


class Match(StrEnum):
    """What became of a comparison: SAME, whole; DIFFERENT; UNFINISHED, right so far."""

    SAME = "same"
    DIFFERENT = "different"
    UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True)
class Wrong:
    """One group or word that is not as it should be. `place` counts from 1; `possible` is whether it could stand in any fingerprint."""

    place: int
    typed: str
    possible: bool = True


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was found, and each group or word that is wrong."""

    match: Match
    wrong: tuple[Wrong, ...] = ()


def words(fingerprint: str) -> tuple[str, ...]:
    """The fingerprint as ten words: see `crypto.fingerprint`."""
    return fingerprints.in_words(fingerprint)


def code(fingerprint: str) -> tuple[tuple[bool, ...], ...]:
    """The fingerprint as a QR code, which a phone shows as its groups of digits: see `qr.modules`."""
    return modules(fingerprint)


def compare(typed: str, fingerprint: str) -> Comparison:
    """Hold what was typed, digits or words, against a fingerprint. Capitals, spaces and commas do not matter."""
    said = typed.lower().translate(_BETWEEN).split()
    if not said or not fingerprint:
        return Comparison(Match.UNFINISHED if fingerprint else Match.DIFFERENT)
    if _are_words(said):
        return _of(said, words(fingerprint), wordlist.places().__contains__)
    digits = "".join(said)
    return _of(
        [digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP)], fingerprint.split(), _HEXADECIMAL.issuperset
    )


def require_same(typed: str, fingerprint: str) -> None:
    """Say no where what was told is not the fingerprint.

    Raises:
        Refused: it is another, each wrong word named, or not whole.
    """
    found = compare(typed, fingerprint)
    if found.match is Match.UNFINISHED:
        raise Refused("contacts.told_unfinished")
    if found.match is Match.DIFFERENT:
        raise Refused(
            "contacts.told_wrong", wrong=", ".join(f"{each.place}: {each.typed}" for each in found.wrong) or "-"
        )


def _are_words(said: list[str]) -> bool:
    """Words such as «decade» consist of hexadecimal digits too; a fingerprint without a single figure happens to nobody."""
    letters = "".join(said)
    return not set(letters) <= _HEXADECIMAL or (letters.isalpha() and said[0] in wordlist.places())


def _of(said: Sequence[str], expected: Sequence[str], could_be: Callable[[str], bool]) -> Comparison:
    wrong = [
        Wrong(place, typed, could_be(typed))
        for place, typed in enumerate(said, 1)
        if place > len(expected) or typed != expected[place - 1]
    ]
    if not wrong:
        return Comparison(Match.SAME if len(said) == len(expected) else Match.UNFINISHED)
    last = wrong[0]
    if len(said) <= len(expected) and last.place == len(said) and expected[last.place - 1].startswith(last.typed):
        return Comparison(Match.UNFINISHED)
    return Comparison(Match.DIFFERENT, tuple(wrong))
