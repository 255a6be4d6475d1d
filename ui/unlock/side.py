"""The left of the unlock page: known vaults, what else one can do (to check a file that was given needs no vault), and whether this computer may remember."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile.errors import CasefileError
from ui.parts.labels import Hairline, Label
from ui.parts.paragraphs import Paragraph
from ui.parts.rail_items import RailItem, RailList
from ui.parts.rows import ListView, Row
from ui.parts.surface import Surface
from ui.parts.toggles import CheckBox
from ui.theme import draw, icons, scaled, sizes
from ui.unlock.door import ICONS, Door, KnownVault
from ui.words import t

_LOGO = 24
_ACTIONS = (("open", "folder-open"), ("create", "plus"), ("restore", "archive-restore"), ("inspect", "shield-check"))


class _Brand(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(t("window.name"))
        self.setFixedHeight(scaled(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        icons.paint(painter, "casefile", 0, (self.height() - _LOGO) / 2, _LOGO, "fill")
        draw.text(painter, QRectF(36, 0, self.width() - 36, self.height()), t("window.name"), "section")


class Side(Surface):
    """`vault_chosen` carries a KnownVault; `asked` one of ``open``, ``create``, ``restore``; `not_kept` says that the box could not be stored."""

    vault_chosen = Signal(object)
    not_kept = Signal()
    asked = Signal(str)

    def __init__(self, door: Door, parent: QWidget | None = None) -> None:
        super().__init__("rail", ("right",), parent)
        self._door = door
        self._vaults: list[KnownVault] = []
        self.list = ListView("tall", "hover_rail")
        self.list.setAccessibleName(t("window.unlock.vaults"))
        items = [RailItem(key, t(f"window.unlock.{key}"), icon) for key, icon in _ACTIONS]
        self.actions_list = RailList(items, item_height=36, icon_x=12, text_x=42)
        self.actions_list.setFixedHeight(self.actions_list.content_height())
        self.remember = CheckBox(t("window.unlock.remember"))
        self.remember.setChecked(door.remembers())
        self._lay_out()
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self._choose)
        self.actions_list.went.connect(self._ask)
        self.remember.toggled.connect(self._remember)
        self.show_vaults()

    def show_vaults(self, extra: KnownVault | None = None) -> None:
        """Show what is remembered, and `extra`, a vault found just now."""
        known = list(self._door.vaults())
        if extra is not None and extra.path not in {vault.path for vault in known}:
            known.insert(0, extra)
        self._vaults = known
        self.list.show_rows([Row(str(vault.path), vault.name, vault.second, icon=ICONS[vault.sort]) for vault in known])
        self.list.setMaximumHeight(scaled(sizes.ROW_TALL) * max(len(known), 1))
        self._nothing.setVisible(not known)
        self.list.setVisible(bool(known))

    def choose(self, vault: KnownVault) -> None:
        """Show `vault` as chosen."""
        self.list.choose(str(vault.path))
        self._choose(str(vault.path))

    def choose_first(self) -> KnownVault | None:
        """Choose the most recent vault, if any is known."""
        if not self._vaults:
            return None
        self.choose(self._vaults[0])
        return self._vaults[0]

    def show_action(self, key: str) -> None:
        """Show one of the actions as the place where one is."""
        self.list.selectionModel().clear()
        self.actions_list.choose(key)

    def _choose(self, path: str) -> None:
        for vault in self._vaults:
            if str(vault.path) == path:
                self.actions_list.choose("")
                self.vault_chosen.emit(vault)

    def _ask(self, key: str) -> None:
        if key == "inspect":
            self.actions_list.choose("")
            from ui.inspecting import dialog  # when it is asked for: the unlock page waits for no room of bundles

            dialog.ask(self.window())
            return
        if key == "open":
            self.actions_list.choose("")
        else:
            self.show_action(key)
        self.asked.emit(key)

    def _remember(self, allowed: bool) -> None:
        try:
            self._door.remember(allowed)
        except CasefileError:
            self.not_kept.emit()
        self.show_vaults()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 29, 24)
        column.setSpacing(0)
        column.addLayout(_indented(_Brand()))
        column.addSpacing(40)
        column.addLayout(_indented(Label(t("window.unlock.vaults"), "second", "ink2")))
        column.addSpacing(7)
        column.addWidget(self.list, 10)
        self._nothing = Paragraph(t("window.unlock.none"), "content", "ink2")
        column.addLayout(_indented(self._nothing))
        column.addSpacing(12)
        column.addLayout(_indented(Hairline()))
        column.addSpacing(12)
        column.addWidget(self.actions_list)
        column.addSpacing(24)
        column.addStretch(1)
        column.addLayout(_indented(self.remember))
        column.addSpacing(4)
        why = QHBoxLayout()
        why.setContentsMargins(36, 0, 11, 0)
        why.addWidget(Paragraph(t("window.unlock.remember.why"), "second", "ink2"))
        column.addLayout(why)


def _indented(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(12, 0, 11, 0)
    row.addWidget(widget)
    return row
