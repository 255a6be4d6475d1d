"""The Help page: contents and a box to search at the left, the manual at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from casefile import settings
from ui.help.manual import DOCUMENTS, Manual, load, matching
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
        self.manuals = tuple(load(language(), t, values(), document) for document in DOCUMENTS)
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
        self.reader.show_manual(self.manuals[0])
        self._show_contents()
        self._choose(self.manuals[0].sections[0].name)

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
        self._show_contents()
        if typed.strip():
            self._show_document(self._found(typed))
        self.reader.mark(typed)
        if typed.strip():
            self.reader.moveCursor(self.reader.textCursor().MoveOperation.Start)
            self.reader.go_to_next()

    def _show_contents(self) -> None:
        typed = self.query.text()
        found = {name: times for manual in self.manuals for name, times in matching(manual, typed).items()}
        rows = [
            Row(section.name, section.title, right=str(found[section.name]) if typed.strip() else "", right_tone="ink3")
            for manual in self.manuals
            for section in manual.sections
            if not typed.strip() or section.name in found
        ]
        before = self.contents.blockSignals(True)
        self.contents.show_rows(rows)
        self.contents.blockSignals(before)
        self._stack.setCurrentIndex(0 if rows else 1)

    def _found(self, typed: str) -> Manual:
        """The document with what was typed: the one that is shown, if it stands there."""
        shown = self.reader.shown()
        return next((each for each in (shown, *self.manuals) if matching(each, typed)), shown)

    def _show_document(self, manual: Manual) -> None:
        if manual is not self.reader.shown():
            self.reader.show_manual(manual)
            self.reader.mark(self.query.text())

    def _show_section(self, name: str) -> None:
        """Bring a section to the top, of whichever document it is."""
        for manual in self.manuals:
            if any(section.name == name for section in manual.sections):
                self._show_document(manual)
        self.reader.go_to(name)

    def _follow(self, name: str) -> None:
        """A link was followed."""
        self._choose(name)
        self._go_to(name)

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
        QTimer.singleShot(0, self, lambda: self._show_section(name))

    def _connect(self) -> None:
        self.contents.chosen.connect(self._show_section)
        self.reader.led.connect(self._follow)
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


def values() -> dict[str, str]:
    """What the manual is told by name: see `load`."""
    return {"minutes": str(settings.load().lock_minutes), "saved": t("window.saved", entry="…")}
