"""Keyfiles: a file that is needed beside the passphrase, kept on a stick or hidden among others."""

from __future__ import annotations

import secrets
from pathlib import Path

from casefile.errors import Refused
from casefile.vault import durable

_BYTES = 64
LARGEST = 32 << 20
"""Bytes. Any file can be a keyfile, a photo too; whoever changes one byte of it is locked out."""


def make(path: Path) -> Path:
    """Write a new keyfile of 64 random bytes, for this person alone.

    Raises:
        Refused: something is there already, or the disk is full.
    """
    if path.exists():
        raise Refused("vault.exists", name=path.name)
    durable.replace(path, secrets.token_bytes(_BYTES))
    return path


def read(path: Path) -> bytes:
    """The content of a keyfile.

    Raises:
        Refused: no such file, or it is empty or larger than `LARGEST`.
    """
    if not path.is_file():
        raise Refused("keys.no_keyfile", name=path.name)
    with durable.plain_faults(), path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if not 0 < len(content) <= LARGEST:
        raise Refused("keys.bad_keyfile", name=path.name)
    return content
