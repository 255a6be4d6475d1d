"""Running the command line as a person does: words in, exit code, output and one line of error out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest


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
def run(tmp_path: Path) -> Run:
    """Run ``casefile`` in a process of its own, with a home and a temporary folder of its own."""
    home, temporary = tmp_path / "home", tmp_path / "tmp"
    home.mkdir()
    temporary.mkdir()
    root = Path(__file__).parents[2]
    environment = {**os.environ, "HOME": str(home), "TMPDIR": str(temporary), "PYTHONPATH": str(root)}
    environment.pop("XDG_CONFIG_HOME", None)

    def run(*words: object, stdin: str = "", cwd: Path | None = None) -> Answer:
        done = subprocess.run(
            [sys.executable, "-m", "casefile", *map(str, words)],
            input=stdin,
            capture_output=True,
            text=True,
            env=environment,
            cwd=cwd or root,
            check=False,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    return run
