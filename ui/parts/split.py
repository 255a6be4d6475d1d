"""Two columns that give way in a narrow window: list and record take turns, a side panel becomes a tab."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from ui.parts.buttons import Link
from ui.parts.tabs import Tabs
from ui.theme import scale, scaled, sizes
from ui.words import t


class ListAndRecord(QWidget):
    """`left` (360 wide, the person may drag) and `record`. Where the window is narrower than 900, or the record would be
    narrower than 560, at text scale 1, they take turns: `show_record` and `show_left` say whose turn it is.

    `turned` tells whether they take turns now.
    """

    turned = Signal(bool)

    def __init__(self, left: QWidget, record: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left, self._record = left, record
        self._turns = False
        self._is_record = False
        self._back = Link(t("window.back"), "arrow-left")
        self._back.clicked.connect(self.show_left)
        self._back.hide()
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QVBoxLayout()
        bar.setContentsMargins(sizes.S24, 0, sizes.S24, 0)
        bar.addWidget(self._back)
        column.addLayout(bar)
        column.addWidget(record, 1)
        self._right = right
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(right)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([sizes.LIST_WIDTH - 1, 10 * sizes.LIST_WIDTH])  # and the line between
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.splitter)

    def takes_turns(self) -> bool:
        """Whether only one of the two is shown."""
        return self._turns

    def show_record(self) -> None:
        """It is the record's turn, as when a row was opened."""
        self._is_record = True
        self._arrange()

    def show_left(self) -> None:
        """It is the list's turn."""
        self._is_record = False
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decide anew."""
        super().resizeEvent(event)
        self._decide()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text makes a window narrow sooner."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._decide()

    def _decide(self) -> None:
        narrow = self.window().width() / scale() < sizes.NARROW_LIST
        cramped = (self.width() - sizes.LIST_WIDTH) / scale() < sizes.RECORD_MINIMUM
        turns = narrow or cramped
        if turns != self._turns:
            self._turns = turns
            self._arrange()
            self.turned.emit(turns)

    def _arrange(self) -> None:
        self._left.setVisible(not self._turns or not self._is_record)
        self._right.setVisible(not self._turns or self._is_record)
        self._back.setVisible(self._turns)


class SidePanel(QWidget):
    """`main` with `panel` at its right, 400 wide; in a window narrower than 1040 (at text scale 1) two tabs instead."""

    def __init__(
        self, main: QWidget, panel: QWidget, main_words: str, panel_words: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._main, self._panel = main, panel
        self._tabs = Tabs([("main", main_words), ("panel", panel_words)])
        self._tabs.opened.connect(lambda _name: self._arrange())
        self._tabs.hide()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(main)
        self.splitter.addWidget(panel)
        self.splitter.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tabs)
        column.addWidget(self.splitter, 1)
        self._panel.setMinimumWidth(scaled(sizes.SIDE_PANEL) // 2)
        self.splitter.setSizes([10 * sizes.SIDE_PANEL, sizes.SIDE_PANEL - 1])  # and the line between

    def is_tabbed(self) -> bool:
        """Whether the panel is a tab now."""
        return self.window().width() / scale() < sizes.NARROW_PANEL

    def open_panel(self) -> None:
        """Show the panel, whichever way it is arranged."""
        self._tabs.open("panel")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decide anew."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        tabbed = self.is_tabbed()
        self._tabs.setVisible(tabbed)
        self._main.setVisible(not tabbed or self._tabs.name() == "main")
        self._panel.setVisible(not tabbed or self._tabs.name() == "panel")
