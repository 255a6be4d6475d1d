"""The text of files, so that what stands in a letter or a judgment is found. The confined worker takes it; it is nobody's claim.

It is kept beside the file, sealed like all that is this vault's own, and in the index: no field of the record, so it never travels, has no
history, and goes with the file. What a person transcribes has its own field.
"""

from __future__ import annotations

import unicodedata

from casefile.domain.kinds import Evidence
from casefile.errors import Cancelled, Refused, VerificationFailed
from casefile.evidence.viewing import TEXTUAL, CannotShow, Limits, NotStarted, Viewer
from casefile.progress import SILENT, Progress
from casefile.records import evidencelist, repository
from casefile.search.index import SearchIndex
from casefile.usecases.session import Session

MOST_CHARACTERS = 1_000_000
"""Of one file; some 400 pages."""
_PATIENCE = Limits(start_seconds=20, answer_seconds=10, long_answer_seconds=60)


def read(session: Session, evidence: Evidence, progress: Progress = SILENT) -> None:
    """Take the text of a file that was just taken in. Cancel, a damaged file or a disk that takes no more leave it for `read_all`; the file
    stays as it is."""
    if evidence.media_type not in TEXTUAL or not evidence.sha256:
        return
    try:
        _read(session, evidence.sha256, _Uncounted(progress))
    except (Cancelled, VerificationFailed, Refused):
        return


def unread(session: Session) -> int:
    """How many files here may hold text and were not looked into yet."""
    with session.database.reading() as connection:
        return len(evidencelist.not_read(connection, TEXTUAL))


def read_all(session: Session, progress: Progress = SILENT) -> int:
    """Look into every file that was not looked into yet; how many were. One that was altered outside Casefile is passed over.

    Raises:
        Cancelled: what was read so far stays.
        Refused: the vault is open for rescue, the disk is full, or the system starts no worker.
    """
    session.require_writable()
    with session.database.reading() as connection:
        waiting = [each.sha256 for each in evidencelist.not_read(connection, TEXTUAL) if each.sha256]
    done = 0
    for number, sha256 in enumerate(waiting):
        progress.check()
        progress.step(number, len(waiting))
        try:
            _read(session, sha256, _Uncounted(progress))
            done += 1
        except VerificationFailed:
            continue  # the deep check names it
    return done


def _read(session: Session, sha256: str, progress: Progress) -> None:
    with session.database.reading() as connection:
        blob = session.local.blob(connection, sha256)
    if blob is None:
        return
    with session.vault.store.read(blob) as source:
        try:
            with Viewer(source, _PATIENCE, progress) as viewer:
                text = viewer.text(MOST_CHARACTERS)
        except NotStarted:
            raise
        except CannotShow:
            text = ""
    with session.database.maintaining() as connection:
        session.local.keep_text(connection, sha256, unicodedata.normalize("NFC", text.strip()))
        found = repository.many(connection, "evidence", repository.with_contents(connection, [sha256]))
        SearchIndex().update(connection, {each.record.id: each.record for each in found})


class _Uncounted:
    """A progress that can be cancelled and counts nothing: of the steps inside one file nobody is told."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def step(self, done: int, total: int | None) -> None:
        del done, total

    def check(self) -> None:
        self._progress.check()
