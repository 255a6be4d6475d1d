"""Writing the custody report of a file: what it tells of whom, in which language, where to; then the job."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from casefile.domain.kinds import Evidence
from casefile.errors import CasefileError
from casefile.usecases import custody
from casefile.usecases.custody import Form
from casefile.usecases.edit import Changes
from ui.evidence import sayings
from ui.parts.buttons import Button
from ui.parts.dialog import Dialog
from ui.parts.labelled import Labelled
from ui.parts.paragraphs import Paragraph
from ui.parts.toggles import CheckBox, Segments
from ui.shell.desk import Desk
from ui.theme import sizes
from ui.words import LANGUAGES, NAMES, language, t

_WIDE = 480
_SUFFIX = ".pdf"
_DIGITS = 8


class ReportDialog(Dialog):
    """`wished` carries language, form and place once a place was chosen; without a place the dialog stays."""

    wished = Signal(str, str, object)

    def __init__(self, file: Evidence) -> None:
        super().__init__(t("custody.ask.title", name=sayings.title(file)), t("custody.ask.line"), _WIDE)
        self._file = file
        self.language = Segments([(code, NAMES[code]) for code in LANGUAGES], language())
        self.warning = Paragraph(t("custody.ask.warning"), "second", "ink2")
        self.nameless = CheckBox(t("custody.ask.nameless"))
        self.body.addSpacing(sizes.S8)
        self.body.addWidget(Labelled(t("custody.ask.language"), self.language))
        self.body.addSpacing(sizes.S8)
        self.body.addWidget(self.warning)
        self.body.addSpacing(sizes.S8)
        self.body.addWidget(self.nameless)
        cancel, go_on = Button(t("window.cancel")), Button(t("custody.ask.choose"), "primary")
        self.add_button(cancel, "reject")
        self.add_button(go_on, "nothing")
        self.focus_first(cancel)
        go_on.clicked.connect(self._choose)

    def proposed(self) -> str:
        """What the report might be called. Its name is printed with that of the annex: without names it does not tell the file's."""
        file = self._file
        called = (file.sha256 or file.id)[:_DIGITS] if self.nameless.isChecked() else file.original_name or file.id
        return f"{Path(called).stem}-{t('custody.ask.name')}{_SUFFIX}"

    def _choose(self) -> None:
        # A file that is there already is refused by the core, in words; Qt's own question would promise to replace it.
        option = QFileDialog.Option.DontConfirmOverwrite
        proposed = str(Path.home() / self.proposed())
        chosen, _ = QFileDialog.getSaveFileName(
            self.window(), t("custody.ask.where"), proposed, f"PDF (*{_SUFFIX})", options=option
        )
        if not chosen:
            return
        place = Path(chosen)
        self.accept()
        if place.suffix.lower() != _SUFFIX:
            place = place.with_name(place.name + _SUFFIX)
        self.wished.emit(self.language.value(), "nameless" if self.nameless.isChecked() else "whole", place)


class Reporting(QObject):
    """Asks, and writes report and annex. `failed` carries a `CasefileError`, `done` the path of the report."""

    failed = Signal(object)
    done = Signal(object)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page

    def ask(self, file: Evidence) -> ReportDialog:
        """Say what a report tells of whom; Cancel has the keyboard."""
        dialog = ReportDialog(file)
        dialog.wished.connect(lambda wanted, form, place: self.write(file, wanted, form, place))
        dialog.show_on(self._page.window())
        return dialog

    def write(self, file: Evidence, wanted: str, form: Form, place: Path) -> None:
        """Write the report of `file` in the language `wanted` to `place`, and its annex beside it."""
        session = self._desk.vault
        self._desk.start(
            t("custody.ask.running"),
            lambda progress: custody.export(session, file.id, place, wanted, form, progress),
            lambda written: self._written(file, written),
            self._fail,
            self._page,
        )

    def _written(self, file: Evidence, written: tuple[Path, Path]) -> None:
        report, annex = written
        self._desk.publish(Changes(frozenset({file.id}), frozenset({"evidence"})))
        self._desk.tell(t("custody.ask.done", report=report.name, annex=annex.name))
        self.done.emit(report)

    def _fail(self, error: CasefileError) -> None:
        self.failed.emit(error)
