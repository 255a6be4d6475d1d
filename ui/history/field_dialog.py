"""The history of one field: every value it held, by whom and when, and the way back to each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casefile import clock
from casefile.domain.kinds import KINDS
from casefile.domain.saying import say_path
from casefile.errors import CasefileError
from casefile.progress import Progress
from casefile.usecases import casehistory, edit
from casefile.usecases.casehistory import Held
from casefile.usecases.edit import Changes
from ui.facts.rows import Fact
from ui.facts.view import FactList
from ui.moments import moment
from ui.parts.buttons import Button
from ui.parts.dialog import Dialog
from ui.shell.desk import Desk
from ui.theme import scaled, sizes
from ui.words import additions, language, t

_WIDE = 620
_HIGH = 300
_LEAST = 56


@dataclass(frozen=True)
class Place:
    """A path of a record (``title``, ``conditions/<id>``), its `label`, and how other records are named."""

    kind: str
    record: str
    path: str
    label: str
    named: Callable[[str], str]


class FieldHistoryDialog(Dialog):
    """`wished` carries the entry whose value shall come back, `record_asked` that the record is wanted."""

    wished = Signal(str)
    record_asked = Signal()

    def __init__(self, place: Place, held: Sequence[Held], authors: Mapping[str, str], own: str) -> None:
        super().__init__(t("history.field.title", field=place.label), "", wide=_WIDE)
        self._held = {each.entry: each for each in held}
        self._now = held[0].value if held else None
        self.values = FactList(columns=True)
        self.values.setAccessibleName(t("history.field.list"))
        self.values.show_rows([_fact(place, each, number, authors, own) for number, each in enumerate(held)])
        self.values.setFixedHeight(scaled(min(_HIGH, max(_LEAST, 52 * len(held)))))
        self.record, self.close_button = Button(t("history.record.open")), Button(t("window.close"))
        self.restore = Button(t("history.field.restore"), "primary")
        self.body.setContentsMargins(0, sizes.S8, 0, 0)
        self.body.addWidget(self.values)
        self.add_button(self.record, "accept")
        self.add_button(self.close_button, "reject")
        self.add_button(self.restore, "accept")
        self.record.clicked.connect(self.record_asked)
        self.restore.clicked.connect(lambda: self.wished.emit(self.values.key()))
        self.values.chosen.connect(lambda _key: self._follow())
        self.focus_first(self.values)
        if len(held) > 1:
            self.values.choose(held[1].entry)
        self._follow()

    def _follow(self) -> None:
        """What is there already, or not any more, cannot be restored."""
        chosen = self._held.get(self.values.key())
        self.restore.setEnabled(chosen is not None and not chosen.is_purge and chosen.value != self._now)


def show(desk: Desk, page: QWidget, place: Place, failed: Callable[[CasefileError], None], open_record: Any) -> None:
    """Read all that stood at `place` and show it over the window of `page`; what is restored is told to every page."""
    session = desk.vault

    def read(_progress: Progress) -> tuple[tuple[Held, ...], Mapping[str, str]]:
        return casehistory.held(session, place.record, place.path), edit.authors(session)

    def tell(found: tuple[tuple[Held, ...], Mapping[str, str]]) -> None:
        dialog = FieldHistoryDialog(place, *found, session.author.id)
        dialog.wished.connect(lambda entry: _restore(desk, page, place, entry, failed))
        dialog.record_asked.connect(open_record)
        dialog.show_on(page.window())

    desk.run(page, read, tell, failed)


def _restore(desk: Desk, page: QWidget, place: Place, entry: str, failed: Callable[[CasefileError], None]) -> None:
    session = desk.vault

    def done(changes: Changes) -> None:
        desk.publish(changes)
        told = t("history.field.restored", field=place.label)
        desk.tell(told, (t("history.undo"), lambda: desk.act("undo")))

    desk.run(
        page,
        lambda _progress: edit.restore_value(session, place.kind, place.record, place.path, entry),
        done,
        failed,
    )


def _fact(place: Place, held: Held, number: int, authors: Mapping[str, str], own: str) -> Fact:
    who = t("form.changes.you") if held.author == own else authors.get(held.author, t("form.changes.someone"))
    when = moment(held.time, clock.now().date())
    if held.is_purge:
        words = t("history.field.purged")
    else:
        said = say_path(KINDS[place.kind], place.path, held.value, language(), place.named, additions())
        words = said or t("history.field.empty")
    right = "" if number else t("history.field.now")
    return Fact(held.entry, words, left=when, left_second=who, right=right, quiet=held.is_purge or held.value is None)
