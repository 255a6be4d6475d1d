"""Keys from passphrases (Argon2id, RFC 9106) and keys from keys (HKDF-SHA-512, RFC 5869)."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from casefile.crypto.passphrase import passphrase_bytes
from casefile.errors import Refused

KEY_BYTES = 32
SALT_BYTES = 32
_KEYFILE_LABEL = b"casefile/v1/keyfile\0"
_CALIBRATION_SECONDS = 1.5


@dataclass(frozen=True, slots=True)
class Argon2Parameters:
    """What one Argon2id run costs.

    Attributes:
        memory_kib: memory in KiB.
        passes: how often the memory is gone over.
        lanes: how many independent lanes it is cut into.
    """

    memory_kib: int
    passes: int
    lanes: int

    def check(self) -> None:
        """Refuse parameters outside `FLOOR` and `CEILING`; allocates nothing.

        Raises:
            UnsafeParameters: too weak to protect, or more than this program will spend for a file it does not know yet.
        """
        mine = (self.memory_kib, self.passes, self.lanes)
        lowest = (FLOOR.memory_kib, FLOOR.passes, FLOOR.lanes)
        highest = (CEILING.memory_kib, CEILING.passes, CEILING.lanes)
        if not all(low <= value <= high for low, value, high in zip(lowest, mine, highest, strict=True)):
            raise UnsafeParameters


FLOOR = Argon2Parameters(memory_kib=64 * 1024, passes=3, lanes=4)
CEILING = Argon2Parameters(memory_kib=2 * 1024 * 1024, passes=10, lanes=8)


class UnsafeParameters(Refused):
    """Key derivation parameters below the floor or above the ceiling."""

    def __init__(self) -> None:
        super().__init__("crypto.kdf_parameters")


class NotEnoughMemory(Refused):
    """This computer could not give the memory that the derivation needs."""

    def __init__(self, memory_kib: int) -> None:
        super().__init__("crypto.kdf_memory", mib=memory_kib // 1024)


def derive(passphrase: str, salt: bytes, parameters: Argon2Parameters, keyfile: bytes | None = None) -> bytes:
    """A 32-byte key from a passphrase by Argon2id version 0x13.

    Args:
        passphrase: as typed; normalised here.
        salt: 32 random bytes.
        parameters: checked before anything is allocated.
        keyfile: content of a file that is needed beside the passphrase; goes in as Argon2's secret value.

    Raises:
        UnsafeParameters, NotEnoughMemory, UnusablePassphrase
    """
    parameters.check()
    if len(salt) != SALT_BYTES:
        raise ValueError("the salt is 32 bytes")
    secret = None if keyfile is None else hashlib.sha512(_KEYFILE_LABEL + keyfile).digest()
    typed = passphrase_bytes(passphrase)
    argon2 = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=parameters.passes,
        lanes=parameters.lanes,
        memory_cost=parameters.memory_kib,
        secret=secret,
    )
    try:
        return argon2.derive(typed)
    except MemoryError:
        raise NotEnoughMemory(parameters.memory_kib) from None


def calibrated(memory_kib: int, seconds: float = _CALIBRATION_SECONDS) -> Argon2Parameters:
    """Parameters with `memory_kib` whose derivation takes about `seconds` on this computer, never outside the bounds."""
    trial = Argon2Parameters(memory_kib, FLOOR.passes, FLOOR.lanes)
    begun = time.perf_counter()
    derive("calibration", bytes(SALT_BYTES), trial)
    one_pass = (time.perf_counter() - begun) / trial.passes
    passes = min(max(round(seconds / one_pass), FLOOR.passes), CEILING.passes)
    return Argon2Parameters(memory_kib, passes, FLOOR.lanes)


def expand(key: bytes, label: str, length: int = KEY_BYTES) -> bytes:
    """`length` bytes for the purpose `label` (ASCII), by HKDF-SHA-512 with an empty salt. `key` holds 32 random bytes."""
    if len(key) != KEY_BYTES:
        raise ValueError("the key is 32 bytes")
    return HKDF(hashes.SHA512(), length, salt=None, info=label.encode("ascii")).derive(key)
