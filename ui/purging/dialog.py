"""Consent was withdrawn: asks what of a record goes for good, and shows where else the name stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from casefile.domain.kinds import kind_of
from casefile.domain.labels import kind_key, label_of
from casefile.usecases import picking
from casefile.usecases.mentions import Mention
from casefile.usecases.purgeoutlook import Outlook
from ui.parts.buttons import Button
from ui.parts.labels import Label
from ui.parts.paragraphs import Paragraph
from ui.parts.rows import ListView, Row
from ui.parts.toggles import CheckBox, RadioButton
from ui.purging.outlook import GoesAndStays, goes_fields, goes_whole, stays
from ui.purging.scrolled import ScrolledDialog
from ui.theme import scaled, sizes
from ui.words import language, t

_WIDE = 560
_MENTIONS_HIGH = 3


@dataclass(frozen=True)
class Seen:
    """What is shown: the outlook, and where the name stands elsewhere."""

    outlook: Outlook
    mentions: tuple[Mention, ...]

    def label(self, name: str) -> str:
        """The words for a field."""
        kind = kind_of(self.outlook.record)
        return label_of(kind.name, kind.field(name), language())


class PurgeDialog(ScrolledDialog):
    """`wished` carries the names of the fields, none for the whole record; `opened` a `Mention`."""

    wished = Signal(object)
    opened = Signal(object)

    def __init__(self, seen: Seen, chosen: Sequence[str] = ()) -> None:
        title = picking.called(seen.outlook.record, language())
        super().__init__(t("history.purge.title", title=title), t("history.purge.line"), wide=_WIDE)
        self._seen = seen
        self.whole, self.some = RadioButton(t("history.purge.whole")), RadioButton(t("history.purge.some"))
        self.fields = {name: CheckBox(seen.label(name)) for name in seen.outlook.fields}
        self.outlook, self.mentions = GoesAndStays(), ListView("two")
        self.cancel, self.verb = Button(t("window.cancel")), Button(t("history.purge.verb"), "destroy")
        self._choices = QButtonGroup(self)
        self._lay_out()
        for name in chosen:
            if name in self.fields:
                self.fields[name].setChecked(True)
        (self.some if any(name in self.fields for name in chosen) else self.whole).setChecked(True)
        self._connect()
        self._tell()

    def chosen(self) -> tuple[str, ...]:
        """The names of the fields that are ticked."""
        return tuple(name for name, box in self.fields.items() if box.isChecked())

    def _tell(self) -> None:
        whole, names = self.whole.isChecked(), self.chosen()
        self._ticks.setVisible(not whole)
        if whole:
            goes = goes_whole(self._seen.outlook, [self._seen.label(name) for name in self.fields])
        else:
            goes = goes_fields(self._seen.outlook, [(name, self._seen.label(name)) for name in names])
        self.outlook.say(goes, stays(self._seen.outlook, whole=whole))
        self.verb.setEnabled(whole or bool(names))
        self.fit()

    def _destroy(self) -> None:
        self.accept()
        self.wished.emit(() if self.whole.isChecked() else self.chosen())

    def _open(self, key: str) -> None:
        self.reject()
        self.opened.emit(self._seen.mentions[int(key)])

    def _connect(self) -> None:
        for button in (self.whole, self.some, *self.fields.values()):
            button.toggled.connect(lambda _on: self._tell())
        self.verb.clicked.connect(self._destroy)
        self.mentions.opened.connect(self._open)

    def _lay_out(self) -> None:
        for button in (self.whole, self.some):
            self._choices.addButton(button)
            self.content.addWidget(button)
        self._ticks = _under(list(self.fields.values()))
        self._ticks.setAccessibleName(t("history.purge.fields"))
        self.content.addWidget(self._ticks)
        self.content.addSpacing(sizes.S4)
        self.content.addWidget(self.outlook)
        if self._seen.mentions:
            self.content.addSpacing(sizes.S4)
            self.content.addWidget(Label(t("history.purge.also", n=len(self._seen.mentions)), "strong"))
            self.content.addWidget(Paragraph(t("history.purge.also_line"), "second", "ink2"))
            self.mentions.setAccessibleName(t("history.purge.also", n=len(self._seen.mentions)))
            self.mentions.show_rows([_row(number, each) for number, each in enumerate(self._seen.mentions)])
            shown = min(len(self._seen.mentions), _MENTIONS_HIGH)
            self.mentions.setFixedHeight(shown * scaled(sizes.ROW_TWO_LINES))
            self.content.addWidget(self.mentions)
        self.add_button(self.cancel, "reject")
        self.add_button(self.verb, "nothing")
        self.focus_first(self.cancel)


def _under(boxes: Sequence[QWidget]) -> QWidget:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(sizes.S24, 0, 0, 0)
    column.setSpacing(sizes.S4)
    for box in boxes:
        column.addWidget(box)
    return inside


def _row(number: int, mention: Mention) -> Row:
    right = t("history.purge.doubt") if mention.doubt else ""
    return Row(str(number), mention.words, t(kind_key(mention.kind)), right=right)
