"""Where the keyboard is: a ring of 2 px around buttons and boxes, with a pixel of air between."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFocusFrame,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)

from ui.theme import draw, sizes

_MARGIN = 3
_CORNER = 8


class _Margins(QProxyStyle):
    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric in (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin):
            return _MARGIN
        return super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1  # else it is a child of the widget's parent, whose edge cuts it
        return super().styleHint(hint, option, widget, returned)


class FocusFrame(QFocusFrame):
    """The ring. Widgets ask for it with the property ``ring``; fields and rows draw their own."""

    def __init__(self) -> None:
        super().__init__()
        self._margins = _Margins("fusion")
        self.setStyle(self._margins)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring around the widget."""
        draw.box(QPainter(self), QRectF(self.rect()), _CORNER, None, "accent", sizes.RING)


class _Follower(QObject):
    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._frame: FocusFrame | None = None
        application.focusChanged.connect(self._moved)

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        wants = new is not None and bool(new.property("ring"))
        if self._frame is None:
            if not wants:
                return
            self._frame = FocusFrame()
            self._frame.destroyed.connect(self._gone)
        self._frame.setWidget(new if wants else None)  # type: ignore[arg-type]  # Qt takes None to hide it

    def _gone(self) -> None:
        self._frame = None


def follow_focus(application: QApplication) -> None:
    """Put the ring wherever the keyboard goes, for the life of `application`. Call once."""
    _Follower(application)
