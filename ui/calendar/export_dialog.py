"""Asks how much of the calendar may leave the vault, and where to; the file is readable by anyone who gets it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from casefile.usecases.calendar import SCOPES
from ui.parts.buttons import Button
from ui.parts.dialog import Dialog
from ui.parts.labelled import Labelled
from ui.parts.paragraphs import Paragraph
from ui.parts.toggles import Segments
from ui.words import t

_SUFFIX = ".ics"


class ExportDialog(Dialog):
    """`wished` carries the scope and the file once a place was chosen; without a place the dialog stays."""

    wished = Signal(str, object)

    def __init__(self) -> None:
        super().__init__(t("calendar.export.title"), t("calendar.export.line"), wide=480)
        self.scope = Segments([(name, t(f"calendar.scope.{name}")) for name in SCOPES], SCOPES[0])
        self.explained = Paragraph("", "second", "ink2")
        self.scope.chosen.connect(self._explain)
        self.body.setContentsMargins(0, 12, 0, 0)
        self.body.addWidget(Labelled(t("calendar.export.scope"), self.scope))
        self.body.addWidget(self.explained)
        self.add_button(Button(t("window.cancel")), "reject")
        save = Button(t("calendar.export.save"), "primary")
        save.clicked.connect(self._choose_place)
        self.add_button(save, "nothing")
        self.focus_first(save)
        self._explain(self.scope.value())

    def _explain(self, scope: str) -> None:
        self.explained.set_text(t(f"calendar.scope.{scope}.line"))

    def _choose_place(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self.window(),
            t("calendar.export.choose"),
            f"{t('calendar.file.name')}{_SUFFIX}",
            f"iCalendar (*{_SUFFIX})",
            # nothing is ever written over: the export would be refused, so the system must not promise it
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if not chosen:
            return
        place = Path(chosen)
        if place.suffix.lower() != _SUFFIX:
            place = place.with_name(f"{place.name}{_SUFFIX}")
        self.accept()
        self.wished.emit(self.scope.value(), place)
