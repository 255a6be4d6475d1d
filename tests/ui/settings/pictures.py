"""The rooms about keys for the pictures, on an invented vault that goes with the process."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from PySide6.QtWidgets import QWidget

from casefile.crypto.age import HybridIdentity
from casefile.domain.kinds import AddedField, Template, Term
from casefile.domain.values import Text, Version
from casefile.usecases import edit, people, recovery, recoveryshown
from casefile.usecases.keepers import Keeper
from casefile.usecases.rekey import Secret
from casefile.usecases.session import Session
from tests.ui import sample_pages
from ui.settings.keys.people import AddPerson
from ui.settings.page import SettingsPage

_OWN = "invented words for pictures"
_DANA = "words that only Dana Isenova knows"


@cache
def _vault() -> Session:
    session = sample_pages.session()
    if len(people.known(session)) == 1:
        people.add(session, "Dana Isenova", _DANA)
        people.add(session, "Serik B.", "what only Serik knows by heart")
        recovery.keep(session, Keeper("key", "", "2024-04-02", HybridIdentity.generate().recipient.encode()))
        recovery.keep(
            session,
            Keeper("person", "Gulnar T.", "2024-04-19", HybridIdentity.generate().recipient.encode()),
        )
    return session


def _room(target: str, then: Callable[[SettingsPage], object] = lambda _page: None) -> QWidget:
    _vault()

    def show(page: Any) -> None:
        page.show_target(target)
        sample_pages.settle()
        then(page)

    return sample_pages.page("settings", target, show)


def _scrolled(tab: str, part: str, then: Callable[[SettingsPage], object] = lambda _page: None) -> QWidget:
    def show(page: SettingsPage) -> None:
        then(page)
        scrolled = page.tab(tab)
        place = getattr(scrolled, part).mapTo(scrolled.widget(), getattr(scrolled, part).rect().topLeft())
        scrolled.verticalScrollBar().setValue(place.y() - 16)

    return _room(tab, show)


def who_opens() -> QWidget:
    """Who opens the vault."""
    return _room("security")


def passphrase() -> QWidget:
    """One's own passphrase, keyfile and header."""
    return _scrolled("security", "passphrase")


def add_person() -> QWidget:
    """One more person."""

    def ask(page: SettingsPage) -> None:
        page.security.people.add.click()
        dialog = page.security.people._dialog
        assert isinstance(dialog, AddPerson)
        dialog.name.edit.setText("Asel K.")
        dialog.new.first.edit.setText("seven invented words that nobody uses")

    return _room("security", ask)


def need_keyfile() -> QWidget:
    """A keyfile beside the passphrase."""
    return _scrolled("security", "keyfile", lambda page: page.security.keyfile.need.click())


def keepers() -> QWidget:
    """Keepers."""
    return _room("recovery")


def shares() -> QWidget:
    """Shares and a colleague."""
    return _scrolled("recovery", "shares")


def key_shown() -> QWidget:
    """A key on the screen."""
    return _room("recovery", lambda page: page.recovery.key.show_shown(recoveryshown.new_key()))


def share_shown() -> QWidget:
    """A share on the screen."""
    return _room("recovery", lambda page: page.recovery.shares.show_shown(recoveryshown.new_shares(2, 3)))


def withdraw() -> QWidget:
    """Withdrawing a key."""

    def ask(page: SettingsPage) -> None:
        page.recovery.keepers.entries.shown[0].asked.emit()

    return _room("recovery", ask)


def new_keys() -> QWidget:
    """New keys and the end."""
    return _room("keys")


def rekey() -> QWidget:
    """Asking before new keys."""

    def ask(page: SettingsPage) -> None:
        own, dana, _serik = page.keys.rekey.fields.values()
        own.passphrase.edit.setText(_OWN)
        dana.passphrase.edit.setText(_DANA)
        page.keys.rekey._ask([Secret(_OWN), Secret(_DANA)], "")

    return _room("keys", ask)


def erase() -> QWidget:
    """Asking before the end."""
    return _room("keys", lambda page: page.keys.erase.button.click())


def rescue() -> QWidget:
    """What can be done in a rescue."""
    session = _vault()
    session.database.refuse_writing()
    page = _room("recovery")
    session.database.refuses_writing = False  # the next picture is of a vault that can be written
    return page


def fields() -> QWidget:
    """A field that people added, the terms of a list, one of them added too."""
    _added()
    return sample_pages.page("settings", "fields")


def terms() -> QWidget:
    """The terms of a list, scrolled to."""
    _added()
    return _scrolled("fields", "terms")


@cache
def _added() -> None:
    label = Text(
        (Version("en", "Number plate"), Version("ru", "Номер машины", False), Version("kk", "Көлік нөмірі", False))
    )
    drone = Text(
        (
            Version("en", "Drone over a home"),
            Version("ru", "Дрон над домом", False),
            Version("kk", "Үй үстіндегі дрон", False),
        )
    )
    edit.save(
        sample_pages.session(),
        [
            AddedField(kind="happening", label=label, shape="line", sensitivity="personal"),
            Term(list="happening_type", code="drone", label=drone),
            Template(title=Text.of("Detention", "en"), kind="case", case_kinds=("person_at_risk",)),
        ],
    )
