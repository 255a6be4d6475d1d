"""What may be done to a vault's folder on the way in: it is brought in order, or, where nothing can be written, left just as it lies."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Protocol

from casefile.errors import VerificationFailed
from casefile.vault import database, durable, founding, recovery, succession
from casefile.vault.findings import Finding
from casefile.vault.head import Head, HeadFile
from casefile.vault.headerpair import NAMES, HeaderPair, Unlocked


class Footing(Protocol):
    """How a vault stands on its disk."""

    @property
    def is_still(self) -> bool:
        """Whether nothing is ever written to the folder."""

    def settle_header(self, path: Path, headers: HeaderPair, unlocked: Unlocked) -> list[Finding]:
        """See to what interrupted writes left of the headers and of a change of keys.

        Raises:
            Refused: the disk does not take it.
        """

    def settle_head(self, path: Path, file: HeadFile) -> tuple[Head | None, list[Finding]]:
        """The head, None where it is missing or altered, and what was noticed of it and of the logs beside the database.

        Raises:
            Refused: the disk does not take it.
        """

    def connect(self, path: Path, key: bytes) -> database.Connection:
        """A connection to the database in the folder `path`. See `database.connect`."""


class Writable:
    """A disk that takes what is written."""

    is_still = False

    def settle_header(self, path: Path, headers: HeaderPair, unlocked: Unlocked) -> list[Finding]:
        """Bring both header files to the one that counts, end a change of keys, and clear what interrupted writes left."""
        repaired = headers.rewrite(unlocked.copy.data)
        for folder in {headers.folder, path}:
            for part in (folder / (name + durable.PART) for name in (*NAMES, recovery.NAME)):
                if part.exists():  # each look for nothing would wait for the medium
                    durable.destroy(part)
        founding.finish(path)
        succession.settle(path, headers.folder, unlocked)
        return [Finding("vault.finding.header_repaired", {"name": name}) for name in repaired]

    def settle_head(self, path: Path, file: HeadFile) -> tuple[Head | None, list[Finding]]:
        """Read the head, move logs that are not the database's away, and mark the vault as in use."""
        try:
            found = file.read()
        except VerificationFailed as fault:
            return None, [Finding(fault.key), *database.set_aside_logs(path, clean=True)]
        findings = database.set_aside_logs(path, clean=found.head.clean and found.whole)
        in_use = dataclasses.replace(found.head, clean=False)
        if found.whole:
            file.write_both(in_use)
            return found.head, findings
        file.create(in_use)
        return found.head, [*findings, Finding("vault.finding.head_repaired")]

    def connect(self, path: Path, key: bytes) -> database.Connection:
        """See `Footing`."""
        return database.connect(path / database.NAME, key)


class Still:
    """A disk that is full, failing or write-protected. What would be repaired elsewhere is read around."""

    is_still = True

    def __init__(self) -> None:
        self._with_log = False

    def settle_header(self, path: Path, headers: HeaderPair, unlocked: Unlocked) -> list[Finding]:
        """Nothing is to be seen to: the copy that opened is the one that counts. A change of keys that was cut off must be ended first."""
        del headers
        succession.refuse_pending(path, unlocked)
        return []

    def settle_head(self, path: Path, file: HeadFile) -> tuple[Head | None, list[Finding]]:
        """Read the head. A log that is not the database's is passed over by every connection."""
        try:
            found = file.read()
        except VerificationFailed as fault:
            return None, [Finding(fault.key)]
        self._with_log = database.log_left(path) and not (found.head.clean and found.whole)
        return found.head, []

    def connect(self, path: Path, key: bytes) -> database.Connection:
        """See `Footing`."""
        return database.connect_still(path / database.NAME, key, with_log=self._with_log)
