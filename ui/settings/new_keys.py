"""New keys for the vault, and the end of it."""

from __future__ import annotations

from ui.settings.keys.erase import ErasePart
from ui.settings.keys.part import KeysTab
from ui.settings.keys.rekey import RekeyPart
from ui.shell.desk import Desk


class NewKeysTab(KeysTab):
    """What changes everything on the disk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.rekey, self.erase = RekeyPart(desk), ErasePart(desk)
        self.add(self.rekey)
        self.add(self.erase)
        self.controls = {"rekey": self.rekey.button, "erase": self.erase.button}
