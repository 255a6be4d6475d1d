"""Nothing of what a person chooses in a file dialog stays behind on the computer.

The system's own dialogs keep lists of recent files, names included (GTK in ``recently-used.xbel``, Windows in its registry), and Qt's
dialog keeps the last folders in a settings file of its own (``QFileDialog::saveSettings``). A list like that says what a vault holds.
"""

from __future__ import annotations

import os

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication

_QT = "QtProject"
_KEPT = "FileDialog"


def leave_none(application: QApplication) -> None:
    """Use Qt's own dialogs from now on, and let them remember nothing. Call once, before the first dialog."""
    application.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    # No file can be made inside the null device, so Qt's settings have nowhere to go.
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)
    application.aboutToQuit.connect(forget)


def forget() -> None:
    """Remove what Qt's dialog has kept all the same, where its settings lie in no file (Windows, macOS)."""
    QSettings(QSettings.Scope.UserScope, _QT).remove(_KEPT)
