"""Beside the text: the passage that is marked, what was found in it, and what can be made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile.domain.dates import show
from casefile.domain.kinds import KINDS
from casefile.domain.labels import field_key, kind_key
from casefile.usecases.picking import Candidate
from casefile.usecases.report import MAKES, InPassage, Passage, fields_to_cite
from ui.parts.buttons import Button, Link
from ui.parts.choice import Choice
from ui.parts.headings import Heading
from ui.parts.labelled import Finding, Labelled
from ui.parts.labels import Hairline, Label
from ui.parts.paragraphs import Paragraph
from ui.parts.surface import Surface
from ui.picking.record_field import RecordField
from ui.shell.desk import Desk
from ui.theme import sizes
from ui.words import language, t

_LONGEST = 260  # characters of a passage that are shown again


@dataclass(frozen=True)
class Wish:
    """What is wanted of the passage: a record of `kind` for `case`, cited for `field`; or, with `record`, a citation of that one."""

    kind: str
    field: str
    case: str = ""
    record: str = ""


class PassagePanel(Surface):
    """`wished` carries a `Wish`; `opened` the `Candidate` of a record that is cited; `withdrawn` a citation's id."""

    wished = Signal(object)
    opened = Signal(object)
    withdrawn = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("list", (), parent)
        self._cases: tuple[str, ...] = ()
        self.heading = Heading(t("report.passage"), bare=True)
        self.words, self.found = Paragraph(), Paragraph("", "second", "ink2")
        self.kind = Choice([(kind, t(kind_key(kind))) for kind in MAKES], MAKES[0])
        self.field, self.known_field = Choice(), Choice()
        self.case = RecordField(desk, ("case",), lambda: self._cases, t("report.case.example"), makes_new=False)
        self.make = Button(t("report.make.button"), "primary")
        self.known = RecordField(desk, (), lambda: self._cases, t("report.cite.example"), makes_new=False)
        self.cite = Button(t("report.cite.button"))
        self.refused = Finding()
        self.nothing = Paragraph(t("report.none.line"), "content", "ink2")
        self.keys = Paragraph(t("report.keys"), "second", "ink2")
        self._acts, self._here = QWidget(), QVBoxLayout()
        self._lay_out()
        self._connect()
        self._offer_fields()
        self.show_passage(None)

    def show_case(self, case: Candidate | None) -> None:
        """Records are made for this case until another is chosen."""
        self.case.show_candidate(case)
        self._cases = (case.id,) if case else ()

    def case_id(self) -> str:
        """The id of the case that is chosen, or an empty string."""
        return self.case.record_id()

    def show_passage(self, passage: InPassage | None) -> None:
        """Show what was found in a passage; None: nothing is marked."""
        has = passage is not None and bool(passage.words)
        self._acts.setVisible(has)
        self.nothing.setVisible(not has)
        self.refused.say("", "rest")
        if passage is not None and has:
            words = " ".join(passage.words.split())
            self.words.set_text(words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …")
            self.found.set_text("\n".join(_found(passage)))
            self.found.setVisible(bool(self.found.plain()))

    def show_cited(self, passages: Sequence[Passage], heading: str) -> None:
        """Show what is cited from here, under `heading`."""
        while (item := self._here.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        if passages:
            self._here.addWidget(Hairline())
            self._here.addWidget(Label(heading, "strong"))
        for each in passages:
            self._here.addWidget(self._cited(each))

    def refuse(self, words: str) -> None:
        """Say why nothing came of it."""
        self.refused.say(words, "refused")

    def ask_to_make(self) -> None:
        """Ask for a record of the kind that is chosen."""
        if not self._acts.isVisibleTo(self):
            return
        kind = self.kind.value()
        needs = kind == "role" or any(field.name == "cases" for field in KINDS[kind].fields)
        if needs and not self.case_id():
            self.refuse(t("report.no_case"))
            self.case.edit.setFocus()
            return
        self.wished.emit(Wish(kind, self.field.value(), self.case_id()))

    def ask_to_cite(self) -> None:
        """Ask for a citation of the record that is chosen; choose one first."""
        known = self.known.candidate()
        if known is None:
            self.known.edit.setFocus()
        elif self._acts.isVisibleTo(self):
            self.wished.emit(Wish(known.kind, self.known_field.value(), self.case_id(), known.id))

    def _cited(self, passage: Passage) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.S12)
        name = passage.record.title
        if passage.field:
            name = t("report.cited.for", record=name, field=field_words(passage.record.kind, passage.field))
        words = Paragraph("", "second")
        words.set_text(t(kind_key(passage.record.kind)), name)
        words.link_followed.connect(lambda: self.opened.emit(passage.record))
        away = Link(t("report.uncite"), role="second")
        away.setAccessibleDescription(name)
        away.clicked.connect(lambda _on=False: self.withdrawn.emit(passage.citation))
        row.addWidget(words, 1)
        row.addWidget(away)
        return line

    def _offer_fields(self) -> None:
        _fill(self.field, self.kind.value())

    def _known_chosen(self, candidate: Candidate | None) -> None:
        _fill(self.known_field, candidate.kind if candidate else "")

    def _case_chosen(self, candidate: Candidate | None) -> None:
        self._cases = (candidate.id,) if candidate else ()

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(lambda _row: self._offer_fields())
        self.known.chosen.connect(self._known_chosen)
        self.case.chosen.connect(self._case_chosen)
        self.make.clicked.connect(self.ask_to_make)
        self.cite.clicked.connect(self.ask_to_cite)
        self._known_chosen(None)

    def _lay_out(self) -> None:
        acts = QVBoxLayout(self._acts)
        acts.setContentsMargins(0, 0, 0, 0)
        acts.setSpacing(sizes.S8)
        acts.addWidget(self.words)
        acts.addWidget(self.found)
        acts.addLayout(_pair(("report.make.what", self.kind), ("report.for", self.field)))
        acts.addWidget(Labelled(t("report.case"), self.case))
        acts.addLayout(_right(self.make))
        acts.addWidget(Hairline())
        acts.addWidget(Labelled(t("report.cite"), self.known))
        acts.addWidget(Labelled(t("report.for"), self.known_field))
        acts.addLayout(_right(self.cite))
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.S16, sizes.S12, sizes.S16, sizes.S16)
        column.setSpacing(sizes.S8)
        for widget in (self.heading, self.nothing, self._acts, self.refused):
            column.addWidget(widget)
        self._here.setSpacing(sizes.S8)
        column.addLayout(self._here)
        column.addStretch(1)
        column.addWidget(self.keys)


def field_words(kind: str, path: str) -> str:
    """The label of a field, or of the field an entry of which is meant."""
    return t(field_key(kind, path.partition("/")[0]))


def _found(passage: InPassage) -> list[str]:
    dates = ", ".join(show(each.when, language()) for each in passage.dates)
    names = ", ".join(each.words if each.record else f"{each.words} ({t('report.not_here')})" for each in passage.names)
    lines = ((t("report.dates"), dates), (t("report.names"), names))
    return [f"{label}: {words}" for label, words in lines if words]


def _fill(choice: Choice, kind: str) -> None:
    choice.clear()
    choice.addItem(t("report.whole"), "")
    for name in fields_to_cite(kind) if kind else ():
        choice.addItem(field_words(kind, name), name)
    choice.setCurrentIndex(0)


def _pair(*fields: tuple[str, QWidget]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(sizes.S8)
    for key, field in fields:
        row.addWidget(Labelled(t(key), field), 1)
    return row


def _right(button: Button) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(button)
    return row
