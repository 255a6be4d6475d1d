"""The last backup, making one, and how to come back from it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from casefile.errors import CasefileError
from casefile.usecases import backup, today
from casefile.usecases.backup import BackupReport
from casefile.usecases.today import Backup
from ui.bytesize import show_part
from ui.moments import whole_day
from ui.parts.buttons import Button
from ui.parts.labels import Label
from ui.settings.section import Tab, said
from ui.shell.desk import Desk
from ui.theme import sizes
from ui.words import catalogue, t
from ui.work import Running

_OLD_DAYS = 7


class BackupTab(Tab):
    """Makes a verified copy where the person says."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._running: Running | None = None
        self.last, self.button, self.done = Label("", "strong"), Button(t("settings.backup.now"), "primary"), said()
        self.controls = {"now": self.button}
        self._lay_out()
        self.button.clicked.connect(self._choose)
        desk.jobs.changed.connect(self._watch)
        self.reload()

    def reload(self) -> None:
        """Read how old the last backup is."""
        session = self._desk.vault
        self._desk.run(self, lambda _progress: today.last_backup(session), self._show, self._fail)

    def make(self, place: Path) -> None:
        """Copy the vault to `place`, in the jobs bar."""
        session = self._desk.vault
        self.button.setEnabled(False)
        self.done.hide()
        self._running = self._desk.start(
            t("settings.backup.running"),
            lambda progress: backup.make_on(session, place, progress),
            self._made,
            self._fail,
            self,
            amount=show_part,
        )

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self.window(), t("settings.backup.choose"))
        if chosen:
            self.make(Path(chosen))

    def _made(self, report: BackupReport) -> None:
        self.done.set_text(t("settings.backup.made", copied=report.copied, kept=report.kept))
        self.done.show()
        self.reload()

    def _show(self, last: Backup | None) -> None:
        old = last is None or last.days > _OLD_DAYS
        self.last.set_text(_age(last), "due" if old else "ink")

    def _fail(self, error: CasefileError) -> None:
        self.fault(t("settings.backup.failed"), catalogue().error(error))

    def _watch(self, _jobs: object) -> None:
        if self._running is not None and self._running.is_over:
            self._running = None
            self.button.setEnabled(True)

    def _lay_out(self) -> None:
        self.column.addWidget(self.last.eliding())
        self.column.addSpacing(sizes.S4)
        self.words(t("settings.backup.help"))
        row = QHBoxLayout()
        row.setSpacing(sizes.S12)
        row.addWidget(self.button)
        row.addWidget(self.done, 1)
        row.addStretch(0)
        self.column.addLayout(row)
        self.section(t("settings.restore"))
        self.words(t("settings.restore.help"))


def _age(last: Backup | None) -> str:
    if last is None:
        return t("settings.backup.never")
    day = whole_day(last.day)
    return t("settings.backup.last", day=day, place=last.place)
