"""What was begun: one small file in ``staging/`` for each evidence file being added or removed.

An intent is durable before the act begins and is dropped when the database says what became of it. What a crash left
is found from the intents alone; the evidence folder, which may hold a million files, is never listed for it.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from pathlib import Path

from casefile.vault import durable

_SUFFIX = ".intent"
_NAME = re.compile(r"[0-9a-f]{32}", re.ASCII)


class Intents:
    """The intents of one vault."""

    def __init__(self, staging: Path) -> None:
        self._staging = staging

    def declare(self, name: str) -> None:
        """Say durably that the evidence file `name` is about to come or go. Saying it twice is no fault."""
        durable.mark(self._path(name))

    def drop(self, name: str) -> None:
        """The matter of `name` is settled."""
        with durable.plain_faults():
            self._path(name).unlink(missing_ok=True)

    def pending(self) -> Iterator[str]:
        """Names of evidence files whose matter is open. What is named otherwise was put there by somebody else; as a path it could lead elsewhere."""
        for path in sorted(self._staging.glob("*" + _SUFFIX)):
            name = path.name.removesuffix(_SUFFIX)
            if _NAME.fullmatch(name) and stat.S_ISREG(path.lstat().st_mode):
                yield name

    def _path(self, name: str) -> Path:
        return self._staging / (name + _SUFFIX)
