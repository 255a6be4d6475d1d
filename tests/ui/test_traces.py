"""A file dialog leaves no folder and no file name behind, looked for in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from ui import traces

import pytest
application = QApplication([])
if "careful" in sys.argv:
    traces.leave_none(application)
dialog = QFileDialog(None, "", sys.argv[1])
dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
dialog.selectFile(sys.argv[1] + "/statement.txt")
QTimer.singleShot(200, dialog.accept)
print(dialog.exec())
del dialog
QTimer.singleShot(0, application.quit)
application.exec()
"""


def _left_behind(home: Path, *arguments: str) -> list[Path]:
    """The files in `home` that name the folder of a person after a file was chosen there."""
    folder = home.parent / "Invented Person"
    folder.mkdir(exist_ok=True)
    (folder / "statement.txt").write_text("invented words")
    home.mkdir()
    own = {"HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config"), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(folder), *arguments],
        env={**os.environ, **own},
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.strip() == "1"
    return [each for each in home.rglob("*") if each.is_file() and b"Invented" in each.read_bytes()]


@pytest.mark.threat(22)
def test_a_chosen_file_leaves_no_trace(tmp_path: Path) -> None:
    assert _left_behind(tmp_path / "careful", "careful") == []


def test_without_care_qt_keeps_the_folder(tmp_path: Path) -> None:
    """Else the test above would prove nothing."""
    assert _left_behind(tmp_path / "careless")
