"""Keys from passphrases and keys from keys."""

from __future__ import annotations

import dataclasses
import time
import tracemalloc

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from casefile.crypto.kdf import CEILING, FLOOR, Argon2Parameters, UnsafeParameters, calibrated, derive, expand
from casefile.crypto.passphrase import UnusablePassphrase

SALT = bytes(range(32))


def test_every_input_changes_the_key() -> None:
    key = derive("seven words", SALT, FLOOR)
    assert len(key) == 32
    assert key == derive("seven words", SALT, FLOOR)
    others = [
        derive("seven word", SALT, FLOOR),
        derive("seven words", bytes(32), FLOOR),
        derive("seven words", SALT, dataclasses.replace(FLOOR, passes=4)),
        derive("seven words", SALT, FLOOR, keyfile=b""),
        derive("seven words", SALT, FLOOR, keyfile=b"a picture"),
    ]
    assert len({key, *others}) == len(others) + 1


def test_the_key_is_what_argon2id_has_always_given() -> None:
    # Frozen: a vault made today opens with this value or not at all. Checked against another implementation (noble-hashes).
    frozen = "d211f7d8800e410e954e08f1890cc0976af43aabc99b32635673516251253755"
    assert derive("жеті сөз", SALT, FLOOR).hex() == frozen


@pytest.mark.threat(13)
@pytest.mark.parametrize(
    "parameters",
    [
        dataclasses.replace(FLOOR, memory_kib=FLOOR.memory_kib - 1),
        dataclasses.replace(FLOOR, passes=2),
        dataclasses.replace(FLOOR, lanes=3),
        dataclasses.replace(CEILING, memory_kib=CEILING.memory_kib + 1),
        dataclasses.replace(CEILING, passes=11),
        dataclasses.replace(CEILING, lanes=9),
        Argon2Parameters(2**32 - 1, 2**32 - 1, 2**24 - 1),
        Argon2Parameters(0, 0, 0),
        Argon2Parameters(-1, 3, 4),
    ],
)
def test_parameters_out_of_bounds_are_refused_at_once(parameters: Argon2Parameters) -> None:
    tracemalloc.start()
    begun = time.process_time()
    with pytest.raises(UnsafeParameters):
        derive("seven words", SALT, parameters)
    assert time.process_time() - begun < 0.05
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


def test_the_bounds_themselves_are_allowed() -> None:
    FLOOR.check()
    CEILING.check()


def test_what_is_no_salt_or_passphrase_is_refused() -> None:
    with pytest.raises(ValueError, match="salt"):
        derive("seven words", SALT[:16], FLOOR)
    with pytest.raises(UnusablePassphrase):
        derive("", SALT, FLOOR)


def test_calibration_takes_the_passes_that_fit_and_stays_within_the_bounds() -> None:
    assert calibrated(FLOOR.memory_kib, seconds=0.0) == FLOOR
    assert calibrated(FLOOR.memory_kib, seconds=1000.0) == dataclasses.replace(FLOOR, passes=CEILING.passes)
    with pytest.raises(UnsafeParameters):
        calibrated(FLOOR.memory_kib - 1)


def test_labels_part_keys() -> None:
    key = bytes(range(32))
    assert expand(key, "casefile/v1/database") != expand(key, "casefile/v1/head")
    assert expand(key, "a", 64)[:32] == expand(key, "a")
    assert expand(key, "a") == HKDF(hashes.SHA512(), 32, salt=bytes(64), info=b"a").derive(key)
    with pytest.raises(ValueError, match="32 bytes"):
        expand(b"short", "a")
