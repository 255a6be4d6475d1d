"""A menu that opens under a button."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from ui.theme import icons

Item = tuple[str, Callable[[], object]]


def menu_under(button: QWidget, items: Sequence[Item | None], icon: str = "") -> QMenu:
    """Open a menu of (words, what it does) under `button`, at its right edge; None parts groups. It closes by itself."""
    menu = QMenu(button)
    for item in items:
        if item is None:
            menu.addSeparator()
            continue
        words, act = item
        action = menu.addAction(words.replace("&", "&&"))  # a single one would be a mnemonic
        if icon:
            action.setIcon(icons.icon(icon))
        action.triggered.connect(lambda _checked=False, act=act: act())
    menu.aboutToHide.connect(menu.deleteLater)
    place = button.mapToGlobal(QPoint(button.width() - menu.sizeHint().width(), button.height() + 4))
    menu.popup(place)
    return menu
