"""The Cases page: the list at the left, one case at the right; in a narrow window they take turns."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter

from casefile.usecases import quickrecord
from ui.case import ways
from ui.case.view import CaseView
from ui.cases.list_panel import ListPanel
from ui.parts.surface import Surface
from ui.shell.desk import Desk
from ui.theme import scale, scaled, sizes

NEW = "new"
_NARROW = sizes.NARROW_LIST - sizes.RAIL_FOLDED
_LIST_LEAST = 240


class CasesPage(Surface):
    """Shown with no target, a case's id or reference, (case's id, record's id), or ``new``."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("page")
        self._desk = desk
        self._wanted = ""
        self._inside = False  # in a narrow window: the case is shown, not the list
        self._narrow: bool | None = None
        self.list, self.case = ListPanel(desk), CaseView(desk)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        for widget in (self.list, self.case):
            self.split.addWidget(widget)
        self.split.setStretchFactor(1, 1)
        self.list.setMinimumWidth(scaled(_LIST_LEAST))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.split)
        self._take_turns()
        self._connect()
        self.list.reload()

    def show_target(self, target: object) -> None:
        """Show a case and, if given, the row of a record in its chronology; or begin a new case."""
        if target == NEW:
            self.new_case()
        elif isinstance(target, tuple):
            case_id, record_id = target
            self._go_to(str(case_id), str(record_id))
        else:
            self._go_to(str(target))

    def refresh(self, _changes: object) -> None:
        """Read list and case again: a change of any record may move a case in the list, or be shown in it."""
        self.list.reload()
        self.case.reload()

    def before_lock(self) -> None:
        """End what runs here."""
        self.case.before_lock()

    def new_case(self) -> None:
        """Begin a case under the next reference."""
        session = self._desk.vault
        self._desk.run(
            self,
            lambda _progress: quickrecord.propose_reference(session),
            lambda reference: ways.new_record(self._desk, "case", values={"reference": reference, "status": "open"}),
            self.case.fault,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, or in turns."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads from the case to the list."""
        if event.key() == Qt.Key.Key_Escape and not self.list.list.hasFocus():
            self.show_list()
        else:
            super().keyPressEvent(event)

    def show_list(self) -> None:
        """Go to the list."""
        self._inside = False
        self._take_turns()
        self.list.list.setFocus()

    def _fit(self) -> None:
        narrow = self.width() / scale() < _NARROW
        if narrow is self._narrow:
            return
        self._narrow = narrow
        self._take_turns()
        if not narrow:
            self.split.setSizes([scaled(sizes.LIST_WIDTH) - 1, self.width() - scaled(sizes.LIST_WIDTH)])

    def _take_turns(self) -> None:
        keyboard = self.focusWidget() is not None
        self.case.header.back_button.setVisible(bool(self._narrow))
        self.list.setVisible(not (self._narrow and self._inside))
        self.case.setVisible(self._inside or not self._narrow)
        # whoever gives this page the keyboard gives it to what is to be seen
        self.setFocusProxy(self.case.stack if self._narrow and self._inside else self.list.list)
        if self._narrow and keyboard:
            self.setFocus()

    def _go_to(self, reference: str, record: str = "") -> None:
        self._show_case(reference, record)
        self._inside = True
        self._take_turns()

    def _show_case(self, reference: str, record: str = "") -> None:
        self._wanted = reference
        self.case.show_case(reference, record)

    def _open(self, case_id: str) -> None:
        """Go into a case: its tab takes the keyboard."""
        self._choose(case_id)
        self._inside = True
        self._take_turns()
        self.case.take_focus()

    def _pick(self, case_id: str) -> None:
        """A click shows the case; where it takes turns with the list, one is in it."""
        if self._narrow:
            self._open(case_id)
        else:
            self._choose(case_id)

    def _shown(self, case_id: str) -> None:
        self._wanted = case_id
        self.list.choose(case_id)

    def _choose(self, case_id: str) -> None:
        if case_id and case_id != self._wanted:
            self.case.messages.clear()
            self._show_case(case_id)

    def _filled(self) -> None:
        """The list came: keep the case that is shown, else show the first."""
        self.case.nothing.show_choice(bool(self.list.first()))
        if not self._wanted and self.list.first():
            self._show_case(self.list.first())
        self.list.choose(self.case.case_id() or self._wanted)

    def _gone(self, _case_id: str) -> None:
        self._wanted = ""
        self.show_list()

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.list.picked.connect(self._pick)
        self.list.opened.connect(self._open)
        self.list.new_asked.connect(self.new_case)
        self.list.filled.connect(self._filled)
        self.case.shown.connect(self._shown)
        self.case.back.connect(self.show_list)
        self.case.gone.connect(self._gone)
