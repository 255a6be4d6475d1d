"""What can be done with contacts, from the start page and from the wizard alike. Everything goes through the form of a record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from casefile.domain.kinds import Contact
from casefile.errors import CasefileError
from casefile.usecases import contacts, edit, sealedcards, sharing
from casefile.usecases.edit import Changes
from casefile.usecases.identity import Card as OwnKeys
from ui.handover import cards
from ui.handover.contact_dialogs import AddContact, CompareContact, EditContact, LostKeys, ask_to_add
from ui.parts.dialog import confirm_destruction
from ui.shell.desk import Desk
from ui.words import language, t

SEALED_CARD = "casefile-card.age"


class ContactActions(QObject):
    """Asks, saves off the window's thread, publishes. `failed` carries the error; `added` the id of a new contact."""

    added = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page

    def add(self, known: Sequence[Contact] = (), own: OwnKeys | None = None) -> AddContact:
        """Ask for a card and remember whose it is; `known` are those of whom it may tell new keys, `own` is what nobody adds as a colleague."""
        return ask_to_add(self._page.window(), known, self._add, own)

    def team(self, contact: Contact) -> None:
        """They are of the team from now on, or no more."""
        self._save(replace(contact, team=not contact.team))

    def send_card(self, contact: Contact) -> None:
        """Ask where, and write the own card for them, encrypted and signed: they learn which keys are the present ones."""
        title = t("handing.send_card.title", name=contact.name or "")
        chosen, _ = QFileDialog.getSaveFileName(self._page, title, SEALED_CARD, t("handing.age_files"))
        if chosen:
            self._desk.run(
                self._page,
                lambda progress: sealedcards.write(
                    self._desk.vault, sharing.to_contact(contact).addressee, Path(chosen), progress
                ),
                lambda _written: self._desk.tell(t("settings.card.saved", name=Path(chosen).name)),
                self._refused,
            )

    def lost(self, contact: Contact) -> LostKeys:
        """Ask which of their keys may be in other hands; these count no more."""
        dialog = LostKeys(contact)
        dialog.accepted.connect(lambda: self._save(contacts.without_key(contact, dialog.keys())))
        dialog.show_on(self._page.window())
        return dialog

    def edit(self, contact: Contact) -> EditContact:
        """Ask for another name or purpose."""
        dialog = EditContact(contact)
        dialog.accepted.connect(lambda: self._save(dialog.changed()))
        dialog.show_on(self._page.window())
        return dialog

    def compare(self, contact: Contact, own_fingerprint: str) -> CompareContact:
        """Show both fingerprints; what was found the same is compared from now on."""
        dialog = CompareContact(contact, own_fingerprint)
        dialog.accepted.connect(lambda: self._save(contacts.compared(contact, dialog.way(), language())))
        dialog.show_on(self._page.window())
        return dialog

    def remove(self, contact: Contact) -> None:
        """Ask, then take the contact off the list."""
        name = contact.name or ""
        confirm_destruction(
            self._page.window(),
            t("handing.remove.title", name=name),
            t("handing.remove.line"),
            t("handing.remove.verb"),
            lambda: self._run(lambda: edit.delete(self._desk.vault, contact)),
        )

    def _add(self, dialog: AddContact) -> None:
        card, name, purpose = dialog.card, dialog.name.text(), dialog.purpose.text()
        assert card is not None, "the dialog is accepted only with a card"
        session, made = self._desk.vault, [""]

        def take_in() -> Changes:
            contact = contacts.made_of(session, card, name, None)
            made[0] = contact.id
            return edit.save(session, [cards.named(contact, name, purpose)])

        self._run(take_in, lambda: self.added.emit(made[0]))

    def _save(self, contact: Contact) -> None:
        self._run(lambda: edit.save(self._desk.vault, [contact]))

    def _run(self, act: Callable[[], Changes], then: Callable[[], None] = lambda: None) -> None:
        def saved(changes: Changes) -> None:
            then()
            self._desk.publish(changes)

        self._desk.run(self._page, lambda _progress: act(), saved, self._refused)

    def _refused(self, error: CasefileError) -> None:
        self.failed.emit(error)
