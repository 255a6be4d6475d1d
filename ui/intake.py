"""Files on their way into the vault: the job in the jobs bar, file by file, for every page that takes files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from casefile.domain.kinds import Evidence
from casefile.errors import CasefileError
from casefile.usecases.edit import Changes
from casefile.usecases.intake import Intake, NotTaken
from ui.bytesize import show_part
from ui.shell.desk import Desk
from ui.words import t
from ui.work import Running

_LOOK_MS = 200


class IntakeJob(QObject):
    """Takes `files` in with the `details` that hold for all. Begins at once; the jobs bar can stop it.

    Signals:
        moved: five times a second, and when it ends.
        failed: a `CasefileError` that ended it before its time.
        over: what was refused, as a tuple of `NotTaken`, after the last file or a stop.
    """

    moved = Signal()
    failed = Signal(object)
    over = Signal(object)

    def __init__(self, desk: Desk, files: Sequence[Path], details: Evidence, parent: QObject) -> None:
        super().__init__(parent)
        self.intake = Intake(files, details)
        self._desk, self._told = desk, 0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._running = self._begin()
        self._timer.start()
        # not at once: a small file may be in already, and nobody has connected yet
        QTimer.singleShot(0, self, self._look)

    def stop(self) -> None:
        """Cancel: the files that are in stay."""
        self._running.stop()

    def _begin(self) -> Running:
        return self._desk.jobs.start(
            t("evidence.adding", n=len(self.intake.files)),
            lambda progress: self.intake.run(self._desk.vault, progress),
            lambda _intake: self._look(),
            self._failed,
            self,
            self._amount,
        )

    def _amount(self, done: int, total: int) -> str:
        size = show_part(done, total)
        if len(self.intake.files) == 1:
            return size
        files = t("window.jobs.done", done=self.intake.position, total=len(self.intake.files))
        return f"{files} · {size}"

    def _look(self) -> None:
        self._publish()
        if self.intake.position < len(self.intake.files):
            self._desk.jobs.name_item(self._running, self.intake.files[self.intake.position].name)
        if self._running.is_over or self.intake.is_over:
            self._end()
        else:
            self.moved.emit()

    def _publish(self) -> None:
        """Tell the pages of files that came in since the last look, Cancel or not."""
        taken = self.intake.taken
        if len(taken) > self._told:
            ids = {each.id for each in taken[self._told :]} | {case for each in taken for case in each.cases}
            self._told = len(taken)
            self._desk.publish(Changes(frozenset(ids), frozenset({"evidence"})))

    def _end(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self.moved.emit()
            self.over.emit(self.intake.refused)

    def _failed(self, error: CasefileError) -> None:
        self.failed.emit(error)
        self._look()


def refusals(refused: Sequence[NotTaken], sentence: str) -> tuple[str, str]:
    """Title and body that say which files were not taken; `sentence` is the reason of the first, in words."""
    names = ", ".join(each.name for each in refused[:3]) + ("…" if len(refused) > 3 else "")
    return t("evidence.refused", n=len(refused)), f"{names}: {sentence}"
