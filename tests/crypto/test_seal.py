"""Small things under a key."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.crypto.seal import COMMITMENT_BYTES, OVERHEAD, Unsealable, authenticate, same, seal, slot_keys, unseal

KEY = bytes(range(32))


@settings(max_examples=50)
@given(st.binary(max_size=200), st.binary(max_size=50))
def test_what_is_sealed_comes_back(plain: bytes, associated: bytes) -> None:
    sealed = seal(KEY, plain, associated)
    assert len(sealed) == len(plain) + OVERHEAD
    assert unseal(KEY, sealed, associated) == plain
    assert seal(KEY, plain, associated) != sealed


def test_any_change_is_noticed() -> None:
    sealed = seal(KEY, b"vault key", b"slot 3")
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(Unsealable):
            unseal(KEY, bytes(changed), b"slot 3")
    for size in range(len(sealed)):
        with pytest.raises(Unsealable):
            unseal(KEY, sealed[:size], b"slot 3")


def test_another_key_or_place_does_not_open() -> None:
    sealed = seal(KEY, b"vault key", b"slot 3")
    with pytest.raises(Unsealable):
        unseal(bytes(32), sealed, b"slot 3")
    with pytest.raises(Unsealable):
        unseal(KEY, sealed, b"slot 4")


@pytest.mark.parametrize("key", [b"", bytes(16), bytes(24), bytes(33)])
def test_a_key_has_32_bytes(key: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        seal(key, b"", b"")
    with pytest.raises(ValueError, match="32 bytes"):
        unseal(key, bytes(100), b"")


def test_the_commitment_names_the_key_and_tells_nothing_of_it() -> None:
    commitment, wrapping = slot_keys(KEY)
    assert len(commitment) == COMMITMENT_BYTES
    assert len({KEY, commitment, wrapping}) == 3
    assert slot_keys(KEY) == (commitment, wrapping)
    other, _ = slot_keys(bytes(32))
    assert same(commitment, commitment)
    assert not same(commitment, other)


def test_authentication_needs_key_and_data() -> None:
    mac = authenticate(KEY, b"header")
    assert len(mac) == 32
    assert mac != authenticate(KEY, b"headex")
    assert mac != authenticate(bytes(32), b"header")
