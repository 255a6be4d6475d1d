"""The second step: each column with its first values, and the field it means."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from casefile.domain.additions import NONE, Additions
from ui.importing.fields import options
from ui.importing.plan import Plan
from ui.parts.choice import Choice
from ui.parts.fields import TextField
from ui.parts.headings import Heading
from ui.parts.labelled import Labelled
from ui.parts.labels import Label
from ui.parts.paragraphs import Paragraph
from ui.parts.scroll import FloatingBar
from ui.theme import scaled, sizes
from ui.words import t

_CHOICE = 340
_SAMPLES = 3


class ColumnsStep(QScrollArea):
    """`mapped` carries sheet, head and target; `case` the reference of the case for all rows."""

    mapped = Signal(str, str, str)
    case = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._additions = NONE
        self.choices: dict[tuple[str, str], Choice] = {}
        self.reference = TextField(t("importing.case.example"))
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(sizes.S24, sizes.S8, sizes.S24, sizes.S24)
        self._column.setSpacing(sizes.S8)
        self._column.addWidget(Paragraph(t("importing.columns.line"), "content", "ink2"))
        self._column.addWidget(Labelled(t("importing.case"), self.reference, t("importing.case.help")))
        self._tables = QVBoxLayout()
        self._column.addLayout(self._tables)
        self._column.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._inside)
        FloatingBar(self, self)
        self.setFocusProxy(self.reference)
        self.reference.edit.textChanged.connect(self.case)

    def show_tables(self, plan: Plan, additions: Additions) -> None:
        """Show the tables anew; the fields that people added are offered too."""
        self._additions = additions
        while (item := self._tables.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.choices = {}
        for table in plan.tables:
            name = " · ".join(each for each in (table.source or t("importing.pasted"), table.sheet) if each)
            self._tables.addWidget(Heading(name))
            self._tables.addWidget(self._grid(plan, table.sheet))

    def show_plan(self, plan: Plan) -> None:
        """Show what each column means now."""
        for (sheet, head), choice in self.choices.items():
            wanted = plan.columns[sheet].get(head, "")
            if choice.value() != wanted:
                before = choice.blockSignals(True)
                choice.choose(wanted)
                choice.blockSignals(before)

    def _grid(self, plan: Plan, sheet: str) -> QWidget:
        table = next(each for each in plan.tables if each.sheet == sheet)
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, sizes.S12)
        grid.setHorizontalSpacing(sizes.S16)
        grid.setVerticalSpacing(sizes.S8)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        for row, head in enumerate(each for each in table.heads if each):
            place = table.heads.index(head)
            values = [cells[place] for cells in table.samples[:_SAMPLES] if place < len(cells) and cells[place]]
            grid.addWidget(Label(head, "strong").eliding(), row, 0)
            grid.addWidget(Label(" · ".join(values), "content", "ink2").eliding(), row, 1)
            grid.addWidget(self._choice(sheet, head, plan.columns[sheet].get(head, "")), row, 2)
        return box

    def _choice(self, sheet: str, head: str, target: str) -> Choice:
        choice = Choice(options(self._additions, target), target)
        choice.setAccessibleName(t("importing.column_is", column=head))
        choice.setFixedWidth(scaled(_CHOICE))
        choice.currentIndexChanged.connect(lambda _index: self.mapped.emit(sheet, head, choice.value()))
        self.choices[sheet, head] = choice
        return choice
