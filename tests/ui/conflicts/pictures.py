"""What waits to be settled, for the pictures."""

from __future__ import annotations

import atexit
import tempfile
from functools import cache
from pathlib import Path

from PySide6.QtWidgets import QWidget

from casefile.usecases import conflicts, syncing
from casefile.usecases.session import Session
from tests.ui.handover import colleagues_at_work
from tests.ui.handover.pictures import close, until
from ui.conflicts.page import ConflictsPage
from ui.shell.desk import Desk
from ui.shell.workspace import Workspace


def versions() -> QWidget:
    """A field with two versions."""
    return _page(None)


def request() -> QWidget:
    """A request to remove."""
    return _page(conflicts.requests(_vault())[0].id)


def _page(target: object) -> QWidget:
    desk = Desk(_vault())
    workspace = Workspace(desk, "Geneva desk", first="cases")
    desk.setParent(workspace)
    workspace.go("conflicts", target)
    page = workspace.pages.currentWidget()
    assert isinstance(page, ConflictsPage)
    until(lambda: page.found is not None and page.panel.layout() is not None)
    return workspace


@cache
def _vault() -> Session:
    folder = Path(tempfile.mkdtemp())
    found = colleagues_at_work.make(folder)
    syncing.receive(found.receiver, found.file)
    atexit.register(close, folder, found.sender, found.receiver)
    return found.receiver
