"""What Windows says before it sleeps and when its screen is locked.

Source: WM_POWERBROADCAST, WM_WTSSESSION_CHANGE and WTSRegisterSessionNotification in the Windows API reference.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes
from typing import Final

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

POWER: Final = 0x0218
SUSPENDS: Final = 0x0004
SESSION: Final = 0x02B1
LOCKS: Final = 0x0007
_THIS_SESSION: Final = 0


def says_left(message: int, what: int) -> bool:
    """Whether a message with the parameter `what` tells that the computer goes to sleep or the screen is locked."""
    return (message, what) in {(POWER, SUSPENDS), (SESSION, LOCKS)}


class _Filter(QAbstractNativeEventFilter):
    def __init__(self, listener: Listener) -> None:
        super().__init__()
        self._listener = listener

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> tuple[bool, int]:
        if QByteArray(kind).startsWith(b"windows_"):
            found = wintypes.MSG.from_address(int(message))
            if says_left(found.message, found.wParam):
                self._listener.left.emit()
        return False, 0


class Listener(QObject):
    """`left` fires before the computer sleeps and when the screen is locked. Runs between `start` and `stop`."""

    left = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._filter = _Filter(self)
        self._window = window
        self._asked = False

    def start(self) -> None:
        """Listen."""
        application = QCoreApplication.instance()
        assert application is not None
        if sys.platform == "win32" and not self._asked:
            handle = wintypes.HWND(int(self._window.winId()))
            self._asked = bool(ctypes.windll.wtsapi32.WTSRegisterSessionNotification(handle, _THIS_SESSION))
        application.installNativeEventFilter(self._filter)

    def stop(self) -> None:
        """Listen no longer."""
        application = QCoreApplication.instance()
        if application is not None:
            application.removeNativeEventFilter(self._filter)
