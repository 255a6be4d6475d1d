"""Searches that are kept under a name: the list that stands where nothing is searched for, and what the button beside the box offers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casefile.errors import CasefileError
from casefile.usecases import narrowing
from casefile.usecases.narrowing import SavedSearch
from ui.parts.menus import Item, menu_under
from ui.parts.rows import ListView, Row
from ui.search.wanted import in_words
from ui.shell.desk import Desk
from ui.words import t


class KeptSearches(ListView):
    """`wanted` carries a `SavedSearch` that is to be made again; `read` fires when the list is there or has changed."""

    wanted = Signal(object)
    read = Signal()

    def __init__(self, desk: Desk, failed: Callable[[CasefileError], None]) -> None:
        super().__init__("two")
        self._desk, self._failed = desk, failed
        self.kept: tuple[SavedSearch, ...] = ()
        self.setAccessibleName(t("search.saved"))
        self.opened.connect(self._again)

    def reload(self) -> None:
        """Read what is kept."""
        session = self._desk.vault
        self._desk.run(self, lambda _progress: narrowing.saved(session), self._show, self._failed)

    def save(self, search: SavedSearch) -> None:
        """Keep a search."""
        self._do(partial(narrowing.save, self._desk.vault, search))
        self._desk.tell(t("search.saved.told", name=search.name))

    def open_menu(self, button: QWidget, here: SavedSearch, ask: Callable[[], object] | None) -> None:
        """What can be done under `button`: keep what is searched for (`ask` for its name), make one again, forget the one that is `here`."""
        items: list[Item | None] = [] if ask is None else [(t("search.save"), ask)]
        items += [None] if items and self.kept else []
        items += [(each.name, partial(self.wanted.emit, each)) for each in self.kept]
        same = next((each for each in self.kept if (each.typed, each.narrowing) == (here.typed, here.narrowing)), None)
        if same is not None:
            forget = partial(self._do, partial(narrowing.forget, self._desk.vault, same.id))
            items += [None, (t("search.saved.forget", name=same.name), forget)]
        if items:
            menu_under(button, items)

    def _do(self, change: Callable[[], object]) -> None:
        self._desk.run(self, lambda _progress: change(), lambda _done: self.reload(), self._failed)

    def _show(self, kept: tuple[SavedSearch, ...]) -> None:
        self.kept = kept
        self.show_rows([Row(each.id, each.name, in_words(each), icon="bookmark") for each in kept])
        self.read.emit()

    def _again(self, key: str) -> None:
        kept = next((each for each in self.kept if each.id == key), None)
        if kept is not None:
            self.wanted.emit(kept)
