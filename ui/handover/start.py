"""The start page: contacts and the own card at the left, what was received at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefile.domain.kinds import Contact
from casefile.usecases.receive import Received
from ui.handover import wording
from ui.handover.colleagues import Colleagues
from ui.handover.own_card import OwnCard
from ui.handover.section import Section
from ui.parts.banner import Banners
from ui.parts.buttons import Button, Link
from ui.parts.frame import Columns, Head, below, framed
from ui.parts.paragraphs import Paragraph
from ui.parts.rows import ListView, Row
from ui.parts.surface import Surface
from ui.theme import sizes
from ui.words import t


class StartPage(Surface):
    """`hand_over`, `share`, `receive`, `add`, `show_card` and `save_card` are asked for; `opened` carries the id of a received disclosure;
    `team` asks for the team folder."""

    hand_over = Signal()
    share = Signal()
    receive = Signal()
    add = Signal()
    show_card = Signal()
    save_card = Signal()
    opened = Signal(str)
    team = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("page", (), parent)
        self.head, self.body = Head(t("window.page.handover")), Columns()
        self.begin = Button(t("handing.hand_over"), "primary", "package", sizes.FIELD)
        self.together = Button(t("merging.share.begin"), icon="users")
        self.take = Button(t("handing.receive"), icon="inbox")
        self.contacts_heading, self.colleagues = Section(t("handing.contacts")), Colleagues()
        self.ask_contact, self.ask_file = Paragraph("", "content", "ink2"), Paragraph("", "content", "ink2")
        self.ask_contact.set_text(t("handing.no_contacts"), t("handing.add"))
        self.ask_file.set_text(t("handing.none_received"), t("handing.receive"))
        self._no_contacts, self._none_received = below(self.ask_contact, sizes.S12), below(self.ask_file, sizes.S12)
        self.card = OwnCard()
        self.received_heading, self.received = Section(t("handing.received")), ListView("two")
        self.received.setAccessibleName(t("handing.received"))
        self.exchanged_heading, self.exchanged = Section(t("merging.ledger")), ListView("two")
        self.exchanged.setAccessibleName(t("merging.ledger"))
        self.errors = Banners()
        self._lay_out()
        self._connect()

    def show_contacts(self, contacts: Sequence[Contact]) -> None:
        """Show who is known."""
        self.contacts_heading.show_counts(wording.number(len(contacts)) if contacts else "")
        self.colleagues.show_contacts(contacts)
        self._no_contacts.setVisible(not contacts)

    def show_received(self, received: Sequence[Received]) -> None:
        """Show what was received, the last first."""
        self.received_heading.show_counts(wording.number(len(received)) if received else "")
        self.received.show_rows([_row(each) for each in reversed(received)])
        self.received.fit_height()
        self.received.setVisible(bool(received))
        self._none_received.setVisible(not received)

    def show_exchanged(self, rows: Sequence[Row]) -> None:
        """Show what went to be merged, and what was confirmed."""
        self.exchanged.show_rows(rows)
        self.exchanged.fit_height()
        self._exchanged.setVisible(bool(rows))

    def _lay_out(self) -> None:
        self.head.add(self.take)
        self.head.add(self.together)
        self.head.add(self.begin)
        add = Link(t("handing.add"), "plus")
        add.clicked.connect(self.add)
        self.team_folder = Link(t("team.title"), "folder")
        self.team_folder.clicked.connect(self.team)
        self.contacts_heading.add(add)
        for widget, above in (
            (self.contacts_heading, 0),
            (self._no_contacts, 0),
            (self.colleagues, 0),
            (below(self.team_folder, sizes.S12), 0),
            (self.card, sizes.SECTION_GAP),
        ):
            self.body.left.addSpacing(above)
            self.body.add_left(widget)
        self.body.left.addStretch(1)
        self.body.right.addWidget(self.received_heading)
        self.body.right.addWidget(self.received)
        self.body.right.addWidget(self._none_received)
        exchanged = QWidget()
        inside = QVBoxLayout(exchanged)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.exchanged_heading)
        inside.addWidget(self.exchanged)
        self._exchanged = below(exchanged, sizes.SECTION_GAP)
        self._exchanged.hide()
        self.body.right.addWidget(self._exchanged)
        self.body.right.addStretch(1)
        column = framed(self.head, self.body, None, self)
        column.insertLayout(1, self.errors)

    def _connect(self) -> None:
        self.begin.clicked.connect(self.hand_over)
        self.together.clicked.connect(self.share)
        self.take.clicked.connect(self.receive)
        self.ask_contact.link_followed.connect(self.add)
        self.ask_file.link_followed.connect(self.receive)
        self.received.opened.connect(self.opened)
        self.card.more.clicked.connect(self.show_card)
        self.card.save.clicked.connect(self.save_card)


def _row(received: Received) -> Row:
    return Row(
        received.evidence.id,
        wording.received_title(received.evidence),
        t("handing.received.from", name=received.evidence.obtained_from or received.event.get("fingerprint", "")),
        icon="package",
        right=wording.day(received.time),
    )
