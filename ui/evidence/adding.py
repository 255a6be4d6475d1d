"""The files that this page is taking in: one job after the other, or several at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from casefile.domain.kinds import Evidence
from casefile.usecases.intake import Intake, NotTaken
from ui.intake import IntakeJob
from ui.shell.desk import Desk


class Adding(QObject):
    """`moved` carries the intakes under way, as a tuple, `failed` a `CasefileError`; `over` what was refused, after each job."""

    moved = Signal(object)
    failed = Signal(object)
    over = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs: list[IntakeJob] = []

    def start(self, files: Sequence[Path], details: Evidence) -> None:
        """Take `files` in with the `details` that hold for all of them."""
        job = IntakeJob(self._desk, files, details, self)
        self._jobs.append(job)
        job.moved.connect(self._tell)
        job.failed.connect(self.failed)
        job.over.connect(lambda refused: self._end(job, refused))
        self._tell()

    def stop(self) -> None:
        """Cancel all: the files that are in stay."""
        for job in self._jobs:
            job.stop()

    def _end(self, job: IntakeJob, refused: tuple[NotTaken, ...]) -> None:
        self._jobs.remove(job)
        job.deleteLater()
        self._tell()
        self.over.emit(refused)

    def _tell(self) -> None:
        intakes: tuple[Intake, ...] = tuple(job.intake for job in self._jobs)
        self.moved.emit(intakes)
