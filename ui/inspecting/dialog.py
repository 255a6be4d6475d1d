"""A file that somebody gave: opened with its passphrase or a key, checked to the last byte and shown. It needs no vault, and keeps nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from casefile.errors import CasefileError
from casefile.progress import Progress
from casefile.usecases import inspection
from casefile.usecases.inspection import Checked, Identity
from ui.bytesize import show_part
from ui.handover.ledger import Ledger
from ui.handover.notes import Notes
from ui.inspecting import findings
from ui.parts.buttons import Button, Link
from ui.parts.dialog import Dialog
from ui.parts.fields import PassphraseField, TextField
from ui.parts.labelled import Labelled
from ui.parts.paragraphs import Paragraph
from ui.theme import sizes
from ui.words import catalogue, t
from ui.work import Running, run

_WIDE = 640
_LARGEST_KEY = 64 * 1024
_LOOK_MS = 200


class InspectDialog(Dialog):
    """Choose a file, say what opens it, read what was found, and save its files if wanted."""

    def __init__(self) -> None:
        super().__init__(t("inspecting.title"), t("inspecting.line"), _WIDE)
        self._path: Path | None = None
        self._identities: list[Identity] = []
        self._running: Running | None = None
        self.found: Checked | None = None
        self.file, self.passphrase = TextField(t("inspecting.file_example")), PassphraseField(sizes.FIELD)
        self.choose, self.key = Button(t("window.create.choose")), Link(t("inspecting.with_key"), "key-round")
        self.file.show_only(self.choose)
        self._opens = Labelled(t("handing.file_passphrase"), self.passphrase)
        self.status = Paragraph("", "content", "ink2")
        self.notes, self.about, self.cases = Notes(), Ledger(t("handing.about")), Ledger(t("handing.step.cases"))
        self.check, self.save = Button(t("inspecting.check"), "primary"), Button(t("inspecting.save"), icon="save")
        self.close_button = Button(t("window.close"))
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._tell_progress)
        self._lay_out()
        self._connect()
        self._say("")
        self._show()

    def set_file(self, path: Path) -> None:
        """Take `path` for the file to be checked."""
        self._path, self.found, self._identities = path, None, []
        self.file.edit.setText(str(path))
        self._say("")
        self._opens.clear()
        self._show()
        self.passphrase.edit.setFocus()

    def read_with_passphrase(self) -> None:
        """Check it with the passphrase that was typed."""
        if self.check.isEnabled():
            self._read(inspection.locked_with(self.passphrase.take()))

    def read_with_key(self, key_file: Path) -> None:
        """Check it with the key in `key_file`."""
        try:
            with key_file.open("rb") as file:
                identities = inspection.key_file(file.read(_LARGEST_KEY).decode("utf-8", "replace"))
        except (CasefileError, OSError) as error:
            self._opens.refuse(catalogue().error(error) if isinstance(error, CasefileError) else t("inspecting.no_key"))
            return
        self._read(identities)

    def extract(self, folder: Path) -> None:
        """Write the files of the bundle into a folder of their own below `folder`."""
        path, identities = self._path, self._identities
        assert path is not None, "there are files only of what was found"
        self._begin(lambda progress: inspection.extract(path, identities, folder, (), progress)[1], self._saved)

    def done(self, result: int) -> None:
        """Whatever still runs ends with the dialog, and leaves nothing."""
        if self._running is not None:
            self._running.stop()
        self._identities = []
        self.passphrase.take()
        super().done(result)

    def _read(self, identities: list[Identity]) -> None:
        path = self._path
        assert path is not None, "there is a button only where a file was chosen"
        self.found, self._identities = None, identities
        self._opens.clear()
        self._begin(lambda progress: inspection.inspect(path, identities, (), progress), self._read_whole)

    def _begin(self, job: Callable[[Progress], object], then: Callable[[object], None]) -> None:
        def done(value: object) -> None:
            self._running = None
            then(value)
            self._show()

        self._running = run(self, job, done, self._refused)
        self._timer.start()
        self._show()
        self.close_button.setFocus()  # what had the keyboard takes nothing meanwhile

    def _read_whole(self, found: object) -> None:
        assert isinstance(found, Checked)
        self.found = found
        self._say("")

    def _saved(self, folder: object) -> None:
        self._say(t("inspect.extracted", folder=folder) if folder else t("inspect.signature.wrong"))

    def _refused(self, error: CasefileError) -> None:
        self._running = None
        words = catalogue().error(error)
        self._say(words if self.found else "")  # once it was read the field is gone, and what is said under it unseen
        self._opens.refuse(words)
        self._show()
        (self.save if self.found else self.passphrase.edit).setFocus()

    def _tell_progress(self) -> None:
        running = self._running
        if running is None:
            self._timer.stop()
            return
        part = f" {show_part(running.done, running.total)}" if running.total else ""
        self._say(t("inspecting.running") + part)

    def _say(self, words: str) -> None:
        self.status.set_text(words)
        self.status.setVisible(bool(words))

    def _show(self) -> None:
        busy, found = self._running is not None, self.found
        self.check.setEnabled(self._path is not None and not busy)
        for each in (self.key, self.choose):
            each.setEnabled(not busy)
        self.key.setVisible(self._path is not None and found is None)
        self._opens.setVisible(self._path is not None and found is None)
        self.check.setVisible(found is None)
        self.save.setVisible(found is not None and findings.may_save(found))
        self.save.setEnabled(not busy)
        self.notes.show_notes(findings.notes(found) if found else ())
        for ledger, entries in ((self.about, findings.about), (self.cases, findings.cases)):
            listed = entries(found) if found else ()
            ledger.show_entries(listed)
            ledger.setVisible(bool(listed))

    def _ask_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, t("handing.choose_file"), "", t("handing.age_files"))
        if chosen:
            self.set_file(Path(chosen))

    def _ask_key(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, t("inspecting.choose_key"))
        if chosen:
            self.read_with_key(Path(chosen))

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, t("inspecting.choose_folder"))
        if chosen:
            self.extract(Path(chosen))

    def _connect(self) -> None:
        self.choose.clicked.connect(self._ask_file)
        self.key.clicked.connect(self._ask_key)
        self.check.clicked.connect(self.read_with_passphrase)
        self.passphrase.edit.returnPressed.connect(self.read_with_passphrase)
        self.save.clicked.connect(self._ask_folder)

    def _lay_out(self) -> None:
        self.body.setContentsMargins(0, sizes.S12, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(sizes.S8)
        row.addWidget(self.file, 1)
        row.addWidget(self.choose)
        self.body.addLayout(row)
        self.body.addWidget(self._opens)
        beside = QHBoxLayout()
        beside.addWidget(self.key)
        beside.addStretch(1)
        self.body.addLayout(beside)
        for each in (self.status, self.notes, self.about, self.cases):
            self.body.addWidget(each)
        self.add_button(self.close_button, "reject")
        self.add_button(self.save, "nothing")
        self.add_button(self.check, "nothing")
        self.focus_first(self.choose)


def ask(window: QWidget) -> InspectDialog:
    """Show the dialog over `window`."""
    dialog = InspectDialog()
    dialog.show_on(window)
    return dialog
