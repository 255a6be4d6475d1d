"""The sealed head: no byte of it can be changed unnoticed, and a torn write leaves the earlier statement."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.errors import VerificationFailed
from casefile.vault.head import Head, HeadFile

KEY, VAULT_ID = bytes(range(32)), bytes(16)


def _file(folder: Path) -> HeadFile:
    return HeadFile(folder, KEY, VAULT_ID)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A folder with a head that was written five times."""
    file = _file(tmp_path)
    file.create(Head())
    for size in range(1, 6):
        file.write(Head(size, bytes([size]) * 32, b"l" * 32, clean=size % 2 == 0, restored=size == 5))
    return tmp_path


def test_the_last_one_written_counts(written: Path) -> None:
    found = _file(written).read()
    assert found.head == Head(5, b"\5" * 32, b"l" * 32, clean=False, restored=True)
    assert found.whole
    assert (written / "head").stat().st_size == 1024


def test_writing_goes_on_after_reading(written: Path) -> None:
    for size in range(6, 9):
        file = _file(written)
        file.read()
        file.write(Head(size))
        assert _file(written).read().head.size == size


@pytest.mark.threat(6)
def test_every_flipped_byte_is_noticed(written: Path) -> None:
    data = (written / "head").read_bytes()
    sizes = set()
    for at in range(len(data)):
        (written / "head").write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        found = _file(written).read()
        assert not found.whole, at
        sizes.add(found.head.size)
    assert sizes == {4, 5}


@pytest.mark.threat(7)
def test_other_damage_is_noticed(written: Path, tmp_path: Path) -> None:
    data = (written / "head").read_bytes()
    for partly in (data[:512], data[:1000], data + b"\0", data[512:] + data[:512], data[:512] * 2):
        (written / "head").write_bytes(partly)
        assert not _file(written).read().whole
    for nothing in (b"", data[:100], bytes(1024)):
        (written / "head").write_bytes(nothing)
        with pytest.raises(VerificationFailed):
            _file(written).read()
    (written / "head").unlink()
    with pytest.raises(VerificationFailed):
        _file(written).read()


def test_a_head_of_another_vault_is_not_read(written: Path) -> None:
    with pytest.raises(VerificationFailed):
        HeadFile(written, KEY, b"o" * 16).read()
    with pytest.raises(VerificationFailed):
        HeadFile(written, bytes(32), VAULT_ID).read()
