"""Asks how to export the summary: language, audience, format; then where to, through the system's dialog."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from casefile.domain.kinds import Case
from casefile.domain.redaction import AUDIENCES, Redacted
from casefile.usecases import summary
from ui.parts.buttons import Button
from ui.parts.dialog import Dialog
from ui.parts.labelled import Labelled
from ui.parts.paragraphs import Paragraph
from ui.parts.toggles import Segments
from ui.shell.desk import Desk
from ui.theme import fonts
from ui.words import LANGUAGES, NAMES, language, t
from ui.work import Running

FORMATS = ("pdf", "docx")


@dataclass(frozen=True)
class SummaryWish:
    """What to export: language code, one of `AUDIENCES`, and the file to write, whose suffix is the format."""

    language: str
    audience: str
    destination: Path


class SummaryDialog(Dialog):
    """`wished` carries a `SummaryWish` once a place was chosen; without a place the dialog stays."""

    wished = Signal(object)

    def __init__(self, desk: Desk, case: Case) -> None:
        reference = case.reference or ""
        super().__init__(t("case.export.title", reference=reference), t("case.export.line"), wide=480)
        self._desk, self._case, self._name = desk, case, reference or t("case.export.name")
        self._looking: Running | None = None
        self.language = Segments([(code, NAMES[code]) for code in LANGUAGES], language())
        self.audience = Segments([(code, t(f"redaction.audience.{code}")) for code in AUDIENCES], AUDIENCES[0])
        self.format = Segments([(code, code.upper()) for code in FORMATS], FORMATS[0])
        self.explained, self.account = Paragraph("", "second", "ink2"), Paragraph("", "second", "ink2")
        self.audience.chosen.connect(lambda _value: self._explain())
        self._lay_out()
        self._explain()

    def _explain(self) -> None:
        """What the audience may read, and what that means for this case."""
        audience, session, case = self.audience.value(), self._desk.vault, self._case.id
        self.explained.set_text(t(f"redaction.about.{audience}"))
        if self._looking is not None:
            self._looking.stop()
        # a fault here is told by the export itself, which is refused for the same reason
        self._looking = self._desk.run(
            self, lambda _progress: summary.preview(session, case, audience), self._tell, lambda _error: None
        )

    def _tell(self, redacted: Redacted) -> None:
        parts = [
            t(f"case.export.{name}", n=number)
            for name, number in (
                ("blocked", len(redacted.blocked)),
                ("replaced", len(redacted.replaced)),
                ("hidden", len(redacted.hidden)),
            )
            if number
        ]
        self.account.set_text(". ".join(parts) + "." if parts else t("case.export.complete"))

    def _lay_out(self) -> None:
        self.body.setContentsMargins(0, 12, 0, 0)
        self.body.addWidget(Labelled(t("case.export.language"), self.language))
        self.body.addWidget(Labelled(t("case.export.audience"), self.audience))
        self.body.addWidget(self.explained)
        self.body.addWidget(self.account)
        self.body.addWidget(Labelled(t("case.export.format"), self.format))
        self.account.setMinimumHeight(2 * fonts.line_height("second"))  # room for what is told later
        self.add_button(Button(t("window.cancel")), "reject")
        save = Button(t("case.export.save"), "primary")
        save.clicked.connect(self._choose_place)
        self.add_button(save, "nothing")
        self.focus_first(save)

    def _choose_place(self) -> None:
        suffix = self.format.value()
        chosen, _ = QFileDialog.getSaveFileName(
            self.window(),
            t("case.export.choose"),
            f"{self._name}.{suffix}",
            f"{suffix.upper()} (*.{suffix})",
            # nothing is ever written over: the export would be refused, so the system must not promise it
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if not chosen:
            return
        place = Path(chosen)
        if place.suffix.lower() != f".{suffix}":
            place = place.with_name(f"{place.name}.{suffix}")
        self.accept()
        self.wished.emit(SummaryWish(self.language.value(), self.audience.value(), place))
