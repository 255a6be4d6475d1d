"""Writing a file out of the vault: a plain warning first, then where to, then the job."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from casefile.domain.kinds import Evidence
from casefile.domain.visible import visible
from casefile.errors import CasefileError
from casefile.usecases import evidence
from casefile.usecases.edit import Changes
from ui.bytesize import show_part
from ui.parts.buttons import Button
from ui.parts.dialog import Dialog
from ui.shell.desk import Desk
from ui.words import t


class Extracting(QObject):
    """Asks, and writes the file. `failed` carries a `CasefileError`, `done` the path of what was written."""

    failed = Signal(object)
    done = Signal(object)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page

    def ask(self, file: Evidence) -> Dialog:
        """Say what extracting means; Cancel has the keyboard."""
        name = visible(file.original_name or file.id)
        dialog = Dialog(t("evidence.extract.title", name=name), t("evidence.extract.warning"))
        cancel = Button(t("window.cancel"))
        dialog.add_button(cancel, "reject")
        dialog.add_button(Button(t("evidence.extract.choose"), "primary"), "accept")
        dialog.focus_first(cancel)
        dialog.accepted.connect(lambda: self._choose(file, name))
        dialog.show_on(self._page.window())
        return dialog

    def write(self, file: Evidence, destination: Path) -> None:
        """Write `file` to `destination`. It appears there once it is whole, and the custody says so."""
        session = self._desk.vault
        self._desk.jobs.start(
            t("evidence.extract.running", name=destination.name),
            lambda progress: evidence.extract(session, file.id, destination, progress),
            lambda path: self._written(file, path),
            self._fail,
            self,
            show_part,
        )

    def _choose(self, file: Evidence, name: str) -> None:
        # A file that is there already is refused by the core, in words; Qt's own question would promise to replace it.
        option = QFileDialog.Option.DontConfirmOverwrite
        chosen, _ = QFileDialog.getSaveFileName(
            self._page.window(), t("evidence.extract.where"), str(Path.home() / Path(name).name), options=option
        )
        if chosen:
            self.write(file, Path(chosen))

    def _written(self, file: Evidence, path: Path) -> None:
        self._desk.publish(Changes(frozenset({file.id}), frozenset({"evidence"})))
        self.done.emit(path)

    def _fail(self, error: CasefileError) -> None:
        self.failed.emit(error)
