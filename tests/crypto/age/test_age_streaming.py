"""Whole files, written and read from beginning to end."""

from __future__ import annotations

import io
import os
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.crypto.age import (
    AgeError,
    Damaged,
    Decryptor,
    Encryptor,
    HybridIdentity,
    Identity,
    NeedsPassphrase,
    NewerAge,
    NotAge,
    Recipient,
    ScryptIdentity,
    ScryptRecipient,
    TooMuchWork,
    Truncated,
    WrongKey,
    WrongPassphrase,
    X25519Identity,
    decrypt,
    encrypt,
)
from casefile.crypto.age.header import MAX_HEADER_BYTES
from casefile.errors import Cancelled
from casefile.progress import Stoppable

CHUNK = 65536
SEALED = CHUNK + 16
SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7, 16 * CHUNK, 16 * CHUNK + 1, 33 * CHUNK]
ASEL = HybridIdentity.generate()
DANA = X25519Identity.generate()


def encrypted(plain: bytes, recipient: Recipient = DANA.recipient) -> bytes:
    file = io.BytesIO()
    encrypt(io.BytesIO(plain), file, [recipient])
    return file.getvalue()


def released(file: bytes, identity: Identity = DANA) -> tuple[bytes, AgeError | None]:
    """All that reading gave out, and the error it ended with."""
    given_out = bytearray()
    try:
        for chunk in Decryptor(io.BytesIO(file), [identity]):
            given_out += chunk
    except AgeError as error:
        return bytes(given_out), error
    return bytes(given_out), None


@pytest.mark.parametrize("size", SIZES)
def test_what_is_encrypted_comes_back(size: int) -> None:
    plain = os.urandom(size)
    assert released(encrypted(plain)) == (plain, None)
    assert released(encrypted(plain, ASEL.recipient), ASEL) == (plain, None)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 3 * CHUNK), max_size=8))
def test_the_pieces_it_is_written_in_leave_no_trace(sizes: list[int]) -> None:
    plain = os.urandom(sum(sizes))
    file = io.BytesIO()
    encryptor = Encryptor(file, [DANA.recipient])
    start = 0
    for size in sizes:
        encryptor.write(memoryview(plain)[start : start + size])
        start += size
    encryptor.finish()
    assert released(file.getvalue()) == (plain, None)
    assert len(file.getvalue()) == len(encrypted(plain))


def test_a_file_without_its_end_is_no_file() -> None:
    file = io.BytesIO()
    encryptor = Encryptor(file, [DANA.recipient])
    encryptor.write(bytes(5 * CHUNK))
    plain, error = released(file.getvalue())
    assert isinstance(error, Truncated)
    assert plain == bytes(4 * CHUNK)
    encryptor.finish()
    for again in (encryptor.finish, lambda: encryptor.write(b"x")):
        with pytest.raises(ValueError, match="finished"):
            again()


@pytest.mark.threat(7)
@pytest.mark.parametrize("size", [0, 100, CHUNK, 2 * CHUNK + 100, 16 * CHUNK, 17 * CHUNK])
def test_cut_anywhere_near_a_boundary_only_whole_chunks_come_out(size: int) -> None:
    plain = os.urandom(size)
    file = encrypted(plain)
    header = file.index(b"\n", file.index(b"--- ")) + 1
    payload = header + 16
    boundaries = [1, header, payload, *range(payload + SEALED, len(file), SEALED), len(file)]
    for cut in {near for boundary in boundaries for near in (boundary - 1, boundary, boundary + 1)}:
        if not 0 <= cut < len(file):
            continue
        given_out, error = released(file[:cut])
        assert isinstance(error, NotAge if cut < 22 else Truncated)
        assert given_out == plain[: max(0, cut - payload) // SEALED * CHUNK]


@pytest.mark.threat(6)
@pytest.mark.parametrize("identity", [ASEL, DANA])
def test_any_changed_byte_is_noticed(identity: HybridIdentity | X25519Identity) -> None:
    file = encrypted(b"statement of a witness", identity.recipient)
    for place in range(len(file)):
        for change in (1, 0x80):
            changed = bytearray(file)
            changed[place] ^= change
            given_out, error = released(bytes(changed), identity)
            assert error is not None, place
            assert given_out == b""


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_a_change_in_a_long_file_lets_only_what_is_before_it_out(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(LONG_FILE) - 1))
    change = data.draw(st.integers(1, 255))
    changed = bytearray(LONG_FILE)
    changed[place] ^= change
    given_out, error = released(bytes(changed))
    assert error is not None
    assert given_out == LONG[: max(0, place - LONG_PAYLOAD) // SEALED * CHUNK]


LONG = os.urandom(18 * CHUNK + 99)
LONG_FILE = encrypted(LONG)
LONG_PAYLOAD = len(LONG_FILE) - len(LONG) - 19 * 16
LONG_CHUNKS = [LONG_FILE[start : start + SEALED] for start in range(LONG_PAYLOAD, len(LONG_FILE), SEALED)]


@pytest.mark.threat(8)
@pytest.mark.parametrize(
    "order",
    [
        [1, 0, *range(2, 19)],
        [0, 0, *range(1, 19)],
        [0, *range(2, 19)],
        [*range(18)],
        [*range(19), 18],
        [*range(18), 18, 18],
        [18],
    ],
)
def test_chunks_reordered_doubled_or_dropped_are_noticed(order: list[int]) -> None:
    file = LONG_FILE[:LONG_PAYLOAD] + b"".join(LONG_CHUNKS[index] for index in order)
    given_out, error = released(file)
    assert isinstance(error, Damaged)
    assert LONG.startswith(given_out)


@pytest.mark.parametrize("more", [1, 15, 16, 17, SEALED])
@pytest.mark.parametrize("size", [10, CHUNK, 16 * CHUNK])
def test_anything_after_the_end_is_noticed(size: int, more: int) -> None:
    plain = os.urandom(size)
    given_out, error = released(encrypted(plain) + bytes(more))
    assert isinstance(error, Damaged)
    assert plain.startswith(given_out)


def test_who_may_not_read_is_told_why() -> None:
    for_asel = encrypted(b"x", ASEL.recipient)
    locked = encrypted(b"x", ScryptRecipient("seven words", work_factor=2))
    assert type(released(for_asel, DANA)[1]) is WrongKey
    assert type(released(for_asel, HybridIdentity.generate())[1]) is WrongKey
    assert type(released(for_asel, ScryptIdentity("seven words"))[1]) is WrongKey
    assert type(released(locked, ScryptIdentity("eight words"))[1]) is WrongPassphrase
    assert type(released(locked, DANA)[1]) is NeedsPassphrase
    assert type(released(b"age-encryption.org/v2\n", DANA)[1]) is NewerAge
    assert type(released(b"%PDF-1.7\n", DANA)[1]) is NotAge
    assert type(released(b"", DANA)[1]) is NotAge


def test_several_identities_and_several_recipients() -> None:
    file = io.BytesIO()
    encrypt(io.BytesIO(b"together"), file, [HybridIdentity.generate().recipient, ASEL.recipient])
    plain = io.BytesIO()
    decrypt(io.BytesIO(file.getvalue()), plain, [DANA, HybridIdentity.generate(), ASEL])
    assert plain.getvalue() == b"together"


def test_a_passphrase_is_the_same_however_it_is_typed() -> None:
    composed, decomposed = "\u0439\u043e\u0434", "\u0438\u0306\u043e\u0434"
    file = encrypted(b"x", ScryptRecipient(composed, work_factor=2))
    assert released(file, ScryptIdentity(decomposed)) == (b"x", None)


@pytest.mark.threat(13)
@pytest.mark.parametrize("factor", [21, 22, 30, 64, 99, 100, 10**30])
def test_a_file_that_asks_for_much_work_is_refused_at_once(factor: int) -> None:
    file = encrypted(b"x", ScryptRecipient("seven words", work_factor=9)).replace(b" 9\n", f" {factor}\n".encode(), 1)
    begun = time.process_time()
    assert isinstance(released(file, ScryptIdentity("seven words"))[1], TooMuchWork)
    assert time.process_time() - begun < 0.05


@pytest.mark.parametrize("factor", [0, -1, 23])
def test_no_one_can_ask_for_more_by_mistake(factor: int) -> None:
    with pytest.raises(ValueError, match="work factor"):
        ScryptRecipient("seven words", factor)
    with pytest.raises(ValueError, match="work factor"):
        ScryptIdentity("seven words", factor)


@pytest.mark.threat(13)
@pytest.mark.parametrize(
    "header",
    [
        b"-> X " + b"a" * (1 << 22) + b"\n",
        b"-> X\n" + (b"A" * 64 + b"\n") * (1 << 16),
        b"-> X a\n\n" * (1 << 18),
    ],
)
def test_a_header_without_end_is_read_up_to_the_limit(header: bytes) -> None:
    source = io.BytesIO(b"age-encryption.org/v1\n" + header)
    with pytest.raises(TooMuchWork):
        Decryptor(source, [DANA])
    assert source.tell() <= MAX_HEADER_BYTES


def test_a_header_without_recipients_is_refused() -> None:
    given_out, error = released(b"age-encryption.org/v1\n--- " + b"A" * 43 + b"\n")
    assert isinstance(error, Damaged)
    assert given_out == b""


def test_every_file_has_its_own_header_mac_and_reading_tells_it() -> None:
    file = io.BytesIO()
    encryptor = Encryptor(file, [DANA.recipient])
    encryptor.finish()
    decryptor = Decryptor(io.BytesIO(file.getvalue()), [DANA])
    assert len(encryptor.header_mac) == 32
    assert decryptor.header_mac == encryptor.header_mac
    assert Encryptor(io.BytesIO(), [DANA.recipient]).header_mac != encryptor.header_mac


class Drip(io.RawIOBase):
    """A slow pipe: cannot be sought, gives and takes little at a time."""

    def __init__(self, content: bytes = b"") -> None:
        super().__init__()
        self.content = bytearray(content)

    def readable(self) -> bool:
        return True

    def readinto(self, target: bytearray) -> int:  # type: ignore[override]  # RawIOBase names a wider buffer type
        given = self.content[: min(len(target), 40_000)]
        target[: len(given)] = given
        del self.content[: len(given)]
        return len(given)

    def write(self, data: bytes | bytearray | memoryview) -> int:  # type: ignore[override]  # RawIOBase names a wider buffer type
        self.content += data[:50_000]
        return min(len(data), 50_000)


def test_streams_that_give_and_take_little_at_a_time() -> None:
    plain = os.urandom(5 * CHUNK + 1)
    file = Drip()
    encrypt(Drip(plain), file, [DANA.recipient])
    out = Drip()
    decrypt(Drip(bytes(file.content)), out, [DANA])
    assert out.content == plain


class Watch(Stoppable):
    """Remembers what it was told; stops after so many steps."""

    def __init__(self, stop_after: int | None = None) -> None:
        super().__init__()
        self.told: list[tuple[int, int | None]] = []
        self._stop_after = stop_after

    def step(self, done: int, total: int | None) -> None:
        super().step(done, total)
        self.told.append((done, total))
        if len(self.told) == self._stop_after:
            self.stop()


def test_progress_counts_bytes_of_plaintext() -> None:
    size = 40 * CHUNK + 5
    file, going, coming = io.BytesIO(), Watch(), Watch()
    encrypt(io.BytesIO(bytes(size)), file, [DANA.recipient], going)
    file.seek(0)
    decrypt(file, io.BytesIO(), [DANA], coming)
    for watch in (going, coming):
        done = [figure for figure, _ in watch.told]
        assert done == sorted(done)
        assert watch.told[-1] == (size, size)


def test_progress_does_not_know_the_size_of_a_pipe() -> None:
    watch = Watch()
    encrypt(Drip(bytes(CHUNK)), io.BytesIO(), [DANA.recipient], watch)
    assert watch.told == [(CHUNK, None)]


def test_both_ways_can_be_stopped() -> None:
    file = io.BytesIO()
    with pytest.raises(Cancelled):
        encrypt(io.BytesIO(bytes(64 * CHUNK)), file, [DANA.recipient], Watch(stop_after=2))
    assert isinstance(released(file.getvalue())[1], Truncated)
    plain = io.BytesIO()
    with pytest.raises(Cancelled):
        decrypt(io.BytesIO(LONG_FILE), plain, [DANA], Watch(stop_after=3))
    assert LONG.startswith(plain.getvalue())
    assert len(plain.getvalue()) < len(LONG)
