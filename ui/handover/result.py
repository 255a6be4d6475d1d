"""What was made: the files and for whom they are, how they are opened, and the passphrase to tell by another way."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from ui.handover import wording
from ui.handover.ledger import Entry, Ledger
from ui.handover.notes import Note, Notes
from ui.handover.seal_step import Secret
from ui.handover.sealing import Made
from ui.handover.section import Section
from ui.parts.buttons import Button
from ui.parts.frame import Columns, Foot, Head, framed
from ui.parts.surface import Surface
from ui.theme import sizes
from ui.words import t


class ResultPage(Surface):
    """Shows what was made. `left` when the person is done."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("page", (), parent)
        self._folder = Path()
        self.head, self.body, self.foot = Head(""), Columns(), Foot()
        self.files, self.secret, self.notes = Ledger(t("handing.files_made")), Secret(), Notes()
        self.secret.more.hide()
        self.done = Button(t("handing.done"), "primary")
        folder = Button(t("handing.open_folder"), icon="folder-open")
        self.foot.add(folder)
        self.foot.add(self.done)
        self._lay_out()
        self.done.clicked.connect(self.left)
        folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))))

    def show_made(self, made: Made) -> None:
        """Show what was made."""
        self._folder = made.how_to_open.parent
        self.head.show_title(t("handing.made.title", n=made.cases))
        self.files.show_entries(
            [Entry(each.path.name, right=each.whom, last=wording.size(each.size), icon="file") for each in made.files]
            + [Entry(made.how_to_open.name, right=t("handing.names_no_one"), last="\u2007", icon="file-text")]
        )
        self.secret.setVisible(bool(made.passphrase))
        self.secret.show_words(made.passphrase)
        self.notes.show_notes(_next_steps(made))
        self.foot.say(t("handing.made.files", n=len(made.files)), t("handing.made.where", folder=self._folder))

    def forget(self) -> None:
        """Keep the passphrase no longer, not on the clipboard either."""
        self.secret.clear_clipboard()
        self.secret.forget()

    def _lay_out(self) -> None:
        self.body.add_left(Section(t("handing.files_made")))
        self.body.add_left(self.files)
        self.body.left.addSpacing(sizes.SECTION_GAP)
        self.body.add_left(self.secret)
        self.body.left.addStretch(1)
        self.body.right.addWidget(Section(t("handing.next")))
        self.body.right.addSpacing(sizes.S12)
        self.body.right.addWidget(self.notes)
        self.body.right.addStretch(1)
        framed(self.head, self.body, self.foot, self)


def _next_steps(made: Made) -> Sequence[Note]:
    found = [
        Note("check", t("handing.next.give", n=made.recipients)),
        Note("file-text", t("handing.next.how", name=made.how_to_open.name)),
        Note("scroll-text", t("handing.next.logged")),
    ]
    if made.in_parts:
        found.insert(1, Note("file", t("handing.next.parts")))
    if made.passphrase:
        found.insert(1, Note("triangle-alert", t("handing.next.passphrase"), "due"))
    return found
