"""The terms of one list: which are offered, which people added, and the way to add more."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile.domain.additions import NONE, Additions
from casefile.domain.kinds import Record
from casefile.domain.kinds import Term as TermRecord
from casefile.domain.terms import Term
from casefile.errors import CasefileError
from casefile.usecases import additions
from ui.parts.buttons import Button
from ui.parts.choice import Choice
from ui.parts.labelled import Labelled
from ui.parts.tips import tip
from ui.parts.toggles import CheckBox
from ui.settings.fields_rows import Rows, Way
from ui.shell.desk import Desk
from ui.shell.targets import NewRecord
from ui.theme import sizes
from ui.words import LANGUAGES, language, t

_FIRST = "happening_type"


class Terms(QWidget):
    """A list is chosen; a tick offers a term, Edit opens one that people added."""

    def __init__(
        self,
        desk: Desk,
        edit: Callable[[Record], None],
        fail: Callable[[CasefileError], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._edit, self._fail = desk, edit, fail
        self._additions: Additions = NONE
        self.choice = Choice([], "")
        self.rows = Rows()
        self.add = Button(t("settings.terms.add"), icon="plus")
        line = QHBoxLayout()
        line.addWidget(self.add)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.S12)
        column.addWidget(Labelled(t("settings.terms.list"), self.choice))
        column.addLayout(line)
        column.addWidget(self.rows)
        self.choice.currentIndexChanged.connect(lambda _index: self._show_list())
        self.add.clicked.connect(self._new)

    def show_additions(self, found: Additions) -> None:
        """Show the lists as they are now, the chosen one still chosen."""
        self._additions = found
        chosen = self.choice.value() or _FIRST
        names = sorted(found.list("term_list"), key=lambda each: each.labels[language()].casefold())
        self.choice.blockSignals(True)
        self.choice.clear()
        for each in names:
            self.choice.addItem(each.labels[language()], each.code)
        self.choice.setCurrentIndex(max(0, self.choice.findData(chosen)))
        self.choice.blockSignals(False)
        self._show_list()

    def _show_list(self) -> None:
        name = self.choice.value()
        own = {each.code: each for each in self._additions.terms if each.list == name}
        known = list(self._additions.list(name))
        self.rows.clear()
        for term in sorted(known, key=lambda each: each.code not in own):
            self.rows.add(
                term.code, term.labels[language()], _second(term), self._ways(own.get(term.code)), self._tick(term)
            )
        self.rows.say_empty(t("settings.terms.none"))

    def _ways(self, own: TermRecord | None) -> list[Way]:
        return [(t("settings.fields.edit"), lambda: self._edit(own))] if own is not None else []

    def _tick(self, term: Term) -> CheckBox:
        tick = CheckBox("")
        tick.setChecked(not term.hidden)
        tip(tick, t("settings.terms.offered"))
        tick.toggled.connect(lambda offered: self._offer(term.code, offered))
        return tick

    def _offer(self, code: str, offered: bool) -> None:
        session, name = self._desk.vault, self.choice.value()
        self._desk.run(
            self,
            lambda _progress: additions.offer(session, name, code, offered=offered),
            self._desk.publish,
            self._fail,
        )

    def _new(self) -> None:
        self._desk.go("form", NewRecord("term", {"list": self.choice.value()}))


def _second(term: Term) -> str:
    others = (term.labels[each] for each in LANGUAGES if each != language())
    return " · ".join((*others, term.code))
