"""What two sources or more say of one thing, each in a column of its own; nothing is merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.parts.buttons import Button
from ui.parts.chips import CitationMark
from ui.parts.dialog import Dialog
from ui.parts.labelled import Finding
from ui.parts.labels import Label
from ui.parts.paragraphs import Paragraph
from ui.parts.surface import Surface
from ui.theme import scaled, sizes
from ui.words import t

_WIDE, _MOST_HIGH = 760, 420
_COLUMNS = 2


@dataclass(frozen=True)
class Voice:
    """What one source says: its `number` and title, the passage word for word (empty where none was kept), the place in it and how sure it is."""

    number: int
    source: str
    words: str
    place: str


@dataclass(frozen=True)
class Told:
    """What is told of one thing: of which field, what is recorded, whether the sources disagree, and each of them."""

    about: str
    recorded: str
    disagree: bool
    voices: tuple[Voice, ...]


def side_by_side(told: Sequence[Told]) -> Dialog:
    """A card with a block for each thing of which several sources speak, to be shown on a window."""
    card = Dialog(t("report.beside"), wide=_WIDE)
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(sizes.SECTION_GAP)
    for each in told:
        column.addWidget(_block(each))
    column.addStretch(1)
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.viewport().setAutoFillBackground(False)
    inside.setAutoFillBackground(False)
    wide = scaled(_WIDE) - 2 * sizes.S24
    high = column.totalHeightForWidth(wide) if column.hasHeightForWidth() else column.totalSizeHint().height()
    area.setMinimumHeight(min(high + sizes.S8, scaled(_MOST_HIGH)))
    card.body.addWidget(area)
    close = Button(t("window.close"))
    card.add_button(close, "reject")
    card.focus_first(close)
    return card


def _block(told: Told) -> QWidget:
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(sizes.S4)
    column.addWidget(Label(told.about, "strong"))
    if told.recorded:
        column.addWidget(Paragraph(t("report.beside.recorded", value=told.recorded), "second", "ink2"))
    if told.disagree:
        finding = Finding()
        column.addWidget(finding)
        finding.say(t("report.beside.disagree"), "finding")
    grid = QGridLayout()
    grid.setSpacing(sizes.S12)
    for at, voice in enumerate(told.voices):
        grid.addWidget(_voice(voice), at // _COLUMNS, at % _COLUMNS)
        grid.setColumnStretch(at % _COLUMNS, 1)
    column.addSpacing(sizes.S4)
    column.addLayout(grid)
    return block


def _voice(voice: Voice) -> QWidget:
    cell = Surface("list", ("left", "right", "top", "bottom"))
    column = QVBoxLayout(cell)
    column.setContentsMargins(sizes.S12, sizes.S8, sizes.S12, sizes.S8)
    column.setSpacing(sizes.S4)
    head = QHBoxLayout()
    head.setSpacing(sizes.S8)
    mark = CitationMark(voice.number, voice.source)
    mark.setEnabled(False)
    head.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    head.addWidget(Paragraph(voice.source, "strong"), 1)
    column.addLayout(head)
    words = t("case.citation.quoted", words=voice.words) if voice.words else t("report.beside.silent")
    column.addWidget(Paragraph(words, "content", "ink" if voice.words else "ink2"))
    if voice.place:
        column.addWidget(Paragraph(voice.place, "second", "ink2"))
    column.addStretch(1)
    return cell
