"""Who held a file and what befell it: one line a step, a dot for each, the number of the entry that vouches for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from casefile.domain.kinds import Evidence
from casefile.usecases.evidence import CustodyStep
from ui.evidence import sayings
from ui.parts import tips
from ui.theme import colour, draw, fonts, scaled, sizes
from ui.words import t

Index = QModelIndex | QPersistentModelIndex
_ROW = 28
_DOT, _DATE, _WORDS = 7, 20, 112  # size of the dot; where date and words begin
_EVENTS = ("collected", "imported", "exported", "handed_over", "received", "opened_outside", "custody_exported")
_WITH_OTHERS = ("exported", "handed_over", "received", "custody_exported")
_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class Step:
    """One line: the day, what happened, and at the right what it rests on."""

    day: str
    words: str
    right: str


def steps(file: Evidence, found: Sequence[CustodyStep], own: str) -> list[Step]:
    """The steps of a file, oldest first; `own` is the id of the person at the screen. What a record claims comes before what the log saw."""
    made = []
    if file.captured is not None and file.captured_by:
        made.append(
            Step(
                sayings.date(file.captured),
                t("evidence.custody.taken", who=file.captured_by),
                t("evidence.custody.claim"),
            )
        )
    for step in found:
        right = t("evidence.custody.entry", number=sayings.number(step.position + 1))
        made.append(Step(sayings.day(step.time), _words(step.event, step.author == own), right))
    return made


def _words(event: Mapping[str, Any], own: bool) -> str:
    name = str(event.get("event", ""))
    if name not in _EVENTS:
        return name
    to = PurePath(str(event.get("to") or event.get("sender") or "")).name
    words = t(f"evidence.custody.{name}.to", to=to) if to and name in _WITH_OTHERS else t(f"evidence.custody.{name}")
    return words if own else t("evidence.custody.by_other", words=words)


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.steps: tuple[Step, ...] = ()

    def show_steps(self, found: Sequence[Step]) -> None:
        self.beginResetModel()
        self.steps = tuple(found)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, immutable in use
        return 0 if parent.isValid() else len(self.steps)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        step = self.steps[index.row()]
        if role == _ROLE:
            return step
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return sayings.joined_by_comma(step.day, step.words, step.right)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tips.plain(sayings.joined_by_comma(step.day, step.words, step.right))
        return None


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(64, scaled(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        step: Step = index.data(_ROLE)
        area = QRectF(option.rect)
        middle = area.center().y()
        last = index.row() == index.model().rowCount() - 1
        x = area.left() + _DOT
        if index.row():
            painter.fillRect(QRectF(x - 0.5, area.top(), 1, middle - area.top()), colour("line"))
        if not last:
            painter.fillRect(QRectF(x - 0.5, middle, 1, area.bottom() + 1 - middle), colour("line"))
        _dot(painter, x, middle)
        base = fonts.baseline("content", middle)
        wide = fonts.width("second", step.right)
        end = area.right() - wide
        left = area.left() + _DATE
        words = max(area.left() + scaled(_WORDS), left + fonts.width("second", step.day) + sizes.S8)
        draw.text(painter, QRectF(left, 0, words - left, 1), step.day, "second", "ink2", baseline=base)
        draw.text(painter, QRectF(words, 0, end - words - sizes.S8, 1), step.words, baseline=base)
        draw.text(painter, QRectF(end, 0, wide, 1), step.right, "second", "ink2", baseline=base)
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw.box(painter, area, sizes.CORNER, None, "accent", sizes.RING)


def _dot(painter: QPainter, x: float, y: float) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("page"))
    painter.drawEllipse(QRectF(x - _DOT / 2 - 2, y - _DOT / 2 - 2, _DOT + 4, _DOT + 4))
    painter.setBrush(colour("ink2"))
    painter.drawEllipse(QRectF(x - _DOT / 2, y - _DOT / 2, _DOT, _DOT))
    painter.restore()


class CustodyList(QListView):
    """The steps, as high as they are. One tab stop, arrows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(t("evidence.custody.title"))
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)

    def show_steps(self, found: Sequence[Step]) -> None:
        """Show `found`."""
        self._model.show_steps(found)
        self._fit()

    def spoken(self) -> list[str]:
        """What a screen reader says, line by line."""
        return [str(self._model.index(row).data()) for row in range(self._model.rowCount())]

    def changeEvent(self, event: QEvent) -> None:
        """Larger text makes higher lines."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def wheelEvent(self, event: Any) -> None:
        """Leave scrolling to the panel."""
        event.ignore()

    def _fit(self) -> None:
        self.setFixedHeight(self._model.rowCount() * scaled(_ROW))
