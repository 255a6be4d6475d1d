"""The inbox with invented files, and a vault that is open for rescue."""

from __future__ import annotations

import atexit
import tempfile
from functools import cache
from pathlib import Path

from PySide6.QtCore import QThreadPool
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter
from PySide6.QtWidgets import QWidget

from casefile.usecases import inbox as inboxes
from casefile.usecases import sample
from casefile.usecases import session as sessions
from casefile.usecases.session import FLOOR, Session
from tests.ui import sample_pages
from ui.opening import open_workspace

_WORDS = "invented words for pictures"


def inbox() -> QWidget:
    """Three files that wait, one that does not open."""
    _drop()
    return sample_pages.page("inbox", then=lambda page: page.panel.choose_case("c" * 32, "KZ-2016-003, Max Bokayev"))


def address() -> QWidget:
    """How files get there."""
    _drop()
    return sample_pages.page("inbox", then=lambda page: page.how.click())


def today() -> QWidget:
    """The line of the start page."""
    _drop()
    return sample_pages.page("today")


def rescue() -> QWidget:
    """A case of a vault that is open for reading alone."""
    workspace = open_workspace(_rescued())
    workspace.resize(1280, 720)
    workspace.show()
    workspace.go("cases", "KZ-2016-003")
    sample_pages.settle()
    return workspace


@cache
def _drop() -> None:
    """Once for all pictures: what was brought in waits on."""
    vault = sample_pages.session().path
    with tempfile.TemporaryDirectory() as folder:
        picture, note, voice = (Path(folder) / name for name in ("IMG_2041.png", "statement of M.txt", "voice.ogg"))
        _draw(picture)
        note.write_text("They came at six in the morning and took the telephones.\n" * 6, "utf-8")
        voice.write_bytes(b"OggS an invented voice " * 900)
        for file in (picture, note, voice):
            inboxes.drop(vault, file)
    (vault / "inbox" / "scan.pdf.age").write_bytes(b"not what it says")


def _draw(path: Path) -> None:
    image = QImage(640, 450, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    sky = QLinearGradient(0, 0, 0, 450)
    sky.setColorAt(0, QColor("#8fb0c4"))
    sky.setColorAt(1, QColor("#d9cfb8"))
    painter.fillRect(image.rect(), sky)
    painter.fillRect(0, 320, 640, 130, QColor("#7d7462"))
    painter.fillRect(230, 190, 180, 150, QColor("#5d6b73"))
    painter.end()
    image.save(str(path))


@cache
def _rescued() -> Session:
    folder = tempfile.TemporaryDirectory()
    path = Path(folder.name) / "West desk.casefile"
    sample.make(path, _WORDS, "A. Omarova", FLOOR).lock()
    opened = sessions.rescue(path, _WORDS)

    def close() -> None:
        QThreadPool.globalInstance().waitForDone()
        opened.lock()
        folder.cleanup()

    atexit.register(close)
    return opened
