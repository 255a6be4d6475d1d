"""Starting the window, and starting it afresh when a vault is locked.

Python cannot wipe every copy of a secret in memory, so locking ends the process that held the keys. A new one takes its place: it is
told through a pipe which vault to offer and where the window stood, says when it is shown, and the old one goes.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtWidgets import QApplication, QWidget

from casefile import program, settings
from casefile.errors import CasefileError
from casefile.usecases import process
from ui import theme, traces, words
from ui.bugs import Bugs
from ui.door import CoreDoor
from ui.parts import clipboard
from ui.parts.focus import follow_focus
from ui.qtwords import QtWords
from ui.shell.window import Window

if TYPE_CHECKING:
    from casefile.usecases.session import Session

SUCCESSOR = "--successor"
_SHOWN = b"shown\n"
_BEGAN_IN = Path.cwd()  # from where this program is found again


class _Successor(QObject):
    """The process that takes over after a lock."""

    shown = Signal()

    def start(self, handed: dict[str, Any]) -> None:
        """Start it, hand it what it may know, and wait for it on a thread of its own."""
        started = subprocess.Popen(  # noqa: S603 - this program itself
            program.window(SUCCESSOR),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
            env=os.environ.copy(),
            cwd=_BEGAN_IN,
        )
        assert started.stdin is not None
        started.stdin.write(json.dumps(handed).encode())
        started.stdin.close()
        Thread(target=self._wait, args=(started,), daemon=True).start()

    def _wait(self, started: subprocess.Popen[bytes]) -> None:
        assert started.stdout is not None
        started.stdout.readline()
        self.shown.emit()


def main() -> int:
    """Show the window; return the process's exit code."""
    process.harden()
    with suppress(OSError):  # file dialogs begin with the person's own things, not with the program's
        os.chdir(Path.home())
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Casefile")
    traces.leave_none(application)
    clipboard.watch()
    application.installTranslator(QtWords(application))
    application.setQuitOnLastWindowClosed(True)
    stored = settings.load()
    words.use(stored.language)
    theme.apply(application, theme.choose(stored.theme, stored.text_scale))
    follow_focus(application)
    _follow_system(application)
    window = _window(application)
    Bugs(application).watch(window.say_broken)
    if SUCCESSOR in sys.argv[1:]:
        _take_over(window)
    else:
        window.show()
    gc.freeze()
    return application.exec()


def _follow_system(application: QApplication) -> None:
    """Turn dark or light with the system, while the person leaves that to it."""

    def turn() -> None:
        stored = settings.load()
        if stored.theme == "system":
            theme.apply(application, theme.choose(stored.theme, stored.text_scale))

    application.styleHints().colorSchemeChanged.connect(turn)


def _window(application: QApplication) -> Window:
    successor = _Successor(application)
    successor.shown.connect(application.quit)
    window: Window

    def build(session: Any) -> QWidget:
        from ui.opening import open_workspace  # after unlock: the unlock page waits for no page of the vault

        workspace = open_workspace(session)
        gc.collect()  # another language builds a workspace anew, and the former one goes
        gc.freeze()  # what stays for as long as the window does need not be looked through for garbage, for nothing moves meanwhile
        return workspace

    def locked(path: Path | None) -> None:
        place = window.geometry()
        offered = "" if path is None else str(path)
        successor.start({"vault": offered, "place": [place.x(), place.y(), place.width(), place.height()]})

    window = Window(CoreDoor(), build, _close, locked)
    return window


def _close(session: Session) -> None:
    """Wait for what was asked to stop, then lock: no thread may use a vault that is closed."""
    QThreadPool.globalInstance().waitForDone()
    session.lock()


def _take_over(window: Window) -> None:
    handed = json.loads(sys.stdin.buffer.read())
    window.setGeometry(*handed["place"])
    window.show()
    try:
        if handed["vault"]:
            window.unlock_page.show_vault(CoreDoor().look(Path(handed["vault"])))
    except CasefileError as error:  # moved or pulled out meanwhile
        window.unlock_page.say(error)
    QApplication.processEvents()
    sys.stdout.buffer.write(_SHOWN)
    sys.stdout.buffer.flush()
