"""The pages of the handover for the pictures, on an invented vault that goes with the process."""

from __future__ import annotations

import atexit
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from casefile.crypto.kdf import FLOOR
from casefile.domain.kinds import Contact
from casefile.usecases import cases, comparing, handover, identity
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from tests.ui.handover import colleagues_at_work, invented
from tests.ui.handover.colleagues_at_work import AtWork
from ui.handover import arriving
from ui.handover.colleagues import fingerprint
from ui.handover.own_card import RenewCard
from ui.handover.page import HandoverPage
from ui.shell.desk import Desk
from ui.shell.workspace import Workspace

_PATIENCE = 30.0


def wizard() -> QWidget:
    """The second step, to lay beside the picture `handover-light`."""
    sender, _, ids, _ = _vaults()
    workspace, page = _workspace(sender, "West desk")
    until(lambda: bool(page.start.colleagues.rows))
    page.show_target(ids)
    until(lambda: page.wizard.outlook.preview is not None)
    for row in page.wizard.whom.colleagues.rows[:2]:
        assert row.box is not None
        row.box.setChecked(True)
    return workspace


def start() -> QWidget:
    """Contacts and the own card."""
    workspace, page = _workspace(_vaults()[0], "West desk")
    until(lambda: bool(page.start.colleagues.rows))
    return workspace


def own_card() -> QWidget:
    """The own card whole, to be compared."""
    workspace, page = _workspace(_vaults()[0], "West desk")
    until(lambda: page.show_own_card() is not None)
    return workspace


def renew() -> QWidget:
    """What a new key means."""
    workspace, _ = _workspace(_vaults()[0], "West desk")
    RenewCard().show_on(workspace)
    return workspace


def compare() -> QWidget:
    """Words that a colleague read, one of them misheard."""
    workspace, page = _workspace(_vaults()[0], "West desk")
    until(lambda: bool(page.start.colleagues.rows))
    contact = page.start.colleagues.rows[1].contact
    dialog = page.contacts.compare(contact, identity.card(_vaults()[0]).fingerprint)
    said = list(comparing.words(fingerprint(contact)))[:4]
    dialog.typed.edit.setText(" ".join([*said[:2], said[2] + "s", said[3]]))
    return workspace


def take_in() -> QWidget:
    """A card with new keys of someone known."""
    sender, receiver, _, _ = _vaults()
    workspace, page = _workspace(sender, "West desk")
    earlier = identity.card(receiver)
    known = Contact(name="Geneva desk", recipient=earlier.recipient, signing_key=earlier.signing_key)
    identity.rotate(receiver)
    dialog = page.contacts.add([known])
    dialog.pasted.setPlainText(identity.card_text(receiver))
    return workspace


def lost() -> QWidget:
    """A contact with two devices, of which one was stolen."""
    workspace, page = _workspace(_vaults()[0], "West desk")
    until(lambda: bool(page.start.colleagues.rows))
    contact, other = (page.start.colleagues.rows[at].contact for at in (0, 1))
    page.contacts.lost(replace(contact, further_keys=(other.signing_key or "",)))
    return workspace


def incoming() -> QWidget:
    """A file that came, from someone unknown."""
    _, receiver, _, file = _vaults()
    workspace, page = _workspace(receiver, "Geneva desk")
    page.show_target(file)
    until(lambda: bool(page.receiving.view.cases.entries))
    return workspace


def to_merge() -> QWidget:
    """Whole records of a colleague, before they are merged."""
    workspace, page = _workspace(_at_work().receiver, "Geneva desk")
    page.show_target(_at_work().file)
    until(lambda: page.receiving.arrival.shown is not None)
    return workspace


def to_merge_back() -> QWidget:
    """A file with what was removed here, for a vault that is an older copy of itself."""
    workspace, page = _workspace(_at_work().receiver, "Geneva desk")
    page.show_target(_at_work().file)
    view = page.receiving.arrival
    until(lambda: view.shown is not None)
    if view.shown is not None:
        found = view.shown.arrival
        strange = replace(found, older_copy=True, removed=found.cases[0].records)
        view.show_arrival(arriving.in_words(_at_work().receiver, strange))
        view.changed.emit()
    return workspace


def share() -> QWidget:
    """Whole records for a colleague."""
    workspace, page = _workspace(_at_work().sender, "West desk")
    until(lambda: bool(page.start.colleagues.rows))
    page.start.together.click()
    page.sharing.view.scope.choose("all")
    until(lambda: page.sharing.outlook is not None)
    return workspace


def exchanged() -> QWidget:
    """What waits for a receipt, and what was confirmed."""
    workspace, page = _workspace(_at_work().sender, "West desk")
    until(lambda: bool(page.start.exchanged.rows.rowCount()))
    return workspace


def merged() -> QWidget:
    """What was taken in, and the receipt to save."""
    workspace, page = _workspace(_at_work().receiver, "Geneva desk")
    page.show_target(_at_work().file)
    until(lambda: page.receiving.arrival.shown is not None)
    page.receiving.keep.click()
    until(lambda: page.shown() is page.taken)
    return workspace


@cache
def _at_work() -> AtWork:
    folder = Path(tempfile.mkdtemp())
    found = colleagues_at_work.make(folder)
    atexit.register(close, folder, found.sender, found.receiver)
    return found


@cache
def _vaults() -> tuple[Session, Session, tuple[str, ...], Path]:
    folder = Path(tempfile.mkdtemp())
    sender = invented.make(folder / "Sender.casefile")
    receiver = sessions.create(folder / "Receiver.casefile", invented.PASSPHRASE, "Geneva desk", FLOOR)
    ids = tuple(row.id for row in cases.page(sender))
    to = handover.to(sender, identity.card(receiver).recipient)
    handover.make(sender, ids, [to], folder / "file.age", "un")
    atexit.register(close, folder, sender, receiver)
    return sender, receiver, ids, folder / "file.age"


def close(folder: Path, *open_ones: Session) -> None:
    for each in open_ones:
        each.lock()
    shutil.rmtree(folder)


def _workspace(session: Session, name: str) -> tuple[Workspace, HandoverPage]:
    desk = Desk(session)
    workspace = Workspace(desk, name, first="handover")
    desk.setParent(workspace)
    desk.saved.emit("4,182", "2 May 2024, 14:06")
    page = workspace.pages.currentWidget()
    assert isinstance(page, HandoverPage)
    return workspace, page


def until(ready: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not ready() and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.005)
