"""One spelling for each byte string."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.crypto.canonical import NotCanonical, decode, decode_padded, encode, encode_padded


@given(st.binary(max_size=100))
def test_it_gives_back_what_it_was_given(data: bytes) -> None:
    assert decode(encode(data)) == data
    assert decode_padded(encode_padded(data)) == data


@given(st.text(alphabet="ABCDwxyz019+/=\n -_", max_size=12))
def test_what_is_decoded_has_no_other_spelling(text: str) -> None:
    for read, write in ((decode, encode), (decode_padded, encode_padded)):
        try:
            data = read(text.encode())
        except NotCanonical:
            continue
        assert write(data) == text.encode()


@pytest.mark.parametrize("text", [b"AA==", b"A", b"AB", b"AA\n", b"A A", b"AA-_", b"=", b"AAAA=", "АА".encode()])
def test_any_other_spelling_is_refused(text: bytes) -> None:
    with pytest.raises(NotCanonical):
        decode(text)


@pytest.mark.parametrize("text", [b"AA", b"AB==", b"AA=", b"AA===", b"AAAA====", b"AA==AA==", b"=AAA", b"AA==\n"])
def test_padding_is_neither_forgotten_nor_doubled(text: bytes) -> None:
    with pytest.raises(NotCanonical):
        decode_padded(text)
