"""Copying: what goes to the clipboard is marked as secret, so that no history of it is kept, and is taken off after half a minute.

The marks are those that programs for passwords set: for KDE and GNOME's managers, for Windows' history, for macOS (nspasteboard.org).
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QMetaObject, QMimeData, QTimer
from PySide6.QtGui import QGuiApplication

SECONDS = 30.0
_MARKS = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    "application/x-nspasteboard-concealed-type": b"1",
}


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
    QTimer.singleShot(int(SECONDS * 1000), partial(take_off, text))
    QGuiApplication.instance().aboutToQuit.connect(partial(take_off, text))  # type: ignore[union-attr]  # it runs


def take_off(text: str) -> None:
    """Clear the clipboard, if `text` still lies there."""
    clipboard = QGuiApplication.clipboard()
    if text and clipboard.text() == text:
        clipboard.clear()


def _is_ours() -> bool:
    return QGuiApplication.clipboard().ownsClipboard()


def _mark() -> None:
    lies = QGuiApplication.clipboard().mimeData()
    if _is_ours() and lies is not None and lies.text() and not any(map(lies.hasFormat, _MARKS)):
        copy(lies.text())
