"""Casefile opens no network connection, ever: the system calls of the command line, the window and the worker are watched."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NETWORK = re.compile(r"socket\((AF_INET6?|AF_PACKET|AF_NETLINK)|connect\(.*(AF_INET|sin_addr)|sendto\(.*sin_addr")

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


def network_calls(words: list[str], tmp_path: Path, script: str = "") -> list[str]:
    """The network system calls of a process and all its children."""
    log = tmp_path / "calls"
    environment = {**os.environ, "HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["strace", "-f", "-qq", "-e", "trace=network", "-o", str(log), sys.executable, *words],
        input=script,
        text=True,
        capture_output=True,
        env=environment,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert log.exists()
    return [line for line in log.read_text().splitlines() if NETWORK.search(line)]


def test_the_watch_notices_a_connection(tmp_path):
    script = "import socket; s = socket.socket(); s.settimeout(0.01); s.connect_ex(('127.0.0.1', 9)); s.close()"
    assert network_calls(["-c", script], tmp_path)


def test_command_line_and_worker(tmp_path, passphrase):
    secret = tmp_path / "secret.txt"
    secret.write_text(passphrase)
    vault = tmp_path / "V.casefile"
    common = ["--passphrase-file", str(secret)]
    assert network_calls(["-m", "casefile", "sample", str(vault), "--cost", "floor", *common], tmp_path) == []
    pdf = tmp_path / "summary.pdf"
    assert (
        network_calls(["-m", "casefile", "summary", str(vault), "KZ-2016-003", "-o", str(pdf), *common], tmp_path) == []
    )
    assert network_calls(["-m", "casefile", "verify", str(vault), "--deep", *common], tmp_path) == []


def test_window(tmp_path):
    script = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import ui.app
run = QApplication.exec
def briefly():
    QTimer.singleShot(800, QApplication.instance().quit)
    return run()
QApplication.exec = staticmethod(briefly)
raise SystemExit(ui.app.main())
"""
    assert network_calls(["-c", script], tmp_path) == []
