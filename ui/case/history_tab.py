"""The History tab: which kind of record to look at, and its changes by day."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefile.errors import CasefileError
from casefile.progress import Progress
from casefile.usecases import casehistory, edit
from casefile.usecases.casehistory import Step
from ui.case import history
from ui.case.fact_tab import ToolBar, framed
from ui.case.loaded import Loaded
from ui.facts.view import FactList
from ui.parts.choice import Choice
from ui.shell.desk import Desk
from ui.theme import sizes
from ui.words import t
from ui.work import Running

Told = tuple[tuple[Step, ...], Mapping[str, str]]


class HistoryTab(QWidget):
    """Reads the history when it is shown, for it may be long. `failed` carries a CasefileError."""

    opened = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._loaded: Loaded | None = None
        self._told: Told = ((), {})
        self._reading: Running | None = None
        self.kind = Choice(height=sizes.FIELD_TOOLBAR)
        self.kind.setAccessibleName(t("case.history.kind"))
        self.facts = FactList(columns=True)
        self.facts.setAccessibleName(t("case.tab.history"))
        self.facts.opened.connect(self.opened)
        self.setFocusProxy(self.facts)
        self.kind.currentIndexChanged.connect(lambda _index: self._show())
        bar = ToolBar(None)
        bar.row.addWidget(self.kind)
        bar.row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(framed(self.facts), 1)

    def show_case(self, loaded: Loaded) -> None:
        """Read and show the history of a case."""
        self._loaded = loaded
        if self._reading is not None:
            self._reading.stop()
        session, ids = self._desk.vault, [loaded.id, *loaded.reader.casefile.records]

        def read(_progress: Progress) -> Told:
            return casehistory.steps(session, ids), edit.authors(session)

        self._reading = self._desk.run(self, read, self._tell, self._fail)

    def _tell(self, told: Told) -> None:
        assert self._loaded is not None
        self._told = told
        before = self.kind.value()
        self.kind.blockSignals(True)
        self.kind.clear()
        self.kind.addItem(t("case.history.everything"), "")
        for code, words in history.kinds(self._loaded.reader, told[0]):
            self.kind.addItem(words, code)
        self.kind.choose(before)
        self.kind.blockSignals(False)
        self.kind.updateGeometry()
        self._show()

    def _show(self) -> None:
        if self._loaded is not None:
            self.facts.show_rows(history.rows(self._loaded.reader, *self._told, self.kind.value()))

    def _fail(self, error: CasefileError) -> None:
        self.failed.emit(error)
