"""The header: every byte counts, either copy opens, and nothing costly happens before the limits are checked."""

from __future__ import annotations

import dataclasses
import hashlib
import secrets
import struct
import sys
import tracemalloc
from pathlib import Path

import pytest

from casefile.crypto.kdf import CEILING, FLOOR, Argon2Parameters, derive
from casefile.errors import CasefileError, Refused, VerificationFailed
from casefile.vault import founding
from casefile.vault import vault as vaults
from casefile.vault.founding import new_header
from casefile.vault.header import SIZE, Header, NotAHeader, TornHeader, check_whole, decode, encode
from casefile.vault.headerpair import HeaderPair, unlock
from casefile.vault.keys import Keys, new_vault_key
from casefile.vault.slots import Entry, fill_slot, find_slot, unseal_directory
from tests.threats.spending import Spent
from tests.vault.conftest import AUTHOR, PASSPHRASE

_VERSION_AT, _OLDEST_AT, _FEATURES_AT, _COST_AT, _SLOTS_AT, _SLOT = 16, 20, 24, 56, 2276, 92


@pytest.fixture(scope="module")
def keys() -> Keys:
    return Keys.of(new_vault_key())


@pytest.fixture(scope="module")
def stretched() -> bytes:
    return secrets.token_bytes(32)


@pytest.fixture
def header(keys: Keys, stretched: bytes) -> Header:
    return new_header(keys, Entry(b"a" * 16, AUTHOR, "laptop"), stretched, bytes(32), FLOOR, bytes(16))


def _sealed_again(data: bytes) -> bytes:
    """With a checksum that holds, as someone who knows the format but no key would write it."""
    return data[:-32] + hashlib.sha256(data[:-32]).digest()


def _patched(data: bytes, at: int, patch: bytes) -> bytes:
    return data[:at] + patch + data[at + len(patch) :]


def _put(folder: Path, data: bytes) -> None:
    for name in ("header.a", "header.b"):
        (folder / name).write_bytes(data)


def _opening(folder: Path, passphrase: str = PASSPHRASE) -> CasefileError:
    with pytest.raises(CasefileError) as caught:
        vaults.open(folder, passphrase)
    return caught.value


def test_what_is_written_is_read(header: Header, keys: Keys, stretched: bytes) -> None:
    data = encode(header, keys.header_mac)
    assert len(data) == SIZE
    check_whole(data)
    copy = decode(data)
    assert copy.header == header
    assert copy.authentic(keys.header_mac)
    assert find_slot(stretched, copy.header) == (0, keys.vault)
    directory = unseal_directory(header.directory, keys.directory, header.vault_id)
    assert directory == (Entry(b"a" * 16, AUTHOR, "laptop"), *[None] * 15)
    assert header.store_recipient.startswith("age1pq1")
    assert header.inbox_recipient.startswith("age1")


@pytest.mark.threat(6)
def test_every_flipped_byte_is_noticed(header: Header, keys: Keys) -> None:
    data = encode(header, keys.header_mac)
    for at in range(SIZE):
        flipped = _patched(data, at, bytes([data[at] ^ 0x40]))
        with pytest.raises((TornHeader, NotAHeader)):
            check_whole(flipped)
        if at < SIZE - 32:
            assert _rejected(_sealed_again(flipped), keys), at


def _rejected(data: bytes, keys: Keys) -> bool:
    try:
        check_whole(data)
        return not decode(data).authentic(keys.header_mac)
    except (NotAHeader, Refused):
        return True


@pytest.mark.threat(7)
def test_every_truncation_is_torn(header: Header, keys: Keys) -> None:
    data = encode(header, keys.header_mac)
    for length in (16, 17, 100, 4096, SIZE - 33, SIZE - 32, SIZE - 1):
        with pytest.raises(TornHeader):
            check_whole(data[:length])
    with pytest.raises(TornHeader):
        check_whole(data + b"\0")


def test_used_and_unused_slots_look_alike(header: Header) -> None:
    assert {len(slot) for slot in header.slots} == {_SLOT}
    assert len(set(header.slots)) == 16


@pytest.mark.threat(13)
def test_a_slot_opens_only_where_it_was_put(header: Header, keys: Keys, stretched: bytes) -> None:
    slots = list(header.slots)
    slots[0], slots[5] = slots[5], slots[0]
    moved = decode(encode(dataclasses.replace(header, slots=tuple(slots)), keys.header_mac))
    with pytest.raises(VerificationFailed) as caught:
        unlock([moved], lambda _header: stretched)
    assert caught.value.key == "vault.header_altered"


def test_several_people_have_several_passphrases(header: Header, keys: Keys, stretched: bytes) -> None:
    other = secrets.token_bytes(32)
    slots = (header.slots[0], *header.slots[1:9], fill_slot(other, header, 9, keys.vault), *header.slots[10:])
    both = dataclasses.replace(header, slots=slots)
    assert find_slot(stretched, both) == (0, keys.vault)
    assert find_slot(other, both) == (9, keys.vault)
    assert find_slot(secrets.token_bytes(32), both) is None


@pytest.mark.threat(3)
@pytest.mark.parametrize("torn", ["header.a", "header.b"])
@pytest.mark.parametrize("damage", ["missing", "truncated", "flipped"])
def test_either_copy_alone_opens(closed: Path, torn: str, damage: str) -> None:
    path = closed / torn
    data = path.read_bytes()
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(data[:5000] if damage == "truncated" else _patched(data, 3000, b"?"))
    with vaults.open(closed, PASSPHRASE) as vault:
        assert [dict(finding.values) for finding in vault.findings] == [{"name": torn}]
    assert path.read_bytes() == data
    vaults.open(closed, PASSPHRASE).close()


@pytest.mark.threat(3)
def test_two_torn_copies_are_not_a_wrong_passphrase(closed: Path) -> None:
    _put(closed, (closed / "header.a").read_bytes()[:-1] + b"?")
    assert _opening(closed).key == "vault.header_torn"


@pytest.mark.threat(3)
def test_a_forged_newer_copy_does_not_lock_anyone_out(closed: Path) -> None:
    data = (closed / "header.a").read_bytes()
    garbled = _patched(_patched(data, 32, struct.pack(">Q", 99)), _SLOTS_AT, bytes(16 * _SLOT))
    (closed / "header.a").write_bytes(_sealed_again(garbled))
    with vaults.open(closed, PASSPHRASE) as vault:
        assert [dict(finding.values) for finding in vault.findings] == [{"name": "header.a"}]


def test_an_older_genuine_copy_does_not_bring_the_old_passphrase_back(closed: Path) -> None:
    older = (closed / "header.b").read_bytes()
    with vaults.open(closed, PASSPHRASE) as vault:
        vault.change_passphrase(PASSPHRASE, "eight herons")
    (closed / "header.b").write_bytes(older)
    assert _opening(closed).key == "vault.wrong_passphrase"
    vaults.open(closed, "eight herons").close()


def test_altered_with_the_right_passphrase_says_so(closed: Path) -> None:
    data = (closed / "header.a").read_bytes()
    _put(closed, _sealed_again(_patched(data, 7900, b"?")))
    refusal = _opening(closed)
    assert refusal.key == "vault.header_altered"
    assert refusal.exit_code == 3


def _cost(memory_kib: int, passes: int, lanes: int) -> bytes:
    return struct.pack(">3I", memory_kib, passes, lanes)


@pytest.mark.threat(13)
@pytest.mark.parametrize(
    ("at", "patch", "key"),
    [
        (_VERSION_AT, struct.pack(">4H", 2, 0, 2, 0), "vault.newer_format"),
        (_OLDEST_AT, struct.pack(">2H", 1, 1), "vault.newer_format"),
        (_FEATURES_AT, struct.pack(">Q", 1 << 63), "vault.unknown_feature"),
        (_COST_AT, _cost(0xFFFFFFFF, 3, 4), "crypto.kdf_parameters"),
        (_COST_AT, _cost(CEILING.memory_kib + 1, 3, 4), "crypto.kdf_parameters"),
        (_COST_AT, _cost(65536, 11, 4), "crypto.kdf_parameters"),
        (_COST_AT, _cost(65536, 3, 9), "crypto.kdf_parameters"),
        (_COST_AT, _cost(65535, 3, 4), "crypto.kdf_parameters"),
        (_COST_AT, _cost(65536, 2, 4), "crypto.kdf_parameters"),
        (_COST_AT, _cost(65536, 3, 1), "crypto.kdf_parameters"),
    ],
)
def test_refused_before_anything_is_spent(closed: Path, at: int, patch: bytes, key: str) -> None:
    _put(closed, _sealed_again(_patched((closed / "header.a").read_bytes(), at, patch)))
    tracemalloc.start()
    spent = Spent()
    assert _opening(closed).key == key
    seconds, resident = spent.seconds(), spent.resident()
    traced = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert seconds < 0.05
    assert traced < 1 << 20
    assert resident < 8 << 20  # what C code takes is not traced; the least that Argon2id may ask for is 64 MiB


def test_a_peak_is_measured() -> None:
    """Else the test above would prove nothing."""
    spent = Spent()
    assert derive("seven words", bytes(32), FLOOR)
    assert sys.platform != "linux" or spent.resident() > 48 << 20


@pytest.mark.threat(13)
def test_swapped_slots_cost_no_more_than_the_passphrase(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody can tell them from others before the passphrase was stretched once, and nothing more is spent then."""
    data = (closed / "header.a").read_bytes()
    first, sixth = _SLOTS_AT, _SLOTS_AT + 5 * _SLOT
    swapped = _patched(_patched(data, first, data[sixth : sixth + _SLOT]), sixth, data[first : first + _SLOT])
    _put(closed, _sealed_again(swapped))
    known = decode(data).header
    stretched = derive(PASSPHRASE, known.salt, known.parameters)
    asked: list[object] = []

    def stretch(*arguments: object) -> bytes:
        asked.append(arguments)
        return stretched

    monkeypatch.setattr(founding, "derive", stretch)
    spent = Spent()
    assert _opening(closed).key == "vault.header_altered"
    seconds = spent.seconds()
    assert len(asked) == 1
    assert seconds < 0.05


def test_a_newer_minor_version_opens_and_keeps_what_it_added(header: Header, keys: Keys) -> None:
    newer = dataclasses.replace(header, format=(1, 7), spare=b"new".ljust(256, b"\0"))
    copy = decode(encode(newer, keys.header_mac))
    assert encode(copy.header, keys.header_mac) == copy.data


def test_sequence_decides(tmp_path: Path, header: Header, keys: Keys) -> None:
    newer = dataclasses.replace(header, sequence=2, parameters=Argon2Parameters(65536, 4, 4))
    (tmp_path / "header.a").write_bytes(encode(header, keys.header_mac))
    (tmp_path / "header.b").write_bytes(encode(newer, keys.header_mac))
    assert [copy.header.sequence for copy in HeaderPair(tmp_path).read()] == [2, 1]
