"""The header of a person or an organisation: name and spellings, what can be done, status and what else is known in a line."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.directory.heading import PartyHeading
from ui.parts.buttons import Button, IconButton
from ui.parts.chips import Chip
from ui.parts.labels import Hairline, Label, Line, Run
from ui.parts.menus import menu_under
from ui.theme import scaled, sizes
from ui.words import t


class PartyHeader(QWidget):
    """Shows a `PartyHeading`. `edit_asked` leads to the form, `purge_asked` to what can be removed for good."""

    edit_asked = Signal()
    purge_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.meta = Line().eliding(), Label("", "second", "ink2").eliding()
        self._chips = QHBoxLayout()
        self.edit = Button(t("directory.edit"), icon="pencil", height=sizes.FIELD_TOOLBAR)
        self.more = IconButton("ellipsis", t("window.tabs.more"))
        self.edit.clicked.connect(self.edit_asked)
        self.more.clicked.connect(self._open_menu)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(sizes.S8)
        first.addWidget(self.title, 1)
        first.addWidget(self.edit)
        first.addWidget(self.more)
        second.setSpacing(sizes.S8)
        second.addLayout(self._chips)
        second.addWidget(self.meta, 1)
        column = QVBoxLayout()
        column.setContentsMargins(sizes.S24, 12, sizes.S24, 8)
        column.setSpacing(4)
        column.addLayout(first)
        column.addLayout(second)
        self.title.setFixedHeight(scaled(32))
        self.meta.setFixedHeight(scaled(24))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(column)
        outer.addWidget(Hairline())

    def _open_menu(self) -> None:
        menu_under(self.more, [(t("history.purge.menu"), self.purge_asked.emit)])

    def show_heading(self, heading: PartyHeading) -> None:
        """Show `heading`."""
        spellings = " · ".join(heading.spellings)
        self.title.set_runs([Run(heading.title, "title"), Run(spellings, "content", "ink3")])
        self.meta.set_text(heading.meta)
        while (item := self._chips.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        if heading.status:
            self._chips.addWidget(Chip(heading.status))
