"""The EFF's long list of 7776 English words for dice (https://www.eff.org/dice), of which passphrases and fingerprints in words are made."""

from __future__ import annotations

from functools import cache
from importlib import resources

_LIST = "wordlist_en_eff.txt"


@cache
def words() -> tuple[str, ...]:
    """All words, in the order of the list, which is that of the dice: 11111 is the first, 66666 the last."""
    text = resources.files("diceware").joinpath("wordlists", _LIST).read_text("utf-8")
    return tuple(line.split()[-1] for line in text.splitlines() if line.strip())


@cache
def places() -> dict[str, int]:
    """Word → its place in the list, from 0."""
    return {word: place for place, word in enumerate(words())}
