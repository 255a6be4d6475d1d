"""The third step: what would be made and changed, who may be here already, and what stands in the way, row by row."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from casefile.domain.amounts import show_number
from casefile.domain.kinds import KINDS
from casefile.domain.labels import kinds_key
from casefile.usecases.importing import Likely, Preview, Told
from ui.parts.headings import Heading
from ui.parts.paragraphs import Paragraph
from ui.parts.scroll import FloatingBar
from ui.parts.tables import Cell, Column, TableRow, TableView
from ui.parts.toggles import CheckBox
from ui.theme import sizes
from ui.words import language, t

_SHOWN = 200


class PreviewStep(QScrollArea):
    """`same` carries the ids of a new record and of one that is here, and whether they are one; `leave_out` whether to leave rows out."""

    same = Signal(str, str, bool)
    leave_out = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.leave = CheckBox(t("importing.leave_out"))
        self.boxes: list[CheckBox] = []
        self._inside = QWidget()
        self.column = QVBoxLayout(self._inside)
        self.column.setContentsMargins(sizes.S24, sizes.S8, sizes.S24, sizes.S24)
        self.column.setSpacing(sizes.S8)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._inside)
        FloatingBar(self, self)
        self.leave.toggled.connect(self.leave_out)

    def show_preview(self, preview: Preview, same: frozenset[str]) -> None:
        """Show what would come of it. `same` are the new records that were said to be ones that are here."""
        self._clear()
        self._show_counts(preview)
        if preview.problem_count:
            self._show_problems(preview)
        if preview.likely:
            self._show_likely(preview.likely, same)
        self.column.addStretch(1)

    def _show_counts(self, preview: Preview) -> None:
        columns = [Column(t("importing.kind"), stretch=True)]
        columns += [Column(t(f"importing.{name}"), wide=120, right=True) for name in ("new", "changed")]
        table = TableView(columns)
        table.setAccessibleName(t("importing.step.preview"))
        kinds = [kind for kind in KINDS if kind in preview.new or kind in preview.changed]
        table.show_rows([_counted(kind, preview) for kind in kinds])
        table.fit_height()
        table.setVisible(bool(kinds))
        self.column.addWidget(table)
        for key, number in (("importing.same", preview.same), ("importing.deleted", preview.deleted)):
            if number:
                self.column.addWidget(Paragraph(t(key, n=number), "content", "ink2"))
        if not kinds and not preview.problem_count:
            self.column.addWidget(Paragraph(t("importing.nothing_new"), "content", "ink2"))

    def _show_problems(self, preview: Preview) -> None:
        heading = Heading(t("importing.problems"))
        heading.show_counts(show_number(preview.problem_count, language()))
        self.column.addSpacing(sizes.S12)
        self.column.addWidget(heading)
        self.column.addWidget(self.leave)
        self.leave.show()
        table = TableView([Column(t("importing.where"), wide=300), Column(t("importing.what"), stretch=True)])
        table.setAccessibleName(t("importing.problems"))
        told = preview.problems[:_SHOWN]
        table.show_rows(
            [
                TableRow(str(number), (Cell(where(each), tone="ink2"), Cell(_says(each))))
                for number, each in enumerate(told)
            ]
        )
        table.fit_height()
        self.column.addWidget(table)
        if preview.problem_count > len(told):
            self.column.addWidget(Paragraph(t("importing.more", n=preview.problem_count - len(told)), "second", "ink2"))

    def _show_likely(self, likely: tuple[Likely, ...], same: frozenset[str]) -> None:
        self.column.addSpacing(sizes.S12)
        self.column.addWidget(Heading(t("importing.likely")))
        self.column.addWidget(Paragraph(t("importing.likely.line"), "content", "ink2"))
        for each in likely[:_SHOWN]:
            box = CheckBox(t("importing.is", one=each.new_name, other=each.other_name))
            box.setChecked(each.new_id in same)
            box.toggled.connect(lambda on, each=each: self.same.emit(each.new_id, each.other_id, on))
            self.boxes.append(box)
            self.column.addWidget(box)

    def _clear(self) -> None:
        self.boxes = []
        while (item := self.column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self.leave:
                widget.hide()
                widget.deleteLater()
        self.leave.hide()
        self.leave.setParent(self._inside)


def where(told: Told) -> str:
    """File, sheet, row and column of a problem."""
    place = told.problem.place
    row = t("importing.row", row=place.row) if place.row else ""
    return ", ".join(each for each in (place.sheet or told.source, row, place.column) if each)


def _says(told: Told) -> str:
    return t(told.problem.key, **told.problem.values)


def _counted(kind: str, preview: Preview) -> TableRow:
    numbers = (preview.new.get(kind, 0), preview.changed.get(kind, 0))
    cells = (Cell(show_number(number, language()) if number else "—", right=True) for number in numbers)
    return TableRow(kind, (Cell(t(kinds_key(kind))), *cells))
