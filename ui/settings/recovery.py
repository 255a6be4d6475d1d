"""Coming back when the passphrases are lost: who can, and letting more of them."""

from __future__ import annotations

from ui.settings.keys.colleague import ColleaguePart
from ui.settings.keys.keepers import KeepersPart
from ui.settings.keys.paper import KeyPart, SharesPart
from ui.settings.keys.part import KeysTab
from ui.shell.desk import Desk


class RecoveryTab(KeysTab):
    """Keepers, a key on paper, shares, a colleague."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.keepers, self.key = KeepersPart(desk), KeyPart(desk)
        self.shares, self.colleague = SharesPart(desk), ColleaguePart(desk)
        for part in (self.keepers, self.key, self.shares, self.colleague):
            self.add(part)
        for maker in (self.key, self.shares, self.colleague):
            maker.made.connect(self.keepers.reload)
        self.controls = {"key": self.key.button, "shares": self.shares.button, "colleague": self.colleague.button}
