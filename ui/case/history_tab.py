"""The History tab: which kind of record to look at, and its changes by day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefile.errors import CasefileError
from casefile.progress import Progress
from casefile.usecases import casehistory, edit
from casefile.usecases.casehistory import Step
from casefile.usecases.session import Session
from ui.case import history, ways
from ui.case.fact_tab import ToolBar, framed
from ui.case.loaded import Loaded
from ui.case.reader import Reader
from ui.facts.view import FactList
from ui.history import field_dialog
from ui.history.field_dialog import Place
from ui.parts.choice import Choice
from ui.shell.desk import Desk
from ui.theme import sizes
from ui.words import t
from ui.work import Running


@dataclass(frozen=True)
class _Told:
    """The steps, the names of their authors, and a reader that knows deleted records too; `more`: only the newest of the steps."""

    steps: tuple[Step, ...]
    authors: Mapping[str, str]
    reader: Reader
    more: bool


class HistoryTab(QWidget):
    """Reads the history when it is shown, for it may be long: the newest changes first. `failed` carries a CasefileError.

    A line of a field opens all that stood in it, another line its record: a deleted one too, which the form offers to restore.
    """

    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._loaded: Loaded | None = None
        self._told: _Told | None = None
        self._reading: Running | None = None
        self.kind = Choice(height=sizes.FIELD_TOOLBAR)
        self.kind.setAccessibleName(t("case.history.kind"))
        self.facts = FactList(columns=True)
        self.facts.setAccessibleName(t("case.tab.history"))
        self.facts.opened.connect(self._open)
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
        session, shown = self._desk.vault, loaded.reader

        def newest(_progress: Progress) -> _Told:
            reader, records = _knowing_deleted(session, shown)
            steps, more = casehistory.latest(session, records)
            return _Told(steps, edit.authors(session), reader, more)

        def everything(_progress: Progress) -> _Told:
            reader, records = _knowing_deleted(session, shown)
            return _Told(casehistory.steps(session, records), edit.authors(session), reader, more=False)

        def begin(told: _Told) -> None:
            self._tell(told)
            if told.more:
                self._reading = self._desk.run(self, everything, self._tell, self._fail)

        self._reading = self._desk.run(self, newest, begin, self._fail)

    def _tell(self, told: _Told) -> None:
        self._told = told
        before = self.kind.value()
        self.kind.blockSignals(True)
        self.kind.clear()
        self.kind.addItem(t("case.history.everything"), "")
        for code, words in history.kinds(told.reader, told.steps):
            self.kind.addItem(words, code)
        self.kind.choose(before)
        self.kind.blockSignals(False)
        self.kind.updateGeometry()
        self._show()

    def _show(self) -> None:
        if self._told is not None:
            told = self._told
            self.facts.show_rows(history.rows(told.reader, told.steps, told.authors, self.kind.value()))

    def _open(self, key: str) -> None:
        record, kind, path = history.parts_of(key)
        case = self._loaded.id if self._loaded is not None else ""
        if not path or self._told is None:
            ways.open_record(self._desk, kind, record, case)
            return
        reader = self._told.reader
        place = Place(kind, record, path, history.field_label(reader, kind, path), reader.record)
        field_dialog.show(
            self._desk,
            self,
            place,
            self.failed.emit,
            lambda: ways.open_record(self._desk, kind, record, case, path),
        )

    def _fail(self, error: CasefileError) -> None:
        self.failed.emit(error)


def _knowing_deleted(session: Session, shown: Reader) -> tuple[Reader, list[str]]:
    """A reader that knows the deleted records of the case as well, and the ids of all, the case's among them."""
    casefile = shown.casefile
    records = {**{each.id: each for each in casehistory.deleted(session, casefile)}, **casefile.records}
    return Reader(replace(casefile, records=records), shown.language), [casefile.case.id, *records]
