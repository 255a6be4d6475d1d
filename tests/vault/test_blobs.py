"""Evidence files: bit for bit what came in, and nothing else passes."""

from __future__ import annotations

import hashlib
import io
import random
from pathlib import Path

import pytest

from casefile.errors import Cancelled, VerificationFailed
from casefile.progress import Stoppable
from casefile.vault.blobs import Blob, BlobStore
from casefile.vault.durable import CONSTANT_TIME
from casefile.vault.keys import Keys, new_vault_key
from casefile.vault.padding import padded_length

SIZES = (0, 1, 65535, 65536, 65537, 1 << 20, (1 << 20) + 1, 3_000_001)


def _store(folder: Path) -> BlobStore:
    for name in ("staging", "evidence"):
        (folder / name).mkdir(parents=True)
    return BlobStore(folder, Keys.of(new_vault_key()).store)


@pytest.fixture
def store(tmp_path: Path) -> BlobStore:
    return _store(tmp_path)


def _file(folder: Path, blob: Blob) -> Path:
    return folder / "evidence" / blob.name[:2] / blob.name


def _altered(store: BlobStore, blob: Blob) -> bool:
    """Whether both ways of looking at a file refuse it."""
    with pytest.raises(VerificationFailed):
        store.verify(blob)
    try:
        with store.read(blob) as stream:
            stream.read()
    except VerificationFailed:
        return True
    return False


@pytest.mark.parametrize("size", SIZES)
def test_what_comes_in_comes_out(tmp_path: Path, store: BlobStore, size: int) -> None:
    content = random.Random(size).randbytes(size)
    blob = store.add(io.BytesIO(content))
    assert (blob.sha256, blob.length) == (hashlib.sha256(content).digest(), size)
    store.verify(blob)
    with store.read(blob) as stream:
        assert stream.read() == content
    path = _file(tmp_path, blob)
    assert path.stat().st_mtime == CONSTANT_TIME
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_bytes().startswith(b"age-encryption.org/v1\n-> mlkem768x25519 ")
    assert path.stat().st_size > blob.padded >= 65536


def test_sizes_on_disk_do_not_tell_sizes_of_content(tmp_path: Path, store: BlobStore) -> None:
    blobs = [store.add(io.BytesIO(bytes(size))) for size in (0, 100, 65536)]
    assert len({_file(tmp_path, blob).stat().st_size for blob in blobs}) == 1


@pytest.mark.parametrize(
    ("length", "padded"),
    [(0, 65536), (65536, 65536), (65537, 67584), (1_000_000, 1_015_808), (10**9, 1_006_632_960), (2**40, 2**40)],
)
def test_padding_follows_padme(length: int, padded: int) -> None:
    assert padded_length(length) == padded
    assert padded_length(padded) == padded
    assert padded <= max(65536, length * 1.12)


def test_any_part_can_be_read(store: BlobStore) -> None:
    content = random.Random(1).randbytes(400_000)
    with store.read(store.add(io.BytesIO(content))) as stream:
        assert stream.seek(0, io.SEEK_END) == 400_000
        assert stream.read(1) == b""
        for start, length in ((399_990, 100), (65_530, 12), (0, 5), (200_000, 131_072)):
            stream.seek(start)
            assert stream.read(length) == content[start : start + length]


def test_a_stream_that_gives_little_at_a_time(store: BlobStore) -> None:
    class Dripping(io.RawIOBase):
        left = 5000

        def readable(self) -> bool:
            return True

        def readinto(self, target: object) -> int:
            room = memoryview(target)  # type: ignore[arg-type]  # RawIOBase leaves the type of a buffer open
            given = min(self.left, 7, len(room))
            room[:given] = b"x" * given
            self.left -= given
            return given

    assert store.add(Dripping()).length == 5000


def test_flipped_bytes_are_noticed(tmp_path: Path, store: BlobStore) -> None:
    blob = store.add(io.BytesIO(b"a small file"))
    path = _file(tmp_path, blob)
    whole = path.read_bytes()
    for at in [*range(0, 2000, 97), *range(2000, len(whole), 4999), len(whole) - 1]:
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert _altered(store, blob), at


@pytest.mark.threat(7)
def test_truncated_or_longer_files_are_noticed(tmp_path: Path, store: BlobStore) -> None:
    blob = store.add(io.BytesIO(random.Random(2).randbytes(200_000)))
    path = _file(tmp_path, blob)
    whole = path.read_bytes()
    chunk = 65536 + 16
    for length in (0, 1, 100, len(whole) - chunk, len(whole) - 17, len(whole) - 1):
        path.write_bytes(whole[:length])
        assert _altered(store, blob), length
    path.write_bytes(whole + b"\0")
    assert _altered(store, blob)
    path.unlink()
    with pytest.raises(VerificationFailed, match="evidence_missing"):
        store.read(blob)


@pytest.mark.threat(8)
def test_chunks_out_of_order_are_noticed(tmp_path: Path, store: BlobStore) -> None:
    blob = store.add(io.BytesIO(random.Random(3).randbytes(400_000)))
    path = _file(tmp_path, blob)
    whole = path.read_bytes()
    chunk = 65536 + 16
    start = whole.index(b"\n--- ") + 5 + 43 + 1 + 16
    one, two = whole[start : start + chunk], whole[start + chunk : start + 2 * chunk]
    for middle in (two + one, one + one, two):
        path.write_bytes(whole[:start] + middle + whole[start + 2 * chunk :])
        assert _altered(store, blob)


@pytest.mark.threat(9)
def test_swapped_files_are_noticed_before_a_byte_is_read(tmp_path: Path, store: BlobStore) -> None:
    one, two = store.add(io.BytesIO(b"one")), store.add(io.BytesIO(b"two"))
    content = _file(tmp_path, one).read_bytes()
    _file(tmp_path, one).write_bytes(_file(tmp_path, two).read_bytes())
    _file(tmp_path, two).write_bytes(content)
    for blob in (one, two):
        with pytest.raises(VerificationFailed, match="evidence_altered"):
            store.read(blob)
        with pytest.raises(VerificationFailed, match="evidence_altered"):
            store.verify(blob)


@pytest.mark.threat(9)
def test_a_file_of_another_vault_is_noticed(tmp_path: Path, store: BlobStore) -> None:
    other = _store(tmp_path / "other")
    foreign, own = other.add(io.BytesIO(b"same")), store.add(io.BytesIO(b"same"))
    _file(tmp_path, own).write_bytes(_file(tmp_path / "other", foreign).read_bytes())
    assert _altered(store, own)


def test_a_row_with_another_hash_or_length_is_noticed(store: BlobStore) -> None:
    blob = store.add(io.BytesIO(b"content"))
    for wrong in (
        Blob(blob.name, blob.header_mac, bytes(32), blob.length),
        Blob(blob.name, blob.header_mac, blob.sha256, blob.length - 1),
        Blob(blob.name, blob.header_mac, blob.sha256, blob.length + 1),
    ):
        with pytest.raises(VerificationFailed):
            store.verify(wrong)


def test_cancelling_leaves_nothing(tmp_path: Path, store: BlobStore) -> None:
    progress = Stoppable()

    class Stopping(io.BytesIO):
        def readinto(self, target: object) -> int:
            progress.stop()
            return super().readinto(target)  # type: ignore[arg-type]  # as above

    with pytest.raises(Cancelled):
        store.add(Stopping(bytes(5_000_000)), progress)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_only_what_the_database_knows_is_kept(tmp_path: Path, store: BlobStore) -> None:
    confirmed, committed, lost = (store.add(io.BytesIO(words)) for words in (b"1", b"2", b"3"))
    store.confirm(confirmed.name)
    assert store.settle(lambda name: name == committed.name) == [lost.name]
    assert [store.holds(blob.name) for blob in (confirmed, committed, lost)] == [True, True, False]
    assert store.settle(lambda _name: False) == []
    store.remove(confirmed.name)
    store.remove(confirmed.name)
    assert not store.holds(confirmed.name)
    assert list((tmp_path / "staging").iterdir()) == []


def test_a_removal_that_a_crash_interrupted_is_finished(store: BlobStore) -> None:
    blob = store.add(io.BytesIO(b"purged"))
    store.confirm(blob.name)
    store.declare(blob.name)
    assert store.settle(lambda _name: False) == [blob.name]
    assert not store.holds(blob.name)
