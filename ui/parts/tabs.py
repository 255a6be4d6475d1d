"""Tabs: words only, the open one semibold over a 2 px line; those that do not fit go under More."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QTabBar, QToolButton, QWidget

from ui.theme import colour, draw, fonts, icons, scaled, sizes
from ui.words import t

_GAP = 20


class _Bar(QTabBar):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setMouseTracking(True)

    def tabSizeHint(self, index: int) -> QSize:
        role = "strong" if index == self.currentIndex() else "content"
        return QSize(round(fonts.width(role, self.tabText(index))) + _GAP, scaled(sizes.TABS))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, scaled(sizes.TABS))  # whoever owns the bar hides what does not fit

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for index in range(self.count()):
            if not self.isTabVisible(index):
                continue
            area = QRectF(self.tabRect(index)).adjusted(0, 0, -_GAP, 0)
            is_open = index == self.currentIndex()
            tone = "ink" if is_open or self._hovered(index) else "ink2"
            draw.text(painter, area, self.tabText(index), "strong" if is_open else "content", tone)
            if is_open:
                painter.fillRect(QRectF(area.left(), area.bottom() - 2, area.width(), 2), colour("accent"))
                if self.hasFocus():
                    ring = area.adjusted(-6, 4, 6, -6)
                    draw.box(painter, ring, sizes.CORNER, None, "accent", sizes.RING)

    def _hovered(self, index: int) -> bool:
        return self.underMouse() and self.tabAt(self.mapFromGlobal(self.cursor().pos())) == index


class _More(QToolButton):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(t("window.tabs.more"))
        self.setAccessibleName(self.text())
        self.setProperty("ring", True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def sizeHint(self) -> QSize:
        wide = round(fonts.width("content", self.text())) + sizes.ICON + 6
        return QSize(wide, scaled(sizes.TABS))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        end = draw.text(painter, QRectF(self.rect()), self.text(), "content", "ink2")
        icons.paint(painter, "chevron-down", end + 6, (self.height() - sizes.ICON) / 2, sizes.ICON, "ink2")


class Tabs(QWidget):
    """Named tabs in a row with a hairline under the whole width; `opened` carries the name of the tab.

    `tabs` are (name, words); `margin` keeps the first tab in line with the page's text.
    """

    opened = Signal(str)

    def __init__(self, tabs: Sequence[tuple[str, str]], margin: int = sizes.S24, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = [name for name, _ in tabs]
        self._bar, self._more = _Bar(self), _More(self)
        self._menu = QMenu(self._more)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._more.setMenu(self._menu)
        for _, words in tabs:
            self._bar.addTab(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(margin, 0, margin, 0)
        row.setSpacing(0)
        row.addWidget(self._bar)
        row.addWidget(self._more)
        row.addStretch(1)
        self.setFixedHeight(scaled(sizes.TABS))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._bar.currentChanged.connect(self._changed)
        self._fit()

    def name(self) -> str:
        """The name of the open tab."""
        return self._names[self._bar.currentIndex()]

    def open(self, name: str) -> None:
        """Open the tab `name`."""
        self._bar.setCurrentIndex(self._names.index(name))

    def hidden_names(self) -> list[str]:
        """The tabs that are under More."""
        return [name for number, name in enumerate(self._names) if not self._bar.isTabVisible(number)]

    def minimumSizeHint(self) -> QSize:
        """At least the open tab and More."""
        return QSize(160, scaled(sizes.TABS))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move tabs under More, or back."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the hairline."""
        draw.hairline(QPainter(self), 0, self.width(), self.height() - 1)

    def _changed(self, index: int) -> None:
        self._fit()
        self.opened.emit(self._names[index])

    def _fit(self) -> None:
        """Show from the left what fits beside More; the open tab always."""
        margins = self.contentsMargins()
        layout = self.layout()
        if layout is not None:
            margins = layout.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        widths = [self._bar.tabSizeHint(number).width() for number in range(len(self._names))]
        shown = set(range(len(widths)))
        if sum(widths) - _GAP > room:
            shown = self._chosen(widths, room - self._more.sizeHint().width())
        for number in range(len(widths)):
            # only where it changes: QTabBar forgets a change before that when it is told something it knows
            if self._bar.isTabVisible(number) != (number in shown):
                self._bar.setTabVisible(number, number in shown)
        self._more.setVisible(len(shown) < len(widths))
        self._bar.updateGeometry()

    def _chosen(self, widths: list[int], room: int) -> set[int]:
        current = self._bar.currentIndex()
        left = room - widths[current]
        shown = {current}
        for number, wide in enumerate(widths):
            if number == current:
                continue
            left -= wide
            if left < 0:
                break
            shown.add(number)
        return shown

    def _fill_menu(self) -> None:
        self._menu.clear()
        for name in self.hidden_names():
            words = self._bar.tabText(self._names.index(name))
            self._menu.addAction(words).triggered.connect(lambda _checked=False, name=name: self.open(name))
