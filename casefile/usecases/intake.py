"""Several files on their way in: one after the other, where each stands, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from casefile.domain.kinds import Evidence
from casefile.domain.values import new_id
from casefile.errors import CasefileError, told_by_system
from casefile.files import in_words
from casefile.progress import Progress
from casefile.usecases import evidence
from casefile.usecases.session import Session


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that waits: `size` in bytes, 0 where it cannot be told."""

    path: Path
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A file that was refused, and why. The others were taken in all the same."""

    name: str
    error: CasefileError


class Intake:
    """A job that takes files in. Any thread may look how it stands while `run` works in another.

    Args:
        files: ordinary files, in the order to take them in. They are read, never touched.
        details: what is known of all of them, their cases for one.

    Attributes:
        position: how many files are done, taken or not; the file in hand is ``files[position]``.
        done: bytes of the file in hand that are hashed, encrypted and written.
        taken: the records made so far.
        refused: the files that could not be taken in.
        is_over: whether `run` has ended, by Cancel too.
    """

    def __init__(self, files: Sequence[Path], details: Evidence) -> None:
        self.files = tuple(Incoming(path, in_words(path.name), _size(path)) for path in files)
        self.size = sum(file.size for file in self.files)
        self.position = 0
        self.done = 0
        self.taken: tuple[Evidence, ...] = ()
        self.refused: tuple[NotTaken, ...] = ()
        self.is_over = False
        self._details = details

    def run(self, session: Session, progress: Progress) -> Intake:
        """Take everything in; give itself back. `progress` counts bytes of all files.

        Raises:
            Cancelled: the files taken in so far stay, the one in hand leaves nothing behind.
        """
        before = 0
        try:
            for file in self.files:
                progress.check()
                self._take(session, file, _OneOfMany(self, progress, before))
                before += file.size
                self.position, self.done = self.position + 1, 0
                progress.step(before, self.size)
        finally:
            self.is_over = True
        return self

    def _take(self, session: Session, file: Incoming, progress: Progress) -> None:
        details = replace(self._details, id=new_id())
        try:
            self.taken += (evidence.attach(session, file.path, details, progress),)
        except CasefileError as error:
            self.refused += (NotTaken(file.name, error),)
        except OSError as fault:  # gone or unreadable meanwhile: the others are taken in all the same
            self.refused += (NotTaken(file.name, told_by_system(fault)),)


class _OneOfMany:
    """The progress of one file as part of all."""

    def __init__(self, intake: Intake, progress: Progress, before: int) -> None:
        self._intake, self._progress, self._before = intake, progress, before

    def step(self, done: int, total: int | None) -> None:
        del total
        self._intake.done = done
        self._progress.step(self._before + done, self._intake.size)

    def check(self) -> None:
        self._progress.check()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0
