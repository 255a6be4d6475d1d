"""How files get into the inbox: whom any age tool encrypts to, as text and as a code for a phone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile.usecases import inbox
from casefile.usecases.session import Session
from ui.parts import clipboard
from ui.parts.buttons import Button
from ui.parts.labels import Label
from ui.parts.paragraphs import Paragraph
from ui.parts.qr import Code
from ui.theme import sizes
from ui.words import t


class Address(QWidget):
    """The recipient of this vault's inbox. It holds nothing secret; it leads to this vault all the same."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recipient = inbox.own_recipient(session)
        self.text = Paragraph(_broken(self._recipient), "mono", "ink2")
        self.text.setAccessibleName(self._recipient)
        self.code, self.copy = Code(t("inbox.code")), Button(t("inbox.copy"), icon="copy")
        self.code.show_rows(inbox.code(self._recipient))
        self.said = Label("", "second", "accent").eliding()
        self.copy.clicked.connect(self._copy)
        self._lay_out()

    def _copy(self) -> None:
        clipboard.copy(self._recipient)
        self.said.set_text(t("inbox.copied"))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Label(t("inbox.address"), "section").eliding())
        column.addSpacing(sizes.S8)
        column.addWidget(Paragraph(t("inbox.address.line")))
        column.addSpacing(sizes.S12)
        column.addWidget(self.text)
        column.addSpacing(sizes.S12)
        row = QHBoxLayout()
        row.setSpacing(sizes.S8)
        row.addWidget(self.copy)
        row.addWidget(self.said, 1)
        column.addLayout(row)
        column.addSpacing(sizes.S16)
        column.addWidget(self.code, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(sizes.S12)
        column.addWidget(Paragraph(t("inbox.address.weak"), "second", "ink2"))
        column.addStretch(1)


def _broken(recipient: str) -> str:
    """Two lines of an address of 62 letters, which no space breaks."""
    half = (len(recipient) + 1) // 2
    return f"{recipient[:half]}\n{recipient[half:]}"
