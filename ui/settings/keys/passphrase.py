"""One's own passphrase."""

from __future__ import annotations

from casefile.errors import CasefileError
from casefile.usecases import session as sessions
from ui.door import CoreDoor
from ui.parts.buttons import Button
from ui.parts.fields import PassphraseField
from ui.parts.labelled import Labelled
from ui.parts.new_passphrase import NewPassphrase
from ui.settings.keys.keyfile_field import KeyfileField
from ui.settings.keys.part import Part
from ui.shell.desk import Desk
from ui.theme import scaled, sizes
from ui.words import catalogue, t

_WIDE = 408


class PassphrasePart(Part):
    """Changes it; a keyfile that is needed beside it stays needed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, t("settings.passphrase"), t("settings.passphrase.help"))
        door = CoreDoor()
        self.old = PassphraseField(sizes.FIELD)
        self.keyfile = KeyfileField(t("settings.keyfile.field"))
        self.new = NewPassphrase(t("settings.passphrase.new"), door.strength, door.suggest)
        self.button = Button(t("settings.passphrase.change"), "primary")
        self._old = Labelled(t("settings.passphrase.old"), self.old)
        for widget in (self._old, self.keyfile, self.new):
            widget.setMaximumWidth(scaled(_WIDE))
            self.column.addWidget(widget)
            self.column.addSpacing(sizes.S12)
        self.acts(self.button)
        self.old.edit.textChanged.connect(self._old.clear)
        self.button.clicked.connect(self._change)
        self.new.again.edit.returnPressed.connect(self._change)

    def forget_typed(self) -> None:
        """Leave no passphrase in a field."""
        super().forget_typed()
        self.old.take()
        self.new.take()

    def _change(self) -> None:
        self.say("")
        if not self.button.isEnabled():
            return
        if not self.old.text():
            self._old.refuse(t("window.create.needed"))
            self.old.edit.setFocus()
            return
        if not self.new.is_complete():
            return
        session, old, new, beside = self.session, self.old.take(), self.new.take(), self.keyfile.reader()

        def change(_progress: object) -> None:
            content = beside.read()
            sessions.change_passphrase(session, old, new, keyfile=content, new_keyfile=content)

        self._wait(True)
        self.desk.run(self, change, self._changed, self._refused)

    def _changed(self, _nothing: object) -> None:
        self._wait(False)
        self.keyfile.take(None)
        self.say(t("settings.passphrase.changed"))

    def _refused(self, error: CasefileError) -> None:
        self._wait(False)
        if error.key == "vault.wrong_passphrase":
            self._old.refuse(t("settings.passphrase.wrong"))
            self.old.edit.setFocus()
        else:
            self.faulted.emit(t("settings.passphrase.failed"), catalogue().error(error))

    def _wait(self, waiting: bool) -> None:
        for widget in (self.old, self.keyfile, self.new, self.button):
            widget.setEnabled(not waiting)
        self.button.setText(t("settings.passphrase.changing" if waiting else "settings.passphrase.change"))
