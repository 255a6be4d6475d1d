"""A tab that is a list of facts: a bar with what can be added, then the list, or what to do first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from casefile.domain.labels import kind_key
from ui.case.loaded import Loaded
from ui.facts.rows import FactRow
from ui.facts.view import FactList
from ui.parts.buttons import Button
from ui.parts.empty import EmptyPage
from ui.parts.labels import Label
from ui.parts.menus import menu_under
from ui.parts.scroll import FloatingBar
from ui.parts.surface import Surface
from ui.theme import scaled, sizes
from ui.words import t

LIST_MARGIN = sizes.S24 - 8  # the ground of a row reaches 8 px beyond its words


@dataclass(frozen=True)
class TabSpec:
    """A tab of facts. `rows` makes them; `adds` are the kinds of record that its button offers; `icon` stands when empty.

    `columns`: the list has a left column. `also` names another way to add, told by `add_asked`, with its words under ``case.add.<also>``.
    """

    name: str
    icon: str
    rows: Callable[[Loaded], Sequence[FactRow]]
    adds: tuple[str, ...]
    columns: bool = True
    also: str = ""


class ToolBar(Surface):
    """The bar above a tab: `row` for what stands at the left, and at the right a primary button."""

    def __init__(self, button: Button | None, parent: QWidget | None = None) -> None:
        super().__init__("page", ("bottom",), parent)
        self.setFixedHeight(scaled(sizes.TOOLBAR) + 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(sizes.S24, 0, sizes.S24, 1)
        self.row = QHBoxLayout()
        self.row.setSpacing(sizes.S8)
        outer.addLayout(self.row, 1)
        if button is not None:
            outer.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)


class AddButton(Button):
    """Adds a record: at once where there is one kind, from a menu where there are several. `asked` carries the kind."""

    asked = Signal(str)

    def __init__(self, kinds: Sequence[str], words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words or t("case.add"), "primary", "plus", sizes.FIELD_TOOLBAR, parent)
        self._kinds = tuple(kinds)
        self.clicked.connect(self._ask)

    def _ask(self) -> None:
        if len(self._kinds) == 1:
            self.asked.emit(self._kinds[0])
            return
        menu_under(self, [(t(kind_key(kind)), partial(self.asked.emit, kind)) for kind in self._kinds])


class FactTab(QWidget):
    """Shows what `spec` says of a case. `opened` carries a record's id, `cited` a record's id and a source's number."""

    opened = Signal(str)
    cited = Signal(str, int)
    add_asked = Signal(str)

    def __init__(self, spec: TabSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec = spec
        self.note = Label("", "second", "ink2")
        self.add = AddButton(spec.adds)
        self.add.asked.connect(self.add_asked)
        self.facts = FactList(columns=spec.columns)
        self.facts.setAccessibleName(t(f"case.tab.{spec.name}"))
        self.facts.opened.connect(self.opened)
        self.facts.cited.connect(self.cited)
        self.setFocusProxy(self.facts)
        self._stack = QStackedWidget()
        self._lay_out()

    def show_case(self, loaded: Loaded) -> None:
        """Show the facts of a case, or the first step where there are none."""
        rows = self._spec.rows(loaded)
        self.facts.show_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)

    def _lay_out(self) -> None:
        bar = ToolBar(self.add if self._spec.adds else None)
        bar.row.addWidget(self.note.eliding(), 1)
        if self._spec.also:
            self.also = Button(t(f"case.add.{self._spec.also}"), icon=self._spec.icon, height=sizes.FIELD_TOOLBAR)
            self.also.clicked.connect(lambda: self.add_asked.emit(self._spec.also))
            bar.row.addWidget(self.also)
        self.bar = bar
        name = self._spec.name
        empty = EmptyPage(
            self._spec.icon,
            t(f"case.{name}.empty"),
            t(f"case.{name}.empty.line"),
            t(f"case.{name}.empty.step") if self._spec.adds else "",
        )
        if self._spec.adds:
            empty.first_step.connect(self.add.click)
        self._stack.addWidget(framed(self.facts))
        self._stack.addWidget(empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._stack, 1)


def framed(facts: QAbstractScrollArea) -> QWidget:
    """A list within the margins of the record."""
    frame = QWidget()
    row = QHBoxLayout(frame)
    row.setContentsMargins(LIST_MARGIN, sizes.S8, LIST_MARGIN, 0)
    row.addWidget(facts)
    FloatingBar(facts, frame)
    return frame
