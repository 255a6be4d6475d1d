"""One file of the inbox: what is known of it, where it is to go, and the two ways out."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile import clock
from casefile.domain.kinds import Evidence
from casefile.domain.values import Text
from casefile.usecases import evidence
from casefile.usecases.inbox import Waiting
from ui.bytesize import show_size
from ui.evidence import sayings
from ui.evidence.case_picker import CasePicker
from ui.moments import moment
from ui.parts.buttons import Button
from ui.parts.fields import TextField
from ui.parts.labelled import Finding, Labelled
from ui.parts.labels import Label
from ui.parts.paragraphs import Paragraph
from ui.shell.desk import Desk
from ui.theme import sizes
from ui.words import catalogue, language, t


class FilePanel(QWidget):
    """`filed` carries (id, the details as `Evidence`); `discarded` an id."""

    filed = Signal(str, object)
    discarded = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._file: Waiting | None = None
        self._case_id = ""
        self.name, self.facts, self.problem = Paragraph("", "section"), Paragraph("", "second", "ink2"), Finding()
        self.case, self.title, self.source = TextField(t("inbox.case.none")), TextField(), TextField()
        self._case = Labelled(t("inbox.case"), self.case)
        self._fields = (
            self._case,
            Labelled(t("inbox.title"), self.title),
            Labelled(t("inbox.obtained_from"), self.source),
        )
        self.choose = Button(t("window.create.choose"))
        self.case.show_only(self.choose)
        self.file, self.discard = Button(t("inbox.file"), "primary"), Button(t("inbox.discard"), "danger")
        self.choose.clicked.connect(self._choose_case)
        self.file.clicked.connect(self._file_it)
        self.discard.clicked.connect(self._discard_it)
        self._lay_out()

    def show_file(self, file: Waiting) -> None:
        """Show `file`; the case that was chosen stays, for files often come for the same."""
        self._file = file
        self.name.set_text(file.name or t("inbox.unnamed"))
        parts = [sayings.kind_of_name(file.name or ""), show_size(file.size)]
        if file.arrived:
            parts.append(t("inbox.arrived", when=moment(file.arrived, clock.now().date())))
        self.facts.set_text(sayings.joined(*parts))
        self.problem.say(catalogue().error(file.problem) if file.problem else "", "finding")
        self.title.edit.clear()
        self.source.edit.clear()
        self._case.clear()
        writable = not self._desk.vault.is_rescue
        for widget in (*self._fields, self.choose, self.file):
            widget.setVisible(file.problem is None)
            widget.setEnabled(writable)
        self.discard.setEnabled(writable)

    def choose_case(self, case_id: str, words: str) -> None:
        """The case to file into."""
        self._case_id = case_id
        self.case.edit.setText(words)
        self._case.clear()

    def _choose_case(self) -> None:
        picker = CasePicker(self._desk, t("inbox.case.choose"))
        picker.picked.connect(self.choose_case)
        picker.show_on(self.window())

    def _file_it(self) -> None:
        if self._file is None:
            return
        if not self._case_id:
            self._case.refuse(t("inbox.case.needed"))
            self.choose.setFocus()
            return
        details: Evidence = replace(
            evidence.attached_to(self._case_id),
            title=Text.of(self.title.text().strip(), language()) if self.title.text().strip() else None,
            obtained_from=self.source.text().strip() or None,
        )
        self.filed.emit(self._file.id, details)

    def _discard_it(self) -> None:
        if self._file is not None:
            self.discarded.emit(self._file.id)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.name, self.facts, self.problem):
            column.addWidget(widget)
        column.addSpacing(sizes.S16)
        case = QHBoxLayout()
        case.setSpacing(sizes.S8)
        case.addWidget(self._case, 1)
        beside = QVBoxLayout()
        beside.addSpacing(Label(t("inbox.case"), "second").sizeHint().height() + 3)
        beside.addWidget(self.choose)
        beside.addStretch(1)
        case.addLayout(beside)
        column.addLayout(case)
        for field in self._fields[1:]:
            column.addSpacing(sizes.S12)
            column.addWidget(field)
        column.addSpacing(sizes.S24)
        foot = QHBoxLayout()
        foot.setSpacing(sizes.S8)
        foot.addWidget(self.discard)
        foot.addStretch(1)
        foot.addWidget(self.file)
        column.addLayout(foot)
        column.addStretch(1)
