"""Drafts are offered above the pages when a vault is opened again."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from pytestqt.qtbot import QtBot

from casefile.domain.kinds import Happening
from casefile.domain.values import Text
from casefile.usecases import drafts
from casefile.usecases.drafts import Draft
from casefile.usecases.session import Session
from ui.form.kept import KeptDrafts
from ui.parts.buttons import Link
from ui.shell.desk import Desk
from ui.shell.targets import OpenRecord

_CHANGED = "2changed(PyObject)"  # as Qt writes signals: qobjectdefs.h, QSIGNAL_CODE


def test_drafts_are_offered_until_they_are_gone(session: Session, qtbot: QtBot) -> None:
    desk = Desk(session)
    strip = KeptDrafts(desk)
    desk.setParent(strip)
    qtbot.addWidget(strip)
    strip.page_shown("today")
    QThreadPool.globalInstance().waitForDone()
    assert not strip.isVisible()

    record = Happening(title=Text.of("Key witness beaten", "en"))
    drafts.keep(session, Draft(record))
    drafts.keep(session, Draft(Happening(id="1" * 32), Happening(id="1" * 32, title=Text.of("Search", "en"))))
    strip.page_shown("today")
    qtbot.waitUntil(strip.isVisible)
    links = strip.findChildren(Link)
    assert sorted(link.text().split(",")[0] for link in links) == ["Happening", "New: happening"]
    with qtbot.waitSignal(desk.asked) as asked:
        next(link for link in links if link.text().startswith("New")).click()
    assert asked.args == ["form", OpenRecord("happening", record.id)]

    strip.page_shown("form")
    qtbot.waitUntil(lambda: not strip.isVisible())
    strip.page_shown("today")
    qtbot.waitUntil(strip.isVisible)
    strip.put_away()
    strip.page_shown("today")
    QThreadPool.globalInstance().waitForDone()
    qtbot.wait(20)
    assert not strip.isVisible()
    assert len(drafts.kept(session)) == 2


def test_a_strip_that_is_gone_is_told_nothing_any_more(session: Session, qtbot: QtBot) -> None:
    desk = Desk(session)
    before = desk.receivers(_CHANGED)
    strip = KeptDrafts(desk)
    assert desk.receivers(_CHANGED) == before + 1
    strip.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert desk.receivers(_CHANGED) == before
    desk.deleteLater()
