"""The page before a vault is open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from casefile.errors import CasefileError
from ui.parts.banner import Banners
from ui.parts.empty import EmptyPage
from ui.parts.paragraphs import Paragraph
from ui.parts.surface import Surface
from ui.parts.tips import tip
from ui.parts.toggles import Segments
from ui.theme import icons, scaled, sizes
from ui.unlock.create_form import CreateForm
from ui.unlock.door import Door, KnownVault
from ui.unlock.keyboard import Keyboard
from ui.unlock.recover_form import RecoverForm
from ui.unlock.restore_form import RestoreForm
from ui.unlock.side import Side
from ui.unlock.unlock_form import UnlockForm
from ui.words import LANGUAGES, NAMES, catalogue, language, t

_NARROW_SIDE = 320
_ABOVE, _BELOW = 377, 623  # parts of what the form leaves free


class _Languages(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(sizes.ICON_LARGE, sizes.ICON_LARGE)
        tip(self, t("window.unlock.language"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        icons.paint(QPainter(self), "languages", 0, 0, sizes.ICON_LARGE, "ink2")


class _Column(QWidget):
    """One of several forms, as high as the one it shows. (A stacked layout is as high as its highest.)"""

    def __init__(self, forms: Sequence[QWidget]) -> None:
        super().__init__()
        self.setMaximumWidth(scaled(sizes.UNLOCK_FORM))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for form in forms:
            column.addWidget(form)
            form.hide()
        self._shown = forms[0]

    def shown(self) -> QWidget:
        """The form on the page."""
        return self._shown

    def show_form(self, form: QWidget) -> None:
        """Show `form` instead."""
        self._shown.hide()
        self._shown = form
        form.show()


class UnlockPage(Surface):
    """Choose, unlock, create, restore or recover. `opened` carries what the door gave, and `created` follows where it is new;
    `language_chosen` a code; `help_asked` means: show how vaults are recovered.
    """

    opened = Signal(object)
    created = Signal()
    language_chosen = Signal(str)
    help_asked = Signal()

    def __init__(self, door: Door, parent: QWidget | None = None) -> None:
        super().__init__("page", (), parent)
        self._door = door
        self._vault: KnownVault | None = None
        self.keyboard = Keyboard(self)
        self.side = Side(door)
        self.unlock_form = UnlockForm(door, self.keyboard)
        self.create_form = CreateForm(door, self.keyboard)
        self.restore_form = RestoreForm(door)
        self.recover_form = RecoverForm(door, self.keyboard)
        self._none = EmptyPage(
            "hard-drive", t("window.unlock.none"), t("window.unlock.none.line"), t("window.unlock.create")
        )
        self.errors = Banners()
        self.errors.setContentsMargins(0, 0, 0, 0)
        self._column = _Column((self._none, self.unlock_form, self.create_form, self.restore_form, self.recover_form))
        self._area, self._middle = Surface("page"), QGridLayout()
        self._lay_out()
        self._connect()
        self.start()

    def start(self) -> None:
        """Show the most recent vault, or that none is known."""
        if self.side.choose_first() is None:
            self._vault = None
            self._show(self._none)

    def show_vault(self, vault: KnownVault) -> None:
        """Ask for the passphrase of `vault`, known or not."""
        self.side.show_vaults(extra=vault)
        self.side.choose(vault)

    def say(self, error: CasefileError) -> None:
        """Say at the top of the page what was refused."""
        self.errors.say(t("window.unlock.failed"), catalogue().error(error))

    def show_action(self, key: str) -> None:
        """Show ``create`` or ``restore``, or let the person choose a folder to ``open``."""
        if key == "open":
            self._open_folder()
            return
        self.side.show_action(key)
        self._show(self.create_form if key == "create" else self.restore_form)
        if key == "create":
            self.create_form.name.edit.setFocus()

    def recover(self) -> None:
        """Come back into the vault that is shown, without its passphrase."""
        if self._vault is not None:
            self._show(self.recover_form)
            self.recover_form.show_vault(self._vault)

    def showEvent(self, event: QShowEvent) -> None:
        """Who opens the window types the passphrase at once."""
        super().showEvent(event)
        self._place_form()
        if self._vault is not None:
            self.unlock_form.passphrase.edit.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list of vaults gives way in a narrow window."""
        super().resizeEvent(event)
        self._place_form()
        narrow = self.width() < sizes.NARROW_PANEL
        self.side.setFixedWidth(_NARROW_SIDE if narrow else sizes.UNLOCK_LEFT)

    def _show_vault(self, vault: KnownVault) -> None:
        if vault == self._vault and self._column.shown() is self.unlock_form:
            return
        self._vault = vault
        self.unlock_form.show_vault(vault)
        self._show(self.unlock_form)
        if not self.side.list.hasFocus():
            self.unlock_form.passphrase.edit.setFocus()

    def _show(self, form: QWidget) -> None:
        """Show `form`; what was typed in the others, or kept of it, goes."""
        if form is not self.recover_form:
            self.recover_form.forget()
        if form is not self.unlock_form:
            self.unlock_form.withdraw()
        self._column.show_form(form)
        self._place_form()

    def _place_form(self) -> None:
        """Give the form its place, and hold it there: what is said under a field later grows downwards, and moves no field or button."""
        self._middle.setRowStretch(0, _ABOVE)
        self._middle.setRowMinimumHeight(0, 0)
        QTimer.singleShot(0, self, self._hold_form)

    def _hold_form(self) -> None:
        column = self._area.layout()
        if not self.isVisible() or column is None:
            return
        column.activate()
        above = (
            self._column.y() - self._middle.geometry().y()
        )  # the cell above, being empty, tells no height once its stretch was set anew
        self._middle.setRowMinimumHeight(0, max(above, 0))
        self._middle.setRowStretch(0, 0)

    def _come_back(self) -> None:
        self._show(self.unlock_form)
        self.unlock_form.passphrase.edit.setFocus()

    def _leave(self) -> None:
        self.side.actions_list.choose("")
        self._vault = None
        self.start()

    def _open_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, t("window.unlock.choose_vault"))
        if not chosen:
            return
        try:
            self.show_vault(self._door.look(Path(chosen)))
        except CasefileError as error:
            self.say(error)

    def _connect(self) -> None:
        self.side.vault_chosen.connect(self._show_vault)
        self.side.asked.connect(self.show_action)
        self.side.not_kept.connect(lambda: self.errors.say(t("settings.not_kept"), t("settings.not_kept.line")))
        self._none.first_step.connect(lambda: self.show_action("create"))
        self.create_form.left.connect(self._leave)
        self.restore_form.left.connect(self._leave)
        self.restore_form.restored.connect(self.show_vault)
        self.unlock_form.opened.connect(self.opened)
        self.create_form.opened.connect(self.opened)
        self.create_form.opened.connect(lambda _session: self.created.emit())
        self.unlock_form.recover_asked.connect(self.recover)
        self.unlock_form.restore_asked.connect(lambda: self.show_action("restore"))
        self.recover_form.opened.connect(self.opened)
        self.recover_form.left.connect(self._come_back)
        self.recover_form.help_asked.connect(self.help_asked)

    def _lay_out(self) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._right())
        scroll.viewport().setAutoFillBackground(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addWidget(scroll, 1)
        self.side.setFixedWidth(sizes.UNLOCK_LEFT)

    def _right(self) -> QWidget:
        area = self._area
        column = QVBoxLayout(area)
        column.setContentsMargins(sizes.S24, sizes.S24, sizes.S24, sizes.S24)
        column.setSpacing(0)
        column.addLayout(self._languages())
        column.addLayout(self.errors)
        minutes = self._door.lock_minutes()
        foot = Paragraph(t("window.unlock.network", n=minutes), "second", "ink2")
        middle = self._middle
        middle.setSpacing(0)
        middle.setColumnStretch(0, 1)
        middle.setColumnStretch(1, 1000)
        middle.setColumnStretch(2, 1)
        middle.setRowStretch(0, _ABOVE)
        middle.addWidget(self._column, 1, 1)
        middle.setRowStretch(2, _BELOW)
        middle.setRowMinimumHeight(2, 12)
        middle.addWidget(foot, 3, 1, 1, 2)
        column.addLayout(middle, 1)
        return area

    def _languages(self) -> QHBoxLayout:
        choice = Segments([(code, NAMES[code]) for code in LANGUAGES], language())
        choice.setAccessibleName(t("window.unlock.language"))
        choice.chosen.connect(self.language_chosen)
        row = QHBoxLayout()
        row.setSpacing(sizes.S12)
        row.addStretch(1)
        row.addWidget(_Languages())
        row.addWidget(choice)
        return row
