"""Several codes, words or records: each in a chip with a cross, and a field to add one more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefile.usecases.picking import Candidate
from ui.form.fields.base import NONE, Editor, Surroundings
from ui.parts.chips import FilterChip
from ui.parts.fields import State
from ui.parts.flow import Flow
from ui.parts.rows import Row
from ui.parts.tips import tip
from ui.picking.record_field import RecordField
from ui.picking.suggest_field import SuggestField
from ui.theme import draw, icons, scaled, sizes
from ui.words import t

_WIDEST = 420  # px of a chip's words


class _ValueChip(FilterChip):
    """A value in a neutral chip, for accent says that a filter is on."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.rect())
        draw.box(painter, area, sizes.CORNER, "hover" if self.underMouse() else "chip")
        end = draw.text(painter, area.adjusted(8, 0, 0, 0), self.text(), "second", "ink")
        icons.paint(painter, "x", end + 4, (area.height() - sizes.ICON) / 2, sizes.ICON, "ink2")


class _Chips(QWidget):
    """Chips that go on in the next line."""

    def __init__(self, removed: Callable[[str], None]) -> None:
        super().__init__()
        self._removed = removed
        self._flow = Flow(sizes.S8, sizes.S4, self)

    def show_items(self, items: Sequence[tuple[str, str]]) -> None:
        """Show (key, words), each with a cross."""
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for key, words in items:
            chip = _ValueChip(draw.elided(words, "second", scaled(_WIDEST)), removable=True)
            chip.setAccessibleName(t("form.chips.remove", what=words))
            tip(chip, words)
            chip.clicked.connect(lambda _on=False, key=key: self._removed(key))
            self._flow.addWidget(chip)
        self.setVisible(bool(items))
        self.updateGeometry()


class _SeveralEditor(Editor):
    """Shared by lines and references: chips above the field that adds."""

    def __init__(self, field: SuggestField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: list[str] = []
        self.field = field
        self.chips = _Chips(self._remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.S8)
        column.addWidget(self.chips)
        column.addWidget(field)
        self.setFocusProxy(field.edit)

    def value(self) -> tuple[str, ...]:
        """The values in their order."""
        return tuple(self._values)

    def set_state(self, state: State) -> None:
        """On the frame."""
        self.field.set_state(state)

    def typed(self) -> Mapping[str, str]:
        """What stands in the field and was not taken yet."""
        words = self.field.edit.text().strip()
        return {"": words} if words else NONE

    def show_typed(self, typed: Mapping[str, str]) -> None:
        """Show it again."""
        if "" in typed:
            self.field.edit.setText(typed[""])

    def _show(self, value: tuple[str, ...] | None) -> None:
        self._values = list(value or ())
        self._refresh()

    def _add(self, value: str) -> None:
        if value and value not in self._values:
            self._values.append(value)
        self.field.edit.clear()
        self._refresh()
        self._tell()

    def _remove(self, value: str) -> None:
        self._values.remove(value)
        self._refresh()
        self.field.edit.setFocus()
        self._tell()

    def _refresh(self) -> None:
        self.chips.show_items([(value, self._words(value)) for value in self._values])

    def _words(self, value: str) -> str:
        return value


class LinesEditor(_SeveralEditor):
    """Words of one's own: Enter makes a chip of what was typed, and so does leaving the field."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(SuggestField(placeholder or t("form.chips.type")), parent)
        self.field.edit.editingFinished.connect(lambda: self._add(self.field.edit.text().strip()))
        self.field.edited.connect(self._tell)


class TermsEditor(_SeveralEditor):
    """Codes of a list, found by any part of their words. One that is not offered is kept and called by its own `words`."""

    def __init__(
        self, offered: Sequence[tuple[str, str]], words: Callable[[str], str] = str, parent: QWidget | None = None
    ) -> None:
        super().__init__(SuggestField(t("form.chips.choose"), t("picking.open")), parent)
        self._offered, self._known, self._said = offered, dict(offered), words
        self.field.asked.connect(self._suggest)
        self.field.picked.connect(self._add)
        self.field.edited.connect(self._tell)

    def refusal(self) -> str:
        """Only what the list has can be taken."""
        return t("form.refused.term") if self.typed() else ""

    def _suggest(self, typed: str) -> None:
        wanted = typed.casefold()
        found = [
            Row(code, words) for code, words in self._offered if code not in self._values and wanted in words.casefold()
        ]
        self.field.suggest(found or [Row("", t("picking.nothing"), enabled=False)])

    def _words(self, value: str) -> str:
        return self._known.get(value) or self._said(value)


class RefsEditor(_SeveralEditor):
    """Several records."""

    def __init__(
        self, around: Surroundings, kinds: Sequence[str], placeholder: str, parent: QWidget | None = None
    ) -> None:
        self._around = around
        self._picker = RecordField(around.desk, kinds, around.cases, placeholder)
        super().__init__(self._picker, parent)
        self._picker.chosen.connect(self._chosen)
        self._picker.new_asked.connect(lambda kind, name: around.make_new(kind, name, self._chosen))

    def refusal(self) -> str:
        """Only a record can be taken."""
        return t("form.refused.record") if self.typed() else ""

    def _chosen(self, candidate: Candidate | None) -> None:
        if candidate is None:
            self._tell()
            return
        self._around.names[candidate.id] = candidate
        self._picker.show_candidate(None)
        self._add(candidate.id)

    def _words(self, value: str) -> str:
        return self._around.name(value)
