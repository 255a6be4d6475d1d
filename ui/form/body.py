"""The record itself: its fields in their blocks, and what is odd about them below each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from casefile.domain.additions import split
from casefile.domain.definition import FieldDefinition
from casefile.domain.kinds import kind_of
from casefile.domain.validation import Finding, sentence
from ui.form import citing
from ui.form.fields.base import Surroundings
from ui.form.fields.boxed import Boxed
from ui.form.fields.elements import ElementsEditor
from ui.form.fields.make import boxed
from ui.form.grid import FieldGrid, widest
from ui.form.other_fields import OtherFields
from ui.form.plan import UNCITED, Block, Plan, is_wide, plan
from ui.form.state import FormState
from ui.parts.buttons import Link
from ui.theme import sizes
from ui.words import language, t

_SCROLL_BAR = 10
_SECTION_GAP = sizes.SECTION_GAP - 3  # a heading's own height gives the rest


class RecordBody(QScrollArea):
    """Fields of the record in `state`. `placed` carries the place in the record where the keyboard is now: ``end``,
    ``conditions/<id>``."""

    placed = Signal(str)

    def __init__(self, state: FormState, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._around = state, around
        self._kind = kind_of(state.draft.record)
        self._template, self._plan = state.template, self._planned()
        self._blocks: list[QWidget] = []
        self._fields: dict[str, Boxed] = {}
        self._tables: dict[str, ElementsEditor] = {}
        self._at = ""
        self.more = Link("", "chevron-down")
        self.more.clicked.connect(self._open_more)
        self._content = QWidget()
        self._content.setMaximumWidth(widest() + 2 * sizes.S24)
        self._column = QVBoxLayout(self._content)
        self._frame()  # before the fields: Qt styles a whole branch anew whenever it is hung up elsewhere
        self._column.setSpacing(_SECTION_GAP)
        self._add_blocks(self._plan.main)
        self._column.addWidget(self.more)
        self._others = OtherFields(state, around.name)
        self._column.addWidget(self._others)
        self._column.addStretch(1)
        self.tell_more()
        self.show_findings(state.findings())
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]  # there is one

    def fields(self) -> dict[str, Boxed]:
        """The fields that stand in grids, by name, as far as they were made."""
        return self._fields

    def tables(self) -> dict[str, ElementsEditor]:
        """The repeated fields, by name, as far as they were made."""
        return self._tables

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Say below each field what is odd about it."""
        said: dict[str, dict[str, str]] = {}
        for finding in findings:
            name, place = split(finding.path)
            said.setdefault(name, {}).setdefault(place, sentence(finding, language()))
        for name, field in self._fields.items():
            field.say(said.get(name, {}).get("", ""))
        for name, table in self._tables.items():
            table.say(said.get(name, {}))
        self.tell_more(sum(self._plan.holds_more(name) and name not in self._made() for name in said))

    def go_to(self, place: str) -> None:
        """Put the keyboard at `place`, opening what hides it."""
        name, key = split(place)
        if self._plan.holds_more(name):
            self._open_more()
        if name in self._tables:
            table = self._tables[name]
            table.choose(key)
            (table.table if table.value() else table.add).setFocus()
            self.ensureWidgetVisible(table)
        elif name in self._fields:
            field = self._fields[name]
            (field.editor.focusProxy() or field.editor).setFocus()
            self.ensureWidgetVisible(field)

    def follow_template(self) -> None:
        """Arrange the fields anew where another template is to be followed, as when a case was said to be of another kind."""
        if self._state.template == self._template:
            return
        at = next((name for name, each in self._editors() if each.isAncestorOf(self.focusWidget() or self)), "")
        for widget in [*self._blocks]:
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._blocks, self._fields, self._tables = [], {}, {}
        self._template, self._plan = self._state.template, self._planned()
        self._add_blocks(self._plan.main)
        self.show_findings(self._state.findings())
        if at:
            self.go_to(at)

    def begin(self) -> None:
        """Put the keyboard into the first field; a new record that begins with a list begins in a first entry of it."""
        name = self._plan.main[0].fields[0].name
        table = self._tables.get(name)
        if table is not None and self._state.is_new and not table.value():
            table.begin_entry()
        else:
            self.go_to(name)

    def first_refused(self) -> str:
        """The name of the first field whose words are no value; empty where there is none."""
        for name in {split(path)[0] for path in self._state.draft.typed}:
            if self._plan.holds_more(name):
                self._open_more()
        editors = {**{name: field.editor for name, field in self._fields.items()}, **self._tables}
        return next((name for name, editor in editors.items() if editor.refusal()), "")

    def refresh_marks(self) -> None:
        """The citations have changed."""
        for table in self._tables.values():
            table.refresh_marks()

    def put(self, name: str, value: object) -> None:
        """Show `value` in the field `name` as if the person had entered it, and go there."""
        if self._plan.holds_more(name):
            self._open_more()
        editor = self._fields[name].editor if name in self._fields else self._tables[name]
        editor.show_value(value)
        editor.changed.emit()
        self.go_to(name)

    def tell_more(self, odd: int = 0) -> None:
        """Say how many fields are hidden, how many of them hold something, and whether something is odd there."""
        hidden = [field.name for block in self._plan.more for field in block.fields if field.name not in self._made()]
        filled = sum(self._state.value(name) not in (None, ()) for name in hidden)
        words = t("form.more", n=len(hidden))
        words += f" · {t('form.more.filled', n=filled)}" if filled else ""
        words += f" · {t('form.more.findings', n=odd)}" if odd else ""
        self.more.setText(words)
        self.more.setAccessibleName(words)
        self.more.setVisible(bool(hidden))
        self.more.updateGeometry()

    def _planned(self) -> Plan:
        return plan(self._kind, self._state.additions, self._state.template, self._state.filled())

    def _editors(self) -> Iterator[tuple[str, QWidget]]:
        yield from self._fields.items()
        yield from self._tables.items()

    def _made(self) -> set[str]:
        return {*self._fields, *self._tables}

    def _open_more(self) -> None:
        if any(field.name in self._made() for block in self._plan.more for field in block.fields):
            return
        at = self._column.indexOf(self.more)
        self._add_blocks(self._plan.more, at)
        self.show_findings(self._state.findings())
        first = next(iter(self._plan.more)).fields[0].name
        if self.more.hasFocus():
            self.go_to(first)

    def _add_blocks(self, blocks: Iterable[Block], at: int = 0) -> None:
        for number, block in enumerate(blocks):
            widget = self._table(block.fields[0]) if block.is_table else FieldGrid(list(self._cells(block)))
            self._column.insertWidget(at + number, widget)
            self._blocks.append(widget)

    def _cells(self, block: Block) -> Iterator[tuple[QWidget, bool]]:
        for field in block.fields:
            made = boxed(self._kind.name, field, self._around)
            made.editor.show_value(self._state.value(field.name))
            made.editor.show_typed(self._state.typed_of(field.name))
            made.tell_need()
            made.editor.changed.connect(self._taker(field.name))
            self._fields[field.name] = made
            yield made, is_wide(field)

    def _table(self, field: FieldDefinition) -> ElementsEditor:
        table = ElementsEditor(self._kind.name, field, self._around, cited=self._kind.name not in UNCITED)
        table.show_value(self._state.value(field.name))
        table.show_typed(self._state.typed_of(field.name))
        table.changed.connect(self._taker(field.name))
        table.placed.connect(lambda key, name=field.name: self._choose_entry(name, key))
        self._tables[field.name] = table
        return table

    def _taker(self, name: str) -> Callable[[], None]:
        def take() -> None:
            editor = self._fields[name].editor if name in self._fields else self._tables[name]
            self._state.change(name, editor.value(), editor.typed())

        return take

    def _choose_entry(self, name: str, key: str) -> None:
        for other, table in self._tables.items():
            if other != name and key:
                table.choose("")
        self._at = f"{name}/{key}" if key else ""
        self.placed.emit(self._at)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None and new is not None and self._content.isAncestorOf(old):
            self._visit(old)
        if new is None or not self._content.isAncestorOf(new):
            return
        QTimer.singleShot(0, new, lambda: self._uncover(new))
        for name, field in self._fields.items():
            # a chosen entry keeps the panel, as its row keeps its colour, but for a field with a source of its own
            if field.isAncestorOf(new) and (not self._at or citing.has_own(self._state.draft.citations, name)):
                for table in self._tables.values():
                    table.choose("")
                self._at = ""
                self.placed.emit(name)

    def _uncover(self, widget: QWidget) -> None:
        """The keyboard is never out of sight; a table may be higher than the view."""
        if widget.hasFocus() and widget.height() < self.viewport().height() // 2:
            self.ensureWidgetVisible(widget, 0, sizes.S40)

    def _visit(self, old: QWidget) -> None:
        for name, field in (*self._fields.items(), *self._tables.items()):
            if field.isAncestorOf(old):
                self._state.visit(name)
        QTimer.singleShot(0, self, lambda: self.show_findings(self._state.findings()))

    def _frame(self) -> None:
        self.setWidget(self._content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.viewport().setAutoFillBackground(False)
        self._content.setAutoFillBackground(False)
        self.verticalScrollBar().rangeChanged.connect(lambda _low, _high: self._margins())
        self._margins()

    def _margins(self) -> None:
        """The scroll bar takes its width from the margin, not from the fields."""
        bar = _SCROLL_BAR if self.verticalScrollBar().maximum() > 0 else 0
        self._column.setContentsMargins(sizes.S24, sizes.S16, sizes.S24 - bar, sizes.S8)
