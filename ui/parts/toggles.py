"""Check boxes, radio buttons and segmented choices."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QCheckBox, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from ui.theme import colour, draw, fonts, scaled, sizes

BOX = 16
_GAP = 8


def paint_check(painter: QPainter, x: float, y: float, state: Qt.CheckState, *, enabled: bool = True) -> None:
    """A check box of 16 px with its corner at (`x`, `y`), for widgets and delegates."""
    area = QRectF(x, y, BOX, BOX)
    if state == Qt.CheckState.Unchecked:
        draw.box(painter, area, sizes.CORNER_BOX, None, "control" if enabled else "line", 1.2)
        return
    draw.box(painter, area, sizes.CORNER_BOX, "fill" if enabled else "hover")
    pen = QPen(colour("on_fill" if enabled else "off"), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    marks = {Qt.CheckState.Checked: [(4.5, 8.2), (7.0, 10.7), (11.7, 5.6)]}
    points = [QPointF(x + dx, y + dy) for dx, dy in marks.get(state, [(4.8, 8.0), (11.2, 8.0)])]
    painter.drawPolyline(points)
    painter.restore()


def paint_radio(painter: QPainter, x: float, y: float, *, chosen: bool, enabled: bool = True) -> None:
    """A radio button of 16 px with its corner at (`x`, `y`), for widgets and delegates."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = "line" if not enabled else "accent" if chosen else "control"
    painter.setPen(QPen(colour(edge), 1.5 if chosen else 1.2))
    painter.drawEllipse(QRectF(x + 0.75, y + 0.75, BOX - 1.5, BOX - 1.5))
    if chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent" if enabled else "off"))
        painter.drawEllipse(QRectF(x + 4, y + 4, 8, 8))
    painter.restore()


def _toggle_size(words: str, role: str) -> QSize:
    wide = BOX + (_GAP + fonts.width(role, words) if words else 0)
    return QSize(int(wide) + 1, max(scaled(20), BOX))


def _paint_words(painter: QPainter, button: QAbstractButton, role: str) -> None:
    tone = "off" if not button.isEnabled() else "ink" if role == "content" else "ink2"
    left = BOX + _GAP
    area = QRectF(left, 0, button.width() - left, button.height())
    draw.text(painter, area, button.text(), role, tone)


class CheckBox(QCheckBox):
    """A check box; `setTristate` shows a dash for some of many. `role` sets the size of its words."""

    def __init__(self, text: str = "", role: str = "content", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._role = role
        self.setProperty("ring", True)

    def sizeHint(self) -> QSize:
        """Box and words."""
        return _toggle_size(self.text(), self._role)

    def minimumSizeHint(self) -> QSize:
        """Its words are never cut."""
        return self.sizeHint()

    def hitButton(self, _position: object) -> bool:
        """The words are part of the target."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box and words."""
        painter = QPainter(self)
        paint_check(painter, 0, (self.height() - BOX) / 2, self.checkState(), enabled=self.isEnabled())
        _paint_words(painter, self, self._role)


class RadioButton(QRadioButton):
    """A radio button."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("ring", True)

    def sizeHint(self) -> QSize:
        """Circle and words."""
        return _toggle_size(self.text(), "content")

    def minimumSizeHint(self) -> QSize:
        """Its words are never cut."""
        return self.sizeHint()

    def hitButton(self, _position: object) -> bool:
        """The words are part of the target."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw circle and words."""
        painter = QPainter(self)
        paint_radio(painter, 0, (self.height() - BOX) / 2, chosen=self.isChecked(), enabled=self.isEnabled())
        _paint_words(painter, self, "content")


class _Segment(QAbstractButton):
    def __init__(self, text: str, role: str, padding: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._role, self._padding = role, padding
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        wide = fonts.width(self._strong(), self.text())
        return QSize(round(wide) + 2 * self._padding, scaled(20))

    def _strong(self) -> str:
        return "strong" if self._role == "content" else "second_strong"

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        role = self._strong() if self.isChecked() else self._role
        tone = "off" if not self.isEnabled() else "accent" if self.isChecked() else "ink2"
        draw.text(painter, QRectF(self.rect()), self.text(), role, tone, draw.Centre)


class Segments(QWidget):
    """One of a few: joined buttons in one frame, moved with the arrow keys. `chosen` tells the value.

    `options` are (value, words); `height` 32 with words of 14, or 28 with words of 12.
    """

    chosen = Signal(str)

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        value: str,
        height: int = sizes.FIELD,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._values = [option for option, _ in options]
        role, padding = ("content", 12) if height >= sizes.FIELD else ("second", 8)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, (_, words) in enumerate(options):
            segment = _Segment(words, role, padding, self)
            self._group.addButton(segment, number)
            row.addWidget(segment)
        self.setFixedHeight(scaled(height))
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.choose(value)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._values[number]))

    def value(self) -> str:
        """The chosen value, or an empty string."""
        number = self._group.checkedId()
        return self._values[number] if number >= 0 else ""

    def choose(self, value: str) -> None:
        """Show `value` as chosen without telling anyone; a value that is none of the options clears the choice."""
        if value in self._values:
            self._group.button(self._values.index(value)).setChecked(True)
        else:
            self._group.setExclusive(False)
            for button in self._group.buttons():
                button.setChecked(False)
            self._group.setExclusive(True)
        self.update()

    def focus_chosen(self) -> None:
        """Give the keyboard to the chosen one."""
        (self._group.checkedButton() or self._group.buttons()[0]).setFocus()

    def sizeHint(self) -> QSize:
        """All words in semibold, so that choosing moves nothing."""
        return QSize(sum(button.sizeHint().width() for button in self._group.buttons()), self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame, the chosen field and the lines between."""
        painter = QPainter(self)
        area = QRectF(self.rect())
        draw.box(painter, area, sizes.CORNER, "page")
        checked = self._group.checkedButton()
        if checked is not None:
            painter.save()
            painter.setClipRect(checked.geometry())
            draw.box(painter, area, sizes.CORNER, "sel")
            painter.restore()
        edge = "control" if self.isEnabled() else "line"
        for button in self._group.buttons()[1:]:
            painter.fillRect(QRectF(button.x(), 0, 1, area.height()), colour(edge))
        focused = any(button.hasFocus() for button in self._group.buttons())
        draw.box(painter, area, sizes.CORNER, None, "accent" if focused else edge, 2 if focused else 1)
