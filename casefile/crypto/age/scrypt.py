"""The passphrase recipient type (C2SP age.md, "The scrypt recipient type")."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from casefile.crypto.age.errors import DamagedHeader, TooMuchWork
from casefile.crypto.age.header import Stanza
from casefile.crypto.age.wrapping import SCRYPT, check_stanza, decode_argument, unwrap_under, wrap_under
from casefile.crypto.canonical import encode
from casefile.crypto.passphrase import passphrase_bytes

_SALT_BYTES = 16
_SALT_LABEL = b"age-encryption.org/v1/scrypt"
_DECIMAL = re.compile(r"[1-9][0-9]*", re.ASCII)
_HIGHEST_WORK_FACTOR = 22  # 4 GiB; no caller may allow more


class ScryptRecipient:
    """Whoever knows a passphrase.

    Args:
        passphrase: as typed; normalised here.
        work_factor: binary logarithm of the scrypt cost; 18 takes 256 MiB and about a second.
    """

    def __init__(self, passphrase: str, work_factor: int = 18) -> None:
        self._passphrase = passphrase_bytes(passphrase)
        self._work_factor = _bounded(work_factor)

    def wrap(self, file_key: bytes) -> Stanza:
        """See `Recipient.wrap`."""
        salt = os.urandom(_SALT_BYTES)
        key = _wrapping_key(self._passphrase, salt, self._work_factor)
        arguments = (encode(salt).decode("ascii"), str(self._work_factor))
        return Stanza(SCRYPT, arguments, wrap_under(key, file_key))


class ScryptIdentity:
    """Someone who knows a passphrase.

    Args:
        passphrase: as typed; normalised here.
        max_work_factor: files that ask for more are refused before any work; 20 takes 1 GiB for some seconds.
    """

    stanza_type = SCRYPT

    def __init__(self, passphrase: str, max_work_factor: int = 20) -> None:
        self._passphrase = passphrase_bytes(passphrase)
        self._max_work_factor = _bounded(max_work_factor)

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """See `Identity.unwrap`. A passphrase stanza must be the only one."""
        mine = [stanza for stanza in stanzas if stanza.type == SCRYPT]
        if not mine:
            return None
        if len(stanzas) > 1:
            raise DamagedHeader
        return self._unwrap(mine[0])

    def _unwrap(self, stanza: Stanza) -> bytes | None:
        check_stanza(stanza, arguments=2)
        salt = decode_argument(stanza.arguments[0], _SALT_BYTES)
        decimal = stanza.arguments[1]
        if not _DECIMAL.fullmatch(decimal):
            raise DamagedHeader
        if len(decimal) > 2 or int(decimal) > self._max_work_factor:
            raise TooMuchWork
        return unwrap_under(_wrapping_key(self._passphrase, salt, int(decimal)), stanza.body)


def _bounded(work_factor: int) -> int:
    if not 1 <= work_factor <= _HIGHEST_WORK_FACTOR:
        raise ValueError("no such scrypt work factor")
    return work_factor


def _wrapping_key(passphrase: bytes, salt: bytes, work_factor: int) -> bytes:
    return Scrypt(salt=_SALT_LABEL + salt, length=32, n=1 << work_factor, r=8, p=1).derive(passphrase)
