"""A vault for practice, filled with the published cases."""

from __future__ import annotations

from pathlib import Path

from casefile.crypto.kdf import Argon2Parameters
from casefile.files import resource
from casefile.progress import SILENT, Progress
from casefile.usecases import bulk, evidence, invented, samplecases
from casefile.usecases.session import Session, create


def make(
    path: Path, passphrase: str, author: str, parameters: Argon2Parameters | None = None, progress: Progress = SILENT
) -> Session:
    """A new vault at `path` with the sample cases and their exercise files. It is left open.

    Raises:
        Refused: something is there already, or the disk is full.
        Cancelled: what was made so far stays a valid vault.
    """
    session = create(path, passphrase, author, parameters)
    try:
        fill(session, progress)
    except BaseException:
        session.lock()
        raise
    return session


def fill(session: Session, progress: Progress = SILENT) -> None:
    """Add the sample cases to an open vault."""
    with session.database.writing() as unit:
        for done, record in enumerate(samplecases.records()):
            progress.check()
            progress.step(done, None)
            unit.save(record)
    for name, details in samplecases.evidence():
        evidence.attach(session, resource("sample", "media", name), details, progress)


def fill_invented(session: Session, cases: int, seed: int, progress: Progress = SILENT) -> None:
    """Add `cases` invented ones to an open vault, the same for the same `seed`: some ten records each, three of them people.

    Raises:
        Cancelled: none of them was added.
        Refused: the disk is full; none of them was added.
    """
    bulk.add(session, invented.records(cases, seed), progress, invented.about(cases))
