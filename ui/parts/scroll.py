"""A scroll bar that lies over its margin: what is scrolled keeps its width, and its hairlines run to the edge."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QWidget

_WIDE = 10


class FloatingBar(QScrollBar):
    """Moves `view` up and down from the right edge of `host`, an ancestor of it. Hidden while everything fits."""

    def __init__(self, view: QAbstractScrollArea, host: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, host)
        self._view, self._host, self._own = view, host, view.verticalScrollBar()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(view.accessibleName())
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._own.rangeChanged.connect(lambda _low, _high: self._follow())
        self._own.valueChanged.connect(self.setValue)
        self.valueChanged.connect(self._own.setValue)
        for watched in (view, host):
            watched.installEventFilter(self)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the edge."""
        moved = event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide)
        if moved:
            self._follow()
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        if not shiboken6.isValid(self._own):  # the view goes before its bar while a page or a dialog is taken down
            return
        self.setRange(self._own.minimum(), self._own.maximum())
        self.setPageStep(self._own.pageStep())
        self.setSingleStep(self._own.singleStep())
        self.setValue(self._own.value())
        top = self._view.mapTo(self._host, self._view.rect().topLeft()).y()
        self.setGeometry(self._host.width() - _WIDE, top, _WIDE, self._view.height())
        self.setVisible(self._view.isVisibleTo(self._host) and self._own.maximum() > self._own.minimum())
        self.raise_()
