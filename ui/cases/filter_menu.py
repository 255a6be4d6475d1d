"""The menu of all filters: the ready-made ones, what the cases here hold, a person, words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from casefile.domain.shown import name_of
from casefile.usecases.cases import Choices
from ui.cases.strip import READY
from ui.cases.wanted import TERMS, Chosen, Wanted
from ui.words import language, t, term_list


def options(choices: Choices, name: str) -> list[Chosen]:
    """What the filter `name` can be set to, in the order of its list or of the alphabet."""
    if name == "region":
        return sorted((Chosen(place.id, name_of(place, language())) for place in choices.regions), key=_words)
    if name == "tag":
        return sorted((Chosen(tag, tag) for tag in choices.in_use.tags), key=_words)
    held = {"kind": choices.in_use.kinds, "status": choices.in_use.statuses, "theme": choices.in_use.themes}[name]
    terms = term_list(TERMS[name])
    known = [term.code for term in terms if term.code in held]
    return [Chosen(code, terms.label(code, language())) for code in (*known, *sorted(set(held) - set(known)))]


def _words(chosen: Chosen) -> str:
    return chosen.words.casefold()


def filter_menu(
    button: QWidget,
    wanted: Wanted,
    choices: Choices,
    change: Callable[[Wanted], object],
    ask: Callable[[str], object],
) -> QMenu:
    """Open the menu under `button`. `change` gets what is wanted then; `ask` gets ``person`` or ``words`` to be asked for."""
    menu = QMenu(button)
    for name in READY:
        _checkable(menu, t(f"cases.filter.{name}"), name == wanted.ready, partial(change, wanted.turned(name)))
    menu.addSeparator()
    for name in ("kind", "status", "theme", "region", "tag"):
        _submenu(menu, name, options(choices, name), wanted, change)
    for name in ("person", "words"):
        menu.addAction(t(f"cases.filter.{name}")).triggered.connect(partial(_asked, ask, name))
    menu.addSeparator()
    everything = menu.addAction(t("cases.filter.none"))
    everything.setEnabled(wanted != Wanted(ready=""))
    everything.triggered.connect(lambda: change(Wanted(ready="")))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(button.mapToGlobal(QPoint(button.width() - menu.sizeHint().width(), button.height() + 4)))
    return menu


def _submenu(
    menu: QMenu, name: str, offered: Iterable[Chosen], wanted: Wanted, change: Callable[[Wanted], object]
) -> None:
    inner = menu.addMenu(t(f"cases.filter.{name}"))
    now = wanted.others.get(name)
    for each in offered:
        on = now is not None and now.value == each.value
        _checkable(inner, each.words, on, partial(change, wanted.having(name, None if on else each)))
    inner.setEnabled(not inner.isEmpty())


def _checkable(menu: QMenu, words: str, on: bool, act: Callable[[], object]) -> None:
    action = menu.addAction(words.replace("&", "&&"))
    action.setCheckable(True)
    action.setChecked(on)
    action.triggered.connect(lambda _checked=False: act())


def _asked(ask: Callable[[str], object], name: str, _checked: bool = False) -> None:
    ask(name)
