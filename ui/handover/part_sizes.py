"""Whether a file is cut into parts, and how large they are."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.parts.choice import Choice
from ui.parts.labelled import Labelled
from ui.words import t

SIZES = {"fat32": 4_000_000_000, "disc": 700_000_000, "mail": 20_000_000}
"""Bytes of a part. FAT32 holds no file of 4 GiB; a CD holds 700 MB; few mailboxes take more than 20 MB."""


class PartSizes(QWidget):
    """`chosen` carries the bytes of a part, 0 for a file in one piece."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        options = [("", t("handing.parts.whole")), *((name, t(f"handing.parts.{name}")) for name in SIZES)]
        self.choice = Choice(options)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Labelled(t("handing.parts"), self.choice, t("handing.parts.help")))
        self.choice.activated.connect(lambda _place: self.chosen.emit(SIZES.get(self.choice.value(), 0)))

    def choose(self, size: int | None) -> None:
        """Show this size as chosen."""
        self.choice.choose(next((name for name, each in SIZES.items() if each == size), ""))
