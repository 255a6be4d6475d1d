"""Rows of what was added: a title, a second line, and the ways to go from there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile.domain.additions import words_of
from casefile.domain.kinds import AddedField, Template
from casefile.domain.values import Text
from ui.parts.buttons import Link
from ui.parts.labels import Hairline, Label
from ui.parts.paragraphs import Paragraph
from ui.parts.toggles import CheckBox
from ui.theme import sizes
from ui.words import language, t, term_list

Way = tuple[str, Callable[[], None]]
"""What a link says, and what it does."""


class Rows(QWidget):
    """A column of rows. `links` are those of each row by its key, `ticks` the box before its title where it has one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.links: dict[str, list[Link]] = {}
        self.ticks: dict[str, CheckBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def clear(self) -> None:
        """Take all rows out."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.links, self.ticks = {}, {}

    def add(self, key: str, title: str, second: str, ways: Sequence[Way], tick: CheckBox | None = None) -> None:
        """Add a row at the end."""
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(title, "content").eliding())
        words.addWidget(Label(second, "second", "ink2").eliding())
        frame = QWidget()
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, sizes.S8, 0, sizes.S8)
        row.setSpacing(sizes.S12)
        if tick is not None:
            tick.setAccessibleName(title)
            self.ticks[key] = tick
            row.addWidget(tick)
        row.addLayout(words, 1)
        self.links[key] = [_link(said, title, go) for said, go in ways]
        for link in self.links[key]:
            row.addWidget(link)
        self._column.addWidget(Hairline())
        self._column.addWidget(frame)

    def say_empty(self, words: str) -> None:
        """Where there is no row, say what to do first."""
        if not self._column.count():
            self._column.addWidget(Paragraph(words, "content", "ink2"))


def said_field(field: AddedField, number: int) -> str:
    """Where a field stands, what it holds, who may read it, how many records have a value."""
    parts = (
        _term("record_kind", field.kind),
        _term("field_shape", field.shape),
        _term("term_list", field.list),
        _term("sensitivity", field.sensitivity),
        t("settings.fields.needed") if field.needed else "",
        t("settings.fields.used", n=number),
    )
    return " · ".join(part for part in parts if part)


def said_template(template: Template) -> str:
    """Which form, in which cases, and how many fields it speaks of."""
    kinds = ", ".join(_term("case_kind", each) for each in template.case_kinds) or t("settings.templates.all")
    return " · ".join(
        (_term("record_kind", template.kind), kinds, t("settings.templates.fields", n=len(template.fields)))
    )


def text(words: Text | None) -> str:
    """Words in the reader's language, a dash where there are none."""
    return words_of(words, language()) or "—"


def _term(terms: str, code: str | None) -> str:
    return term_list(terms).label(code, language()) if code else ""


def _link(said: str, title: str, go: Callable[[], None]) -> Link:
    link = Link(said, role="second")
    link.setAccessibleName(f"{said}: {title}")
    link.clicked.connect(lambda _on=False: go())
    return link
