"""The Help page: contents and a box to search at the left, the manual at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from casefile import settings
from ui.help.manual import Manual, load, matching
from ui.help.reader import Reader
from ui.parts.empty import EmptyPage
from ui.parts.fields import TextField
from ui.parts.labels import Label
from ui.parts.rows import ListView, Row
from ui.parts.split import ListAndRecord
from ui.parts.surface import Surface
from ui.shell.desk import Desk
from ui.theme import scaled, sizes
from ui.words import language, t


class HelpPage(Surface):
    """Its target is the name of a section: ``dates``, ``handover``, ``limits`` …"""

    def __init__(self, desk: Desk) -> None:
        super().__init__("page")
        self._desk = desk
        self.manual: Manual = load(language(), t, _values())
        self.contents, self.reader = ListView("one"), Reader()
        self.query = TextField(t("help.example"), icon="search", height=sizes.FIELD_TOOLBAR)
        self._stack = QStackedWidget()
        self.split = ListAndRecord(self._left(), self.reader)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.split)
        self.reader.setAccessibleName(t("help.manual"))
        self.contents.setAccessibleName(t("help.contents"))
        self.query.edit.setAccessibleName(t("help.find"))
        self.setFocusProxy(self.contents)
        self._connect()
        self.reader.show_manual(self.manual)
        self._show_contents()
        self._choose(self.manual.sections[0].name)

    def show_target(self, target: object) -> None:
        """Go to a section."""
        self.split.show_record()
        self._choose(str(target))
        if self.split.takes_turns():
            self.reader.setFocus()
        self._go_to(str(target))

    def place(self) -> str:
        """The section at the top."""
        return self.reader.section()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the box, Enter goes from place to place, Down into the contents, Esc empties it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.reader.go_to_next()
                return True
            if key == Qt.Key.Key_Down:
                self.contents.setFocus()
                return True
            if key == Qt.Key.Key_Escape and self.query.text():
                self.query.edit.clear()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads from the manual to its contents."""
        if event.key() == Qt.Key.Key_Escape and not self.contents.hasFocus():
            self.split.show_left()
            self.contents.setFocus()
        else:
            super().keyPressEvent(event)

    def _search(self, typed: str) -> None:
        self.reader.mark(typed)
        self._show_contents()
        if typed.strip():
            self.reader.moveCursor(self.reader.textCursor().MoveOperation.Start)
            self.reader.go_to_next()

    def _show_contents(self) -> None:
        typed = self.query.text()
        found = matching(self.manual, typed)
        rows = [
            Row(section.name, section.title, right=str(found[section.name]) if typed.strip() else "", right_tone="ink3")
            for section in self.manual.sections
            if not typed.strip() or section.name in found
        ]
        before = self.contents.blockSignals(True)
        self.contents.show_rows(rows)
        self.contents.blockSignals(before)
        self._stack.setCurrentIndex(0 if rows else 1)

    def _reached(self, name: str) -> None:
        """The reader scrolled: show where it stands, unless the contents themselves have the keyboard."""
        if not self.contents.hasFocus():
            self._choose(name)

    def _choose(self, name: str) -> None:
        before = self.contents.blockSignals(True)
        self.contents.choose(name)
        self.contents.blockSignals(before)

    def _open(self, name: str) -> None:
        self.split.show_record()
        self.reader.setFocus()
        self._go_to(name)

    def _go_to(self, name: str) -> None:
        """Go there once the reader has its width: where a section stands depends on it."""
        QTimer.singleShot(0, self, lambda: self.reader.go_to(name))

    def _connect(self) -> None:
        self.contents.chosen.connect(self.reader.go_to)
        self.contents.opened.connect(self._open)
        self.reader.reached.connect(self._reached)
        self.query.edit.textChanged.connect(self._search)
        self.query.edit.installEventFilter(self)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.query.edit.setFocus)

    def _left(self) -> QWidget:
        left = Surface("list", ())
        head, strip, rows = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(sizes.S16, 0, sizes.S16, 0)
        head.addWidget(Label(t("window.page.help"), "section").eliding(), 1)
        strip.setContentsMargins(sizes.S16, 0, sizes.S16, 0)
        strip.addWidget(self.query)
        rows.setContentsMargins(4, sizes.S4, sizes.S4, 0)
        self._stack.addWidget(self.contents)
        self._stack.addWidget(EmptyPage("search", t("window.palette.nothing"), t("help.nothing.line")))
        rows.addWidget(self._stack)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row, high in ((head, sizes.HEADER), (strip, sizes.FILTER_STRIP)):
            frame = QWidget()
            frame.setLayout(row)
            frame.setFixedHeight(scaled(high))
            column.addWidget(frame)
        column.addLayout(rows, 1)
        return left


def _values() -> dict[str, str]:
    return {"minutes": str(settings.load().lock_minutes), "saved": t("window.saved", entry="…")}
