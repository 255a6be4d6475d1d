"""Every test of the window runs in the window's own dress: bundled fonts, light tokens, English words."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import theme, words

_PATIENCE_MS = 150_000


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting ends as soon as what is waited for is there; any time is too short on a machine that does much else."""
    for name in ("waitUntil", "waitSignal", "waitSignals", "waitExposed"):
        monkeypatch.setattr(QtBot, name, _waiting_long(getattr(QtBot, name)))


def _waiting_long(wait: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(wait)
    def waiting(*arguments: Any, timeout: int = _PATIENCE_MS, **more: Any) -> Any:
        return wait(*arguments, timeout=timeout and max(timeout, _PATIENCE_MS), **more)  # with 0 nothing is waited for

    return waiting


@pytest.fixture
def uralsk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock of this computer is five hours ahead of UTC."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system does not let a program choose its time zone")
    with monkeypatch.context() as there:
        there.setenv("TZ", "XXX-5")  # POSIX counts to the west
        time.tzset()
        yield
    time.tzset()


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    words.use("en")
    if theme.in_use() != theme.Appearance() or not qapp.styleSheet():  # it goes through every widget there is
        theme.apply(qapp, theme.Appearance())
    yield
    # The offscreen platform lets go of it only after Python has ended, which ends the process where it stands.
    QGuiApplication.clipboard().clear()
    # Without an event loop Qt keeps for ever what was to be deleted later, and each change of theme would go through all of it.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says at each window that it has no window manager; that is no fault of ours."""
    for item in items:
        unsupported = "does not support (propagateSizeHints|raise|grabbing the keyboard)"
        item.add_marker(pytest.mark.qt_log_ignore(unsupported, extend=True))
