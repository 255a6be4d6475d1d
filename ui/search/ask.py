"""Asking for what a menu cannot offer: a time, a person or a case."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from casefile.usecases.narrowing import days
from casefile.usecases.picking import Candidate
from ui.parts.buttons import Button
from ui.parts.dialog import Dialog
from ui.parts.fields import TextField
from ui.picking.record_field import RecordField
from ui.search.wanted import Chosen
from ui.shell.desk import Desk
from ui.words import language, t

_KINDS = {"person": ("person", "organisation"), "case": ("case",)}


class AskWhen(Dialog):
    """`chosen` carries a `Chosen` with the first and the last day of what was typed; what cannot be read keeps the dialog open."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(t("search.ask.when"), t("search.ask.when.line"))
        self.field = _text_field(self, t("search.ask.when.example"), t("search.ask.when"))
        self.field.edit.textChanged.connect(self._read)
        _buttons(self, self._take)

    def _read(self, words: str) -> None:
        found = days(words, language())
        self.field.set_reading("–".join(dict.fromkeys(found)) if found else "")
        self.field.set_state("rest")

    def _take(self) -> None:
        words = " ".join(self.field.text().split())
        found = days(words, language())
        if words and found is None:
            self.field.set_state("refused")
            return
        self.accept()
        if found is not None:
            self.chosen.emit(Chosen(found, words))


class AskRecord(Dialog):
    """Finds a person or organisation in any spelling, or a case; `chosen` carries a `Chosen` with its id."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__(t(f"search.ask.{name}"))
        self.field = RecordField(desk, _KINDS[name], makes_new=False)
        self.field.edit.setAccessibleName(t(f"search.ask.{name}"))
        self.field.chosen.connect(self._take)
        self.body.setContentsMargins(0, 12, 0, 0)
        self.body.addWidget(self.field)
        self.add_button(Button(t("window.cancel")), "reject")
        self.focus_first(self.field.edit)

    def _take(self, candidate: Candidate | None) -> None:
        if candidate is not None:
            self.accept()
            self.chosen.emit(Chosen(candidate.id, candidate.line))


def _text_field(dialog: Dialog, example: str, name: str) -> TextField:
    field = TextField(example)
    field.edit.setAccessibleName(name)
    dialog.body.setContentsMargins(0, 12, 0, 0)
    dialog.body.addWidget(field)
    dialog.focus_first(field.edit)
    return field


def _buttons(dialog: AskWhen, take: Callable[[], None]) -> None:
    dialog.add_button(Button(t("window.cancel")), "reject")
    show = Button(t("search.ask.show"), "primary")
    show.clicked.connect(take)
    dialog.field.edit.returnPressed.connect(take)
    dialog.add_button(show, "nothing")
