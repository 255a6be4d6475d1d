"""Text armor, both ways."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.crypto.age import AgeError, ArmorReader, ArmorWriter, DamagedArmor, X25519Identity, decrypt, encrypt

ASEL = X25519Identity.generate()


def armored(data: bytes, pieces: int = 1000) -> bytes:
    text = io.BytesIO()
    writer = ArmorWriter(text)
    for start in range(0, len(data), pieces):
        writer.write(data[start : start + pieces])
    writer.finish()
    return text.getvalue()


def dearmored(text: bytes) -> bytes:
    return io.BufferedReader(ArmorReader(io.BytesIO(text))).read()


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=500), st.integers(1, 200))
def test_armor_gives_back_what_it_was_given(data: bytes, pieces: int) -> None:
    text = armored(data, pieces)
    assert dearmored(text) == data
    assert dearmored(b" \r\n\t\n" + text.replace(b"\n", b"\r\n") + b"\n\n ") == data
    assert all(len(line) <= 64 for line in text.splitlines())


def test_armor_longer_than_one_block_of_lines() -> None:
    data = bytes(range(256)) * 1000
    assert dearmored(armored(data)) == data


def test_armor_is_recognised_when_decrypting() -> None:
    text = io.BytesIO()
    writer = ArmorWriter(text)
    encrypt(io.BytesIO("свидетельство".encode()), writer, [ASEL.recipient])
    writer.finish()
    plain = io.BytesIO()
    decrypt(io.BytesIO(b"\n\n" + text.getvalue()), plain, [ASEL])
    assert plain.getvalue().decode() == "свидетельство"


def test_every_changed_byte_of_armor_is_noticed_or_is_white_space_around_it() -> None:
    text = io.BytesIO()
    writer = ArmorWriter(text)
    encrypt(io.BytesIO(b"statement"), writer, [ASEL.recipient])
    writer.finish()
    whole = text.getvalue()
    carries_nothing = {len(whole) - 1}
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1
        if place in carries_nothing:
            continue
        with pytest.raises(AgeError):
            decrypt(io.BytesIO(changed), io.BytesIO(), [ASEL])


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\n" * 5000,
        b"-----BEGIN AGE ENCRYPTED FILE-----\n" + b"A" * 100_000,
        b"-----BEGIN AGE ENCRYPTED FILE-----\nAAAA\n-----END AGE ENCRYPTED FILE-----\n" + b" " * 5000,
        b"-----BEGIN AGE ENCRYPTED FILE-----\nAA==\nAAAA\n-----END AGE ENCRYPTED FILE-----\n",
        b"-----BEGIN AGE ENCRYPTED FILE-----\nAAAA\r\r\n-----END AGE ENCRYPTED FILE-----\n",
    ],
)
def test_what_is_no_armor_is_refused(text: bytes) -> None:
    with pytest.raises(DamagedArmor):
        dearmored(text)


def test_closing_the_armor_leaves_the_source_open() -> None:
    source = io.BytesIO(armored(b"x"))
    ArmorReader(source).close()
    assert not source.closed
