"""Quick record: one form for a night arrest. Who and what are needed, the rest may wait."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from casefile import clock
from casefile.usecases.picking import Candidate
from casefile.usecases.quickrecord import QuickRecord
from ui.parts.buttons import Button, Link
from ui.parts.choice import Choice
from ui.parts.drop import DropArea
from ui.parts.fields import TextField
from ui.parts.headings import Heading
from ui.parts.labelled import Finding
from ui.parts.labels import Label
from ui.parts.tips import tip
from ui.sameperson.check import NameCheck
from ui.shell.desk import Desk
from ui.theme import fonts, scaled, sizes
from ui.today import sayings
from ui.today.lines import AIR
from ui.words import language, t, term_list

_DROP_WIDE = 144
_LABEL_GAP = 5  # beside the frame's own spacing
_REST_MS = 1500  # after the last key, before what was typed is put away
_FIELDS = ("who", "when", "where", "source", "what_next")


class QuickForm(QWidget):
    """The form. `asked` carries the `QuickRecord` to make, `rested` one to put away, `files_asked` wants a file dialog.

    `open_asked` follows the link that `show_made` shows; `seen` carries a `Candidate` to look at. `table_asked` and `report_asked`
    want to paste what many records are made of.
    """

    asked = Signal(object)
    rested = Signal(object)
    files_asked = Signal()
    open_asked = Signal()
    seen = Signal(object)
    table_asked = Signal()
    report_asked = Signal()

    def __init__(self, desk: Desk | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.files: tuple[Path, ...] = ()
        self._known: Candidate | None = None
        self.name_check = NameCheck(desk, "person", parent=self) if desk is not None else None
        self.fields = {name: TextField(t(f"today.quick.{name}.example"), t(f"today.quick.{name}")) for name in _FIELDS}
        types = [(term.code, term.labels[language()]) for term in term_list("happening_type").offered]
        self.what = Choice(types, placeholder=t("today.quick.what.example"))
        self.drop = DropArea(t("today.quick.drop"), t("today.quick.drop.key"), t("today.quick.drop.target"))
        self.record = Button(t("today.quick.record"), "primary")
        self.refused = Finding()
        self.says, self.link = Label("", "content", "ink2"), Link(t("today.quick.open"))
        self.clear_files = Link(t("today.quick.no_files"), role="second")
        self.table, self.report = Link(t("today.quick.table")), Link(t("today.quick.report"))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._lay_out()
        self._connect()
        self._show_files()

    def typed(self) -> QuickRecord:
        """What stands in the form."""
        words = {name: field.text().strip() for name, field in self.fields.items()}
        known = self._known.id if self._known else ""
        others = self.name_check.others() if self.name_check is not None and not known else ()
        return QuickRecord(**words, what=self.what.value(), language=language(), person=known, not_same=others)

    def is_empty(self) -> bool:
        """Whether nothing was typed or chosen."""
        return not self.what.value() and not any(field.text().strip() for field in self.fields.values())

    def fill(self, typed: QuickRecord) -> None:
        """Show what was put away earlier."""
        for name, field in self.fields.items():
            field.edit.setText(getattr(typed, name))
        self.what.choose(typed.what)
        self._rest.stop()
        self._known = None

    def clear(self) -> None:
        """Be ready for the next record."""
        self.fill(QuickRecord("", ""))
        self.files = ()
        self._show_files()
        self._forgive()
        if self.name_check is not None:
            self.name_check.clear()

    def add_files(self, files: Sequence[Path]) -> None:
        """Let `files` wait for the case."""
        self.files = tuple(dict.fromkeys((*self.files, *files)))
        self._show_files()

    def show_made(self, words: str) -> None:
        """Say that a case was made, with the way to it."""
        self.says.set_text(words)
        self.says.setVisible(bool(words))
        self.link.setVisible(bool(words))
        for way in (self.table, self.report):
            way.setVisible(not words)

    def show_refusal(self, words: str) -> None:
        """Say why nothing was made."""
        self.refused.say(words, "refused")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in any field records."""
        pressed = event.key() if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) else None
        if pressed in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask()
            return True
        return super().eventFilter(watched, event)

    def _ask(self) -> None:
        missing = [field for field, empty in self._needed() if empty]
        for field in missing:
            field.set_state("refused")
        if missing:
            self.show_refusal(t("today.quick.needed"))
            missing[0].setFocus()
            return
        self._forgive()
        self._rest.stop()
        self.asked.emit(self.typed())

    def _needed(self) -> tuple[tuple[TextField | Choice, bool], ...]:
        who = self.fields["who"]
        return (who, not who.text().strip()), (self.what, not self.what.value())

    def _forgive(self) -> None:
        self.refused.say("", "rest")
        self.fields["who"].set_state("rest")
        self.what.set_state("rest")

    def _changed(self) -> None:
        self._forgive()
        if not self.is_empty():
            self.show_made("")
        self._rest.start()

    def _read_date(self, typed: str) -> None:
        when = self.fields["when"]
        read = sayings.reading(typed, clock.now().date())
        when.set_reading(read)
        kept = bool(typed.strip()) and not read
        when.set_state("finding" if kept else "rest")
        tip(when.edit, t("today.quick.unread") if kept else "")
        when.edit.setAccessibleDescription(t("today.quick.unread") if kept else read)

    def _check_name(self, typed: str) -> None:
        """Another name is another person; who may be meant is said below."""
        if self._known is not None and typed.strip() == self._known.title:
            return
        self._known = None
        if self.name_check is not None:
            self.name_check.check([typed] if " " in typed.strip() else [])

    def use(self, known: Candidate) -> None:
        """Record something of a person who is here already."""
        self._known = known
        self.fields["who"].edit.setText(known.title)
        if self.name_check is not None:
            self.name_check.clear()

    def _show_files(self) -> None:
        if self.files:
            first = self.files[0].name
            hint = first if len(self.files) == 1 else t("today.quick.and_more", name=first, n=len(self.files) - 1)
            self.drop.say(t("today.quick.files", n=len(self.files)), hint)
        else:
            self.drop.say(t("today.quick.drop"), t("today.quick.drop.key"))
        self.clear_files.setVisible(bool(self.files))

    def _no_files(self) -> None:
        self.files = ()
        self._show_files()

    def _connect(self) -> None:
        for name, field in self.fields.items():
            field.edit.textChanged.connect(lambda _text: self._changed())
            field.edit.installEventFilter(self)
            if name == "when":
                field.edit.textChanged.connect(self._read_date)
        self.fields["who"].edit.textChanged.connect(self._check_name)
        if self.name_check is not None:
            self.name_check.used.connect(self.use)
            self.name_check.opened.connect(self.seen)
        self.what.currentIndexChanged.connect(lambda _row: self._changed())
        self.record.clicked.connect(self._ask)
        self.link.clicked.connect(self.open_asked)
        self.clear_files.clicked.connect(self._no_files)
        self.table.clicked.connect(self.table_asked)
        self.report.clicked.connect(self.report_asked)
        self.drop.asked.connect(self.files_asked)
        self.drop.dropped.connect(self.add_files)
        self._rest.timeout.connect(lambda: self.rested.emit(self.typed()))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(AIR, 0, AIR, 0)
        column.setSpacing(0)
        column.addWidget(Heading(t("today.quick.title"), note=t("today.quick.note"), bare=True))
        column.addSpacing(sizes.S4)
        row = QHBoxLayout()
        row.setSpacing(sizes.S8)
        row.addLayout(self._grid(), 1)
        self.drop.setFixedWidth(scaled(_DROP_WIDE))
        self.drop.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        row.addWidget(self.drop)
        column.addLayout(row)
        if self.name_check is not None:
            column.addWidget(self.name_check.lines)
        column.addWidget(self.refused)
        column.addSpacing(sizes.S8)
        column.addLayout(self._foot())
        order = [*(field.focusProxy() or field for field in self._order), self.drop, self.record]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(sizes.S8)
        self._align(("who", "when", "source"))
        self.what.set_inside(t("today.quick.what"), self._align(("where", "what_next"), "what"))
        places = (("who", self.what), ("when", self.fields["where"]), ("source", self.fields["what_next"]))
        for number, (name, second) in enumerate(places):
            grid.addWidget(self.fields[name], number, 0)
            grid.addWidget(second, number, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._order = [widget for name, second in places for widget in (self.fields[name], second)]
        self.what.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        return grid

    def _align(self, names: tuple[str, ...], beside: str = "") -> int:
        """Let the texts of a column of fields begin in line; the width that their labels have."""
        labels = [t(f"today.quick.{name}") for name in (*names, beside) if name]
        room = ceil(max(fonts.width("second", words) for words in labels)) + _LABEL_GAP
        for name in names:
            label = self.fields[name].label
            assert label is not None
            label.setFixedWidth(room)
        return room

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(sizes.S12)
        foot.addWidget(self.record)
        foot.addSpacing(sizes.S8)
        foot.addWidget(self.says.eliding())
        foot.addWidget(self.link)
        foot.addWidget(self.table)
        foot.addWidget(self.report)
        foot.addStretch(1)
        foot.addWidget(self.clear_files)
        self.show_made("")
        return foot
