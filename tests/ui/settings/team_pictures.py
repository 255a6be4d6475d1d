"""The team folder for the pictures: the sample vault and an invented colleague's, with a deletion that waits."""

from __future__ import annotations

import atexit
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QWidget

from casefile.crypto.kdf import FLOOR
from casefile.domain.kinds import Case
from casefile.domain.values import Text
from casefile.usecases import cases, contacts, edit, identity, teamfolder
from casefile.usecases import session as sessions
from casefile.usecases.teamfolder import Member, Setting
from tests.ui import sample_pages


@cache
def _made() -> str:
    """Set everything up once; the colleague's id."""
    held = tempfile.TemporaryDirectory()
    place = Path(held.name)
    ours = sample_pages.session()
    theirs = sessions.create(place / "South.casefile", "invented words for pictures", "Dana Isenova", FLOOR)
    folder = place / "Team"
    folder.mkdir()
    contacts.add(theirs, contacts.read_card(identity.card_text(ours)), "West desk")
    dana = contacts.add(ours, contacts.read_card(identity.card_text(theirs)), "Dana Isenova")
    for session in (ours, theirs):
        for each in contacts.known(session):
            if each.id == dana.id or session is theirs:
                edit.save(session, [replace(contacts.compared(each, "phone"), team=True)])
    some = tuple(row.id for row in cases.page(ours, limit=2))
    teamfolder.set_up(ours, Setting(folder, (Member(dana.id, some),)))
    teamfolder.set_up(theirs, Setting(folder, tuple(Member(each.id) for each in contacts.known(theirs))))
    invented = Case(reference="S-7", title=Text.of("An invented case of the South", "en"))
    edit.save(theirs, [invented])
    for session in (theirs, ours, theirs):
        teamfolder.exchange(session)
    edit.delete(theirs, invented)
    for session in (theirs, ours):
        teamfolder.exchange(session)
    theirs.lock()

    def close() -> None:
        QThreadPool.globalInstance().waitForDone()
        held.cleanup()

    atexit.register(close)
    return dana.id


def tab() -> QWidget:
    """The tab, with something that waits."""
    _made()
    return sample_pages.page("settings", "team")


def cases_of_member() -> QWidget:
    """Which cases go to a member."""
    dana = _made()

    def ask(page: Any) -> None:
        page.tab("team").ask_cases(dana)

    return sample_pages.page("settings", "team", ask)


def today() -> QWidget:
    """The start page says that something waits."""
    _made()
    return sample_pages.page("today")
