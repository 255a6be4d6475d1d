"""Reading any part of a file."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.crypto.age import (
    AgeError,
    ArmorWriter,
    Damaged,
    HybridIdentity,
    NotSeekable,
    SeekableReader,
    Truncated,
    WrongKey,
    X25519Identity,
    encrypt,
)

CHUNK = 65536
SEALED = CHUNK + 16
DANA = X25519Identity.generate()
PLAIN = os.urandom(5 * CHUNK + 321)


def encrypted(plain: bytes) -> bytes:
    file = io.BytesIO()
    encrypt(io.BytesIO(plain), file, [DANA.recipient])
    return file.getvalue()


FILE = encrypted(PLAIN)
PAYLOAD = len(FILE) - len(PLAIN) - 6 * 16


def opened(file: bytes) -> SeekableReader:
    return SeekableReader(io.BytesIO(file), [DANA])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(PLAIN) + 10), st.integers(0, 3 * CHUNK)), max_size=12))
def test_it_reads_as_the_plain_file_would(reads: list[tuple[int, int]]) -> None:
    plain = io.BytesIO(PLAIN)
    with opened(FILE) as reader:
        for position, size in reads:
            assert reader.seek(position) == plain.seek(position)
            assert reader.read(size) == plain.read(size)
            assert reader.tell() == plain.tell()


@pytest.mark.parametrize("size", [0, 1, CHUNK, CHUNK + 1, 2 * CHUNK])
def test_sizes_at_the_boundaries(size: int) -> None:
    plain = os.urandom(size)
    with opened(encrypted(plain)) as reader:
        assert reader.size == size
        assert reader.seek(0, io.SEEK_END) == size
        assert reader.read(1) == b""
        reader.seek(0)
        assert reader.read() == plain


def test_positions_are_counted_from_start_here_and_end() -> None:
    with opened(FILE) as reader:
        assert reader.seek(-5, io.SEEK_END) == len(PLAIN) - 5
        assert reader.read(3) == PLAIN[-5:-2]
        assert reader.seek(-3, io.SEEK_CUR) == len(PLAIN) - 5
        with pytest.raises(ValueError, match="negative"):
            reader.seek(-1)
        assert io.BufferedReader(reader).read() == PLAIN[-5:]


def test_the_file_may_stand_on_disk_without_buffer(tmp_path: Path) -> None:
    path = tmp_path / "ab12"
    path.write_bytes(FILE)
    source = path.open("rb", buffering=0)
    with SeekableReader(source, [DANA]) as reader:
        assert reader.read() == PLAIN
    assert source.closed


@pytest.mark.parametrize("chunk", [0, 2, 4])
def test_a_damaged_chunk_gives_nothing_and_leaves_the_others(chunk: int) -> None:
    changed = bytearray(FILE)
    changed[PAYLOAD + chunk * SEALED + 50] ^= 1
    with opened(bytes(changed)) as reader:
        target = bytearray(3 * CHUNK)
        reader.seek(chunk * CHUNK)
        with pytest.raises(Damaged):
            reader.readinto(memoryview(target)[:CHUNK])
        assert target == bytes(3 * CHUNK)
        assert reader.tell() == chunk * CHUNK
        reader.seek(chunk * CHUNK + 10)
        with pytest.raises(Damaged):
            reader.read(4)
        reader.seek((chunk + 1) * CHUNK)
        assert reader.read(CHUNK) == PLAIN[(chunk + 1) * CHUNK : (chunk + 2) * CHUNK]


def test_a_cut_file_is_noticed_when_it_is_opened() -> None:
    for boundary in (*range(PAYLOAD, len(FILE), SEALED), len(FILE)):
        for cut in (boundary - 1, boundary, boundary + 1):
            if cut < len(FILE):
                with pytest.raises(Truncated):
                    opened(FILE[:cut])


def test_a_file_cut_while_it_is_read_is_noticed() -> None:
    source = io.BytesIO(FILE)
    reader = SeekableReader(source, [DANA])
    source.truncate(PAYLOAD + SEALED + 100)
    reader.seek(CHUNK)
    with pytest.raises(Damaged):
        reader.read(CHUNK)
    with pytest.raises(Damaged):
        reader.read(10)


def test_anything_after_the_end_is_noticed() -> None:
    for more in (1, 16, 17, SEALED, CHUNK):
        with pytest.raises(AgeError):
            opened(FILE + bytes(more))


def test_armor_cannot_be_read_out_of_order() -> None:
    text = io.BytesIO()
    armor = ArmorWriter(text)
    armor.write(FILE)
    armor.finish()
    with pytest.raises(NotSeekable):
        opened(text.getvalue())


def test_what_could_not_be_opened_stays_open_for_its_owner() -> None:
    source = io.BytesIO(FILE)
    with pytest.raises(WrongKey):
        SeekableReader(source, [HybridIdentity.generate()])
    assert not source.closed
