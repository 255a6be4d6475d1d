"""A dialog that asks for one line, such as the name under which something is kept."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.parts.buttons import Button
from ui.parts.dialog import Dialog
from ui.parts.fields import TextField
from ui.words import t


class AskLine(Dialog):
    """`said` carries what was typed, without needless blanks; while there is nothing the dialog stays."""

    said = Signal(str)

    def __init__(self, title: str, words: str, verb: str, example: str = "", proposed: str = "") -> None:
        super().__init__(title, words)
        self.field = TextField(example)
        self.field.edit.setAccessibleName(title)
        self.field.edit.setText(proposed)
        self.field.edit.selectAll()
        self.field.edit.returnPressed.connect(self._take)
        self.body.setContentsMargins(0, 12, 0, 0)
        self.body.addWidget(self.field)
        self.add_button(Button(t("window.cancel")), "reject")
        take = Button(verb, "primary")
        take.clicked.connect(self._take)
        self.add_button(take, "nothing")
        self.focus_first(self.field.edit)

    def _take(self) -> None:
        said = " ".join(self.field.text().split())
        if said:
            self.accept()
            self.said.emit(said)
