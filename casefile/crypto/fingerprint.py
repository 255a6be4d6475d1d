"""What two people read to each other to know that they hold the right keys: 128 bits, as digits or as words.

As words they are ten of the EFF's long list (`wordlist`): the 128 bits, taken as one number with the highest bits first, are written in base
7776, the highest digit first, and each digit is the place of its word in the list, from 0. 7776^10 is just above 2^128, so ten words
hold every fingerprint, and each fingerprint has one way to be said.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from casefile.crypto import wordlist
from casefile.crypto.age.hybrid import HybridRecipient
from casefile.crypto.signing import VerifyKey

WORDS = 10
_LABEL = b"casefile/v1/fingerprint\0"
_GROUP = 4
_DIGITS = 32


def fingerprint(recipient: HybridRecipient, verify_key: VerifyKey) -> str:
    """32 hexadecimal digits in groups of four: the first 128 bits of SHA-256 over both public keys, each of fixed length."""
    return _grouped(hashlib.sha256(_LABEL + recipient.public + verify_key.public).hexdigest()[:_DIGITS])


def in_words(groups: str) -> tuple[str, ...]:
    """A fingerprint as its ten words."""
    number, words = int("".join(groups.split()), 16), wordlist.words()
    found = []
    for _ in range(WORDS):
        number, place = divmod(number, len(words))
        found.append(words[place])
    return tuple(reversed(found))


def from_words(said: Sequence[str]) -> str:
    """The inverse of `in_words`.

    Raises:
        ValueError: these are not ten words of the list, or no fingerprint is said so.
    """
    places = wordlist.places()
    if len(said) != WORDS or not all(word in places for word in said):
        raise ValueError("not ten words of the list")
    number = 0
    for word in said:
        number = number * len(places) + places[word]
    if number >> 4 * _DIGITS:
        raise ValueError("no fingerprint is said so")
    return _grouped(f"{number:0{_DIGITS}x}")


def _grouped(digits: str) -> str:
    return " ".join(digits[start : start + _GROUP] for start in range(0, len(digits), _GROUP))
