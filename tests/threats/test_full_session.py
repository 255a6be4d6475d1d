"""After a whole session nothing of it is to be found outside the vault (threats.md, test 22).

Created, written to, attached to, looked at, searched and exported from in the window's own process, and locked. Then the disk is
searched, and the memory of the process that took its place, for what was typed, attached, and for the keys. The process itself is gone.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.usecases import session as sessions
from tests.threats.looking import in_memory, marked, on_disk, spellings

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

SECRETS = {
    "passphrase": "seven invented marker words nobody uses",
    "author": "Invented-Marker-Author",
    "person": "Қарақат Ойдан-Шығарған",
    "title": "Marker title of an invented case",
    "name": "marker-evidence-7781",
    "content": "Секретное слово маркер: what the invented witness said",
    "clipboard": "marker that was copied to the clipboard",
}
SESSION = """
import json, os, sys, traceback
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import ui.app
from casefile.crypto.kdf import FLOOR
from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Evidence, Name, Person
from casefile.domain.values import Text
from casefile.usecases import edit, evidence, preview, search, summary
from casefile.usecases import session as sessions
from ui.parts import clipboard
from ui.shell.targets import OpenRecord
from ui.shell.window import Window

told = json.loads(sys.stdin.readline())
vault, outside = Path(sys.argv[1]), Path(sys.argv[2])

def work(window):
    session = sessions.create(vault, told["passphrase"], told["author"], FLOOR)
    window.open(session)
    case = Case(reference="X-1", title=Text.of(told["title"], "en"), summary=Text.of(told["content"], "ru"))
    edit.save(session, [case, Person(names=(Name(text=told["person"]),))])
    attached = evidence.attach(session, next(outside.glob("*.txt")), Evidence(cases=(Ref(case.id),)))
    for page in ("today", "cases", "people", "evidence", "search"):
        window._workspace.go(page)
        QApplication.processEvents()
    window._workspace.go("form", OpenRecord("case", case.id))
    QApplication.processEvents()
    window.grab()
    with preview.Viewing(session, attached.id) as viewing:
        assert told["content"] in viewing.text()
    assert search.find(session, told["person"]) and search.find(session, told["title"])
    evidence.extract(session, attached.id, outside / "exported.txt")
    summary.export(session, "X-1", outside / "exported.pdf", "en", "lawyer")
    clipboard.copy(told["clipboard"])
    print("worked", flush=True)
    sys.stdin.readline()
    window.lock()

def work_or_end(window):
    try:
        work(window)
    except BaseException:
        traceback.print_exc()
        os._exit(1)

run = QApplication.exec
def once():
    window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, Window))
    QTimer.singleShot(0, lambda: work_or_end(window))
    return run()
QApplication.exec = staticmethod(once)
raise SystemExit(ui.app.main())
"""


@pytest.fixture
def mark() -> Iterator[str]:
    """A word in the environment of what is started; what still runs at the end is ended."""
    word = uuid.uuid4().hex
    yield word
    for process in marked(word):
        os.kill(process, signal.SIGKILL)


@pytest.mark.threat(22)
def test_nothing_of_a_session_lies_outside_the_vault(tmp_path: Path, mark: str) -> None:
    places = {name: tmp_path / name for name in ("home", "temporary", "runtime", "outside", "vaults")}
    for place in places.values():
        place.mkdir(mode=0o700)
    vault = places["vaults"] / "V.casefile"
    source = places["outside"] / f"{SECRETS['name']}.txt"
    source.write_text(f"{SECRETS['content']}\n" * 2000, "utf-8")
    holder = started(vault, places, mark)
    assert holder.stdin is not None
    assert holder.stdout is not None
    needles = spellings(SECRETS.values())
    try:
        holder.stdin.write(json.dumps(SECRETS) + "\n")
        holder.stdin.flush()
        assert holder.stdout.readline() == "worked\n"
        if os.geteuid() == 0:  # the search is to be known to find what is there
            assert len(in_memory(holder.pid, needles)) >= len(SECRETS) - 1
        holder.stdin.write("\n")
        holder.stdin.flush()
        assert holder.wait(60) == 0
    finally:
        holder.kill()
        holder.communicate()
    (successor,) = marked(mark)
    needles += secrets_of(vault, source)
    assert on_disk([place for name, place in places.items() if name != "outside"], needles) == []
    if os.geteuid() == 0:
        assert in_memory(successor, needles) == set()
    assert on_disk([places["outside"]], needles), "there was something to find"


def started(vault: Path, places: dict[str, Path], mark: str) -> subprocess.Popen[str]:
    home = places["home"]
    own = {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "XDG_DATA_HOME": str(home / ".local"),
        "XDG_RUNTIME_DIR": str(places["runtime"]),
        "TMPDIR": str(places["temporary"]),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "CASEFILE_TEST_MARK": mark,
    }
    return subprocess.Popen(
        [sys.executable, "-c", SESSION, str(vault), str(places["outside"])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=home,
        env={**os.environ, **own},
    )


def secrets_of(vault: Path, source: Path) -> list[bytes]:
    """Keys of the vault, and the hash by which a file could be recognised."""
    session = sessions.unlock(vault, SECRETS["passphrase"])
    keys = session.vault.keys
    session.lock()
    digest = hashlib.sha256(source.read_bytes())
    return [keys.vault, keys.database, keys.database.hex().encode(), digest.digest(), digest.hexdigest().encode()]
