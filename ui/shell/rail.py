"""The rail at the left: vault, palette, pages, and at its foot what was last saved and Lock."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.parts.labels import Hairline, Line, Run
from ui.parts.rail_items import RailItem, RailList
from ui.parts.surface import Surface
from ui.parts.tips import tip
from ui.shell.pages import PageSpec
from ui.theme import draw, fonts, icons, scaled, sizes
from ui.words import t

_LOGO = 18


class _Name(QWidget):
    """The program's sign and the vault's name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setAccessibleName(name)
        tip(self, name)
        self.setFixedHeight(scaled(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        folded = self.width() < sizes.RAIL_FOLDED
        left = (self.width() - _LOGO) / 2 if folded else 9
        icons.paint(painter, "casefile", left, (self.height() - _LOGO) / 2, _LOGO, "fill")
        if not folded:
            draw.text(painter, QRectF(38, 0, self.width() - 46, self.height()), self._name, "strong")


class _PaletteButton(QPushButton):
    """Looks like a field, opens the palette."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ring", True)
        self.setAccessibleName(t("window.palette.name"))
        tip(self, f"{t('window.palette.name')} ({t('window.palette.key')})")
        self.setFixedHeight(scaled(sizes.FIELD))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(40, scaled(sizes.FIELD))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.rect())
        draw.box(painter, area, sizes.CORNER, "page", "control" if self.underMouse() else "line")
        folded = self.width() < sizes.RAIL_FOLDED
        left = (self.width() - sizes.ICON) / 2 if folded else 8
        icons.paint(painter, "search", left, (self.height() - sizes.ICON) / 2, sizes.ICON, "ink3")
        if folded:
            return
        base = fonts.baseline("content", self.height() / 2)
        key = t("window.palette.key")
        wide = fonts.width("second", key)
        right = area.width() - 8
        draw.text(painter, QRectF(0, 0, right, 1), key, "second", "ink3", draw.Right, baseline=base)
        room = QRectF(32, 0, right - wide - 40, 1)
        draw.text(painter, room, t("window.palette.hint"), "content", "ink3", baseline=base)


class Rail(Surface):
    """200 px wide, or folded to 56. `went` carries the name of a page."""

    went = Signal(str)
    palette_asked = Signal()
    lock_asked = Signal()

    def __init__(self, vault_name: str, specs: Sequence[PageSpec], parent: QWidget | None = None) -> None:
        super().__init__("rail", ("right",), parent)
        self._name, self._palette = _Name(vault_name), _PaletteButton()
        before = None
        items = []
        for spec in specs:
            gap = before is not None and spec.group != before
            items.append(RailItem(spec.name, t(spec.words), spec.icon, gap=gap))
            before = spec.group
        self.pages = RailList(items)
        self.pages.setAccessibleName(t("window.rail"))
        self._lock = RailList([RailItem("lock", t("window.lock"), "lock", count=t("window.lock.key"))])
        self._lock.setFixedHeight(self._lock.content_height())
        self._saved = [Line().eliding(), Line().eliding()]
        self._lay_out()
        self._palette.clicked.connect(self.palette_asked)
        self.pages.went.connect(self.went)
        self._lock.went.connect(self._ask_lock)
        self.fold(False)

    def fold(self, folded: bool) -> None:
        """Be 56 wide, or 200."""
        self.setFixedWidth(sizes.RAIL_FOLDED if folded else scaled(sizes.RAIL))
        for label in self._saved:
            label.setVisible(not folded)

    def show_saved(self, entry: str, when: str) -> None:
        """Say what was last saved: the entry's number and the time, in words; both empty where nothing was yet."""
        self._saved[0].set_runs([Run(t("window.saved", entry=entry) if entry else "", "second", "ink3")])
        self._saved[1].set_runs([Run(when, "second", "ink3")])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names and icons find their place."""
        super().resizeEvent(event)
        self.pages.scheduleDelayedItemsLayout()

    def _ask_lock(self) -> None:
        self._lock.selectionModel().clear()
        self.lock_asked.emit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 9, 8)
        column.setSpacing(0)
        column.addWidget(self._name)
        column.addSpacing(8)
        column.addWidget(self._palette)
        column.addSpacing(12)
        column.addWidget(self.pages, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(8, 8, 0, 8)
        foot.setSpacing(0)
        for label in self._saved:
            foot.addWidget(label)
        column.addLayout(foot)
        column.addWidget(Hairline())
        column.addSpacing(8)
        column.addWidget(self._lock)
