"""New keys for the vault: everything encrypted anew, and only the passphrases that are entered open it from then on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefile.errors import CasefileError
from casefile.progress import Progress
from casefile.usecases import people, rekey
from casefile.usecases.people import Author
from casefile.usecases.rekey import Outcome, Secret
from casefile.usecases.session import Session
from ui.bytesize import show_part
from ui.parts.buttons import Button
from ui.parts.dialog import confirm_destruction
from ui.parts.paragraphs import Paragraph
from ui.parts.toggles import CheckBox
from ui.settings.keys.part import Part
from ui.settings.keys.renewing import Wish, alone
from ui.settings.keys.way_field import Typed, WayField
from ui.shell.desk import Desk
from ui.theme import scaled, sizes
from ui.words import catalogue, t
from ui.work import Running

_WIDE = 520


class RekeyPart(Part):
    """Asks for the passphrases that stay good, checks each, and asks once more; or goes on with a change that was interrupted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, t("settings.rekey"), t("settings.rekey.help"))
        self._running: Running | None = None
        self.fields: dict[str, WayField] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(sizes.S12)
        self._waiting = QWidget()
        self.unfinished = Paragraph("", "strong", "due")
        self.go_on_button = Button(t("settings.rekey.go_on"))
        self._empty = Paragraph(t("settings.rekey.empty"), "second", "ink2")
        self.measured = CheckBox(t("settings.rekey.measured"))
        self.button = Button(t("settings.rekey.begin"), "primary")
        self._lay_out()
        self.button.clicked.connect(self.check)
        self.go_on_button.clicked.connect(self.go_on)
        desk.jobs.changed.connect(self._watch)

    def reload(self) -> None:
        """Read who there is and whether a change is unfinished."""
        session = self.session
        self.desk.run(
            self,
            lambda _progress: (people.known(session), rekey.pending(session)),
            lambda found: self._show(*found),
            self.not_done,
        )

    def check(self) -> None:
        """See that each passphrase that was typed is theirs under whose name it stands; then ask."""
        typed = [each.typed() for each in self.fields.values() if each.passphrase.text()]
        own = self.fields.get(self.session.author.id)
        if own is None or not self.button.isEnabled():
            return
        if not own.passphrase.text():
            own.refuse(t("window.create.needed"))
            return
        self._wait(True)
        session = self.session

        def look(progress: Progress) -> tuple[list[Secret], str]:
            return _checked(session, typed, progress)

        self.desk.run(self, look, lambda found: self._ask(*found), self._refuse)

    def go_on(self) -> None:
        """Encrypt anew what still lies under earlier keys, in the jobs bar."""
        session = self.session
        self.go_on_button.setEnabled(False)
        self._running = self.desk.start(
            t("settings.rekey.running"),
            lambda progress: rekey.finish(session, progress),
            self._finished,
            lambda error: self.faulted.emit(t("settings.rekey.stopped"), catalogue().error(error)),
            self,
            amount=show_part,
        )

    def forget_typed(self) -> None:
        """Leave no passphrase in a field."""
        super().forget_typed()
        for each in self.fields.values():
            each.passphrase.take()

    def _ask(self, secrets: list[Secret], wrong: str) -> None:
        self._wait(False)
        if wrong:
            self.fields[wrong].refuse(t("settings.rekey.not_theirs"))
            return
        staying = [each.person.name for each in self.fields.values() if each.passphrase.text()]
        leaving = [each.person.name for each in self.fields.values() if not each.passphrase.text()]
        gone = t("settings.rekey.leaving", names=", ".join(leaving)) if leaving else t("settings.rekey.nobody_leaves")
        confirm_destruction(
            self.window(),
            t("settings.rekey.title"),
            "\n".join((t("settings.rekey.staying", names=", ".join(staying)), gone, t("settings.rekey.reach"))),
            t("settings.rekey.verb"),
            lambda: self._begin(secrets),
        )

    def _begin(self, secrets: list[Secret]) -> None:
        self.forget_typed()
        self.desk.alone_asked.emit(alone(Wish(self.session, tuple(secrets), self.measured.isChecked())))

    def _refuse(self, error: CasefileError) -> None:
        self._wait(False)
        self.faulted.emit(t("settings.rekey.not_done"), catalogue().error(error))

    def _finished(self, done: Outcome) -> None:
        words = [t("keys.rekeyed", n=done.renewed), t("keys.rekeyed_limits")]
        if done.left:
            words[1] = t("keys.rekey_left", n=len(done.left), which=", ".join(done.left))
        self.say("\n".join(words))
        self.reload()

    def _show(self, known: Sequence[Author], is_pending: bool) -> None:
        self.unfinished.set_text(t("keys.rekey_pending"))
        self._waiting.setVisible(is_pending)
        self.go_on_button.setEnabled(self._running is None)
        if [each.person for each in self.fields.values()] != list(known):
            self._ask_of(known)
        self._empty.setVisible(len(known) > 1)
        self.hold_still()

    def _ask_of(self, known: Sequence[Author]) -> None:
        for each in self.fields.values():
            each.deleteLater()
        own = self.session.author.id
        self.fields = {each.id: WayField(each, is_own=each.id == own) for each in known}
        for field in self.fields.values():
            field.setMaximumWidth(scaled(_WIDE))
            self._rows.addWidget(field)

    def _wait(self, waiting: bool) -> None:
        for each in self.fields.values():
            each.setEnabled(not waiting)
        self.button.setEnabled(not waiting)
        self.button.setText(t("settings.rekey.checking" if waiting else "settings.rekey.begin"))

    def _watch(self, _jobs: object) -> None:
        """It ended, or was cancelled."""
        if self._running is not None and self._running.is_over:
            self._running = None
            self.reload()

    def _lay_out(self) -> None:
        waiting = QVBoxLayout(self._waiting)
        waiting.setContentsMargins(0, 0, 0, sizes.S16)
        waiting.setSpacing(sizes.S8)
        waiting.addWidget(self.unfinished)
        waiting.addWidget(self.go_on_button)
        self._waiting.hide()
        self.column.addWidget(self._waiting)
        self.column.addLayout(self._rows)
        self.column.addSpacing(sizes.S8)
        self.column.addWidget(self._empty)
        self.column.addSpacing(sizes.S12)
        self.column.addWidget(self.measured)
        self.column.addSpacing(sizes.S12)
        self.acts(self.button)


def _checked(session: Session, typed: Sequence[Typed], progress: Progress) -> tuple[list[Secret], str]:
    """The secrets; or the id of the person under whose name something else was typed."""
    secrets = []
    for each in typed:
        progress.check()
        secret = each.secret()
        try:
            found = people.owner(session, secret)
        except CasefileError as error:
            if error.key != "vault.wrong_passphrase":
                raise
            return [], each.person_id
        if found.id != each.person_id:
            return [], each.person_id
        secrets.append(secret)
    return secrets, ""
