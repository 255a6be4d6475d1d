"""The Settings page: a tab for each matter."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from ui.parts.labels import Label
from ui.parts.surface import Surface
from ui.parts.tabs import Tabs
from ui.settings.about import AboutTab
from ui.settings.appearance import AppearanceTab
from ui.settings.backup import BackupTab
from ui.settings.card import CardTab
from ui.settings.check import CheckTab
from ui.settings.deadlines import DeadlinesTab
from ui.settings.fields import FieldsTab
from ui.settings.new_keys import NewKeysTab
from ui.settings.recovery import RecoveryTab
from ui.settings.section import Tab
from ui.settings.security import SecurityTab
from ui.settings.team import TeamTab
from ui.shell.desk import Desk
from ui.theme import scaled, sizes
from ui.words import t


class SettingsPage(Surface):
    """Its target is the name of a tab, or ``tab/control`` to put the keyboard on one of its controls."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("page")
        self.appearance, self.security, self.backup = AppearanceTab(desk), SecurityTab(desk), BackupTab(desk)
        self.recovery, self.keys = RecoveryTab(desk), NewKeysTab(desk)
        self._tabs: dict[str, Tab] = {
            "appearance": self.appearance,
            "security": self.security,
            "recovery": self.recovery,
            "keys": self.keys,
            "deadlines": DeadlinesTab(desk),
            "fields": FieldsTab(desk),
            "check": CheckTab(desk),
            "backup": self.backup,
            "team": TeamTab(desk),
            "card": CardTab(desk),
            "about": AboutTab(),
        }
        self.tabs = Tabs([(name, t(f"settings.tab.{name}")) for name in self._tabs])
        self.stack = QStackedWidget()
        self._lay_out()
        self.tabs.opened.connect(lambda name: self.stack.setCurrentWidget(self._tabs[name]))

    def tab(self, name: str) -> Tab:
        """The tab `name`."""
        return self._tabs[name]

    def show_target(self, target: object) -> None:
        """Open a tab, and go to a control of it."""
        name, _, control = str(target).partition("/")
        self.tabs.open(name)
        self._tabs[name].focus(control)

    def place(self) -> str:
        """The open tab, and the control that has the keyboard."""
        name = self.tabs.name()
        return f"{name}/{self._tabs[name].focused()}"

    def before_lock(self) -> None:
        """Leave no passphrase behind, and no key on the screen."""
        for tab in (self.security, self.recovery, self.keys):
            tab.forget_typed()

    def _lay_out(self) -> None:
        title = Label(t("window.page.settings"), "title")
        title.setFixedHeight(scaled(32))
        head = QVBoxLayout()
        head.setContentsMargins(sizes.S24, 12, sizes.S24, 0)
        head.addWidget(title.eliding())
        for tab in self._tabs.values():
            self.stack.addWidget(tab)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(sizes.S8)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
