"""Running the command line as a person does: words in, exit code, output and one line of error out."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from casefile import cli
from casefile.vault import system

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Answer:
    """What a command said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The output, read as JSON."""
        return json.loads(self.out)


Run = Callable[..., Answer]


@pytest.fixture
def secret(tmp_path: Path, passphrase: str) -> Path:
    """A file with the passphrase of the test vaults."""
    path = tmp_path / "passphrase.txt"
    path.write_text(passphrase + "\n", "utf-8")
    return path


@pytest.fixture
def places(tmp_path: Path) -> Mapping[str, str]:
    """The environment of a home and a temporary folder of its own."""
    home, temporary = tmp_path / "home", tmp_path / "tmp"
    home.mkdir()
    temporary.mkdir()
    return {"HOME": str(home), "TMPDIR": str(temporary)}


@pytest.fixture
def start(places: Mapping[str, str]) -> Run:
    """Run ``casefile`` in a process of its own. That takes seconds: `run` does for all that the process itself is not asked about."""
    environment = {**os.environ, **places, "PYTHONPATH": str(ROOT)}
    environment.pop("XDG_CONFIG_HOME", None)

    def start(*words: object, stdin: str = "") -> Answer:
        done = subprocess.run(
            [sys.executable, "-m", "casefile", *map(str, words)],
            input=stdin,
            capture_output=True,
            text=True,
            env=environment,
            cwd=ROOT,
            check=False,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    return start


@pytest.fixture
def run(places: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run what ``casefile`` runs with these words, in this process; `start` shows that a process of its own answers the same."""
    for name, place in places.items():
        monkeypatch.setenv(name, place)
    monkeypatch.delenv("XDG_CONFIG_HOME")
    monkeypatch.setattr(tempfile, "tempdir", None)  # it is remembered from the first question on
    monkeypatch.setattr(system, "harden_process", lambda: None)  # which would last for all tests after this one

    def run(*words: object, stdin: str = "") -> Answer:
        with pytest.MonkeyPatch.context() as spoken:
            streams = {"stdin": io.StringIO(stdin), "stdout": io.StringIO(), "stderr": io.StringIO()}
            for name, stream in streams.items():
                spoken.setattr(sys, name, stream)
            code = _ended(words)
        return Answer(code, streams["stdout"].getvalue(), streams["stderr"].getvalue())

    return run


def _ended(words: tuple[object, ...]) -> int:
    try:
        return cli.main([str(word) for word in words])
    except SystemExit as end:  # by which argparse says that it did not understand
        return int(end.code or 0)
