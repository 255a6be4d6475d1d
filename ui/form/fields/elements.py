"""A repeated field: a table of its entries, each opened in its place to be edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefile.domain.definition import FieldDefinition, Shape, fields_of
from casefile.domain.kinds import TemplateField
from casefile.domain.labels import field_key
from ui.form.fields import arranged
from ui.form.fields.base import Editor, Surroundings
from ui.form.fields.entry_panel import EntryPanel
from ui.form.showing import in_words
from ui.parts.buttons import Link
from ui.parts.headings import Heading
from ui.parts.labelled import Finding
from ui.parts.tables import Cell, Column, TableRow, TableView
from ui.theme import scaled, sizes
from ui.words import t

_MOST_COLUMNS = 3
_NUMBER_WIDE, _SECOND_WIDE = 28, 210
_WIDE = (Shape.TEXT, Shape.REF)
_WORDS_WIDE, _OTHER_WIDE = 180, 140


class ElementsEditor(Editor):
    """The entries of one field. `placed` carries the id of the entry that was chosen, or an empty string.

    Enter opens the chosen entry, Delete removes it, Alt with an arrow moves it.
    """

    placed = Signal(str)

    def __init__(
        self, owner: str, field: FieldDefinition, around: Surroundings, *, cited: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        assert field.element is not None
        self._field, self._element, self._around, self._cited = field, field.element, around, cited
        self._entries: list[Any] = []
        self._typed: dict[str, dict[str, str]] = {}
        self._findings: Mapping[str, str] = {}
        self._panel: EntryPanel | None = None
        self._columns = _columns(field.element)
        label = t(field_key(owner, field.name))
        self.heading = Heading(label, bare=True)
        self.table = TableView([Column("", wide=_NUMBER_WIDE), *_heads(field.element, self._columns)])
        self.table.setAccessibleName(label)
        self.table.installEventFilter(self)
        self.finding = Finding()
        self.add = Link(t(f"form.add.{field.element.__name__.lower()}"), "plus")
        self._lay_out()
        self.add.clicked.connect(self.begin_entry)
        self.table.opened.connect(self.open)
        self.table.chosen.connect(self.placed)

    def value(self) -> tuple[Any, ...]:
        """The entries in their order."""
        return tuple(self._entries)

    def typed(self) -> Mapping[str, str]:
        """Words that are no value, by entry, field and place."""
        return {f"{key}/{path}": words for key, typed in self._typed.items() for path, words in typed.items()}

    def show_typed(self, typed: Mapping[str, str]) -> None:
        """Keep them until their entry is opened."""
        self._typed = {}
        for path, words in typed.items():
            key, _, rest = path.partition("/")
            self._typed.setdefault(key, {})[rest] = words

    def refusal(self) -> str:
        """Some entry holds words that are no value."""
        return t("form.refused.entry", number=self._number(next(iter(self._typed)))) if self.typed() else ""

    def say(self, findings: Mapping[str, str]) -> None:
        """Show what is odd: `findings` by place (``<entry id>/<name>``, or empty for the field as a whole)."""
        self._findings = findings
        if self._panel is not None:
            key = self._panel.entry().id
            self._panel.say({path.partition("/")[2]: words for path, words in findings.items() if path.startswith(key)})
        else:
            self._refresh()
        refusal = self.refusal()
        path, words = next(iter(findings.items()), ("", ""))
        number = self._number(path.partition("/")[0])
        said = t("form.entry.finding", number=number, sentence=words) if number and words else words
        hidden = self._panel is not None and number == self._number(self._panel.entry().id)
        self.finding.say(refusal or ("" if hidden else said), "refused" if refusal else "finding")

    def choose(self, key: str) -> None:
        """Choose the entry `key`, or none."""
        row = self._number(key) - 1
        self.table.setCurrentIndex(self.table.cells.index(row, 0)) if row >= 0 else self.table.clearSelection()

    def chosen(self) -> str:
        """The id of the chosen entry, or an empty string."""
        row = self.table.currentIndex().row()
        return self._entries[row].id if 0 <= row < len(self._entries) and self.table.selectedIndexes() else ""

    def open(self, key: str) -> None:
        """Open the entry `key` in its place."""
        self.close_panel()
        row = self._number(key) - 1
        if row < 0:
            return
        self.choose(key)
        panel = EntryPanel(self._entries[row], self._typed.get(key, {}), self._around)
        self._panel = panel
        self.table.setSpan(row, 0, 1, len(self._columns) + 1)
        self.table.setIndexWidget(self.table.cells.index(row, 0), panel)
        panel.changed.connect(self._take)
        panel.closed.connect(self._done)
        panel.removed.connect(lambda: self.remove(key))
        panel.moved.connect(lambda by: self._move(key, by, reopen=True))
        panel.resized.connect(self._fit)
        self.say(self._findings)
        self._fit()
        panel.begin()

    def begin_entry(self) -> None:
        """Open a new entry. It goes again when it is closed with nothing in it."""
        self.close_panel()
        entry = self._element()
        self._entries.append(entry)
        self._refresh()
        self.choose(entry.id)
        self.open(entry.id)

    def panel(self) -> EntryPanel | None:
        """The open entry, if one is."""
        return self._panel

    def close_panel(self) -> None:
        """Close the open entry; one that holds nothing goes."""
        if self._panel is None:
            return
        entry, self._panel = self._panel.entry(), None
        if entry == self._element(id=entry.id) and not self._typed.get(entry.id):
            self.remove(entry.id)
        else:
            self._refresh()
            self.choose(entry.id)

    def remove(self, key: str) -> None:
        """Take an entry out."""
        self._panel = None
        self._entries = [entry for entry in self._entries if entry.id != key]
        self._typed.pop(key, None)
        self._refresh()
        self.placed.emit("")
        (self.table if self._entries else self.add).setFocus()
        self._tell()

    def show_below(self, widget: QWidget) -> None:
        """Let `widget` stand below the entries, where findings are said."""
        self._column.insertWidget(self._column.indexOf(self.finding) + 1, widget)

    def refresh_marks(self) -> None:
        """The citations have changed."""
        if self._panel is None:
            self._refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete and Alt with an arrow act on the chosen entry; a new width needs new heights."""
        if event.type() == QEvent.Type.Resize and self._panel is not None:
            self._fit()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._key(event):
            return True
        return super().eventFilter(watched, event)

    def _show(self, value: Sequence[Any] | None) -> None:
        self._panel = None
        self._entries = list(value or ())
        self._refresh()

    def _key(self, event: QKeyEvent) -> bool:
        key = self.chosen()
        if not key or self._panel is not None:
            return False
        if event.key() == Qt.Key.Key_Delete:
            self.remove(key)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(key, -1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            return False
        return True

    def _take(self) -> None:
        if self._panel is None:
            return
        entry = self._panel.entry()
        self._entries = [entry if each.id == entry.id else each for each in self._entries]
        self._typed[entry.id] = self._panel.typed()
        if not self._typed[entry.id]:
            del self._typed[entry.id]
        self._tell()

    def _done(self) -> None:
        self.close_panel()
        self.table.setFocus()

    def _move(self, key: str, by: int, *, reopen: bool = False) -> None:
        row = self._number(key) - 1
        to = row + by
        if not 0 <= to < len(self._entries):
            return
        self._panel = None
        self._entries.insert(to, self._entries.pop(row))
        self._refresh()
        self.choose(key)
        if reopen:
            self.open(key)
        self._tell()

    def _number(self, key: str) -> int:
        return next((number for number, entry in enumerate(self._entries, 1) if entry.id == key), 0)

    def _refresh(self) -> None:
        before = self.chosen()
        blocked = self.table.blockSignals(True)
        self.table.clearSpans()
        self.table.show_rows([self._row(number, entry) for number, entry in enumerate(self._entries, 1)])
        if before:
            self.choose(before)
        self.table.blockSignals(blocked)
        self.table.setVisible(bool(self._entries))
        self.heading.show_counts(str(len(self._entries)) if self._entries else "")
        self._fit()

    def _row(self, number: int, entry: Any) -> TableRow:
        odd = any(path.startswith(f"{entry.id}/") for path in self._findings) or entry.id in self._typed
        first = Cell(icon="triangle-alert", tone="due") if odd else Cell(str(number), "second", "ink2")
        cells = [first]
        for field in self._columns:
            words = self._said(field, getattr(entry, field.name))
            cells.append(Cell(words.replace("\n", " ") or "—", tone="ink" if words else "ink2"))
        if self._cited:
            marks = self._around.marks(f"{self._field.name}/{entry.id}")
            cells[-1] = Cell(cells[-1].text, tone=cells[-1].tone, citations=marks)
        return TableRow(entry.id, tuple(cells))

    def _said(self, field: FieldDefinition, value: Any) -> str:
        if self._element is TemplateField and field.name == "field":
            return dict(arranged.fields(self._around.arranged())).get(value or "", value or "")
        return in_words(field, value, self._around.name)

    def _fit(self) -> None:
        rows = self.table.verticalHeader()
        high = scaled(sizes.TABLE_HEAD)
        for row, entry in enumerate(self._entries):
            is_open = self._panel is not None and entry.id == self._panel.entry().id
            wanted = (
                self._panel.height_in(self.table.viewport().width()) if is_open and self._panel else scaled(sizes.ROW)
            )
            if rows.sectionSize(row) != wanted:
                rows.resizeSection(row, wanted)
            high += wanted
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if self.table.height() != high or self.table.minimumHeight() != high:
            self.table.setFixedHeight(high)

    def _lay_out(self) -> None:
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self.table)
        column.addWidget(self.finding)
        column.addSpacing(sizes.S8)
        column.addWidget(self.add)
        self.add.setContentsMargins(sizes.S4, 0, 0, 0)


def _columns(element: type[Any]) -> tuple[FieldDefinition, ...]:
    """The fields to show in a row: what an entry is of little use without, then the first ones, in their order."""
    fields = fields_of(element)
    ranked = sorted(fields, key=lambda field: not field.about.required)[:_MOST_COLUMNS]
    return tuple(field for field in fields if field in ranked)


def _heads(element: type[Any], columns: Sequence[FieldDefinition]) -> list[Column]:
    texts = sorted((field for field in columns if field.shape in _WIDE), key=lambda field: not field.about.required)
    stretch = next(iter(texts), columns[0])
    return [
        Column(t(field_key(element, field.name)), stretch=field is stretch, wide=_wide(field, len(columns)))
        for field in columns
    ]


def _wide(field: FieldDefinition, columns: int) -> int:
    if columns <= 2:
        return _SECOND_WIDE
    return _WORDS_WIDE if field.shape in _WIDE else _OTHER_WIDE
