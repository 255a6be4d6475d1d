"""The fields of one entry of a table, opened in its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile.domain.definition import fields_of
from ui.form import plan
from ui.form.fields.base import Surroundings
from ui.form.fields.make import boxed
from ui.form.grid import FieldGrid
from ui.parts.buttons import Link
from ui.parts.surface import Surface
from ui.theme import sizes
from ui.words import t

_PAIR = 2
"""Two fields alone stand side by side, even if they are texts."""


class EntryPanel(Surface):
    """Edits `entry`. `changed` fires at every change, `resized` when it needs another height."""

    changed = Signal()
    closed = Signal()
    removed = Signal()
    moved = Signal(int)
    resized = Signal()

    def __init__(
        self, entry: Any, typed: Mapping[str, str], around: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__("list", ("top", "bottom"), parent)
        self._entry = entry
        self.fields = tuple(boxed(type(entry), field, around) for field in fields_of(type(entry)))
        cells = [
            (each, plan.is_wide(field) and len(self.fields) > _PAIR)
            for each, field in zip(self.fields, fields_of(type(entry)), strict=True)
        ]
        for each in self.fields:
            each.editor.show_value(getattr(entry, each.path))
            each.editor.show_typed(
                {name.partition("/")[2]: words for name, words in typed.items() if name.partition("/")[0] == each.path}
            )
            each.tell_need()
            each.editor.changed.connect(self._take)
        self._lay_out(FieldGrid(cells))
        done = QShortcut(QKeySequence("Ctrl+Return"), self, self.closed.emit)
        done.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def entry(self) -> Any:
        """The entry as it is now."""
        return self._entry

    def typed(self) -> dict[str, str]:
        """Words that are no value, by field and place within it."""
        return {
            f"{each.path}/{place}" if place else each.path: words
            for each in self.fields
            for place, words in each.editor.typed().items()
        }

    def say(self, findings: Mapping[str, str]) -> None:
        """Show the findings of the entry's fields, by name."""
        for each in self.fields:
            each.say(findings.get(each.path, ""))

    def begin(self) -> None:
        """Take the keyboard."""
        first = self.fields[0].editor
        (first.focusProxy() or first).setFocus()

    def event(self, event: QEvent) -> bool:
        """Tell when the fields need another height."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.resized.emit()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the entry."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def height_in(self, width: int) -> int:
        """The height that the fields need in `width` px."""
        layout = self.layout()
        assert layout is not None
        high = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else -1
        return high if high > 0 else layout.totalSizeHint().height()

    def minimumSizeHint(self) -> QSize:
        """Narrow is possible."""
        return QSize(160, super().minimumSizeHint().height())

    def _take(self) -> None:
        self._entry = replace(self._entry, **{each.path: each.editor.value() for each in self.fields})
        self.changed.emit()

    def _lay_out(self, grid: FieldGrid) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.S12, sizes.S8, sizes.S12, sizes.S8)
        column.setSpacing(sizes.S8)
        column.addWidget(grid)
        foot = QHBoxLayout()
        foot.setSpacing(sizes.S16)
        foot.addWidget(_link("form.entry.done", self.closed.emit))
        foot.addWidget(_link("form.entry.up", partial(self.moved.emit, -1)))
        foot.addWidget(_link("form.entry.down", partial(self.moved.emit, 1)))
        foot.addStretch(1)
        foot.addWidget(_link("form.entry.remove", self.removed.emit))
        column.addLayout(foot)


def _link(key: str, act: Callable[[], object]) -> Link:
    link = Link(t(key), role="second")
    link.clicked.connect(lambda _on=False: act())
    return link
