"""A file that the disk cannot hold in one piece: every part is listed, and the person is told to give all of them."""

from __future__ import annotations

from pathlib import Path

from ui.handover.result import ResultPage
from ui.handover.sealing import Made, MadeFile
from ui.words import t


def said(page: ResultPage, names: list[str], qtbot, tmp_path: Path) -> list[str]:
    qtbot.addWidget(page)
    files = tuple(MadeFile(tmp_path / name, 10, "Geneva desk") for name in names)
    page.show_made(Made(files, tmp_path / "HOW-TO-OPEN.txt", 1, 1))
    return [entry.title for entry in page.files.entries]


def test_parts_are_listed_and_belong_together(qtbot, tmp_path: Path) -> None:
    page = ResultPage()
    names = ["x.age.001", "x.age.002"]
    assert said(page, names, qtbot, tmp_path)[:2] == names
    assert t("handing.next.parts") in [note.text for note in page.notes.notes]
    assert t("handing.next.give", n=1) in [note.text for note in page.notes.notes]


def test_one_file_needs_no_word_about_parts(qtbot, tmp_path: Path) -> None:
    page = ResultPage()
    said(page, ["x.age"], qtbot, tmp_path)
    assert t("handing.next.parts") not in [note.text for note in page.notes.notes]
