"""Who we are to colleagues: the own card on the start page, and the dialog that shows it whole, to be compared and renewed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile.usecases import comparing
from casefile.usecases.identity import Card
from ui.handover.section import Section
from ui.handover.spoken import spoken
from ui.parts import clipboard
from ui.parts.buttons import Button, Link
from ui.parts.dialog import Dialog
from ui.parts.labels import Label
from ui.parts.paragraphs import Paragraph
from ui.parts.qr import Code
from ui.parts.toggles import CheckBox
from ui.theme import sizes
from ui.words import t

_WIDE = 640


class OwnCard(QWidget):
    """Name, fingerprint, and the card to show, copy or save."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.name, self.fingerprint = Label("", "strong"), Label("", "mono", "ink2")
        self.more = Link(t("handing.card.show"), "fingerprint")
        self.copy, self.save = Link(t("handing.card.copy"), "copy"), Link(t("handing.card.save"), "save")
        self.copy.clicked.connect(lambda: clipboard.copy(self._text))
        links = QHBoxLayout()
        links.setSpacing(sizes.S16)
        for link in (self.more, self.copy, self.save):
            links.addWidget(link)
        links.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for item, above in (
            (Section(t("handing.card")), 0),
            (self.name, 10),
            (self.fingerprint, 0),
            (Paragraph(t("handing.card.line"), "second", "ink2"), sizes.S8),
        ):
            column.addSpacing(above)
            column.addWidget(item)
        column.addSpacing(sizes.S8)
        column.addLayout(links)

    def show_card(self, card: Card, text: str) -> None:
        """Show the own card; `text` is what is copied."""
        self._text = text
        self.name.set_text(card.author)
        self.fingerprint.set_text(card.fingerprint)


class OwnCardDialog(Dialog):
    """The fingerprint as digits, as words and as a code, to be read aloud or held before a colleague's camera. Accepted: renew the key."""

    def __init__(self, card: Card) -> None:
        super().__init__(t("handing.card"), t("handing.card.line"), _WIDE)
        code = Code(t("handing.card.code"))
        code.show_rows(comparing.code(card.fingerprint))
        right = QVBoxLayout()
        right.setSpacing(sizes.S12)
        right.addWidget(Label(card.author, "strong").eliding())
        right.addLayout(spoken(t("handing.compare.print"), card.fingerprint))
        right.addWidget(Paragraph(t("handing.card.code_line"), "second", "ink2"))
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(sizes.S24)
        row.addWidget(code, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(right, 1)
        self.body.setContentsMargins(0, sizes.S16, 0, 0)
        self.body.addLayout(row)
        self.renew, close = (
            Button(t("handing.card.renew"), icon="refresh-cw"),
            Button(t("handing.card.close"), "primary"),
        )
        self.add_button(self.renew, "accept")
        self.add_button(close, "reject")
        self.focus_first(close)


class RenewCard(Dialog):
    """What new keys mean, before they are made. `signing` is checked where the signing key is to be new too."""

    def __init__(self) -> None:
        super().__init__(t("handing.renew.title"), t("handing.renew.line"), _WIDE)
        self.body.setContentsMargins(0, sizes.S8, 0, 0)
        self.body.addWidget(Paragraph(t("handing.renew.colleagues")))
        self.signing = CheckBox(t("handing.renew.signing"))
        self.body.addSpacing(sizes.S8)
        self.body.addWidget(self.signing)
        self.body.addWidget(Paragraph(t("handing.renew.signing_line"), "second", "ink2"))
        self.body.addSpacing(sizes.S8)
        self.body.addWidget(Paragraph(t("handing.renew.stolen"), "second", "ink2"))
        cancel = Button(t("window.cancel"))
        self.add_button(cancel, "reject")
        self.add_button(Button(t("handing.renew.verb"), "primary"), "accept")
        self.focus_first(cancel)
