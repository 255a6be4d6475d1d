"""What a Linux desktop says before it sleeps and when its screen is locked, over D-Bus.

Sources: org.freedesktop.login1(5) (PrepareForSleep, Session.Lock, Inhibit) and the freedesktop Idle Inhibition Service Draft with what
GNOME, Cinnamon, MATE and Xfce made of it (ActiveChanged).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

from ui.words import t

_LOGIN: Final = "org.freedesktop.login1"
_LOGIN_PATH: Final = "/org/freedesktop/login1"
_SCREENS: Final = tuple(f"org.{whose}.ScreenSaver" for whose in ("freedesktop", "gnome", "cinnamon", "mate", "xfce"))
_BEGINS: Final = SLOT("_begins(bool)")
_LOCKS: Final = SLOT("_locks()")
_SYSTEM_SOCKET: Final = "/run/dbus/system_bus_socket"


def system_bus() -> QDBusConnection | None:
    """The bus of this computer, or None where there is none."""
    return _bus("casefile-system", os.environ.get("DBUS_SYSTEM_BUS_ADDRESS") or _socket(Path(_SYSTEM_SOCKET)))


def session_bus() -> QDBusConnection | None:
    """The bus of this person's desktop, or None where there is none."""
    own = Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere")) / "bus"
    return _bus("casefile-session", os.environ.get("DBUS_SESSION_BUS_ADDRESS") or _socket(own))


def tells_of_sleep() -> bool:
    """Whether something says so before the computer sleeps."""
    bus = system_bus()
    return bus is not None and bool(bus.interface().isServiceRegistered(_LOGIN).value())


def tells_of_screen() -> bool:
    """Whether something says so when the screen is locked."""
    bus = session_bus()
    return bus is not None and any(bus.interface().isServiceRegistered(each).value() for each in _SCREENS)


class Listener(QObject):
    """`left` fires before the computer sleeps and when the screen is locked. Runs between `start` and `stop`.

    While it runs the computer is asked to wait with sleeping (a delay lock, five seconds as a rule). The wish ends with `stop` or with
    the process, so that keys are gone from memory before it sleeps.
    """

    left = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs = False
        self._asking: QDBusPendingCallWatcher | None = None
        self._delay: QDBusMessage | None = None  # holds the descriptor that makes the computer wait
        self._listen()

    def start(self) -> None:
        """Listen, and have the computer wait."""
        self._runs = True
        bus = system_bus()
        if bus is None:
            return
        ask = QDBusMessage.createMethodCall(_LOGIN, _LOGIN_PATH, f"{_LOGIN}.Manager", "Inhibit")
        ask.setArguments(["sleep", t("window.name"), t("window.away.why"), "delay"])
        self._asking = QDBusPendingCallWatcher(bus.asyncCall(ask), self)
        self._asking.finished.connect(self._answered)

    def stop(self) -> None:
        """Listen no longer."""
        self._runs = False
        self._delay = None

    def _listen(self) -> None:
        system, session = system_bus(), session_bus()
        if system is not None:
            self._hear(system, (_LOGIN, _LOGIN_PATH, f"{_LOGIN}.Manager", "PrepareForSleep"), _BEGINS)
            # of any session, for one's own is known only to who asks for it, and to lock too often harms nobody
            self._hear(system, (_LOGIN, "", f"{_LOGIN}.Session", "Lock"), _LOCKS)
        if session is not None:
            for each in _SCREENS:
                self._hear(session, ("", "", each, "ActiveChanged"), _BEGINS)

    def _hear(self, connection: QDBusConnection, what: tuple[str, str, str, str], slot: str) -> None:
        connection.connect(*what, self, slot)  # type: ignore[call-overload]  # the binding takes words; its stubs say bytes

    def _answered(self, asking: QDBusPendingCallWatcher) -> None:
        if self._runs and asking is self._asking and not asking.isError():
            self._delay = asking.reply()
        if asking is self._asking:
            self._asking = None
        asking.deleteLater()  # it too holds the descriptor

    @Slot(bool)
    def _begins(self, begins: bool) -> None:
        if begins:
            self._locks()

    @Slot()
    def _locks(self) -> None:
        if self._runs:
            self.left.emit()


def _socket(path: Path) -> str:
    return f"unix:path={path}" if path.exists() else ""


def _bus(name: str, address: str) -> QDBusConnection | None:
    """The connection `name`, made once. Only to a socket of this computer: an address may name another one, or a program to start."""
    known = QDBusConnection(name)
    if known.isConnected():
        return known
    if not address or not all(each.startswith("unix:") for each in address.split(";") if each):
        return None
    made = QDBusConnection.connectToBus(address, name)
    return made if made.isConnected() else None
