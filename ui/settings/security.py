"""When the vault locks, what this computer remembers, and what opens the vault."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from casefile import settings
from ui.parts.labelled import Labelled
from ui.parts.toggles import CheckBox, Segments
from ui.settings.keys.keyfile import KeyfilePart
from ui.settings.keys.part import KeysTab
from ui.settings.keys.passphrase import PassphrasePart
from ui.settings.keys.people import PeoplePart
from ui.settings.keys.place import PlacePart
from ui.shell.away import told
from ui.shell.desk import Desk
from ui.theme import scaled, sizes
from ui.words import t

MINUTES = (1, 3, 5, 10, 15, 30)
_WIDE = 408


class SecurityTab(KeysTab):
    """Locking, remembering, people, passphrase, keyfile, header."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        stored = settings.load()
        nearest = min(MINUTES, key=lambda each: abs(each - stored.lock_minutes))
        self.minutes = Segments([(str(each), str(each)) for each in MINUTES], str(nearest))
        self.remember = CheckBox(t("window.unlock.remember"))
        self.remember.setChecked(stored.remember_vaults)
        self._lay_out()
        self.people, self.passphrase = PeoplePart(desk), PassphrasePart(desk)
        self.keyfile, self.header = KeyfilePart(desk), PlacePart(desk)
        for part in (self.people, self.passphrase, self.keyfile, self.header):
            self.add(part)
        self.controls = {
            "minutes": self.minutes,
            "remember": self.remember,
            "people": self.people.add,
            "passphrase": self.passphrase.old,
            "keyfile": self.keyfile.button,
            "header": self.header.button,
        }
        self.minutes.chosen.connect(self._lock_after)
        self.remember.toggled.connect(self._remember)

    def _lock_after(self, minutes: str) -> None:
        self.keep(self._desk, replace(settings.load(), lock_minutes=int(minutes)))

    def _remember(self, allowed: bool) -> None:
        stored = settings.load()
        wanted = replace(stored, remember_vaults=True).with_vault(self._desk.vault.path.absolute())
        self.keep(self._desk, wanted if allowed else stored.forgetting())

    def _lay_out(self) -> None:
        self.section(t("settings.locking"))
        minutes = Labelled(t("settings.minutes"), self.minutes, t("settings.minutes.help"))
        minutes.setMaximumWidth(scaled(_WIDE))
        row = QHBoxLayout()  # so that its help is given the height it needs in this width
        row.addWidget(minutes, 1000)
        row.addStretch(1)
        self.column.addLayout(row)
        self.words(t(f"settings.away.{told()}"))
        self.section(t("settings.remember"))
        self.column.addWidget(self.remember, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addSpacing(sizes.S4)
        self.words(t("window.unlock.remember.why"))
