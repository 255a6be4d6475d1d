"""The page Evidence as a person meets it: look, filter, add, drop, check, extract, lock."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QThreadPool, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casefile.files import resource
from casefile.usecases import evidencelist
from casefile.usecases import session as sessions
from casefile.usecases.evidencelist import EvidenceFilter
from casefile.usecases.session import Session
from ui.evidence.canvas import Canvas
from ui.evidence.case_picker import CasePicker
from ui.evidence.page import EvidencePage
from ui.shell.desk import Desk
from ui.shell.targets import OpenRecord


@pytest.fixture(scope="module")
def opened(sample_vault: Path, passphrase: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    copy = tmp_path_factory.mktemp("evidence") / "Sample.casefile"
    shutil.copytree(sample_vault, copy)
    session = sessions.unlock(copy, passphrase)
    yield session
    session.lock()


@pytest.fixture
def page(opened: Session, qtbot: QtBot) -> Iterator[EvidencePage]:
    window = QWidget()
    qtbot.addWidget(window)
    desk = Desk(opened, window)
    made = EvidencePage(desk)
    desk.changed.connect(made.refresh)
    made.setParent(window)
    window.resize(1080, 720)
    made.resize(1080, 720)
    window.show()
    qtbot.waitUntil(lambda: made.shelf.grid.tiles.rowCount() >= 6)
    yield made
    made.before_lock()
    QThreadPool.globalInstance().waitForDone()


@pytest.fixture
def ids(opened: Session) -> dict[str, str]:
    return {row.evidence.original_name or "": row.evidence.id for row in evidencelist.page(opened).rows}


def _shown(page: EvidencePage) -> set[str]:
    model = page.shelf.grid.tiles
    return {str(model.index(row).data()).split(",")[0] for row in range(model.rowCount())}


def _open(page: EvidencePage, qtbot: QtBot, evidence_id: str) -> None:
    with qtbot.waitSignal(page.panel.viewer.told, timeout=15_000):
        page.show_file(evidence_id)


def test_files_are_counted_and_get_their_pictures(page: EvidencePage, qtbot: QtBot, ids: dict[str, str]) -> None:
    assert page.count.text() == "Evidence 6 files, 388 KB"
    qtbot.waitUntil(lambda: all(page.glancing.picture(each) is not None for each in ids.values()), timeout=15_000)
    tile = next(t for t in page.shelf.grid.tiles._tiles if t.key == ids["crowd.mp4"])
    assert tile.badge == "0:06"


def test_the_keyboard_alone_opens_no_file(page: EvidencePage, qtbot: QtBot) -> None:
    page.shelf.grid.setFocus()
    qtbot.wait(200)
    assert not page.panel.isVisible()
    qtbot.keyClick(page.shelf.grid, Qt.Key.Key_Right)
    qtbot.waitUntil(page.panel.isVisible)


def test_a_photo_is_shown_with_where_it_comes_from(page: EvidencePage, qtbot: QtBot, ids: dict[str, str]) -> None:
    _open(page, qtbot, ids["broken-camera.jpg"])
    viewer = page.panel.viewer
    assert viewer.stack.currentWidget() is viewer.canvas and not viewer.canvas.is_empty()
    qtbot.waitUntil(lambda: page.panel.title.text() == "Exercise: a broken camera")
    assert "Added to this vault" in page.panel.custody.spoken()[0]
    qtbot.mouseClick(viewer.closer, Qt.MouseButton.LeftButton)
    assert viewer.canvas.zoom() > 1
    qtbot.mouseClick(viewer.fit, Qt.MouseButton.LeftButton)
    assert viewer.canvas.zoom() == 1


def test_a_text_is_read_and_a_sound_is_seen(page: EvidencePage, qtbot: QtBot, ids: dict[str, str]) -> None:
    _open(page, qtbot, ids["statement.txt"])
    assert page.panel.viewer.text.isVisible()
    assert page.panel.viewer.text.toPlainText() == resource("sample", "media", "statement.txt").read_text("utf-8")
    _open(page, qtbot, ids["statement.ogg"])
    assert not page.panel.viewer.text.isVisible() and not page.panel.viewer.closer.isVisible()
    assert page.panel.viewer.says.text().startswith("0:20")


def test_a_file_that_cannot_be_shown_says_so(page: EvidencePage, qtbot: QtBot, opened: Session, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff\xe1" + bytes(200))
    page.add_files([broken])
    qtbot.waitUntil(lambda: page.count.text().startswith("Evidence 7"), timeout=15_000)
    newest = evidencelist.page(opened).rows[0].evidence
    page.show_file(newest.id)
    qtbot.waitUntil(page.panel.viewer.message.isVisible, timeout=15_000)
    assert "damaged" in page.panel.viewer.message.words.text()


def test_filters_narrow_the_list_and_let_go(page: EvidencePage, qtbot: QtBot, opened: Session) -> None:
    page.filters.kind.choose("audio")
    qtbot.waitUntil(lambda: _shown(page) == {"Exercise: a spoken statement"})
    page.filters.kind.choose("map")
    qtbot.waitUntil(page.shelf.filtered.isVisible)
    page.shelf.filtered.first_step.emit()
    qtbot.waitUntil(lambda: len(_shown(page)) > 5)
    row = next(each for each in evidencelist.page(opened).rows if each.evidence.original_name == "court-notice.pdf")
    page.show_target(("case", row.evidence.cases[0]))
    qtbot.waitUntil(lambda: "Exercise: a spoken statement" not in _shown(page))
    assert page.filters.chip.isVisible() and "KZ-2016" in page.filters.chip.text()
    qtbot.mouseClick(page.filters.chip, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Exercise: a spoken statement" in _shown(page))


def test_a_case_is_found_by_typing(page: EvidencePage, qtbot: QtBot) -> None:
    page._pick_case()
    card = page.window().findChildren(CasePicker)[0]
    qtbot.keyClicks(card.query.edit, "Semenova")
    qtbot.waitUntil(lambda: bool(card.list.key()) and card.list.rows.rowCount() < 8)
    qtbot.keyClick(card.query.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(page.filters.chip.isVisible)


def test_dropped_files_come_in_and_a_folder_is_refused(
    page: EvidencePage, qtbot: QtBot, opened: Session, tmp_path: Path
) -> None:
    (tmp_path / "note.txt").write_text("invented words")
    (tmp_path / "folder").mkdir()
    before = evidencelist.page(opened).totals.count
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("note.txt", "folder")])
    action = Qt.DropAction.CopyAction
    page.dropEvent(QDropEvent(QPointF(9, 9), action, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier))
    qtbot.waitUntil(lambda: evidencelist.page(opened).totals.count == before + 1, timeout=15_000)
    qtbot.waitUntil(lambda: page._banners.count() == 1, timeout=15_000)
    assert "folder" in page._banners.itemAt(0).widget().accessibleName()
    qtbot.waitUntil(lambda: "note.txt" in _shown(page))


def test_a_hash_is_checked_on_demand(
    page: EvidencePage, qtbot: QtBot, opened: Session, ids: dict[str, str], altered: Callable[[str], None]
) -> None:
    _open(page, qtbot, ids["statement.txt"])
    qtbot.waitUntil(lambda: bool(page.panel.custody.spoken()))
    qtbot.mouseClick(page.panel.check, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.panel.checked.isVisible)
    assert page.panel.checked.text().startswith("matches its hash, today")
    altered(ids["crowd.mp4"])
    page.show_file(ids["crowd.mp4"])
    qtbot.waitUntil(lambda: "building" in page.panel.title.text())
    qtbot.mouseClick(page.panel.check, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.panel.checked.isVisible)
    assert page.panel.checked.text() == "does not match its hash"


@pytest.fixture
def altered(opened: Session) -> Iterator[Callable[[str], None]]:
    kept: list[tuple[Path, bytes]] = []

    def alter(evidence_id: str) -> None:
        with opened.database.reading() as connection:
            found = evidencelist.provenance(opened, evidence_id).evidence
            blob = opened.local.blob(connection, found.sha256 or "")
        assert blob is not None
        path = opened.path / "evidence" / blob.name[:2] / blob.name
        kept.append((path, path.read_bytes()))
        path.write_bytes(kept[-1][1][:-1] + bytes([kept[-1][1][-1] ^ 1]))

    yield alter
    for path, content in kept:
        path.write_bytes(content)


def test_extracting_warns_writes_and_is_in_the_custody(
    page: EvidencePage, qtbot: QtBot, opened: Session, ids: dict[str, str], tmp_path: Path
) -> None:
    file = evidencelist.provenance(opened, ids["court-notice.pdf"]).evidence
    dialog = page.extracting.ask(file)
    assert "unencrypted" in dialog.accessibleDescription()
    dialog.reject()
    page.show_file(file.id)
    with qtbot.waitSignal(page.extracting.done, timeout=15_000):
        page.extracting.write(file, tmp_path / "copy.pdf")
    assert (tmp_path / "copy.pdf").read_bytes() == resource("sample", "media", "court-notice.pdf").read_bytes()
    qtbot.waitUntil(lambda: any("Written out as copy.pdf" in each for each in page.panel.custody.spoken()))


def test_a_custody_report_says_whom_it_names_and_stands_in_the_custody(
    page: EvidencePage, qtbot: QtBot, opened: Session, ids: dict[str, str], tmp_path: Path
) -> None:
    file = evidencelist.provenance(opened, ids["court-notice.pdf"]).evidence
    dialog = page.reporting.ask(file)
    assert "who held the file" in dialog.warning.text()
    assert dialog.proposed().startswith("court-notice")
    dialog.nameless.setChecked(True)
    assert file.sha256 is not None and dialog.proposed().startswith(file.sha256[:8])
    assert "court-notice" not in dialog.proposed(), "the paper prints the name of its annex"
    dialog.reject()
    page.show_file(file.id)
    with qtbot.waitSignal(page.reporting.done, timeout=15_000):
        page.reporting.write(file, "en", "whole", tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF") and (tmp_path / "report.custody.json").exists()
    qtbot.waitUntil(lambda: any("report written as report.pdf" in each for each in page.panel.custody.spoken()))
    with qtbot.waitSignal(page.reporting.failed, timeout=15_000):
        page.reporting.write(file, "en", "whole", tmp_path / "report.pdf")


def test_provenance_is_edited_in_the_form(page: EvidencePage, qtbot: QtBot, ids: dict[str, str]) -> None:
    with qtbot.waitSignal(page._desk.asked) as asked:
        page.panel.edit_asked.emit(ids["statement.ogg"])
    assert asked.args == ["form", OpenRecord("evidence", ids["statement.ogg"])]


def test_a_lock_ends_the_worker(page: EvidencePage, qtbot: QtBot, ids: dict[str, str]) -> None:
    _open(page, qtbot, ids["court-notice.pdf"])
    worker = page.panel.viewer._opened
    assert worker is not None and worker._viewing is not None
    number = worker._viewing._viewer.process_id
    os.kill(number, 0)
    page.before_lock()
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
    assert page.glancing.picture(ids["crowd.mp4"]) is None


def test_in_a_narrow_window_list_and_file_take_turns(page: EvidencePage, qtbot: QtBot, ids: dict[str, str]) -> None:
    page.window().resize(900, 614)
    page.resize(900, 614)
    page.show_file(ids["statement.txt"])
    assert page.panel.isVisible() and not page.shelf.isVisible()
    qtbot.mouseClick(page.panel.close_button, Qt.MouseButton.LeftButton)
    assert page.shelf.isVisible() and not page.panel.isVisible()


def test_a_table_shows_the_same_files(page: EvidencePage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.filters.table, Qt.MouseButton.LeftButton)
    assert page.shelf.table.isVisible()
    assert page.shelf.table.cells.rowCount() == page.shelf.grid.tiles.rowCount()


def test_coming_closer_asks_for_finer_pixels_once(qtbot: QtBot) -> None:
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.resize(400, 200)
    canvas.show_picture(QImage(400, 200, QImage.Format.Format_RGB32))
    wanted: list[tuple[int, int]] = []
    canvas.wanted.connect(lambda wide, high: wanted.append((wide, high)))
    canvas.zoom_by(2)
    qtbot.waitUntil(lambda: bool(wanted))
    assert wanted == [(800, 400)]
    canvas.show_finer(QImage(400, 200, QImage.Format.Format_RGB32))  # the file has no more
    canvas.zoom_by(1.01)
    qtbot.wait(300)
    assert len(wanted) == 1


def test_filters_say_what_they_want(page: EvidencePage) -> None:
    assert page.filters.wanted() == EvidenceFilter()
    page.filters.link.choose("not_linked")
    assert page.filters.wanted().linked is False
    page.filters.date.choose("undated")
    assert page.filters.wanted().dated is False
    page.filters.clear()
    assert page.filters.wanted() == EvidenceFilter()
