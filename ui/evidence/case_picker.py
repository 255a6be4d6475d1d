"""Choosing the case whose files are shown: type, look, Enter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from casefile.progress import Progress
from casefile.usecases import picking
from casefile.usecases.picking import Candidate
from ui.parts.buttons import Button
from ui.parts.dialog import Dialog
from ui.parts.fields import TextField
from ui.parts.rows import ListView, Row
from ui.shell.desk import Desk
from ui.theme import scaled, sizes
from ui.words import language, t
from ui.work import Running

_ROWS, _WAIT_MS = 8, 120


class CasePicker(Dialog):
    """`picked` carries the id and the words of a case. `title` says what it is wanted for."""

    picked = Signal(str, str)

    def __init__(self, desk: Desk, title: str = "") -> None:
        super().__init__(title or t("evidence.pick.title"))
        self._desk = desk
        self._asking: Running | None = None
        self._found: tuple[Candidate, ...] = ()
        self.query = TextField(t("evidence.pick.example"), icon="search")
        self.query.edit.setAccessibleName(t("evidence.pick.title"))
        self.list = ListView("two")
        self.list.setAccessibleName(t("evidence.pick.title"))
        self.list.setFixedHeight(scaled(sizes.ROW_TWO_LINES) * 6)
        self.body.addWidget(self.query)
        self.body.addWidget(self.list)
        self.add_button(Button(t("window.cancel")), "reject")
        self.focus_first(self.query.edit)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._ask)
        self.query.edit.textChanged.connect(lambda _text: self._timer.start())
        self.query.edit.installEventFilter(self)
        self.list.opened.connect(self._pick)
        self._ask()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter act on the list while the query keeps the keyboard."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                QApplication.sendEvent(self.list, event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._pick(self.list.key())
                return True
        return super().eventFilter(watched, event)

    def _ask(self) -> None:
        if self._asking is not None:
            self._asking.stop()
        typed, session, spoken = self.query.text().strip(), self._desk.vault, language()

        def look(_progress: Progress) -> tuple[Candidate, ...]:
            if typed:
                return picking.matching(session, typed, ("case",), spoken, _ROWS)
            return picking.likely(session, ("case",), (), spoken, _ROWS)

        self._asking = self._desk.run(self, look, self._show, lambda _error: self._show(()))

    def _show(self, found: tuple[Candidate, ...]) -> None:
        self._found = found
        self.list.show_rows([Row(each.id, each.title, second=each.second, icon="folder") for each in found])
        if found:
            self.list.choose(found[0].id)

    def _pick(self, case_id: str) -> None:
        for each in self._found:
            if each.id == case_id:
                self.picked.emit(each.id, ", ".join(part for part in (each.second, each.title) if part))
                self.accept()
                return
