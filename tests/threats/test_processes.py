"""What holds keys is hardened before it reads a header, and is gone after a lock (threats.md, test 23; for 22 see `test_full_session`).

A core image of the live process is not searched: there is none, because none may be written.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.usecases import session as sessions
from tests.threats.looking import in_memory, marked

ROOT = Path(__file__).parents[2]
linux = pytest.mark.skipif(sys.platform != "linux", reason="asks the Linux kernel")
traced = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
NO_DUMPS = re.compile(r"prctl\(PR_SET_DUMPABLE, SUID_DUMP_DISABLE\)\s+= 0|prctl\(PR_SET_DUMPABLE, 0.*= 0")
NO_CORE = re.compile(r"(prlimit64\(0, RLIMIT_CORE, |setrlimit\(RLIMIT_CORE, )\{rlim_cur=0, rlim_max=0\}")
KEEPS_KEYS = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import ui.app
from casefile.usecases import session as sessions
from ui.shell.window import Window
run = QApplication.exec
def with_a_vault():
    window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, Window))
    def unlock_and_lock():
        window.open(sessions.unlock(Path(sys.argv[1]), sys.stdin.readline().rstrip()))
        print("open", flush=True)
        sys.stdin.readline()
        window.lock()
    QTimer.singleShot(0, unlock_and_lock)
    return run()
QApplication.exec = staticmethod(with_a_vault)
raise SystemExit(ui.app.main())
"""


def environment(tmp_path: Path, mark: str = "") -> dict[str, str]:
    return {
        **os.environ,
        "HOME": str(tmp_path),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "CASEFILE_TEST_MARK": mark,
    }


@pytest.mark.threat(22)
@linux
@traced
@pytest.mark.parametrize("program", ["command line", "window"])
def test_no_dumps_before_anything_of_a_vault_is_read(
    program: str, sample_vault: Path, tmp_path: Path, passphrase: str
) -> None:
    vault, log = tmp_path / "V.casefile", tmp_path / "calls"
    shutil.copytree(sample_vault, vault)
    window = ["-c", KEEPS_KEYS.replace("window.lock()", "QApplication.quit()"), str(vault)]
    words = ["-m", "casefile", "cases", str(vault)] if program == "command line" else window
    subprocess.run(
        ["strace", "-qq", "-e", "trace=prctl,prlimit64,setrlimit,openat", "-o", str(log), sys.executable, *words],
        input=f"{passphrase}\n\n",
        text=True,
        check=True,
        capture_output=True,
        cwd=ROOT,
        env=environment(tmp_path),
    )
    calls = log.read_text().splitlines()
    first_look = next(number for number, call in enumerate(calls) if "header.a" in call)
    before = "\n".join(calls[:first_look])
    assert NO_DUMPS.search(before)
    assert NO_CORE.search(before)


@pytest.mark.threat(22, 23)
@linux
def test_the_process_that_held_the_keys_is_gone_after_a_lock(
    sample_vault: Path, tmp_path: Path, passphrase: str, mark: str
) -> None:
    vault = tmp_path / "V.casefile"
    shutil.copytree(sample_vault, vault)
    session = sessions.unlock(vault, passphrase)
    key = session.vault.keys.vault
    session.lock()
    holder = subprocess.Popen(
        [sys.executable, "-c", KEEPS_KEYS, str(vault)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment(tmp_path, mark),
    )
    try:
        assert holder.stdin is not None
        assert holder.stdout is not None
        holder.stdin.write(f"{passphrase}\n")
        holder.stdin.flush()
        assert holder.stdout.readline() == "open\n"
        if os.geteuid() == 0:  # nobody else may look into it, and the search is to be known to find something
            assert in_memory(holder.pid, [key])
        holder.stdin.write("\n")
        holder.stdin.flush()
        assert holder.wait(60) == 0
    finally:
        holder.kill()
        holder.communicate()
    (successor,) = marked(mark)
    if os.geteuid() == 0:
        assert not in_memory(successor, [key])
    sessions.unlock(vault, passphrase).lock()


@pytest.fixture
def mark() -> Iterator[str]:
    """A word in the environment of what is started; what still runs at the end is ended."""
    word = uuid.uuid4().hex
    yield word
    for process in marked(word):
        os.kill(process, signal.SIGKILL)
