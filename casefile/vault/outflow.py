"""A new private file that flows to the medium while it is written."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import Self

from casefile.vault import durable, system

_STRETCH = 16 << 20
_TRAIL = 64 << 20


class Outflow:
    """A binary sink over a file that did not exist. Closed by leaving its ``with``.

    Attributes:
        descriptor: of the open file, for reading too.
    """

    def __init__(self, path: Path) -> None:
        """Create the file, mode 0600.

        Raises:
            FileExistsError
        """
        self.descriptor = durable.create_private(path)
        self._written = 0
        self._begun = 0

    def write(self, data: bytes | bytearray | memoryview, /) -> int:
        """Write all of `data`."""
        durable.write_all(self.descriptor, data)
        self.let_flow(len(data))
        return len(data)

    def let_flow(self, written: int) -> None:
        """Send on what was written, `written` bytes more; for who writes to the descriptor by themselves."""
        self._written += written
        if self._written - self._begun >= _STRETCH:
            system.write_out(self.descriptor, self._begun, self._written)
            system.write_out(self.descriptor, 0, max(1, self._begun - _TRAIL))  # by now on the medium, so forgotten
            self._begun = self._written

    def sync(self) -> None:
        """Force everything to the medium."""
        system.sync_file(self.descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        os.close(self.descriptor)
