"""What a backup holds: ``manifest-sha256.txt``, lines as ``sha256sum`` writes and checks them.

It lists the ciphertext, so checking needs no passphrase and no Casefile: ``sha256sum -c manifest-sha256.txt``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from casefile.errors import VerificationFailed
from casefile.vault import durable

NAME = "manifest-sha256.txt"
_NAMES = r"header\.[ab]|recovery\.age|records\.db|head|evidence/[0-9a-f]{2}/[0-9a-f]{32}|inbox/[^/\\\x00-\x1f]+\.age"
_NAME = re.compile(_NAMES)
_ALWAYS = frozenset({"head", "records.db"})
_LINE = re.compile(f"([0-9a-f]{{64}})  ({_NAMES})")

Manifest = Mapping[str, str]
"""Hexadecimal SHA-256 of each file by its path inside the backup, with forward slashes."""


def may_list(name: str) -> bool:
    """Whether a file of this path belongs into a backup: the vault's own, and what others drop under a plain name."""
    return _NAME.fullmatch(name) is not None


def read(path: Path) -> Manifest:
    """Read a manifest file.

    Raises:
        VerificationFailed: it is missing, holds a line that no backup writes, or was cut short.
    """
    try:
        with durable.open_plain(path) as file:
            *lines, rest = file.read().decode("utf-8", "replace").split("\n")
    except (FileNotFoundError, NotADirectoryError):
        raise VerificationFailed("vault.backup_altered", name=NAME) from None
    found = {}
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is None:
            raise VerificationFailed("vault.backup_altered", name=NAME)
        found[match[2]] = match[1]
    if rest or _ALWAYS - found.keys():
        raise VerificationFailed("vault.backup_altered", name=NAME)
    return found


def write(path: Path, manifest: Manifest) -> None:
    """Write a manifest file durably, sorted by path."""
    lines = [f"{digest}  {name}\n" for name, digest in sorted(manifest.items())]
    durable.replace(path, "".join(lines).encode())
