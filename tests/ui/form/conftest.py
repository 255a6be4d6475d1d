"""A page of the form over an open vault with the sample cases."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from ui.form.page import RecordPage
from ui.form.record_form import RecordForm
from ui.shell.desk import Desk

Opener = Callable[[object], RecordForm]


@pytest.fixture(scope="module")
def vault(sample_vault: Path, tmp_path_factory: pytest.TempPathFactory, passphrase: str) -> Iterator[Session]:
    """The sample vault, open for the tests of one module; they leave each other's records alone."""
    copy = tmp_path_factory.mktemp("form") / "Sample.casefile"
    shutil.copytree(sample_vault, copy)
    opened = sessions.unlock(copy, passphrase)
    yield opened
    opened.lock()


@pytest.fixture
def page(vault: Session, qtbot: QtBot) -> Iterator[RecordPage]:
    """The page, shown and active."""
    made = make_page(vault, qtbot)
    yield made
    QThreadPool.globalInstance().waitForDone()


@pytest.fixture
def open_form(page: RecordPage, qtbot: QtBot) -> Opener:
    """Sends the page to a target and waits for its form."""
    return lambda target: send(page, qtbot, target)


def make_page(session: Session, qtbot: QtBot) -> RecordPage:
    """A page over `session`."""
    desk = Desk(session)
    made = RecordPage(desk)
    desk.setParent(made)
    qtbot.addWidget(made)
    made.resize(1080, 720)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    return made


def send(page: RecordPage, qtbot: QtBot, target: object) -> RecordForm:
    """Send `page` to `target` and wait for the form."""
    before = page.form()
    page.show_target(target)
    qtbot.waitUntil(lambda: page.form() is not None and page.form() is not before)
    form = page.form()
    assert form is not None
    return form
