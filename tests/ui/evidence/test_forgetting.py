"""A file that was removed for good is neither on the screen nor in memory any more."""

from __future__ import annotations

import io

from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from casefile.domain.kinds import Evidence
from casefile.usecases import evidence, purge
from casefile.usecases.session import Session
from ui.evidence.page import EvidencePage
from ui.shell.desk import Desk


def test_the_panel_closes_and_the_picture_is_forgotten(session: Session, qtbot: QtBot) -> None:
    file = evidence.take_in(session, io.BytesIO(b"invented words"), Evidence(original_name="a.txt", kind="document"))
    desk = Desk(session)
    page = EvidencePage(desk)
    desk.setParent(page)
    desk.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1080, 720)
    page.show()
    page.show_file(file.id)
    qtbot.waitUntil(lambda: page.panel.file_id() == file.id and page.glancing.glance(file.id) is not None)
    desk.publish(purge.records(session, [file]))
    assert page.glancing.glance(file.id) is None
    qtbot.waitUntil(lambda: page.panel.file_id() == "" and not page.panel.isVisible())
    page.before_lock()
    QThreadPool.globalInstance().waitForDone()
