"""A month to choose a day from. Arrows move by day and week, Page Up and Page Down by month, Enter chooses."""

from __future__ import annotations

from calendar import Calendar
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.parts.buttons import IconButton
from ui.parts.labels import Label
from ui.theme import draw, scaled, sizes
from ui.words import language, t

_CELL, _WEEKS, _DAYS = 32, 6, 7
_MONDAY = date(2024, 1, 1)


class _Days(QWidget):
    """The grid of a month."""

    chosen = Signal(object)
    moved = Signal()

    def __init__(self, day: date, today: date) -> None:
        super().__init__()
        self.day, self._today = day, today
        self._under: date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(_DAYS * scaled(_CELL), scaled(sizes.TABLE_HEAD) + _WEEKS * scaled(_CELL))

    def go(self, day: date) -> None:
        self.day = day
        self.setAccessibleName(_in_words(day, "d MMMM y"))
        self.moved.emit()
        self.update()

    def by_months(self, months: int) -> None:
        count = self.day.year * 12 + self.day.month - 1 + months
        year, month = divmod(count, 12)
        first = date(year, month + 1, 1)
        last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        self.go(first.replace(day=min(self.day.day, last.day)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        days = {keys.Key_Left: -1, keys.Key_Right: 1, keys.Key_Up: -7, keys.Key_Down: 7}
        months = {keys.Key_PageUp: -1, keys.Key_PageDown: 1}
        key = Qt.Key(event.key())
        if key in days:
            self.go(self.day + timedelta(days=days[key]))
        elif key in months:
            self.by_months(months[key])
        elif key in (keys.Key_Return, keys.Key_Enter, keys.Key_Space):
            self.chosen.emit(self.day)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._under = self._at(event.position())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        day = self._at(event.position())
        if day is not None:
            self.chosen.emit(day)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        side, top = scaled(_CELL), scaled(sizes.TABLE_HEAD)
        for number in range(_DAYS):
            name = _in_words(_MONDAY + timedelta(days=number), "EEEEEE")
            draw.text(painter, QRectF(number * side, 0, side, top), name, "second", "ink3", draw.Centre)
        for number, day in enumerate(self._shown()):
            area = QRectF(number % _DAYS * side, top + number // _DAYS * side, side, side).adjusted(1, 1, -1, -1)
            self._paint_day(painter, area, day)

    def _paint_day(self, painter: QPainter, area: QRectF, day: date) -> None:
        chosen = day == self.day
        fill = "sel" if chosen else "hover" if day == self._under else None
        edge = "accent" if chosen and self.hasFocus() else "control" if day == self._today else None
        draw.box(painter, area, sizes.CORNER, fill, edge, sizes.RING if chosen and self.hasFocus() else 1)
        tone = "accent" if chosen else "ink" if day.month == self.day.month else "ink3"
        draw.text(painter, area, str(day.day), "strong" if chosen else "content", tone, draw.Centre)

    def _shown(self) -> list[date]:
        return list(Calendar().itermonthdates(self.day.year, self.day.month))[: _WEEKS * _DAYS]

    def _at(self, spot: QPointF) -> date | None:
        row = int((spot.y() - scaled(sizes.TABLE_HEAD)) // scaled(_CELL))
        column = int(spot.x() // scaled(_CELL))
        place = row * _DAYS + column
        shown = self._shown()
        return shown[place] if 0 <= column < _DAYS and row >= 0 and place < len(shown) else None


class Month(QWidget):
    """Begins with `day`. `chosen` carries the day that was chosen, a `date`."""

    chosen = Signal(object)

    def __init__(self, day: date, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days = _Days(day, today)
        self._title = Label("", "strong")
        before = IconButton("chevron-left", t("form.calendar.before"))
        after = IconButton("chevron-right", t("form.calendar.after"))
        before.clicked.connect(lambda: self.days.by_months(-1))
        after.clicked.connect(lambda: self.days.by_months(1))
        self.days.chosen.connect(self.chosen)
        self.days.moved.connect(self._tell)
        self.setFocusProxy(self.days)
        head = QHBoxLayout()
        head.addWidget(before)
        head.addWidget(self._title, 1)
        head.addWidget(after)
        self._title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.S8, sizes.S4, sizes.S8, sizes.S8)
        column.setSpacing(sizes.S4)
        column.addLayout(head)
        column.addWidget(self.days)
        self.days.go(day)

    def _tell(self) -> None:
        words = _in_words(self.days.day, "LLLL y")
        self._title.set_text(words[:1].upper() + words[1:])


def _in_words(day: date, pattern: str) -> str:
    from babel.dates import format_date  # costs 60 ms, which the first form may pay

    return str(format_date(day, pattern, locale=language()))
