"""Saved views of the list: the button beside the filters, and what its menu offers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from babel.numbers import format_decimal
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from casefile.errors import CasefileError
from casefile.usecases import savedviews
from casefile.usecases.savedviews import Counted, SavedView
from ui.cases.wanted import Wanted, wanted_of
from ui.parts.ask_line import AskLine
from ui.parts.buttons import IconButton
from ui.parts.menus import Item, menu_under
from ui.shell.desk import Desk
from ui.theme import sizes
from ui.words import language, t


class ViewsButton(IconButton):
    """`chosen` carries the `Wanted` of a view; `changed` fires when a view was kept, renamed or forgotten."""

    chosen = Signal(object)
    changed = Signal()

    def __init__(self, desk: Desk, failed: Callable[[CasefileError], None]) -> None:
        super().__init__("bookmark", t("cases.views"), sizes.ICON_LARGE)
        self._desk, self._failed = desk, failed
        self.views: tuple[Counted, ...] = ()

    def here(self, wanted: Wanted) -> Counted | None:
        """The view that shows just what is wanted."""
        return next((each for each in self.views if each.view.narrows_as(wanted.ready, wanted.values())), None)

    def open_menu(self, wanted: Wanted) -> QMenu:
        """The views with their counts; what is wanted can be kept, or its view renamed and forgotten."""
        here = self.here(wanted)
        own = list(self._of_one(here.view) if here else self._of_new(wanted))
        views: list[Item | None] = [
            (f"{each.view.name}\t{_number(each.cases)}", partial(self.chosen.emit, wanted_of(each.view)))
            for each in self.views
        ]
        return menu_under(self, [*views, *([None] if views else []), *own])

    def ask_name(self, wanted: Wanted) -> AskLine:
        """Ask under which name to keep what is wanted."""
        title, line, example = t("cases.views.save.title"), t("cases.views.save.line"), t("cases.views.example")
        dialog = AskLine(title, line, t("cases.views.save.verb"), example, " · ".join(wanted.said()))
        dialog.said.connect(lambda name: self._keep(wanted.view(name)))
        dialog.show_on(self.window())
        return dialog

    def ask_new_name(self, view: SavedView) -> AskLine:
        """Ask what to call a view."""
        title, example = t("cases.views.rename.title", name=view.name), t("cases.views.example")
        dialog = AskLine(title, "", t("cases.views.rename.verb"), example, view.name)
        dialog.said.connect(lambda name: self._do(partial(savedviews.rename, self._desk.vault, view.id, name)))
        dialog.show_on(self.window())
        return dialog

    def _of_new(self, wanted: Wanted) -> Iterator[Item]:
        yield t("cases.views.save"), partial(self.ask_name, wanted)

    def _of_one(self, view: SavedView) -> Iterator[Item]:
        yield t("cases.views.rename", name=view.name), partial(self.ask_new_name, view)
        yield t("cases.views.forget", name=view.name), partial(self._forget, view)

    def _keep(self, view: SavedView) -> None:
        self._do(partial(savedviews.save, self._desk.vault, view))
        self._desk.tell(t("cases.views.told", name=view.name))

    def _forget(self, view: SavedView) -> None:
        back = (t("cases.views.back"), partial(self._keep, view))
        self._do(partial(savedviews.forget, self._desk.vault, view.id))
        self._desk.tell(t("cases.views.forgotten", name=view.name), back, "info")

    def _do(self, change: Callable[[], object]) -> None:
        self._desk.run(self, lambda _progress: change(), lambda _done: self.changed.emit(), self._failed)


def _number(number: int) -> str:
    return format_decimal(number, locale=language())
