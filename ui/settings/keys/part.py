"""One matter of a tab about keys: a heading, what it is about in a sentence, what there is, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import shiboken6
from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from casefile.errors import CasefileError
from casefile.progress import Progress
from casefile.usecases.session import Session
from ui.parts.dialog import Dialog
from ui.parts.fields import FieldFrame
from ui.parts.headings import Heading
from ui.parts.paragraphs import Paragraph
from ui.settings.section import Tab
from ui.shell.desk import Desk
from ui.theme import sizes
from ui.words import catalogue, t

T = TypeVar("T")


class Part(QWidget):
    """Add to `column`, or with `acts`. `said` tells below what was done; `faulted` carries title and sentence of what was refused.

    `harmless` controls change nothing and work in a rescue too.
    """

    faulted = Signal(str, str)

    def __init__(self, desk: Desk, title: str, sentence: str) -> None:
        super().__init__()
        self.desk = desk
        self.harmless: tuple[QWidget, ...] = ()
        self._dialog: Dialog | None = None
        self.column = QVBoxLayout()
        self.column.setSpacing(0)
        self.said = Paragraph("", "content", "accent")
        self.said.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(Heading(title))
        whole.addSpacing(sizes.S12)
        whole.addWidget(Paragraph(sentence, "content", "ink2"))
        whole.addSpacing(sizes.S12)
        whole.addLayout(self.column)
        whole.addWidget(self.said)

    @property
    def session(self) -> Session:
        """The open vault."""
        session: Session = self.desk.vault
        return session

    def acts(self, *widgets: QWidget) -> None:
        """Put buttons side by side below what there is."""
        row = QHBoxLayout()
        row.setSpacing(sizes.S8)
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        self.column.addLayout(row)

    def reload(self) -> None:
        """Read what stands here; called whenever the tab is shown."""

    def hold_still(self) -> None:
        """In a rescue let nothing be changed; what is here can still be read. To be called again when controls are added or woken."""
        if not self.session.is_rescue:
            return
        for each in self.findChildren(QWidget):
            if isinstance(each, (QAbstractButton, QComboBox, FieldFrame)) and each not in self.harmless:
                each.setEnabled(False)

    def say(self, words: str) -> None:
        """Tell what was done; nothing where there are no words."""
        self.said.set_text(words)
        self.said.setContentsMargins(0, sizes.S8, 0, 0)
        self.said.setVisible(bool(words))

    def attempt(self, title: str, job: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        """Do a thing off the window's thread; `title` says what did not happen where it is refused."""
        self.say("")

        def refused(error: CasefileError) -> None:
            self.faulted.emit(title, catalogue().error(error))
            self.failed()

        self.desk.run(self, job, done, refused)

    def failed(self) -> None:
        """What was attempted was refused; the page says so already."""

    def not_done(self, error: CasefileError) -> None:
        """Say that what stands here could not be read."""
        self.faulted.emit(t("settings.keys.unread"), catalogue().error(error))

    def open(self, dialog: Dialog) -> None:
        """Show `dialog` over the window; a lock closes it."""
        self._dialog = dialog
        dialog.show_on(self.window())

    def forget_typed(self) -> None:
        """Leave nothing typed, and nothing secret on the screen."""
        if self._dialog is not None and shiboken6.isValid(self._dialog):
            self._dialog.reject()
        self._dialog = None


class KeysTab(Tab):
    """A tab of such parts. In a rescue they can be read, and one sentence says why no more."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.parts: list[Part] = []

    def add(self, part: Part) -> None:
        """Put `part` below what is there."""
        if self.column.count():
            self.column.addSpacing(sizes.SECTION_GAP)
        if self._desk.vault.is_rescue:
            if not self.parts:
                self.column.addWidget(Paragraph(t("settings.rescue"), "strong", "due"))
                self.column.addSpacing(sizes.S16)
            part.hold_still()
        self.parts.append(part)
        part.faulted.connect(self.fault)
        self.column.addWidget(part)

    def showEvent(self, event: QShowEvent) -> None:
        """What was changed in another tab is seen here."""
        super().showEvent(event)
        for part in self.parts:
            part.reload()

    def forget_typed(self) -> None:
        """Leave no passphrase in a field."""
        for part in self.parts:
            part.forget_typed()
