"""The vault locks when the person leaves, as it does after idle minutes."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from ctypes import wintypes
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusUnixFileDescriptor, QDBusVirtualObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.invented import VAULTS, InventedDoor
from ui.shell import bus, winmessages
from ui.shell.away import told
from ui.shell.sleeping import SleepClock
from ui.shell.window import Window

_LOGIN = "org.freedesktop.login1"
_ON_BUS = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="dbus-daemon is not installed")


def test_a_computer_that_slept_is_noticed_and_a_slow_moment_is_not(qtbot: QtBot) -> None:
    slept, woke = [100.0], []
    clock = SleepClock(clock=lambda: slept[0], look_ms=5)
    clock.woke.connect(lambda: woke.append(slept[0]))
    clock.start()
    slept[0] += 2
    qtbot.wait(30)
    assert woke == []
    slept[0] += 600
    qtbot.waitUntil(lambda: woke == [702.0])
    qtbot.wait(30)
    assert woke == [702.0], "one sleep locks once"
    clock.stop()
    slept[0] += 600
    qtbot.wait(30)
    assert woke == [702.0]


class _Login(QDBusVirtualObject):
    """What login1 answers when somebody asks it to wait with sleeping; `asked` is what for, `watch` ends when nobody does any more."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.watch = -1

    def introspect(self, _path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        self.asked = list(message.arguments())
        self.watch, held = os.pipe()
        os.set_blocking(self.watch, False)
        reply = message.createReply()
        reply.setArguments([QDBusUnixFileDescriptor(held)])
        os.close(held)
        return connection.send(reply)

    def waits(self) -> bool:
        """Whether somebody holds the other end."""
        try:
            return os.read(self.watch, 1) != b""
        except BlockingIOError:
            return True


class _Desktop:
    """The services of a desktop on a bus of its own."""

    def __init__(self, address: str) -> None:
        self.connection = QDBusConnection.connectToBus(address, "invented-desktop")
        self.login = _Login()
        assert self.connection.registerService(_LOGIN)
        assert self.connection.registerService("org.gnome.ScreenSaver")
        assert self.connection.registerVirtualObject("/org/freedesktop/login1", self.login)

    def say(self, path: str, interface: str, name: str, *values: object) -> None:
        """Send a signal."""
        message = QDBusMessage.createSignal(path, interface, name)
        message.setArguments(list(values))
        assert self.connection.send(message)


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[_Desktop]:
    address = f"unix:path={tmp_path / 'bus'}"
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={address}", "--print-address=1"]
    daemon = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        assert daemon.stdout is not None
        daemon.stdout.readline()  # it listens now
        for name in ("SYSTEM", "SESSION"):
            monkeypatch.setenv(f"DBUS_{name}_BUS_ADDRESS", address)
        _forget()
        yield _Desktop(address)
    finally:
        QDBusConnection.disconnectFromBus("invented-desktop")
        _forget()
        daemon.terminate()
        daemon.communicate()


def _forget() -> None:
    for name in ("casefile-system", "casefile-session"):
        QDBusConnection.disconnectFromBus(name)


class _Page(QWidget):
    """Keeps what was typed when the vault is locked."""

    def __init__(self, kept: list[str]) -> None:
        super().__init__()
        self._kept = kept

    def before_lock(self) -> None:
        self._kept.append("draft")


_LEAVES = {
    "sleep": ("/org/freedesktop/login1", f"{_LOGIN}.Manager", "PrepareForSleep", True),
    "lock": ("/org/freedesktop/login1/session/_32", f"{_LOGIN}.Session", "Lock"),
    "gnome": ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", True),
    "kde": ("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", True),
}


@_ON_BUS
@pytest.mark.parametrize("said", _LEAVES.values(), ids=_LEAVES)
def test_what_a_desktop_says_locks_and_keeps_the_drafts(
    qtbot: QtBot, desktop: _Desktop, said: tuple[str, str, str]
) -> None:
    closed, kept = list[object](), list[str]()
    window = Window(InventedDoor(), lambda _session: _Page(kept), closed.append, lambda _path: None)
    qtbot.addWidget(window)
    window.open(VAULTS[0])
    qtbot.waitUntil(lambda: desktop.login.watch >= 0)
    desktop.say(*_LEAVES["gnome"][:3], False)  # the screen is unlocked
    desktop.say(*_LEAVES["sleep"][:3], False)  # the computer is awake
    qtbot.wait(50)
    assert closed == []
    desktop.say(*said)
    qtbot.waitUntil(lambda: closed == [VAULTS[0]])
    assert kept == ["draft"]


@_ON_BUS
def test_sleep_waits_until_the_vault_is_locked(qtbot: QtBot, desktop: _Desktop) -> None:
    window = Window(InventedDoor(), lambda _session: _Page([]), lambda _session: None, lambda _path: None)
    qtbot.addWidget(window)
    window.open(VAULTS[0])
    qtbot.waitUntil(lambda: desktop.login.watch >= 0)
    assert desktop.login.asked == ["sleep", "Casefile", "The vault is being locked", "delay"]
    qtbot.wait(50)
    assert desktop.login.waits()
    window.lock()
    qtbot.waitUntil(lambda: not desktop.login.waits())


@_ON_BUS
@pytest.mark.skipif(sys.platform != "linux", reason="of a Linux desktop")
def test_what_is_in_force_is_told(desktop: _Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told() == "both"
    desktop.connection.unregisterService("org.gnome.ScreenSaver")
    assert told() == "sleep"
    _forget()
    for name in ("SYSTEM", "SESSION"):
        monkeypatch.setenv(f"DBUS_{name}_BUS_ADDRESS", "unix:path=/nowhere/bus")
    assert told() == "neither"


def test_no_bus_of_another_computer_is_spoken_to(monkeypatch: pytest.MonkeyPatch) -> None:
    _forget()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus;tcp:host=127.0.0.1,port=9")
    assert bus.session_bus() is None


def test_windows_messages_of_leaving_are_known(qtbot: QtBot) -> None:
    window, left = QWidget(), []
    qtbot.addWidget(window)
    listener = winmessages.Listener(window)
    listener.left.connect(lambda: left.append(message.message))
    for number, what in ((0x0218, 4), (0x0218, 18), (0x02B1, 7), (0x02B1, 8), (0x0100, 7)):
        message = wintypes.MSG(message=number, wParam=what)
        answer = listener._filter.nativeEventFilter(QByteArray(b"windows_generic_MSG"), ctypes.addressof(message))
        assert answer == (False, 0), "the window still gets it"
    assert left == [0x0218, 0x02B1]
