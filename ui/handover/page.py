"""Handover: contacts, the wizard, its result, receiving, and what was received. One at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QStackedLayout, QWidget

from casefile.domain.kinds import Contact, kind_of
from casefile.domain.redaction import Place
from casefile.errors import CasefileError
from casefile.progress import Progress
from casefile.usecases import identity
from casefile.usecases.edit import Changes
from casefile.usecases.identity import Card
from casefile.usecases.receipts import Answered
from casefile.usecases.receive import Received
from casefile.usecases.sharing import Shared
from casefile.usecases.syncing import Taken
from ui.handover import known, wording
from ui.handover.contact_actions import ContactActions
from ui.handover.known import Known
from ui.handover.own_card import OwnCardDialog, RenewCard
from ui.handover.receive_page import ReceivePage
from ui.handover.received_page import ReceivedPage
from ui.handover.result import ResultPage
from ui.handover.sealing import Made
from ui.handover.share_page import SharePage
from ui.handover.start import StartPage
from ui.handover.taken_page import TakenPage
from ui.handover.wizard_page import WizardPage
from ui.parts.surface import Surface
from ui.shell.desk import Desk
from ui.shell.targets import OpenRecord, OwnKeys
from ui.words import catalogue, t

CARD_FILE = "casefile-card.txt"


class HandoverPage(Surface):
    """A target is the id of a case, several ids, the path of a file that came, or `OwnKeys`."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("page", (), parent)
        self._desk = desk
        self._known: Known | None = None
        self._chosen_next, self._card_next = "", False
        self.start, self.wizard, self.result = StartPage(), WizardPage(desk), ResultPage()
        self.receiving, self.reader = ReceivePage(desk), ReceivedPage(desk)
        self.sharing, self.taken = SharePage(desk), TakenPage(desk)
        self.contacts = ContactActions(desk, self)
        self._stack = QStackedLayout(self)
        for each in (self.start, self.wizard, self.result, self.receiving, self.reader, self.sharing, self.taken):
            self._stack.addWidget(each)
        self._connect()
        self._load()

    def show_target(self, target: object) -> None:
        """Begin a handover of one or several cases, receive a file, or show the own card."""
        if isinstance(target, OwnKeys):
            self._home()
            self._card_next = self.show_own_card() is None
        elif isinstance(target, Path):
            self._receive()
            self.receiving.check(target)
        elif isinstance(target, str):
            self._begin((target,))
        elif isinstance(target, Sequence):
            self._begin(tuple(map(str, target)))

    def refresh(self, changes: Changes) -> None:
        """Contacts and what was received may be others now; a preview may be out of date."""
        if changes.kinds & {"contact", "evidence"}:
            self._load()
        if changes.kinds - {"contact"}:
            self.wizard.records_changed()
            self.sharing.records_changed()

    def before_lock(self) -> None:
        """Keep no passphrase and no preview."""
        self.wizard.forget()
        self.result.forget()
        self.sharing.forget()
        self.taken.forget()
        self.receiving.begin()
        self.reader.close_file()

    def shown(self) -> QWidget:
        """Which of them is shown."""
        shown = self._stack.currentWidget()
        assert shown is not None
        return shown

    def _turn_to(self, part: QWidget) -> None:
        self._stack.setCurrentWidget(part)
        part.setFocus()

    def _load(self) -> None:
        session = self._desk.vault
        self._desk.run(self, lambda _progress: known.read(session), self._show_known, self._say)

    def _show_known(self, found: Known) -> None:
        self._known = found
        self.start.show_contacts(found.contacts)
        self.start.show_received(found.received)
        self.start.card.show_card(found.card, found.card_text)
        self.wizard.show_contacts(found.contacts)
        self.start.show_exchanged(found.exchanged)
        self.sharing.show_contacts(found.contacts)
        self.reader.show_list(found.received)
        if self._chosen_next:
            self.wizard.choose_recipient(self._chosen_next)
            self._chosen_next = ""
        if self._card_next:
            self._card_next = self.show_own_card() is None

    def _begin(self, chosen: Sequence[str] = ()) -> None:
        self.wizard.begin(chosen)
        self._turn_to(self.wizard)

    def _receive(self) -> None:
        self.receiving.begin()
        self._turn_to(self.receiving)

    def _home(self) -> None:
        self._turn_to(self.start)

    def _show_result(self, made: Made) -> None:
        self.result.show_made(made)
        self._turn_to(self.result)
        self._desk.publish(Changes())

    def _finish(self) -> None:
        self.result.forget()
        self._home()

    def _kept(self, received: Received) -> None:
        kinds = frozenset({kind_of(received.evidence).name, "source", "contact"})
        self._desk.publish(Changes(frozenset({received.evidence.id}), kinds))
        self._open(received.evidence.id)

    def _share(self, cases: Sequence[str] = (), contact: str = "") -> None:
        self.sharing.begin(cases, contact)
        self._turn_to(self.sharing)

    def _shared(self, shared: Shared, contact: Contact, passphrase: str) -> None:
        self.taken.show_shared(shared, contact, passphrase)
        self._turn_to(self.taken)
        self._desk.publish(Changes())
        self._load()

    def _merged(self, taken: Taken) -> None:
        self.receiving.begin()
        self.taken.show_taken(taken)
        self._turn_to(self.taken)
        self._desk.publish(Changes(taken.changes.records, taken.changes.kinds | {"contact"}))

    def _answered(self, answered: Answered) -> None:
        self.taken.show_answered(answered)
        self._turn_to(self.taken)
        self._load()

    def _card_came(self, text: str) -> None:
        self._home()
        dialog = self.contacts.add(
            self._known.contacts if self._known else (), self._known.card if self._known else None
        )
        dialog.pasted.setPlainText(text)

    def _open(self, evidence_id: str) -> None:
        self.reader.open(evidence_id)
        self._turn_to(self.reader)

    def _contact(self, contact_id: str) -> Contact | None:
        people = self._known.contacts if self._known else ()
        return next((each for each in people if each.id == contact_id), None)

    def _compare(self, contact_id: str) -> None:
        contact = self._contact(contact_id)
        if contact is not None and self._known is not None:
            self.contacts.compare(contact, self._known.card.fingerprint)

    def _change(self, what: str, contact_id: str) -> None:
        asks: dict[str, Callable[[Contact], object]] = {
            "edit": self.contacts.edit,
            "team": self.contacts.team,
            "lost": self.contacts.lost,
            "remove": self.contacts.remove,
            "card": self.contacts.send_card,
        }
        if (contact := self._contact(contact_id)) is not None:
            asks[what](contact)

    def _add(self) -> None:
        self.contacts.add(self._known.contacts if self._known else (), self._known.card if self._known else None)

    def _added(self, contact_id: str) -> None:
        if self.shown() is self.wizard:
            self._chosen_next = contact_id

    def _settle(self, place: Place) -> None:
        """Lead to the record in which a name must be reworded."""
        preview = self.wizard.outlook.preview
        record = wording.records_of(preview.cases).get(place.record) if preview else None
        if record is not None:
            self._desk.go("form", OpenRecord(kind_of(record).name, record.id, place.path))

    def _save_card(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, t("handing.card.save_title"), CARD_FILE)
        if chosen:
            session = self._desk.vault
            self._desk.run(
                self,
                lambda _progress: identity.write_card(session, Path(chosen)),
                lambda path: self._desk.tell(t("settings.card.saved", name=path.name)),
                self._say,
            )

    def show_own_card(self) -> OwnCardDialog | None:
        """Show the own card whole; a new key can be asked for there."""
        if self._known is None:
            return None
        dialog = OwnCardDialog(self._known.card)
        dialog.accepted.connect(self._ask_to_renew)
        dialog.show_on(self.window())
        return dialog

    def _ask_to_renew(self) -> None:
        dialog = RenewCard()
        dialog.accepted.connect(lambda: self._renew(dialog))
        dialog.show_on(self.window())

    def _renew(self, asked: RenewCard) -> None:
        session, signing = self._desk.vault, asked.signing.isChecked()

        def renew(_progress: Progress) -> Card:
            if signing:
                identity.rotate_signing_key(session)
            return identity.rotate(session)

        self._desk.run(self, renew, self._renewed, self._say)

    def _renewed(self, _card: Card) -> None:
        self._load()
        self._save_card()

    def _say(self, error: CasefileError) -> None:
        self.start.errors.say(t("handing.not_done"), catalogue().error(error))

    def _connect(self) -> None:
        start = self.start
        start.hand_over.connect(self._begin)
        start.share.connect(self._share)
        start.receive.connect(self._receive)
        start.add.connect(self._add)
        start.show_card.connect(self.show_own_card)
        start.save_card.connect(self._save_card)
        start.card.copy.clicked.connect(lambda: self._desk.tell(t("settings.card.copied")))
        start.opened.connect(self._open)
        start.team.connect(lambda: self._desk.go("settings", "team"))
        start.colleagues.compare.connect(self._compare)
        start.colleagues.asked.connect(self._change)
        self.wizard.add_asked.connect(self._add)
        self.wizard.compare_asked.connect(self._compare)
        self.wizard.settle.connect(self._settle)
        self.wizard.together.connect(self._share)
        self.sharing.made.connect(self._shared)
        self.sharing.add_asked.connect(self._add)
        self.wizard.made.connect(self._show_result)
        self.result.left.connect(self._finish)
        for each in (self.wizard, self.receiving, self.reader, self.sharing, self.taken):
            each.left.connect(self._home)
        self.receiving.kept.connect(self._kept)
        self.receiving.shown.connect(self._open)
        self.receiving.merged.connect(self._merged)
        self.receiving.answered.connect(self._answered)
        self.receiving.card_came.connect(self._card_came)
        self.taken.settle.connect(lambda: self._desk.go("conflicts"))
        self.contacts.added.connect(self._added)
        self.contacts.failed.connect(self._say)
