"""How the file for a colleague is locked: with their key, or with a passphrase that is shown and told by another way."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.handover.notes import Note, Notes
from ui.handover.options import Option, Options
from ui.handover.seal_step import Secret
from ui.parts.frame import AIR
from ui.parts.headings import Heading
from ui.theme import sizes
from ui.words import t

KEY, PASSPHRASE = "key", "passphrase"


class ShareLock(QWidget):
    """`chosen` carries `KEY` or `PASSPHRASE`, `another` asks for another passphrase. Rows reach `AIR` beyond their words, as `Options` do."""

    chosen = Signal(str)
    another = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        rows = [
            Option(each, t(f"merging.share.lock.{each}"), t(f"merging.share.lock.{each}.line"))
            for each in (KEY, PASSPHRASE)
        ]
        self.options, self.secret, notes = Options(t("merging.share.lock"), rows, KEY), Secret(), Notes()
        costs = ("handing.passphrase.cost.known", "handing.passphrase.cost.guess")
        notes.show_notes([Note("triangle-alert", t(each), "due") for each in costs])
        self._made = QWidget()
        made = QVBoxLayout(self._made)
        made.setContentsMargins(AIR, sizes.S12, AIR, 0)
        made.setSpacing(sizes.S12)
        made.addWidget(self.secret)
        made.addWidget(notes)
        self._made.hide()
        heading = QVBoxLayout()
        heading.setContentsMargins(AIR, 0, AIR, 0)
        heading.addWidget(Heading(t("merging.share.lock"), bare=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(heading)
        column.addWidget(self.options)
        column.addWidget(self._made)
        self.options.chosen.connect(self.chosen)
        self.secret.another.connect(self.another)

    def show_lock(self, passphrase: str) -> None:
        """Show that this passphrase locks it; empty for their key."""
        self.options.blockSignals(True)
        self.options.choose(PASSPHRASE if passphrase else KEY)
        self.options.blockSignals(False)
        self.secret.show_words(passphrase)
        self._made.setVisible(bool(passphrase))
