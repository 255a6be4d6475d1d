"""The rail has no entry that leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casefile.files import resource
from casefile.i18n import Catalogue
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from ui import words
from ui.opening import open_workspace
from ui.shell.pages import PAGES, PageSpec


@pytest.fixture(scope="module")
def opened(sample_vault: Path, passphrase: str) -> Iterator[Session]:
    """The sample vault itself: looking at pages changes nothing."""
    session = sessions.unlock(sample_vault, passphrase)
    yield session
    session.lock()


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_entry_of_the_rail_opens_a_page(qtbot: QtBot, opened: Session, language: str) -> None:
    words.use(language)
    workspace = open_workspace(opened)
    qtbot.addWidget(workspace)
    workspace.resize(1093, 614)
    workspace.show()
    for spec in PAGES:
        workspace.rail.went.emit(spec.name)
        QThreadPool.globalInstance().waitForDone()
        QApplication.processEvents()
        assert workspace.rail.pages.key() == spec.name
        assert workspace.pages.currentWidget().isVisible()
        assert workspace.minimumSizeHint().width() <= 1093, spec.name
    assert workspace.pages.count() == len(PAGES)
    workspace.before_lock()


@pytest.mark.parametrize("spec", PAGES, ids=lambda spec: spec.name)
def test_every_entry_has_its_icon_and_its_words(spec: PageSpec) -> None:
    assert resource("icons", f"{spec.icon}.svg").is_file()
    assert all(Catalogue(language).has(spec.words) for language in words.LANGUAGES)
