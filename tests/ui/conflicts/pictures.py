"""What waits to be settled, for the pictures."""

from __future__ import annotations

import atexit
import tempfile
from functools import cache
from pathlib import Path

from PySide6.QtWidgets import QWidget

from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Happening
from casefile.domain.values import Text
from casefile.usecases import conflicts, edit, syncing
from casefile.usecases.session import Session
from tests.ui.handover import colleagues_at_work
from tests.ui.handover.colleagues_at_work import AtWork
from tests.ui.handover.pictures import close, until
from tests.usecases.exchanging import send
from ui.conflicts.page import ConflictsPage
from ui.shell.desk import Desk
from ui.shell.workspace import Workspace


def versions() -> QWidget:
    """A field with two versions."""
    return _page(None)


def request() -> QWidget:
    """A request to remove."""
    return _page(conflicts.requests(_vault())[0].id)


def added() -> QWidget:
    """A case that was deleted while a colleague added to it."""
    return _page((_deleted_case().id, conflicts.DELETED))


@cache
def _deleted_case() -> Case:
    case = Case(reference="XX-2020-007", title=Text.of("Dana Invented", "en"), kind="person")
    search = Happening(cases=(Ref(case.id),), title=Text.of("House searched", "en"), type="search")
    found, folder = _desks()
    for number, records in enumerate(([case], [search])):
        edit.save(found.sender, records)
        path = send(found.sender, found.receiver, folder / f"{number}.age")
        syncing.receive(found.receiver, path)
        if not number:
            edit.delete(found.receiver, case)
    return case


def _page(target: object) -> QWidget:
    desk = Desk(_vault())
    workspace = Workspace(desk, "Geneva desk", first="cases")
    desk.setParent(workspace)
    workspace.go("conflicts", target)
    page = workspace.pages.currentWidget()
    assert isinstance(page, ConflictsPage)
    until(lambda: page.found is not None and page.panel.layout() is not None)
    return workspace


def _vault() -> Session:
    return _desks()[0].receiver


@cache
def _desks() -> tuple[AtWork, Path]:
    folder = Path(tempfile.mkdtemp())
    found = colleagues_at_work.make(folder)
    syncing.receive(found.receiver, found.file)
    atexit.register(close, folder, found.sender, found.receiver)
    return found, folder
