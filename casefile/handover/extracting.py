"""Writing out what lies in a bundle, once all of it was checked."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from casefile.crypto.age import Identity
from casefile.errors import Refused, VerificationFailed
from casefile.handover import layout, readable, reading
from casefile.handover.content import TakePart
from casefile.handover.proofs import ORIGIN
from casefile.handover.reading import Bundle
from casefile.handover.ustar import Member
from casefile.progress import SILENT, Progress
from casefile.vault import durable, system


def extract(
    source: BinaryIO, identities: Sequence[Identity], bundle: Bundle, folder: Path, progress: Progress = SILENT
) -> Path:
    """Write a bundle that `reading.read` accepted into `folder`, as its one folder ``casefile-<id>``; returns that.

    Everything is checked a second time on the way, into a folder of another name, which is renamed at the end. Beside the entries of a sync bundle lies what they say, as
    `readable` writes it.

    Args:
        source: the same age file, seekable.
        folder: made where it is missing.

    Raises:
        Refused: the folder is there already, or the disk is full.
        VerificationFailed: the file is not the one that was read before.
        Cancelled; nothing is left behind by any of them.
    """
    final = folder / layout.root(bundle.bundle_id)
    if final.exists() or (folder.exists() and not folder.is_dir()):
        raise Refused("handover.destination_exists", name=final.name)
    source.seek(0)
    with durable.plain_faults(), _new_folder(final) as part, _records(part, bundle) as take_part:
        again = reading.read(source, identities, progress, _Writer(part).take, take_part)
        if (again.header_mac, again.tar_sha256) != (bundle.header_mac, bundle.tar_sha256):
            raise VerificationFailed("handover.changed_meanwhile")
    return final


class _Writer:
    """Writes each file under a folder as it streams by. Names are those that the reader made sure of."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def take(self, member: Member, pieces: Iterator[bytes]) -> Iterator[bytes]:
        path = self._folder.joinpath(*member.name.split("/"))
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(durable.create_private(path), "wb") as file:
            for piece in pieces:
                file.write(piece)
                yield piece
            file.flush()
            system.sync_file(file.fileno())


@contextlib.contextmanager
def _records(folder: Path, bundle: Bundle) -> Iterator[TakePart | None]:
    """Writes the records of a sync bundle as its entries come."""
    if bundle.kind != layout.SYNC or bundle.statement is None:
        yield None
        return
    with os.fdopen(durable.create_private(folder / readable.NAME), "wb") as file:
        records = readable.ReadableRecords(file, bundle.statement.checkpoint.origin.removeprefix(ORIGIN))
        yield records.add
        records.finish()
        file.flush()
        system.sync_file(file.fileno())


@contextlib.contextmanager
def _new_folder(final: Path) -> Iterator[Path]:
    """A folder that gets its name when the block ends well; otherwise it is removed, and with it the one above where that was made for it."""
    above = final.parent
    made_above = not above.exists()
    above.mkdir(mode=0o700, exist_ok=True)
    part = final.with_name(final.name + durable.PART)
    shutil.rmtree(part, ignore_errors=True)
    try:
        part.mkdir(mode=0o700)
        yield part
        part.rename(final)
        system.sync_folder(above)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        if made_above:
            with contextlib.suppress(OSError):
                above.rmdir()
        raise
