"""The own card: what a colleague needs to encrypt for this vault and to know what it signed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from casefile.errors import CasefileError
from casefile.usecases import identity
from casefile.usecases.identity import Card
from ui.parts import clipboard
from ui.parts.buttons import Button, Link
from ui.parts.labels import Label
from ui.parts.paragraphs import Paragraph
from ui.settings.section import Tab, said
from ui.shell.desk import Desk
from ui.shell.targets import OwnKeys
from ui.theme import sizes
from ui.words import catalogue, t

_LONGEST, _BEGINNING, _END = 160, 40, 20


class CardTab(Tab):
    """Shows the card, to be copied or saved."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._text = desk, ""
        self.lines = {
            "author": Paragraph("", "strong"),
            "fingerprint": Paragraph("", "mono"),
            "words": Paragraph("", "mono"),
            "recipient": Paragraph("", "mono", "ink2"),
            "signing_key": Paragraph("", "mono", "ink2"),
        }
        self.copy, self.save = (
            Button(t("settings.card.copy"), icon="copy"),
            Button(t("settings.card.save"), icon="save"),
        )
        self.renew = Link(t("settings.card.renew"), "refresh-cw")
        self.renew.clicked.connect(lambda: desk.go("handover", OwnKeys()))
        self.inbox = Link(t("inbox.address"))
        self.inbox.clicked.connect(lambda: desk.go("inbox", "address"))
        self.done = said()
        self.controls = {"copy": self.copy, "save": self.save, "renew": self.renew, "inbox": self.inbox}
        self._lay_out()
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._choose)
        session = desk.vault
        desk.run(
            self,
            lambda _progress: (identity.card(session), identity.card_text(session)),
            lambda found: self._show(*found),
            self._fail,
        )

    def write(self, path: Path) -> None:
        """Save the card at `path`."""
        session = self._desk.vault
        self._desk.run(self, lambda _progress: identity.write_card(session, path), self._written, self._fail)

    def _show(self, card: Card, text: str) -> None:
        self._text = text
        for name, line in self.lines.items():
            said = getattr(card, name)
            line.set_text(_short(said) if isinstance(said, str) else " ".join(said))

    def _copy(self) -> None:
        clipboard.copy(self._text)
        self._say(t("settings.card.copied"))

    def _choose(self) -> None:
        name = f"{self._desk.vault.author.name}.casefile-card.txt"
        chosen, _ = QFileDialog.getSaveFileName(self.window(), t("settings.card.choose"), str(Path.home() / name))
        if chosen:
            self.write(Path(chosen))

    def _written(self, path: Path) -> None:
        self._say(t("settings.card.saved", name=path.name))

    def _say(self, words: str) -> None:
        self.done.set_text(words)
        self.done.show()

    def _fail(self, error: CasefileError) -> None:
        self.fault(t("settings.card.failed"), catalogue().error(error))

    def _lay_out(self) -> None:
        self.words(t("settings.card.help"))
        for name, line in self.lines.items():
            field = QVBoxLayout()
            field.setSpacing(2)
            field.addWidget(Label(t(f"settings.card.{name}"), "second", "ink2"))
            field.addWidget(line)
            self.column.addLayout(field)
            self.column.addSpacing(sizes.S12)
        row = QHBoxLayout()
        row.setSpacing(sizes.S8)
        row.addWidget(self.copy)
        row.addWidget(self.save)
        row.addWidget(self.done, 1)
        row.addStretch(0)
        self.column.addSpacing(sizes.S4)
        self.column.addLayout(row)
        self.column.addSpacing(sizes.S12)
        self.column.addWidget(self.renew, 0, Qt.AlignmentFlag.AlignLeft)
        self.section(t("inbox.page"))
        self.words(t("inbox.settings"))
        self.column.addWidget(self.inbox, 0, Qt.AlignmentFlag.AlignLeft)


def _short(key: str) -> str:
    """Beginning and end of a key that fills a page; copying and saving give the whole."""
    return key if len(key) <= _LONGEST else f"{key[:_BEGINNING]} … {key[-_END:]}"
