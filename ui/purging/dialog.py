"""Consent was withdrawn: asks what of a record goes for good, and shows where else the name stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup

from casefile.domain.kinds import kind_of
from casefile.domain.labels import kind_key, label_of
from casefile.domain.saying import say_path
from casefile.usecases import picking
from casefile.usecases.mentions import Mention
from casefile.usecases.picking import Candidate
from casefile.usecases.purgeoutlook import Outlook
from ui.parts.buttons import Button
from ui.parts.labels import Label
from ui.parts.paragraphs import Paragraph
from ui.parts.rows import ListView, Row
from ui.parts.toggles import RadioButton
from ui.purging.outlook import GoesAndStays, goes_fields, goes_whole, stays
from ui.purging.scrolled import ScrolledDialog
from ui.purging.ticks import FieldTicks
from ui.theme import scaled, sizes
from ui.words import additions, language, t

_WIDE = 560
_MENTIONS_HIGH = 3


@dataclass(frozen=True)
class Seen:
    """What is shown: the outlook, and where the name stands elsewhere."""

    outlook: Outlook
    mentions: tuple[Mention, ...]
    names: Mapping[str, Candidate] = field(default_factory=dict)

    def label(self, path: str) -> str:
        """The words for a field, or for one entry of it."""
        kind = kind_of(self.outlook.record)
        definition = additions().definition(kind, path) or kind.field(path.partition("/")[0])
        label = label_of(kind.name, definition, language())
        if "/" not in path:
            return label
        return t("history.purge.entry", field=label, words=self._words(path))

    def entries(self, name: str) -> list[tuple[str, str]]:
        """(path, words) of the entries of a repeated field, those that were taken out before marked as such."""
        found = []
        for each in self.outlook.elements.get(name, ()):
            words = self.label(each.path) if name == "extra" else self._words(each.path)
            found.append((each.path, words if each.here else t("history.purge.before", words=words)))
        return found

    def _words(self, path: str) -> str:
        each = next(each for each in self.outlook.elements[path.partition("/")[0]] if each.path == path)
        kind = kind_of(self.outlook.record)
        return say_path(kind, path, each.value, language(), self._named, additions())

    def _named(self, record: str) -> str:
        return self.names[record].line if record in self.names else ""


class PurgeDialog(ScrolledDialog):
    """`wished` carries the paths of fields and of single entries of them, none for the whole record; `opened` a `Mention`."""

    wished = Signal(object)
    opened = Signal(object)

    def __init__(self, seen: Seen, chosen: Sequence[str] = ()) -> None:
        title = picking.called(seen.outlook.record, language())
        super().__init__(t("history.purge.title", title=title), t("history.purge.line"), wide=_WIDE)
        self._seen = seen
        self.whole, self.some = RadioButton(t("history.purge.whole")), RadioButton(t("history.purge.some"))
        self.ticks = FieldTicks()
        for name in seen.outlook.fields:
            self.ticks.add(name, seen.label(name), seen.entries(name))
        self.outlook, self.mentions = GoesAndStays(), ListView("two")
        self.cancel, self.verb = Button(t("window.cancel")), Button(t("history.purge.verb"), "destroy")
        self._choices = QButtonGroup(self)
        self._lay_out()
        self.ticks.choose(chosen)
        (self.some if self.ticks.chosen() else self.whole).setChecked(True)
        self._connect()
        self._tell()

    def _tell(self) -> None:
        whole, paths = self.whole.isChecked(), self.ticks.chosen()
        self.ticks.setVisible(not whole)
        if whole:
            goes = goes_whole(self._seen.outlook, [self._seen.label(name) for name in self.ticks.fields])
        else:
            goes = goes_fields(self._seen.outlook, [(path, self._seen.label(path)) for path in paths])
        self.outlook.say(goes, stays(self._seen.outlook, whole=whole))
        self.verb.setEnabled(whole or bool(paths))
        self.fit()

    def _destroy(self) -> None:
        self.accept()
        self.wished.emit(() if self.whole.isChecked() else self.ticks.chosen())

    def _open(self, key: str) -> None:
        self.reject()
        self.opened.emit(self._seen.mentions[int(key)])

    def _connect(self) -> None:
        for button in (self.whole, self.some):
            button.toggled.connect(lambda _on: self._tell())
        self.ticks.changed.connect(self._tell)
        self.verb.clicked.connect(self._destroy)
        self.mentions.opened.connect(self._open)

    def _lay_out(self) -> None:
        for button in (self.whole, self.some):
            self._choices.addButton(button)
            self.content.addWidget(button)
        self.ticks.setAccessibleName(t("history.purge.fields"))
        self.content.addWidget(self.ticks)
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


def _row(number: int, mention: Mention) -> Row:
    right = t("history.purge.doubt") if mention.doubt else ""
    return Row(str(number), mention.words, t(kind_key(mention.kind)), right=right)
