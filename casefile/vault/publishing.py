"""Several files that appear together, whole or not at all: written under a name that says so, forced to the medium, then named.

Nothing that is there already is ever replaced.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from casefile.errors import Refused
from casefile.vault import durable, system
from casefile.vault.durable import PART, plain_faults

_STAGING = "casefile-export" + PART


class Publication:
    """A folder of files in the making. `folder` is where they are written; `publish` gives them their names.

    Args:
        destination: a folder that is not there yet, or one that is and holds no file of these names.
    """

    def __init__(self, destination: Path) -> None:
        self._destination = destination
        self._joins = destination.is_dir()
        self.folder = destination / _STAGING if self._joins else destination.with_name(destination.name + PART)

    def require_free(self) -> None:
        """Make sure that no name is taken.

        Raises:
            Refused: one is.
        """
        for path in sorted(self.folder.iterdir()):
            final = self._destination / path.name
            if final.exists() or final.is_symlink():
                raise Refused("export.refused.exists", name=final.name)

    def publish(self) -> tuple[Path, ...]:
        """Give every file its final name, in alphabetical order, and return them.

        Raises:
            Refused: a name is taken; nothing was replaced and nothing is published.
        """
        written = sorted(path for path in self.folder.iterdir() if path.is_file())
        finals = tuple(self._destination / path.name for path in written)
        with plain_faults():
            for path in written:
                durable.sync(path)
            system.sync_folder(self.folder)
            if self._joins:
                self.require_free()
                for path, final in zip(written, finals, strict=True):
                    path.rename(final)
                self.folder.rmdir()
                system.sync_folder(self._destination)
            else:
                self.folder.rename(self._destination)
                system.sync_folder(self._destination.parent)
        return finals


@contextlib.contextmanager
def publication(destination: Path) -> Iterator[Publication]:
    """A publication whose unpublished files are gone when it is left, whatever happened.

    Raises:
        Refused: something that is no folder has that name, its folder is missing, or the disk takes no more.
    """
    if destination.is_symlink() or (destination.exists() and not destination.is_dir()):
        raise Refused("export.refused.exists", name=destination.name)
    if not destination.absolute().parent.is_dir():
        raise Refused("export.refused.no_folder", name=destination.name)
    made = Publication(destination)
    with plain_faults():
        shutil.rmtree(made.folder, ignore_errors=True)  # what an export that was killed has left
        made.folder.mkdir(mode=0o700)
        try:
            yield made
        finally:
            shutil.rmtree(made.folder, ignore_errors=True)
