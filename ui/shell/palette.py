"""Ctrl K: one box over the window that finds records and actions."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from casefile.errors import CasefileError
from ui.parts.chips import FilterChip
from ui.parts.dialog import Overlay
from ui.parts.empty import EmptyPage
from ui.parts.labels import Hairline, Line, Run
from ui.parts.surface import Surface
from ui.parts.tips import tip
from ui.parts.toggles import CheckBox
from ui.shell.answers import Answer, PaletteSource
from ui.shell.desk import Desk
from ui.shell.palette_list import ResultsList
from ui.theme import draw, fonts, icons, scaled, sizes
from ui.words import catalogue, t
from ui.work import Running

_WAIT_MS = 120  # after the last key, before asking


class _Sign(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(sizes.ICON_LARGE, sizes.ICON_LARGE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        icons.paint(QPainter(self), "search", 0, 0, sizes.ICON_LARGE, "ink2")


class Palette(QDialog):
    """The card: query, kinds, results, keys."""

    def __init__(self, source: PaletteSource, desk: Desk) -> None:
        super().__init__(None, Qt.WindowType.Widget)
        self._source, self._desk = source, desk
        self._answer, self._kind = Answer(), ""
        self._typed, self._answered = "", ""
        self._asking: Running | None = None
        self.setAccessibleName(t("window.palette.name"))
        self.query, self.every_spelling = QLineEdit(), CheckBox(t("window.palette.spellings"), role="second")
        self.results = ResultsList()
        self._nothing = EmptyPage("search", t("window.palette.nothing"), t("window.palette.nothing.line"))
        self._kinds = QButtonGroup(self)
        self._strip = QHBoxLayout()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._ask)
        self._lay_out()
        self._connect()
        self._ask()

    def sizeHint(self) -> QSize:
        """760 by 624, where the window has room."""
        return QSize(scaled(sizes.PALETTE_WIDTH), scaled(sizes.PALETTE_HEIGHT))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows, Enter and Tab act on the results while the query keeps the keyboard."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._key(event):
            return True
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card."""
        draw.box(QPainter(self), QRectF(self.rect()), sizes.CORNER, "page", "control")

    def show_answer(self, answer: Answer) -> None:
        """Show `answer`, its kinds as filters above."""
        self._answer, self._answered = answer, self._typed
        if self._kind and self._kind not in {group.kind for group in answer.groups if group.found}:
            self._kind = ""
        self._fill_strip()
        self._show_kind()

    def _key(self, event: QKeyEvent) -> bool:
        keys = Qt.Key
        if event.key() in (keys.Key_Down, keys.Key_Up):
            self.results.step(1 if event.key() == keys.Key_Down else -1)
        elif event.key() in (keys.Key_Return, keys.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._leave("search", self.query.text())
            else:
                self._enter()
        elif event.key() == keys.Key_Tab:
            self._next_kind()
        else:
            return False
        return True

    def _enter(self) -> None:
        """What is still shown for other words is not opened, and no act of theirs done: nobody asked for it."""
        if self.query.text().strip() == self._answered:
            self._open()
        elif self._timer.isActive():
            self._ask()

    def _open(self) -> None:
        found = self.results.chosen()
        if found is not None and found.act:
            self.accept()
            self._desk.act(found.act)
        elif found is not None:
            self._leave(found.page, found.target)

    def _leave(self, page: str, target: object) -> None:
        self.accept()
        self._desk.go(page, target)

    def _next_kind(self) -> None:
        kinds = ["", *(group.kind for group in self._answer.groups if group.found)]
        self._kind = kinds[(kinds.index(self._kind) + 1) % len(kinds)]
        self._fill_strip()
        self._show_kind()

    def _choose_kind(self, kind: str) -> None:
        self._kind = kind
        self._show_kind()
        self.query.setFocus()

    def _show_kind(self) -> None:
        self.results.show_answer(self._answer, self._kind)
        empty = self._answer.total == 0 and bool(self.query.text().strip())
        self._nothing.setVisible(empty)
        self.results.setVisible(not empty)

    def _ask(self) -> None:
        self._timer.stop()
        if self._asking is not None:
            self._asking.stop()
        self._typed = query = self.query.text().strip()
        every = self.every_spelling.isChecked()
        self._asking = self._desk.run(
            self, lambda _progress: self._source.find(query, every), self.show_answer, self._say
        )

    def _say(self, error: CasefileError) -> None:
        tip(self.query, catalogue().error(error))
        self.show_answer(Answer())

    def _fill_strip(self) -> None:
        while (item := self._strip.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                self._kinds.removeButton(widget)  # type: ignore[arg-type]  # the strip holds buttons alone
                widget.deleteLater()
        kinds = [("", t("window.palette.all"), self._answer.number)]
        kinds += [(group.kind, group.words, group.number) for group in self._answer.groups if group.found]
        for kind, words, number in kinds:
            chip = FilterChip(f"{words} {number}")
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.setChecked(kind == self._kind)
            chip.clicked.connect(lambda _checked=False, kind=kind: self._choose_kind(kind))
            self._kinds.addButton(chip)
            self._strip.addWidget(chip)
        self._strip.addStretch(1)

    def _connect(self) -> None:
        self.query.textChanged.connect(lambda _text: self._timer.start())
        self.every_spelling.toggled.connect(lambda _on: self._ask())
        self.results.clicked.connect(lambda _index: self._open())
        self.query.installEventFilter(self)
        self.setFocusProxy(self.query)

    def _lay_out(self) -> None:
        self.query.setFrame(False)
        self.query.setFont(fonts.font("query"))
        self.query.setAccessibleName(t("window.palette.name"))
        self.every_spelling.setChecked(True)
        self.every_spelling.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        first = QHBoxLayout()
        first.setContentsMargins(20, 0, 20, 0)
        first.setSpacing(10)
        first.addWidget(_Sign())
        first.addWidget(self.query, 1)
        first.addWidget(self.every_spelling)
        self._strip.setContentsMargins(16, 0, 16, 0)
        self._strip.setSpacing(5)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addSpacing(10)
        column.addLayout(first)
        first.addStrut(scaled(32))
        column.addSpacing(12)
        column.addLayout(self._strip)
        self._strip.addStrut(scaled(24))
        column.addSpacing(9)
        column.addWidget(Hairline())
        column.addWidget(self.results, 1)
        column.addWidget(self._nothing, 1)
        self._nothing.hide()
        column.addWidget(_keys())


def _keys() -> QWidget:
    """What the keys do, at the foot."""
    foot = Surface("list", ("top",))
    foot.setFixedHeight(scaled(32))
    row = QHBoxLayout(foot)
    row.setContentsMargins(20, 1, 20, 0)
    row.setSpacing(20)
    hints = (
        (t("window.palette.enter"), "open"),
        (t("window.palette.tab"), "next_kind"),
        (t("window.palette.ctrl_enter"), "everything"),
    )
    row.addWidget(Line([Run("↑ ↓", "second", "ink2"), Run(t("window.palette.choose"), "second", "ink2", 4)]))
    for key, act in hints:
        row.addWidget(_hint(key, t(f"window.palette.{act}")))
    row.addStretch(1)
    row.addWidget(_hint(t("window.palette.esc"), t("window.palette.close")))
    return foot


def _hint(key: str, act: str) -> Line:
    return Line([Run(key, "second_strong", "ink2"), Run(act, "second", "ink2", 4)])


def open_palette(window: QWidget, source: PaletteSource, desk: Desk) -> Palette:
    """Open the palette on the scrim of `window`."""
    palette = Palette(source, desk)
    Overlay(window, palette, top=sizes.PALETTE_TOP)
    return palette


__all__ = ["Palette", "PaletteSource", "open_palette"]
