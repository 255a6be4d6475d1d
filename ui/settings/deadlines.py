"""The deadline rules: which of them propose, what each rests on, and the way to change them and add more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile.domain.kinds import DeadlineRule
from casefile.errors import CasefileError
from casefile.usecases import deadlines
from casefile.usecases.deadlines import Rule
from casefile.usecases.edit import Changes
from ui.parts.buttons import Button, Link
from ui.parts.labels import Hairline
from ui.parts.paragraphs import Paragraph
from ui.parts.tips import tip
from ui.parts.toggles import CheckBox
from ui.settings.section import Tab
from ui.shell.desk import Desk
from ui.shell.targets import NewRecord, OpenRecord
from ui.theme import sizes
from ui.words import catalogue, language, t

KIND = "deadlinerule"


class DeadlinesTab(Tab):
    """Lists the rules; a tick lets one propose, Edit opens its form."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.add = Button(t("settings.deadlines.add"), icon="plus")
        self.rules: dict[str, CheckBox] = {}
        self.edits: dict[str, Link] = {}
        self.controls = {"add": self.add}
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.words(t("settings.deadlines.help"))
        self.words(t("settings.deadlines.holidays"))
        self.column.addLayout(self._list)
        self.column.addSpacing(sizes.S16)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch(1)
        self.column.addLayout(row)
        self.add.clicked.connect(self._make)
        desk.changed.connect(self._changed)
        self.reload()

    def reload(self) -> None:
        """Read the rules."""
        session = self._desk.vault
        self._desk.run(self, lambda _progress: deadlines.rules(session), self.show_rules, self._fail)

    def show_rules(self, found: Sequence[Rule]) -> None:
        """Show them anew."""
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rules, self.edits = {}, {}
        for each in found:
            self._list.addWidget(Hairline())
            self._list.addWidget(self._row(each))

    def _row(self, found: Rule) -> QWidget:
        rule = found.rule
        title = rule.title.best(language()).text if rule.title else ""
        tick, edit = CheckBox(""), Link(t("settings.deadlines.edit"), role="second")
        tick.setAccessibleName(title)
        tip(tick, t("settings.deadlines.active"))
        tick.setChecked(bool(rule.active))
        tick.toggled.connect(lambda active: self._switch(rule, active))
        edit.setAccessibleName(f"{t('settings.deadlines.edit')}: {title}")
        edit.clicked.connect(lambda: self._edit(found))
        self.rules[rule.id], self.edits[rule.id] = tick, edit
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Paragraph(title, "content"))
        words.addWidget(Paragraph(_second(found), "second", "ink2"))
        frame = QWidget()
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, sizes.S8, 0, sizes.S8)
        row.setSpacing(sizes.S12)
        row.addWidget(tick)
        row.addLayout(words, 1)
        row.addWidget(edit)
        return frame

    def _switch(self, rule: DeadlineRule, active: bool) -> None:
        session = self._desk.vault
        self._desk.run(
            self,
            lambda _progress: deadlines.switch(session, rule, active=active),
            self._desk.publish,
            self._fail,
        )

    def _edit(self, found: Rule) -> None:
        """An example becomes a record first, so that there is something to edit."""
        session, rule_id = self._desk.vault, found.rule.id
        if found.is_edited or not found.is_example:
            self._open(rule_id)
            return
        self._desk.run(
            self, lambda _progress: deadlines.adopt(session, rule_id), lambda _changes: self._open(rule_id), self._fail
        )

    def _open(self, rule_id: str) -> None:
        self._desk.go("form", OpenRecord(KIND, rule_id))

    def _make(self) -> None:
        values = {"country": "kz", "unit": "days", "counting": "calendar", "task_kind": "deadline", "active": True}
        self._desk.go("form", NewRecord(KIND, values))

    def _changed(self, changes: object) -> None:
        if isinstance(changes, Changes) and KIND in changes.kinds:
            self.reload()

    def _fail(self, error: CasefileError) -> None:
        self.fault(t("settings.deadlines.failed"), catalogue().error(error))


def _second(found: Rule) -> str:
    """Length, law, whether counsel confirmed it, and whose it is."""
    rule, code = found.rule, language()
    whose = "example" if found.is_example and not found.is_edited else "edited" if found.is_example else "own"
    source = rule.legal_source.best(code).text if rule.legal_source else ""
    parts = (
        deadlines.length_in_words(rule, code),
        source,
        deadlines.counsel(rule, code).rstrip("."),
        t(f"settings.deadlines.{whose}"),
    )
    return " · ".join(part for part in parts if part)
