"""Who opens the vault with a passphrase of their own."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.usecases import people
from casefile.usecases.people import Author
from ui.door import CoreDoor
from ui.parts.buttons import Button
from ui.parts.dialog import confirm_destruction
from ui.parts.fields import TextField
from ui.parts.labelled import Labelled
from ui.parts.new_passphrase import NewPassphrase
from ui.settings.keys.asking import Asking
from ui.settings.keys.entry import Entries, Entry
from ui.settings.keys.keyfile_field import KeyfileField
from ui.settings.keys.part import Part
from ui.shell.desk import Desk
from ui.theme import sizes
from ui.words import t


class PeoplePart(Part):
    """The list, one more, one less."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, t("settings.people"), t("settings.people.help"))
        self.entries, self.add = Entries(), Button(t("settings.people.add"), icon="user-round-plus")
        self.column.addLayout(self.entries)
        self.column.addSpacing(sizes.S12)
        self.acts(self.add)
        self.add.clicked.connect(lambda: self.open(AddPerson(self)))

    def reload(self) -> None:
        """Read who there is."""
        session = self.session
        self.desk.run(self, lambda _progress: people.known(session), self._show, self.not_done)

    def remove(self, person: Author) -> None:
        """Take their way in away."""
        session = self.session
        self.attempt(
            t("settings.people.not_removed"),
            lambda _progress: people.remove(session, person.id),
            lambda _nothing: self._changed(t("keys.removed")),
        )

    def added(self, person: Author) -> None:
        """Tell that they were let in."""
        self._changed(t("settings.people.added", name=person.name))

    def _show(self, known: Sequence[Author]) -> None:
        own = self.session.author.id
        self.entries.show_entries([self._entry(each, each.id == own) for each in known])
        self.hold_still()

    def _entry(self, person: Author, is_own: bool) -> Entry:
        if is_own:
            return Entry("user-round", person.name, t("settings.people.you"))
        entry = Entry("user-round", person.name, "", t("settings.people.remove"))
        entry.asked.connect(lambda: self._ask(person))
        return entry

    def _ask(self, person: Author) -> None:
        confirm_destruction(
            self.window(),
            t("settings.people.remove.title", name=person.name),
            t("settings.people.remove.words"),
            t("settings.people.remove.verb"),
            lambda: self.remove(person),
        )

    def _changed(self, words: str) -> None:
        self.say(words)
        self.reload()


class AddPerson(Asking):
    """Name, passphrase typed by the person themselves, and a keyfile if they want one."""

    def __init__(self, part: PeoplePart) -> None:
        super().__init__(
            part, t("settings.people.add.title"), t("settings.people.add.words"), t("settings.people.add.verb")
        )
        door = CoreDoor()
        self._people = part
        self.name = TextField()
        self.new = NewPassphrase(t("settings.people.passphrase"), door.strength, door.suggest)
        self.keyfile = KeyfileField(t("settings.keyfile.field"))
        self._name = Labelled(t("settings.people.name"), self.name)
        for widget in (self._name, self.new, self.keyfile):
            self.asked.addWidget(widget)
        self.name.edit.textChanged.connect(self._name.clear)
        self.new.again.edit.returnPressed.connect(self.submit)
        self.focus_first(self.name.edit)

    def submit(self) -> None:
        """Let them in, once all is there."""
        if not self.name.text().strip():
            self._name.refuse(t("window.create.needed"))
            self.name.edit.setFocus()
            return
        if not self.new.is_complete():
            return
        session, name, typed, keyfile = self.part.session, self.name.text(), self.new.take(), self.keyfile.reader()
        self.attempt(lambda _progress: people.add(session, name, typed, keyfile=keyfile.read()), self._people.added)

    def forget_typed(self) -> None:
        """Leave no passphrase in a field."""
        self.new.take()
