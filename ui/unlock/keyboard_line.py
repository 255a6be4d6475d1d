"""The line under a passphrase: Caps Lock, and what the keyboard is set to."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.parts.chips import chip_width, paint_chip
from ui.theme import draw, fonts, icons, scaled, sizes
from ui.unlock.keyboard import Keyboard
from ui.words import t


class KeyboardLine(QWidget):
    """`brief` says only that Caps Lock is on; `full` also that it is off."""

    def __init__(self, keyboard: Keyboard, manner: Literal["brief", "full"], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keyboard, self._manner = keyboard, manner
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        keyboard.changed.connect(self._show)
        self._show()

    def sizeHint(self) -> QSize:
        """As high as a chip."""
        return QSize(200, scaled(sizes.CHIP))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw chip, icon and words."""
        painter = QPainter(self)
        x, middle = 0.0, self.height() / 2
        if self._keyboard.caps:
            words = t("window.unlock.caps")
            paint_chip(painter, 0, middle, words, "ink", "arrow-big-up")
            x = chip_width(words, "ink", "arrow-big-up") + 8
        if not self._words():
            return
        icons.paint(painter, "keyboard", x, middle - sizes.ICON / 2, sizes.ICON, "ink2")
        x += sizes.ICON + 6
        area = QRectF(x, 0, self.width() - x, 1)
        draw.text(painter, area, self._words(), "second", "ink2", baseline=fonts.baseline("second", middle + 0.5))

    def _words(self) -> str:
        """What is known of the keyboard; empty where the system tells no layout."""
        if not self._keyboard.layout:
            return ""
        words = t("window.unlock.keyboard", layout=self._keyboard.layout)
        if self._manner == "full" and not self._keyboard.caps:
            return f"{words}. {t('window.unlock.caps.off')}"
        return words

    def _show(self) -> None:
        caps = f"{t('window.unlock.caps')}. " if self._keyboard.caps else ""
        self.setAccessibleName(caps + self._words())
        self.update()
