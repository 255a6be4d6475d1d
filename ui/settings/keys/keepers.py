"""Who can open the vault when its passphrases are lost, and taking one of them away."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.domain.dates import show
from casefile.domain.values import When
from casefile.usecases import recovery
from casefile.usecases.keepers import Keeper
from ui.parts.buttons import Link
from ui.parts.dialog import confirm_destruction
from ui.parts.paragraphs import Paragraph
from ui.settings.keys.entry import Entries, Entry
from ui.settings.keys.part import Part
from ui.shell.desk import Desk
from ui.theme import sizes
from ui.words import language, t

_ICONS = {"key": "key-round", "shares": "users", "person": "user-round"}
_SHOWN = 24


class KeepersPart(Part):
    """The list. `reload` when one was made."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, t("settings.keepers"), t("settings.keepers.help"))
        self.entries, self.none = Entries(), Paragraph(t("keys.keeper.none"), "strong", "due")
        self.manual = Link(t("settings.keepers.manual"), "book-open")
        self.column.addWidget(self.none)
        self.column.addLayout(self.entries)
        self.column.addSpacing(sizes.S12)
        self.acts(self.manual)
        self.none.hide()
        self.harmless = (self.manual,)
        self.manual.clicked.connect(lambda: desk.go("help", "recovery"))

    def reload(self) -> None:
        """Read who there is."""
        session = self.session
        self.desk.run(self, lambda _progress: recovery.known(session), self._show, self.not_done)

    def remove(self, keeper: Keeper) -> None:
        """Take them off the list and out of the recovery file."""
        session = self.session
        self.attempt(
            t("settings.keepers.not_removed"),
            lambda _progress: recovery.remove(session, keeper.recipient),
            lambda _nothing: self._removed(),
        )

    def _removed(self) -> None:
        self.say(t("keys.keeper_removed"))
        self.reload()

    def _show(self, known: Sequence[Keeper]) -> None:
        self.none.setVisible(not known)
        self.entries.show_entries([self._entry(each) for each in known])
        self.hold_still()

    def _entry(self, keeper: Keeper) -> Entry:
        day = show(When(keeper.made), language())
        entry = Entry(_ICONS[keeper.kind], named(keeper), day, t("settings.keepers.remove"))
        entry.asked.connect(lambda: self._ask(keeper))
        return entry

    def _ask(self, keeper: Keeper) -> None:
        confirm_destruction(
            self.window(),
            t("settings.keepers.remove.title"),
            t(f"settings.keepers.remove.{keeper.kind}", name=named(keeper)),
            t("settings.keepers.remove.verb"),
            lambda: self.remove(keeper),
        )


def named(keeper: Keeper) -> str:
    """A keeper in words; one without a name by the beginning of their recipient."""
    return t(f"keys.keeper.{keeper.kind}", name=keeper.name or f"{keeper.recipient[:_SHOWN]}…")
