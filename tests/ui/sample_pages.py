"""Pages over the sample vault, for the pictures: one open copy in a temporary folder, closed when the program ends."""

from __future__ import annotations

import atexit
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication, QWidget

from casefile.crypto.kdf import FLOOR
from casefile.usecases import sample
from casefile.usecases.session import Session
from ui.opening import open_workspace

_PATIENCE = 20.0  # seconds


@cache
def session() -> Session:
    """The open sample vault."""
    folder = tempfile.TemporaryDirectory()
    opened = sample.make(Path(folder.name) / "West desk.casefile", "invented words for pictures", "A. Omarova", FLOOR)

    def close() -> None:
        QThreadPool.globalInstance().waitForDone()
        opened.lock()
        folder.cleanup()

    atexit.register(close)
    return opened


def page(name: str, target: object = None, then: Callable[[Any], object] = lambda _page: None) -> QWidget:
    """The window with the page `name` and its `target`; `then` gets that page once it is on the screen, to go on."""
    workspace = open_workspace(session())
    workspace.resize(1280, 720)
    workspace.show()
    workspace.go(name, target)
    settle()
    then(workspace.pages.currentWidget())
    settle()
    return workspace


def settle() -> None:
    """Until nothing is read any more."""
    until = time.monotonic() + _PATIENCE
    quiet = 0
    while quiet < 5 and time.monotonic() < until:
        busy = not QThreadPool.globalInstance().waitForDone(10)
        QApplication.processEvents()
        quiet = 0 if busy else quiet + 1
