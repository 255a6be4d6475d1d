"""The strip above the grid: of which case, what kind, when captured, linked or not; grid or table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from math import ceil

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from casefile import clock
from casefile.usecases.evidencelist import EvidenceFilter
from ui.parts.buttons import Button, IconButton
from ui.parts.chips import FilterChip
from ui.parts.choice import Choice
from ui.parts.flow import Flow
from ui.parts.tips import tip
from ui.theme import fonts, sizes
from ui.words import language, t, term_list

_DATES = ("week", "month", "year", "undated")


class _Narrow(Choice):
    """A choice as wide as what is chosen; its list is as wide as its longest entry."""

    def __init__(self, options: Sequence[tuple[str, str]]) -> None:
        super().__init__(options, height=sizes.FIELD_TOOLBAR)
        self.view().setMinimumWidth(super().sizeHint().width())
        self.currentIndexChanged.connect(lambda _row: self.updateGeometry())

    def sizeHint(self) -> QSize:
        """Room for the chosen words."""
        spare = max(fonts.width("content", self.itemText(row)) for row in range(self.count()))
        hint = super().sizeHint()
        hint.setWidth(ceil(hint.width() - spare + fonts.width("content", self.currentText())) + 1)
        return hint


class FilterBar(QWidget):
    """`changed` fires when another filter holds, `case_asked` when a case is to be chosen, `table_asked` for table or grid."""

    changed = Signal()
    case_asked = Signal()
    table_asked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case = ""
        self.pick = Button(t("evidence.filter.pick_case"), height=sizes.FIELD_TOOLBAR)
        self.chip = FilterChip("", removable=True)
        kinds = [(term.code, term.labels[language()]) for term in term_list("evidence_kind").offered]
        self.kind = _Narrow([("", t("evidence.filter.kinds")), *kinds])
        dates = [(name, t(f"evidence.filter.{name}")) for name in _DATES]
        self.date = _Narrow([("", t("evidence.filter.dates")), *dates])
        links = [(name, t(f"evidence.filter.{name}")) for name in ("linked", "not_linked")]
        self.link = _Narrow([("", t("evidence.filter.links")), *links])
        self.grid = IconButton("layout-grid", t("evidence.filter.grid"))
        self.table = IconButton("list", t("evidence.filter.table"))
        self._lay_out()
        self._connect()
        self.show_case("", "")

    def wanted(self) -> EvidenceFilter:
        """The filter as it is set."""
        today = clock.now().date()
        since = {"week": today - timedelta(7), "month": today - timedelta(30), "year": today.replace(month=1, day=1)}
        start = since.get(self.date.value())
        return EvidenceFilter(
            case=self._case or None,
            kind=self.kind.value() or None,
            linked={"linked": True, "not_linked": False}.get(self.link.value()),
            captured_from=start.isoformat() if start else None,
            captured_to=today.isoformat() if start else None,
            dated=False if self.date.value() == "undated" else None,
        )

    def case(self) -> str:
        """The id of the case whose files are shown, or an empty string."""
        return self._case

    def show_case(self, case_id: str, words: str) -> None:
        """Show the files of one case, called `words`; of all cases for an empty id."""
        self._case = case_id
        self.chip.setText(words)
        self.chip.setAccessibleName(t("evidence.filter.without", words=words))
        tip(self.chip, self.chip.accessibleName())
        self.chip.setChecked(True)
        self.chip.setVisible(bool(case_id))
        self.chip.updateGeometry()
        self.pick.setVisible(not case_id)

    def clear(self) -> None:
        """Let every file through."""
        for choice in (self.kind, self.date, self.link):
            choice.blockSignals(True)
            choice.choose("")
            choice.blockSignals(False)
        self.show_case("", "")
        self.changed.emit()

    def _without_case(self) -> None:
        self.show_case("", "")
        self.changed.emit()

    def _connect(self) -> None:
        self.pick.clicked.connect(self.case_asked)
        self.chip.clicked.connect(self._without_case)
        for choice in (self.kind, self.date, self.link):
            choice.currentIndexChanged.connect(lambda _row: self.changed.emit())
        self.table.toggled.connect(self.table_asked)

    def _lay_out(self) -> None:
        for choice, name in ((self.kind, "kinds"), (self.date, "dates"), (self.link, "links")):
            choice.setAccessibleName(t(f"evidence.filter.{name}"))
        views = QButtonGroup(self)
        for button in (self.grid, self.table):
            button.setCheckable(True)
            views.addButton(button)
        self.grid.setChecked(True)
        flow = Flow(sizes.S8)
        for widget in (self.chip, self.pick, self.kind, self.date, self.link):
            flow.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(flow, 1)
        row.addSpacing(sizes.S8)
        row.addWidget(self.grid)
        row.addWidget(self.table)
