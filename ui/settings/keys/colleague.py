"""A colleague who can open the vault with their own identity."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from casefile.domain.kinds import Contact
from casefile.usecases import contacts, recovery
from casefile.usecases.keepers import Keeper
from ui.parts.buttons import Button
from ui.parts.choice import Choice
from ui.parts.fields import TextField
from ui.parts.labelled import Labelled
from ui.settings.keys.asking import Asking
from ui.settings.keys.part import Part
from ui.shell.desk import Desk
from ui.words import t

_HYBRID = "age1pq1"


class ColleaguePart(Part):
    """Lets a colleague be a keeper. `made` fires once they are on the list."""

    made = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, t("settings.colleague"), t("settings.colleague.help"))
        self.button = Button(t("settings.colleague.add"), icon="user-round-plus")
        self.acts(self.button)
        self.button.clicked.connect(self._ask)

    def added(self, keeper: Keeper) -> None:
        """Tell that they are on the list."""
        del keeper
        self.say(t("settings.colleague.added"))
        self.made.emit()

    def _ask(self) -> None:
        session = self.session
        self.attempt(
            t("settings.colleague.not_added"),
            lambda _progress: contacts.known(session),
            lambda known: self.open(AddKeeper(self, known)),
        )


class AddKeeper(Asking):
    """A contact of the vault, or a recipient that was pasted."""

    def __init__(self, part: ColleaguePart, known: Sequence[Contact]) -> None:
        super().__init__(
            part, t("settings.colleague.title"), t("settings.colleague.words"), t("settings.colleague.verb")
        )
        self._colleague = part
        usable = [each for each in known if (each.recipient or "").startswith(_HYBRID)]
        self.contact = Choice([(each.id, each.name or "") for each in usable], "", t("settings.colleague.choose"))
        self.recipient = TextField("age1pq1…")
        self._recipient = Labelled(t("settings.colleague.recipient"), self.recipient)
        if usable:
            self.asked.addWidget(Labelled(t("settings.colleague.contact"), self.contact))
        self.asked.addWidget(self._recipient)
        self.recipient.edit.textChanged.connect(self._recipient.clear)
        self.recipient.edit.returnPressed.connect(self.submit)
        self.focus_first(self.contact if usable else self.recipient.edit)

    def submit(self) -> None:
        """Let them be a keeper, once one is named."""
        word = self.recipient.text().strip() or self.contact.value()
        if not word:
            self._recipient.refuse(t("settings.colleague.needed"))
            return
        session = self.part.session
        self.attempt(lambda _progress: recovery.add_keeper(session, word), self._colleague.added)
