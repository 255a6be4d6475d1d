"""Locks after idle minutes, which only the person's own hands end."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

_HANDS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleTimer(QObject):
    """`idle` fires once after `minutes` without a key, click, movement or touch. Runs between `start` and `stop`."""

    idle = Signal()

    def __init__(self, minutes: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.idle)
        self.set_minutes(minutes)

    def set_minutes(self, minutes: float) -> None:
        """Change how long is too long."""
        self._timer.setInterval(round(minutes * 60_000))

    def start(self) -> None:
        """Watch the application."""
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)
        self._timer.start()

    def stop(self) -> None:
        """Watch no longer, as while locked."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin to count anew at every sign of hands."""
        if event.type() in _HANDS and self._timer.isActive():
            self._timer.start()
        return super().eventFilter(watched, event)
