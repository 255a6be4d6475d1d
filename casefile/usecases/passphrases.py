"""Passphrases that are being made: a suggestion, and how long a guess would take."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from casefile.crypto import wordlist

WORDS = 7
"""Seven words of the EFF's long list: 90 bits, more than Argon2id needs to outlast any guessing for decades."""

_LONGEST_JUDGED = 72
_STEPS = (6, 10, 14, 32)
"""Powers of ten of guesses between the five steps. Each guess costs a second here, so 10^14 is out of reach even of a large
attacker, and 10^32 is what only seven random words reach by this measure."""


@dataclass(frozen=True, slots=True)
class Strength:
    """`steps` 1 to 5, none filled for an empty one; `key` of the sentence that says why, counted with `n` words."""

    steps: int
    key: str
    n: int


def suggest() -> str:
    """Seven random words, drawn with the system's random numbers."""
    return " ".join(secrets.choice(wordlist.words()) for _ in range(WORDS))


def strength(passphrase: str) -> Strength:
    """How strong a passphrase is. Shown only where one is made: elsewhere it would help who looks over the shoulder."""
    if not passphrase:
        return Strength(0, "passphrase.empty", 0)
    from zxcvbn import zxcvbn  # half a megabyte of dictionaries, wanted only while a passphrase is made

    guesses = float(zxcvbn(passphrase[:_LONGEST_JUDGED])["guesses_log10"])
    steps = 1 + sum(guesses >= limit for limit in _STEPS)
    words = len(passphrase.split())
    key = (
        "passphrase.strong"
        if steps == len(_STEPS) + 1
        else "passphrase.good"
        if steps == len(_STEPS)
        else "passphrase.weak"
    )
    return Strength(steps, key, words)
