"""Copying: what goes to the clipboard is marked as secret, so that no history of it is kept, and is taken off after half a minute.

The marks are those that programs for passwords set: for KDE and GNOME's managers, for Windows' history, for macOS (nspasteboard.org).
"""

from __future__ import annotations

from PySide6.QtCore import QMetaObject, QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

SECONDS = 30.0
_MARKS = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    "application/x-nspasteboard-concealed-type": b"1",
}


class _Copied(QObject):
    """What was copied last, kept no longer than it may lie on the clipboard. It belongs to the application."""

    def __init__(self, application: QObject) -> None:
        super().__init__(application)
        self._text = ""
        self._time = QTimer(self)
        self._time.setSingleShot(True)
        self._time.timeout.connect(self._end)
        application.aboutToQuit.connect(self._end)  # type: ignore[attr-defined]  # it is the application

    def begin(self, text: str) -> None:
        """From now on half a minute, whatever was copied before."""
        self._text = text
        self._time.start(int(SECONDS * 1000))

    def forget(self, text: str) -> None:
        """`text` was taken off by someone else."""
        if self._text == text:
            self._time.stop()
            self._text = ""

    def _end(self) -> None:
        take_off(self._text)


def watch() -> QMetaObject.Connection:
    """From now on treat as `copy` does whatever leaves this program: fields and lists of Qt copy by themselves. Call once."""
    return QGuiApplication.clipboard().dataChanged.connect(_mark)


def copy(text: str) -> None:
    """Put `text` on the clipboard, for half a minute or until the program ends."""
    data = QMimeData()
    data.setText(text)
    for mark, value in _MARKS.items():
        data.setData(mark, value)
    QGuiApplication.clipboard().setMimeData(data)
    _copied().begin(text)


def take_off(text: str) -> None:
    """Clear the clipboard, if `text` still lies there."""
    clipboard = QGuiApplication.clipboard()
    if text and clipboard.text() == text:
        clipboard.clear()
    _copied().forget(text)


def _copied() -> _Copied:
    application = QGuiApplication.instance()
    assert application is not None
    return application.findChild(_Copied) or _Copied(application)


def _is_ours() -> bool:
    return QGuiApplication.clipboard().ownsClipboard()


def _mark() -> None:
    lies = QGuiApplication.clipboard().mimeData()
    if _is_ours() and lies is not None and lies.text() and not any(map(lies.hasFormat, _MARKS)):
        copy(lies.text())
