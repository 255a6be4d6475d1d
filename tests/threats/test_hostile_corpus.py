"""The hostile corpus through intake and viewing, from the command line and from the window (threats.md, test 20).

What each file makes of its decoder is held in tests/evidence/test_hostile_files.py; here that the program around it goes on: every file is
taken in bit for bit, looking at it ends in a sentence or a picture, and the vault stays open and whole.
"""

from __future__ import annotations

import hashlib
import io
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casefile.cli import main
from casefile.domain.kinds import Case
from casefile.domain.values import Text
from casefile.usecases import edit, evidencelist, verify
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from tests.evidence.test_hostile_files import HOSTILE, bomb_of_words
from ui.evidence.page import EvidencePage
from ui.shell.desk import Desk


def archives() -> Iterator[tuple[str, bytes]]:
    """Archives are evidence like any other file: kept, never unpacked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../outside.txt", "escaped")
        archive.writestr("bomb", bytes(20 << 20))
    yield "bomb and escape.zip", out.getvalue()
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    yield "link.tar.gz", out.getvalue()
    yield "\u202egpj.exe", b"MZ" + bytes(3000)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The hostile files on disk, less the one that takes seconds to make."""
    folder = tmp_path_factory.mktemp("corpus")
    contents = {name: make for name, (make, _look, _reasons) in HOSTILE.items() if make is not bomb_of_words}
    for name, make in contents.items():
        (folder / name).write_bytes(make().read())
    for name, content in archives():
        (folder / name).write_bytes(content)
    return sorted(folder.iterdir())


@pytest.fixture
def vault(tmp_path: Path, passphrase: str) -> Path:
    session = sessions.create(tmp_path / "V.casefile", passphrase, "Invented Author", sessions.FLOOR)
    edit.save(session, [Case(reference="X-1", title=Text.of("An invented case", "en"))])
    session.lock()
    return session.path


def hashes(session: Session) -> dict[str, str]:
    rows = evidencelist.page(session, limit=100).rows
    return {row.evidence.original_name or "": row.evidence.sha256 or "" for row in rows}


def expected(corpus: list[Path]) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in corpus}


@pytest.mark.threat(20)
def test_from_the_command_line(
    corpus: list[Path], vault: Path, tmp_path: Path, passphrase: str, capsys: pytest.CaptureFixture[str]
) -> None:
    files, secret = corpus[::2], tmp_path / "secret.txt"
    secret.write_text(passphrase)
    common = ["--passphrase-file", str(secret)]
    assert main(["attach", str(vault), "X-1", *map(str, files), *common]) == 0
    assert main(["show", str(vault), "X-1", *common]) == 0
    assert main(["summary", str(vault), "X-1", "-o", str(tmp_path / "out.pdf"), "--audience", "lawyer", *common]) == 0
    assert main(["verify", str(vault), "--deep", *common]) == 0
    said = capsys.readouterr()
    assert "Traceback" not in said.err + said.out
    assert "\u202e" not in said.out, "the order of what is read is not turned round"
    session = sessions.unlock(vault, passphrase)
    assert hashes(session) == expected(files)
    session.lock()


@pytest.mark.threat(20)
def test_from_the_window(corpus: list[Path], vault: Path, passphrase: str, qtbot: QtBot) -> None:
    session = sessions.unlock(vault, passphrase)
    window = QWidget()
    qtbot.addWidget(window)
    page = EvidencePage(Desk(session, window))
    page.setParent(window)
    page.resize(1080, 720)
    window.show()
    files = corpus[::4]
    page.add_files(files)
    qtbot.waitUntil(lambda: len(hashes(session)) == len(files), timeout=120_000)
    viewer = page.panel.viewer
    for row in evidencelist.page(session, limit=100).rows:
        page.show_file(row.evidence.id)
        qtbot.waitUntil(lambda: viewer.probe() is not None or viewer.message.isVisible(), timeout=60_000)
    page.before_lock()
    QThreadPool.globalInstance().waitForDone()
    assert hashes(session) == expected(files)
    assert all(check.held for check in verify.quick(session))
    session.lock()
    sessions.unlock(vault, passphrase).lock()
