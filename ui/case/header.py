"""The header of a case: title and spellings, status, meta line, and what can be done with the case as a whole."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.case.heading import CaseHeading
from ui.parts.buttons import Button, IconButton
from ui.parts.chips import Chip
from ui.parts.labels import Label, Line, Run
from ui.parts.menus import Item, menu_under
from ui.theme import scaled, sizes
from ui.words import t

_ELLIPSIS_AIR = 6  # its dots, not its button, end where the text ends


class Header(QWidget):
    """Shows a `CaseHeading`. `more_asked` carries ``edit``, ``copy``, ``close``, ``reopen``, ``remove``, ``delete`` or ``purge``; `back` leads to the list."""

    summary_asked = Signal()
    handover_asked = Signal()
    more_asked = Signal(str)
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._closed = False
        self.title = Line().eliding()
        self.meta = Label("", "second", "ink2").eliding()
        self._chips = QHBoxLayout()
        self.back_button = IconButton("arrow-left", t("window.back"))
        self.summary = Button(t("case.summary"), icon="file-text", height=sizes.FIELD_TOOLBAR)
        self.handover = Button(t("case.handover"), icon="package", height=sizes.FIELD_TOOLBAR)
        self.more = IconButton("ellipsis", t("window.tabs.more"))
        self.summary.clicked.connect(self.summary_asked)
        self.handover.clicked.connect(self.handover_asked)
        self.back_button.clicked.connect(self.back)
        self.more.clicked.connect(self._open_menu)
        self.back_button.hide()
        self._lay_out()

    def show_heading(self, heading: CaseHeading, *, closed: bool) -> None:
        """Show `heading`."""
        self._closed = closed
        spellings = " · ".join(heading.spellings)
        self.title.set_runs([Run(heading.title, "title"), Run(spellings, "content", "ink3")])
        self.meta.set_text(heading.meta)
        while (item := self._chips.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        if heading.status:
            self._chips.addWidget(Chip(heading.status))

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(sizes.S8)
        first.addWidget(self.back_button)
        first.addWidget(self.title, 1)
        for button in (self.summary, self.handover, self.more):
            first.addWidget(button)
        second = QHBoxLayout()
        second.setSpacing(sizes.S8)
        second.setContentsMargins(0, 0, _ELLIPSIS_AIR, 0)
        second.addLayout(self._chips)
        second.addWidget(self.meta, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.S24, 12, sizes.S24 - _ELLIPSIS_AIR, 8)
        column.setSpacing(4)
        column.addLayout(first)
        column.addLayout(second)
        first.setContentsMargins(0, 0, 0, 0)
        self.title.setFixedHeight(scaled(32))
        self.meta.setFixedHeight(scaled(24))

    def _open_menu(self) -> None:
        turn = "reopen" if self._closed else "close"
        items: list[Item | None] = [
            (t(f"case.more.{each}"), partial(self.more_asked.emit, each)) for each in ("edit", "copy", turn)
        ]
        last: list[Item] = [
            (t("history.remove.menu"), partial(self.more_asked.emit, "remove")),
            (t("case.more.delete"), partial(self.more_asked.emit, "delete")),
            (t("history.purge.menu"), partial(self.more_asked.emit, "purge")),
        ]
        menu_under(self.more, [*items, None, *last])
