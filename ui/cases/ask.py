"""Asking for what a menu cannot offer: words of a title, or one of a million people."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal

from casefile.usecases import search
from casefile.usecases.search import Found
from ui.cases.wanted import Chosen
from ui.parts.buttons import Button
from ui.parts.dialog import Dialog
from ui.parts.fields import TextField
from ui.parts.rows import ListView, Row
from ui.shell.desk import Desk
from ui.theme import scaled
from ui.words import language, t
from ui.work import Running

_WAIT_MS, _MOST, _LIST = 150, 20, 240


class AskWords(Dialog):
    """`chosen` carries a `Chosen` with the words."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(t("cases.ask.words"), t("cases.ask.words.line"))
        self.field = TextField(t("cases.ask.words.example"))
        self.field.edit.setAccessibleName(t("cases.ask.words"))
        self.body.setContentsMargins(0, 12, 0, 0)
        self.body.addWidget(self.field)
        self.add_button(Button(t("window.cancel")), "reject")
        show = Button(t("cases.ask.show"), "primary")
        show.clicked.connect(self._take)
        self.field.edit.returnPressed.connect(self._take)
        self.add_button(show, "nothing")
        self.focus_first(self.field.edit)

    def _take(self) -> None:
        words = " ".join(self.field.text().split())
        self.accept()
        if words:
            self.chosen.emit(Chosen(words, t("cases.filter.quoted", words=words)))


class AskPerson(Dialog):
    """Finds people and organisations in any spelling; `chosen` carries a `Chosen` with the id of one."""

    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(t("cases.ask.person"), t("cases.ask.person.line"))
        self._desk = desk
        self._asking: Running | None = None
        self._found: dict[str, Found] = {}
        self.field, self.results = TextField(t("cases.ask.person.example"), icon="search"), ListView("two")
        self.field.edit.setAccessibleName(t("cases.ask.person"))
        self.results.setAccessibleName(t("cases.ask.person.found"))
        self.results.setFixedHeight(scaled(_LIST))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._ask)
        self.field.edit.textChanged.connect(lambda _text: self._timer.start())
        self.field.edit.returnPressed.connect(self._take_first)
        self.results.opened.connect(self._take)
        self.body.setContentsMargins(0, 12, 0, 0)
        self.body.addWidget(self.field)
        self.body.addWidget(self.results)
        self.add_button(Button(t("window.cancel")), "reject")
        self.focus_first(self.field.edit)

    def _ask(self) -> None:
        if self._asking is not None:
            self._asking.stop()
        typed, session, code = self.field.text().strip(), self._desk.vault, language()
        if not typed:
            self._show(())
            return
        kinds = ("person", "organisation")
        self._asking = self._desk.run(
            self, lambda _progress: search.find(session, typed, kinds, code, _MOST), self._show, lambda _error: None
        )

    def _show(self, found: Sequence[Found]) -> None:
        self._found = {each.id: each for each in found}
        icons = {"person": "user-round", "organisation": "landmark"}
        self.results.show_rows(
            [Row(each.id, each.title, " · ".join(each.spellings), icon=icons[each.kind]) for each in found]
        )

    def _take_first(self) -> None:
        key = self.results.key() or next(iter(self._found), "")
        if key:
            self._take(key)

    def _take(self, key: str) -> None:
        self.accept()
        self.chosen.emit(Chosen(key, self._found[key].title))
