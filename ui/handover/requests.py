"""Requests to take values out for good, each to be answered by itself; nothing is removed unless somebody says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from casefile.usecases.arrival import Asked
from casefile.usecases.inspection import shown
from ui.handover.arriving import asked_line
from ui.parts.dialog import confirm_destruction
from ui.parts.labels import Hairline, Label
from ui.parts.paragraphs import Paragraph
from ui.parts.scroll import FloatingBar
from ui.parts.toggles import Segments
from ui.theme import sizes
from ui.words import t

_MOST = 50
"""Requests that are shown at once; the others wait where requests wait."""
_NAMED = 8
"""Requests that the question before the removal names one by one."""


class Requests(QScrollArea):
    """`answered` carries the id of a request and ``accept``, ``decline`` or ``later``."""

    answered = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices: dict[str, Segments] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self._bar = FloatingBar(self, self)

    def show_requests(self, requests: Sequence[Asked], authors: Mapping[str, str]) -> None:
        """Show these; none of them is answered."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, sizes.S12, 0, 0)
        column.setSpacing(sizes.S12)
        column.addWidget(Paragraph(t("merging.requests.line"), "content", "ink2"))
        self.choices = {}
        for each in requests[:_MOST]:
            column.addWidget(Hairline())
            column.addWidget(self._request(each, authors))
        if len(requests) > _MOST:
            column.addWidget(Paragraph(t("merging.requests.more", n=len(requests) - _MOST), "content", "ink2"))
        column.addStretch(1)
        inside.setAutoFillBackground(False)
        self.setWidget(inside)

    def _request(self, asked: Asked, authors: Mapping[str, str]) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.S4)
        column.addWidget(Label(shown(asked.label), "strong").eliding())
        column.addWidget(Paragraph(asked_line(asked, authors)))
        answers = [(code, t(f"merging.answer.{code}")) for code in ("later", "decline", "accept")]
        choice = Segments(answers, "later", sizes.FIELD_TOOLBAR)
        choice.setAccessibleName(f"{shown(asked.label)}: {asked_line(asked, authors)}")
        choice.chosen.connect(lambda code: self.answered.emit(asked.id, code))
        self.choices[asked.id] = choice
        column.addSpacing(sizes.S4)
        column.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)
        return block


def confirm_removal(
    window: QWidget, doomed: Sequence[Asked], authors: Mapping[str, str], remove: Callable[[], None]
) -> None:
    """Name what would be destroyed, and ask; Cancel has the keyboard."""
    named = "\n".join(f"{shown(each.label)}: {asked_line(each, authors)}" for each in doomed[:_NAMED])
    rest = t("merging.destroy.more", n=len(doomed) - _NAMED) if len(doomed) > _NAMED else ""
    words = "\n".join(filter(None, (named, rest, "\n" + t("merging.destroy.line"))))
    title, verb = t("merging.destroy.title", n=len(doomed)), t("merging.destroy.verb")
    confirm_destruction(window, title, words, verb, remove)
