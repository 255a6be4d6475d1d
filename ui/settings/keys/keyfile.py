"""A file that is needed beside the passphrase: making one, needing it, needing it no more."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from casefile.usecases import keyfiles
from casefile.usecases import session as sessions
from ui.parts.buttons import Button
from ui.parts.fields import PassphraseField
from ui.parts.labelled import Labelled
from ui.settings.keys.asking import Asking
from ui.settings.keys.keyfile_field import KeyfileField
from ui.settings.keys.part import Part
from ui.shell.desk import Desk
from ui.theme import sizes
from ui.words import t


class KeyfilePart(Part):
    """The three things one does with a keyfile."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, t("settings.keyfile"), t("settings.keyfile.help"))
        self.button = Button(t("settings.keyfile.make"))
        self.need = Button(t("settings.keyfile.need"))
        self.need_none = Button(t("settings.keyfile.need_none"))
        self.acts(self.button, self.need, self.need_none)
        self.button.clicked.connect(self._ask_place)
        self.need.clicked.connect(lambda: self.open(NeedKeyfile(self)))
        self.need_none.clicked.connect(lambda: self.open(NeedNone(self)))

    def make(self, path: Path) -> None:
        """Write a new keyfile at `path`."""
        self.attempt(
            t("settings.keyfile.not_made"), lambda _progress: keyfiles.make(path), lambda _made: self._made(path)
        )

    def _made(self, path: Path) -> None:
        self.say(t("settings.keyfile.made", name=path.name))

    def _ask_place(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self.window(),
            t("settings.keyfile.make.choose"),
            t("settings.keyfile.make.name"),
            options=QFileDialog.Option.DontConfirmOverwrite,  # nothing is ever written over
        )
        if chosen:
            self.make(Path(chosen))


class _WithPassphrase(Asking):
    """Asks for the passphrase and the keyfile that are needed now."""

    def __init__(self, part: KeyfilePart, name: str) -> None:
        super().__init__(
            part,
            t(f"settings.keyfile.{name}.title"),
            t(f"settings.keyfile.{name}.words"),
            t(f"settings.keyfile.{name}.verb"),
        )
        self.passphrase = PassphraseField(sizes.FIELD)
        self._passphrase = Labelled(t("settings.passphrase.old"), self.passphrase)
        self.asked.addWidget(self._passphrase)
        self.passphrase.edit.textChanged.connect(self._passphrase.clear)
        self.passphrase.edit.returnPressed.connect(self.submit)
        self.focus_first(self.passphrase.edit)

    def forget_typed(self) -> None:
        """Leave no passphrase in a field."""
        self.passphrase.take()

    def is_complete(self) -> bool:
        """Whether the passphrase was typed."""
        if not self.passphrase.text():
            self._passphrase.refuse(t("window.create.needed"))
            self.passphrase.edit.setFocus()
            return False
        return True

    def change(self, now: KeyfileField, later: KeyfileField | None, said: str) -> None:
        """Need the file `later` instead of `now` beside the same passphrase."""
        session, typed, before = self.part.session, self.passphrase.text(), now.reader()
        after = later.reader() if later is not None else None

        def job(_progress: object) -> None:
            content = after.read() if after is not None else None
            sessions.change_passphrase(session, typed, typed, keyfile=before.read(), new_keyfile=content)

        self.attempt(job, lambda _nothing: self.part.say(said))


class NeedKeyfile(_WithPassphrase):
    """A keyfile is needed from now on, or another one."""

    def __init__(self, part: KeyfilePart) -> None:
        super().__init__(part, "need")
        self.present = KeyfileField(t("settings.keyfile.present"))
        self.new = KeyfileField(t("settings.keyfile.new"))
        self.asked.addWidget(self.present)
        self.asked.addWidget(self.new)

    def submit(self) -> None:
        """Need it, once all is there."""
        if not self.is_complete():
            return
        if self.new.path is None:
            self.new.labelled.refuse(t("window.create.needed"))
            return
        self.change(self.present, self.new, t("keys.keyfile_made"))


class NeedNone(_WithPassphrase):
    """The passphrase alone is enough from now on."""

    def __init__(self, part: KeyfilePart) -> None:
        super().__init__(part, "need_none")
        self.present = KeyfileField(t("settings.keyfile.needed_now"))
        self.asked.addWidget(self.present)

    def submit(self) -> None:
        """Need none, once all is there."""
        if not self.is_complete():
            return
        if self.present.path is None:
            self.present.labelled.refuse(t("window.create.needed"))
            return
        self.change(self.present, None, t("settings.keyfile.none_needed"))
