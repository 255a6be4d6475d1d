"""The menu of filters: time, theme, region, role, a person, a case, a tag."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from casefile.domain.shown import name_of
from casefile.usecases.cases import Choices
from ui.search.wanted import Chosen, Wanted
from ui.words import language, t, term_list

ASKED = ("when", "person", "case")
"""Filters of which there are too many to choose from a menu."""


def filter_menu(
    button: QWidget,
    wanted: Wanted,
    choices: Choices,
    change: Callable[[Wanted], object],
    ask: Callable[[str], object],
) -> QMenu:
    """Open the menu under `button`. `change` gets what is wanted then; `ask` the name of a filter to be asked for."""
    menu = QMenu(button)
    for name in ASKED:
        menu.addAction(t(f"search.filter.{name}")).triggered.connect(lambda _checked=False, name=name: ask(name))
    menu.addSeparator()
    for name in ("theme", "region", "role", "tag"):
        inner = menu.addMenu(t(f"search.filter.{name}"))
        for each in _options(choices, name):
            on = wanted.value(name) == each.value
            action = inner.addAction(each.words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(on)
            action.triggered.connect(partial(_set, change, wanted.having(name, None if on else each)))
        inner.setEnabled(not inner.isEmpty())
    menu.addSeparator()
    everything = menu.addAction(t("search.filter.none"))
    everything.setEnabled(any(wanted.chips()))
    everything.triggered.connect(partial(_set, change, Wanted()))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(button.mapToGlobal(QPoint(button.width() - menu.sizeHint().width(), button.height() + 4)))
    return menu


def _set(change: Callable[[Wanted], object], wanted: Wanted, _checked: bool = False) -> None:
    change(wanted)


def _options(choices: Choices, name: str) -> list[Chosen]:
    if name == "region":
        return _by_words(Chosen(place.id, name_of(place, language())) for place in choices.regions)
    if name == "tag":
        return _by_words(Chosen(tag, tag) for tag in choices.in_use.tags)
    terms = term_list(name)
    held = None if name == "role" else choices.in_use.themes
    codes = [term.code for term in terms if held is None or term.code in held]
    return [Chosen(code, terms.label(code, language())) for code in codes]


def _by_words(chosen: Iterable[Chosen]) -> list[Chosen]:
    return sorted(chosen, key=lambda each: each.words.casefold())
