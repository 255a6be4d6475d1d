"""A frozen program starts itself again: tried with a launcher that stands for one."""

from __future__ import annotations

import io
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from casefile import program
from casefile.evidence.viewing import probe
from casefile.vault import sharing

ROOT = Path(__file__).parents[1]
LAUNCHER = """#!{python} -I
import sys
sys.frozen, sys.executable = True, __file__
sys.path.insert(0, {root!r})
from {package}.__main__ import main
raise SystemExit(main())
"""


@pytest.fixture(params=["casefile", "ui"])
def frozen(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An executable that knows no ``-m``, as which this process takes itself."""
    path = tmp_path / "program"
    path.write_text(LAUNCHER.format(python=sys.executable, root=str(ROOT), package=request.param))
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(path))
    return path


def test_shares_are_made_and_joined_in_its_own_process(frozen: Path) -> None:
    secret = bytes(range(32))
    assert sharing.join(sharing.split(secret, 2, 3)[1:]) == secret


def test_files_are_looked_into_in_its_own_process(frozen: Path) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (64, 48), "red").save(picture, "PNG")
    found = probe(picture)
    assert (found.mime, found.width, found.height) == ("image/png", 64, 48)


def test_a_switch_for_no_such_process_is_refused(frozen: Path) -> None:
    command = [str(frozen), program.PROCESS, "else"]
    if "from casefile.__main__" in frozen.read_text():  # a window would open, as it does for any word it does not know
        done = subprocess.run(command, capture_output=True, text=True, check=False, env={})
        assert (done.returncode, done.stdout) == (2, "")


def test_the_switch_is_said_by_a_frozen_program_alone(frozen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert program.window("--successor") == [str(frozen), "--process", "window", "--successor"]
    assert program.clean("worker") == [str(frozen), "--process", "worker"]
    assert program.opens_window(program.window()[1:])
    monkeypatch.delattr(sys, "frozen")
    assert program.window() == [str(frozen), "-m", "ui"]
    assert program.PROCESS not in program.clean("shares")


def test_a_process_that_joins_shares_loads_no_window_and_no_records() -> None:
    script = (
        "import sys, io; sys.path.insert(0, sys.argv[1]); sys.argv = ['p', '--process', 'shares'];"
        "sys.stdin = io.StringIO('{\"written\": []}'); from ui.__main__ import main; main();"
        "print([name for name in sys.modules if name.partition('.')[0] in ('PySide6', 'sqlalchemy', 'reportlab')])"
    )
    command = [sys.executable, "-I", "-c", script, str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n"), done.stdout
