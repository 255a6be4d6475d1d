"""What to write, of which cases, for whom, with or without what is for oneself alone, and where."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from casefile import clock
from casefile.errors import CasefileError
from casefile.usecases import export
from casefile.usecases.export import Exported, Wish
from ui.parts.banner import ErrorBanner
from ui.parts.buttons import Button
from ui.parts.choice import Choice
from ui.parts.dialog import Dialog
from ui.parts.labelled import Labelled
from ui.parts.paragraphs import Paragraph
from ui.parts.toggles import CheckBox
from ui.shell.desk import Desk
from ui.theme import sizes
from ui.words import catalogue, t

_WIDE = 500
_ALL = "all"


class ExportDialog(Dialog):
    """`case` is (id, how it is called) of the case that is shown, which may then be written alone."""

    def __init__(self, desk: Desk, case: tuple[str, str] | None = None) -> None:
        super().__init__(t("exporting.title"), t("exporting.line"), _WIDE)
        self._desk = desk
        formats = [(each, t(f"exporting.format.{each}")) for each in export.FORMATS]
        self.format = Choice(formats, formats[0][0])
        self.about = Paragraph("", "second", "ink2")
        self.scope = Choice([(_ALL, t("exporting.all")), *([case] if case else [])], _ALL)
        readers = [(each, t(f"redaction.audience.{each}")) for each in export.AUDIENCES]
        self.audience = Choice([(_ALL, t("exporting.audience.all")), *readers], _ALL)
        self.redacted = Paragraph(t("exporting.audience.line"), "second", "ink2")
        self.own = CheckBox(t("exporting.own"))
        self.own_line = Paragraph(t("exporting.own.line"), "second", "ink2")
        self.files = CheckBox(t("exporting.files"))
        self.files_line = Paragraph(t("exporting.files.line"), "second", "ink2")
        self.go_on = Button(t("exporting.choose_folder"), "primary")
        self._lay_out()
        self.add_button(Button(t("window.cancel")), "reject")
        self.add_button(self.go_on, "nothing")
        for choice in (self.format, self.audience):
            choice.currentIndexChanged.connect(self._fit)
        for box in (self.own, self.files):
            box.toggled.connect(self._fit)
        self.go_on.clicked.connect(self._choose)
        self._fit()

    def wish(self) -> Wish:
        """What is chosen."""
        chosen, readers = self.scope.value(), self.audience.value()
        return Wish(
            self.format.value(),
            () if chosen == _ALL else (chosen,),
            own_backup=self._may_be_own() and self.own.isChecked(),
            audience="" if readers == _ALL else readers,
            language=catalogue().language,
            files=self._may_have_files() and self.files.isChecked(),
        )

    def write(self, folder: Path) -> None:
        """Write into a new folder inside `folder`."""
        session, wish = self._desk.vault, self.wish()
        destination = folder / f"casefile-{wish.format}-{clock.now():%Y-%m-%d-%H%M}"
        self.go_on.setEnabled(False)
        self._desk.start(
            t("exporting.job"),
            lambda progress: export.export(session, wish, destination, progress),
            self._written,
            self._failed,
            self,
        )

    def _lay_out(self) -> None:
        self.body.addSpacing(sizes.S8)
        rows = QVBoxLayout()
        rows.setSpacing(sizes.S12)
        for widget in (
            Labelled(t("exporting.format"), self.format),
            self.about,
            Labelled(t("exporting.scope"), self.scope),
            Labelled(t("exporting.audience"), self.audience),
            self.redacted,
            self.own,
            self.own_line,
            self.files,
            self.files_line,
        ):
            rows.addWidget(widget)
        self.body.addLayout(rows)
        self.body.addSpacing(sizes.S8)

    def _fit(self) -> None:
        """Show what belongs to what is chosen: a box that is gone counts for nothing."""
        self.about.set_text(t(f"exporting.about.{self.format.value()}"))
        self.redacted.setVisible(self.audience.value() != _ALL)
        self.own.setVisible(self._may_be_own())
        self.own_line.setVisible(self._may_be_own() and self.own.isChecked())
        self.files.setVisible(self._may_have_files())
        self.files_line.setVisible(self._may_have_files() and self.files.isChecked())
        if self.isVisible():
            self.adjustSize()

    def _may_be_own(self) -> bool:
        return self.format.value() in export.FOR_ONESELF and self.audience.value() == _ALL

    def _may_have_files(self) -> bool:
        return export.may_have_files(self.format.value(), self.audience.value())

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, t("exporting.choose_folder"))
        if folder:
            self.write(Path(folder))

    def _written(self, _done: Exported) -> None:
        self.accept()

    def _failed(self, error: CasefileError) -> None:
        self.go_on.setEnabled(True)
        self.body.addWidget(ErrorBanner(t("exporting.failed"), catalogue().error(error)))
        self.updateGeometry()
