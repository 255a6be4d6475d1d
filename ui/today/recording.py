"""The quick record at work: what is typed is recorded, its files are taken in, and what is not recorded yet is kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from casefile.domain.kinds import Case
from casefile.errors import CasefileError
from casefile.usecases import evidence, quickrecord
from casefile.usecases.edit import Changes
from casefile.usecases.quickrecord import QuickRecord, Recorded
from ui.intake import IntakeJob
from ui.shell.desk import Desk
from ui.today.quick import QuickForm
from ui.words import catalogue, t


class Recording(QObject):
    """Does what `form` asks. `failed` carries a `CasefileError`, `not_taken` the files that were refused (`NotTaken`)."""

    failed = Signal(object)
    not_taken = Signal(tuple)

    def __init__(self, desk: Desk, form: QuickForm) -> None:
        super().__init__(form)
        self._desk, self._session, self._form = desk, desk.vault, form
        self._made: Case | None = None
        self._is_recording = False
        form.asked.connect(self._record)
        form.rested.connect(self._put_away)
        form.files_asked.connect(self.choose_files)
        form.open_asked.connect(self._open_made)
        form.seen.connect(lambda known: desk.go("people", known.id))
        desk.run(self, lambda _progress: quickrecord.kept_typed(self._session), self._fill, self.failed.emit)

    def keep_typed(self) -> None:
        """Put away what is typed, before a lock. A fault is shown and keeps nobody from locking."""
        if self._form.is_empty() or self._session.is_rescue or self._is_recording:
            return  # what is being recorded would be offered again, and become a second case
        try:
            quickrecord.keep_typed(self._session, self._form.typed())
        except CasefileError as error:
            self.failed.emit(error)

    def choose_files(self) -> None:
        """Let the person choose files for the quick record."""
        names, _ = QFileDialog.getOpenFileNames(self._form.window(), t("today.quick.choose"))
        self._form.add_files([Path(name) for name in names])

    def _record(self, typed: QuickRecord) -> None:
        """Once, however often Enter is pressed."""
        if self._is_recording:
            return
        self._is_recording = True
        self._form.record.setEnabled(False)
        self._desk.run(self, lambda _progress: quickrecord.record(self._session, typed), self._recorded, self._refused)

    def _recorded(self, made: Recorded) -> None:
        form, self._is_recording = self._form, False
        files, self._made = form.files, made.case
        form.record.setEnabled(True)
        form.clear()
        form.show_made(t("today.quick.made", reference=made.case.reference or ""))
        form.fields["who"].setFocus()
        self._desk.publish(Changes(frozenset(made.records), frozenset({"case", "person", "happening"})))
        if files:
            job = IntakeJob(self._desk, files, evidence.attached_to(made.case.id), self)
            job.failed.connect(self.failed)
            job.over.connect(self.not_taken)

    def _refused(self, error: CasefileError) -> None:
        self._is_recording = False
        self._form.record.setEnabled(True)
        self._form.show_refusal(catalogue().error(error))

    def _open_made(self) -> None:
        if self._made is not None:
            self._desk.go("cases", self._made.id)

    def _fill(self, typed: QuickRecord | None) -> None:
        if typed is not None and self._form.is_empty():
            self._form.fill(typed)

    def _put_away(self, typed: QuickRecord) -> None:
        self._desk.run(
            self,
            lambda _progress: quickrecord.keep_typed(self._session, typed),
            lambda _none: None,
            self.failed.emit,
        )
