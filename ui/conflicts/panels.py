"""What is chosen from the list of what waits, large: the versions of a field beside each other, or what a request would destroy."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from casefile.usecases.conflicts import Conflict, Request
from casefile.usecases.inspection import shown
from ui.conflicts import waiting
from ui.conflicts.waiting import Said, Waiting
from ui.parts.buttons import Button, Link
from ui.parts.chips import Chip
from ui.parts.fields import TextField
from ui.parts.headings import Heading
from ui.parts.labelled import Labelled
from ui.parts.paragraphs import Paragraph
from ui.parts.surface import Surface
from ui.theme import sizes
from ui.words import t

_COLUMNS = 2


class ConflictPanel(QWidget):
    """The versions of `conflict`. `chosen` carries the entry of one, `typed` another JSON value, `opened` asks for the whole record."""

    chosen = Signal(str)
    typed = Signal(object)
    opened = Signal()

    def __init__(self, conflict: Conflict, said: tuple[Said, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conflict = conflict
        self.takes = [Button(t("merging.take_this")) for _ in said]
        self.other = TextField()
        self.use = Button(t("merging.use_this"))
        self._labelled = Labelled(t("merging.other_value"), self.other)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.S12)
        heading, link = _headed(waiting.title(conflict))
        link.clicked.connect(self.opened)
        column.addWidget(heading)
        line = "parts" if any(each.part is not None for each in conflict.versions) else "line"
        column.addWidget(Paragraph(t(f"merging.versions.{line}"), "content", "ink2"))
        column.addLayout(self._grid(said))
        if waiting.can_be_typed(conflict):
            column.addWidget(self._typing())
        column.addStretch(1)

    def _grid(self, said: tuple[Said, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(sizes.S12)
        for at, (version, take) in enumerate(zip(said, self.takes, strict=True)):
            take.setAccessibleName(t("merging.take_this_of", value=version.value, by=version.by))
            take.clicked.connect(lambda _on=False, entry=version.entry: self.chosen.emit(entry))
            grid.addWidget(_version(version, take), at // _COLUMNS, at % _COLUMNS)
            grid.setColumnStretch(at % _COLUMNS, 1)
        return grid

    def _typing(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, sizes.S8, 0, 0)
        row.setSpacing(sizes.S8)
        row.addWidget(self._labelled, 1)
        beside = QVBoxLayout()
        beside.addSpacing(20)
        beside.addWidget(self.use)
        beside.addStretch(1)
        row.addLayout(beside)
        self.use.setEnabled(False)
        self.other.edit.textChanged.connect(self._judge)
        self.other.edit.returnPressed.connect(self._take_typed)
        self.use.clicked.connect(self._take_typed)
        return box

    def _value(self) -> Any:
        return waiting.typed(self._conflict, self.other.text())

    def _judge(self, words: str) -> None:
        self.use.setEnabled(self._value() is not None)
        if words.strip() and self._value() is None:
            self._labelled.warn(t("merging.no_value"))
        else:
            self._labelled.clear()

    def _take_typed(self) -> None:
        if (value := self._value()) is not None:
            self.typed.emit(value)


class RequestPanel(QWidget):
    """What a request asks. `declined` and `accepted` when the person answered; `opened` asks for the whole record."""

    declined = Signal()
    accepted = Signal()
    opened = Signal()

    def __init__(self, request: Request, found: Waiting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keep, self.remove = Button(t("merging.answer.decline")), Button(t("merging.remove_here"), "danger")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.S12)
        heading, link = _headed(shown(request.label))
        link.clicked.connect(self.opened)
        column.addWidget(heading)
        column.addWidget(Paragraph(waiting.asks(request, found.authors)))
        for line in found.held.get(request.id, ()):
            column.addWidget(Paragraph(line, "content", "ink"))
        column.addWidget(Paragraph(t("merging.requests.line"), "content", "ink2"))
        row = QHBoxLayout()
        row.setSpacing(sizes.S8)
        row.addWidget(self.keep)
        row.addWidget(self.remove)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        self.keep.clicked.connect(self.declined)
        self.remove.clicked.connect(self.accepted)


def _headed(words: str) -> tuple[Heading, Link]:
    heading, link = Heading(words), Link(t("merging.open_record"), "external-link")
    heading.add(link)
    return heading, link


def _version(version: Said, take: Button) -> QWidget:
    cell = Surface("list", ("left", "right", "top", "bottom"))
    column = QVBoxLayout(cell)
    column.setContentsMargins(sizes.S12, sizes.S12, sizes.S12, sizes.S12)
    column.setSpacing(sizes.S4)
    column.addWidget(Paragraph(version.value, "strong"))
    column.addWidget(Paragraph(version.by, "second", "ink2"))
    if version.current:
        column.addWidget(Chip(t("merging.shown_now")), 0, Qt.AlignmentFlag.AlignLeft)
    column.addStretch(1)
    column.addSpacing(sizes.S8)
    column.addWidget(take, 0, Qt.AlignmentFlag.AlignLeft)
    return cell
