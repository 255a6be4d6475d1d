"""From a page of the rail into the form and back."""

from __future__ import annotations

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casefile.domain.kinds import Measure
from casefile.usecases import cases, edit
from casefile.usecases.session import Session
from ui.form.kept import KeptDrafts
from ui.form.page import RecordPage
from ui.shell.desk import Desk
from ui.shell.pages import PAGES, PageSpec
from ui.shell.targets import OpenRecord
from ui.shell.workspace import Workspace


class Blank(QWidget):
    """Stands for any page of the rail."""

    def __init__(self, _desk: Desk) -> None:
        super().__init__()


def test_one_comes_back_to_where_one_was(vault: Session, qtbot: QtBot) -> None:
    specs = [PageSpec(each.name, each.icon, each.words, f"{__name__}:Blank", each.group) for each in PAGES]
    desk = Desk(vault)
    workspace = Workspace(desk, "Vault", None, specs, first="people", strip=KeptDrafts)
    desk.setParent(workspace)
    qtbot.addWidget(workspace)
    workspace.show()
    measure = cases.load(vault, "KZ-2016-003").of(Measure)[0]

    desk.go("form", OpenRecord("measure", measure.id))
    page = workspace.pages.currentWidget()
    assert isinstance(page, RecordPage)
    assert workspace.rail.pages.key() == "people"
    qtbot.waitUntil(lambda: page.form() is not None)
    form = page.form()
    assert form is not None
    form.body.go_to("status")
    form.body.fields()["status"].editor.choice.setCurrentIndex(1)
    form.save()
    qtbot.waitUntil(lambda: workspace.pages.currentWidget() is not page)
    assert isinstance(workspace.pages.currentWidget(), Blank)
    assert workspace.rail.pages.key() == "people"
    assert edit.read(vault, "measure", measure.id).changed_by == vault.author.id
    QThreadPool.globalInstance().waitForDone()
