"""What to write, of which cases, with or without what is for oneself alone, and where."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

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
        formats = [each for each in export.FORMATS if catalogue().has(f"exporting.format.{each}")]
        self.format = Choice([(each, t(f"exporting.format.{each}")) for each in formats], formats[0])
        scopes = [(_ALL, t("exporting.all")), *([case] if case else [])]
        self.scope = Choice(scopes, _ALL)
        self.own = CheckBox(t("exporting.own"))
        self.warning = Paragraph(t("exporting.own.line"), "second", "ink2")
        self.go_on = Button(t("exporting.choose_folder"), "primary")
        self.warning.hide()
        self.body.addSpacing(sizes.S8)
        for widget in (
            Labelled(t("exporting.format"), self.format),
            Labelled(t("exporting.scope"), self.scope),
            self.own,
            self.warning,
        ):
            self.body.addWidget(widget)
            self.body.addSpacing(sizes.S8)
        self.add_button(Button(t("window.cancel")), "reject")
        self.add_button(self.go_on, "nothing")
        self.own.toggled.connect(self.warning.setVisible)
        self.go_on.clicked.connect(self._choose)

    def wish(self) -> Wish:
        """What is chosen."""
        chosen = self.scope.value()
        return Wish(self.format.value(), () if chosen == _ALL else (chosen,), own_backup=self.own.isChecked())

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
