"""What the keyboard would type: Caps Lock and the layout, as far as Qt and the platform tell."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent

from ui.words import LANGUAGES, t

# Where the state of Caps Lock stands in QKeyEvent.nativeModifiers(): LockMask of X11 and of xkb under Wayland, the flag of
# Qt's Windows plugin, NSEventModifierFlagCapsLock.
_CAPS_BIT = {"xcb": 0x2, "wayland": 0x2, "windows": 0x100, "cocoa": 1 << 16}


class Keyboard(QObject):
    """`changed` fires when `caps` or `layout` do. Install it as an event filter on the fields to watch."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.caps = False
        self.layout = _layout_words(QGuiApplication.inputMethod().locale())
        QGuiApplication.inputMethod().localeChanged.connect(self._layout_changed)

    def show(self, caps: bool, layout: str) -> None:
        """Take these for the truth, as a platform that tells more may say."""
        self.caps, self.layout = caps, layout
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Learn from every key; change none."""
        if isinstance(event, QKeyEvent) and event.type() in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            caps = _caps_of(event, self.caps)
            if caps != self.caps:
                self.caps = caps
                self.changed.emit()
        return super().eventFilter(watched, event)

    def _layout_changed(self) -> None:
        self.layout = _layout_words(QGuiApplication.inputMethod().locale())
        self.changed.emit()


def _caps_of(event: QKeyEvent, before: bool) -> bool:
    bit = _CAPS_BIT.get(QGuiApplication.platformName().split("-")[0])
    if event.key() == Qt.Key.Key_CapsLock:
        # the modifiers of this very event are those from before it, except on macOS
        return bool(event.nativeModifiers() & bit) if bit and sys.platform == "darwin" else before
    if bit is not None and event.nativeModifiers():
        return bool(event.nativeModifiers() & bit)
    letter = event.text()
    if event.type() != QEvent.Type.KeyPress or not letter.isalpha() or letter.upper() == letter.lower():
        return before
    return letter.isupper() != bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)


def _layout_words(locale: QLocale) -> str:
    code = QLocale.languageToCode(locale.language())
    name = t(f"window.layout.{code}") if code in LANGUAGES else locale.nativeLanguageName()
    territory = QLocale.territoryToCode(locale.territory())
    return f"{name} ({territory})" if territory else name
