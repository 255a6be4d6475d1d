"""The end of a vault."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from casefile import settings
from casefile.errors import CasefileError
from casefile.progress import Progress
from casefile.usecases import erase
from casefile.usecases.session import Session
from ui.parts.buttons import Button
from ui.parts.fields import TextField
from ui.parts.labelled import Labelled
from ui.settings.keys.asking import Asking
from ui.settings.keys.part import Part
from ui.shell.alone import After, Alone
from ui.shell.desk import Desk
from ui.words import catalogue, t


class ErasePart(Part):
    """Says what it does and what it does not reach, and asks."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, t("settings.erase"), t("settings.erase.help"))
        self.button = Button(t("settings.erase.begin"), "danger", icon="trash-2")
        self.acts(self.button)
        self.button.clicked.connect(lambda: self.open(EraseDialog(self)))


class EraseDialog(Asking):
    """Names what goes and what stays; the verb wakes when the vault's name was typed."""

    def __init__(self, part: ErasePart) -> None:
        name = part.session.name
        words = "\n".join((t("settings.erase.words", name=name), t("keys.erase_reach")))
        super().__init__(part, t("settings.erase.title", name=name), words, t("settings.erase.verb"), "destroy")
        self._name = name
        self.typed = TextField()
        self.asked.addWidget(Labelled(t("settings.erase.type", name=name), self.typed))
        self.verb.setEnabled(False)
        self.typed.edit.textChanged.connect(lambda text: self.verb.setEnabled(text.strip() == name))
        self.focus_first(self.cancel)

    def submit(self) -> None:
        """Erase it."""
        if self.typed.text().strip() != self._name:
            return
        session = self.part.session
        self.accept()
        self.part.desk.alone_asked.emit(
            Alone(
                t("settings.erase.now", name=self._name),
                t("settings.erase.now.words"),
                lambda progress: _erase(session, progress),
                stoppable=False,
            )
        )


def _erase(session: Session, _progress: Progress) -> After:
    name = session.name
    try:
        left = erase.erase_open(session)
    except CasefileError as error:
        return After(title=t("settings.erase.not_done"), words=catalogue().error(error), path=session.path)
    _forget(session.path.absolute())
    words = t("keys.erase_left", names=", ".join(left)) if left else t("settings.erase.copies")
    return After(title=t("keys.erased", name=name), words=words)


def _forget(path: Path) -> None:
    """Take it off the list of this computer; where that cannot be stored, the list leads nowhere and is not shown."""
    stored = settings.load()
    with suppress(OSError):
        settings.save(replace(stored, vaults=tuple(known for known in stored.vaults if known != str(path))))
