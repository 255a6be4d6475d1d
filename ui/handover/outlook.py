"""What would go out, made anew off the window's thread whenever the plan asks for something else."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from casefile.errors import CasefileError
from casefile.usecases import handover
from casefile.usecases.handover import Preview
from ui.handover.wizard import Plan
from ui.shell.desk import Desk
from ui.work import Running


class Outlook(QObject):
    """`shown` carries a `Preview`, or None while it is being made; `failed` a `CasefileError`."""

    shown = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked: tuple[tuple[str, ...], str] | None = None
        self._running: Running | None = None
        self.preview: Preview | None = None

    def ask(self, plan: Plan) -> None:
        """See that the preview is that of `plan`."""
        wanted = (plan.cases, plan.audience)
        if wanted == self._asked or not plan.cases:
            return
        self.forget()
        self._asked = wanted
        session = self._desk.vault
        self._running = self._desk.run(
            self,
            lambda progress: handover.preview(session, plan.cases, plan.audience, plan.language, progress),
            self._done,
            self._failed,
        )

    def forget(self) -> None:
        """Hold no preview, as when a record has changed."""
        if self._running is not None:
            self._running.stop()
        self._asked, self._running, self.preview = None, None, None
        self.shown.emit(None)

    def _done(self, preview: Preview) -> None:
        self.preview = preview
        self.shown.emit(preview)

    def _failed(self, error: CasefileError) -> None:
        self.failed.emit(error)
