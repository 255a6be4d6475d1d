"""Which encoding a text is taken to be in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.evidence.worker.charsets import decode

RUSSIAN = "Десятого марта у здания суда журналистке разбили камеру. Полиция не вмешалась."
KAZAKH = "Қазақстан Республикасының азаматы әділ сот талқылауына құқылы, өтініш берілді."
FRENCH = "Le procès a été reporté à l'été, après une première audience très brève."


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866", "mac-cyrillic", "utf-8", "utf-16", "kz1048"])
def test_russian(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding)) == RUSSIAN


def test_capitals_alone() -> None:
    assert decode(RUSSIAN.upper().encode("cp1251")) == RUSSIAN.upper()


@pytest.mark.parametrize("encoding", ["kz1048", "utf-8", "utf-16"])
def test_kazakh(encoding: str) -> None:
    assert decode(KAZAKH.encode(encoding)) == KAZAKH


def test_french() -> None:
    assert decode(FRENCH.encode("cp1252")) == FRENCH


def test_a_character_cut_at_the_end_spoils_nothing() -> None:
    assert decode("Протокол".encode()[:-1]) == "Протоко"


@given(st.binary(max_size=300))
def test_any_bytes_give_some_text(data: bytes) -> None:
    assert isinstance(decode(data), str)
