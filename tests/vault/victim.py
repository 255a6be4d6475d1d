"""A program that is killed at every step of a job: ``python -m tests.vault.victim JOB FOLDER STEP``.

For each system call that the job makes to change the disk, the job runs in a child process on a copy of FOLDER, and the
child kills itself with SIGKILL at that call (at every STEP-th, for long jobs); a write is also cut in half. The copies are left as
``FOLDER-1``, ``FOLDER-2`` … for the test to look at. Copies, because a killed process must be a real one.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from casefile.crypto.kdf import FLOOR
from casefile.vault import vault as vaults
from casefile.vault.blobs import BlobStore
from casefile.vault.head import Head, HeadFile
from casefile.vault.keys import Keys
from tests.vault.conftest import AUTHOR, PASSPHRASE

NEW_PASSPHRASE = "eight loud cranes"
VAULT_KEY = bytes(range(32))
CONTENT = bytes(range(256)) * 600
_CALLS = ("open", "write", "fsync", "ftruncate", "replace", "rename", "unlink", "mkdir", "rmdir")


def change_passphrase(folder: Path) -> Callable[[], object]:
    vault = vaults.open(folder, PASSPHRASE)
    return lambda: vault.change_passphrase(PASSPHRASE, NEW_PASSPHRASE)


def create(folder: Path) -> Callable[[], object]:
    return lambda: vaults.create(folder, PASSPHRASE, AUTHOR, FLOOR).close()


def write_head(folder: Path) -> Callable[[], object]:
    file = HeadFile(folder, VAULT_KEY, bytes(16))
    file.read()
    return lambda: file.write(Head(size=2))


def add_evidence(folder: Path) -> Callable[[], object]:
    store = BlobStore(folder, Keys.of(VAULT_KEY).store)
    return lambda: store.add(BytesIO(CONTENT))


JOBS = {job.__name__: job for job in (change_passphrase, create, write_head, add_evidence)}


def _die_at(number: int) -> None:
    """Kill this process at its `number`-th call; a write is done by half before."""
    count = 0

    def dying(call: Callable[..., Any], name: str) -> Callable[..., Any]:
        def called(*arguments: Any, **options: Any) -> Any:
            nonlocal count
            count += 1
            if count == number:
                if name == "write":
                    call(arguments[0], arguments[1][: len(arguments[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*arguments, **options)

        return called

    for name in _CALLS:
        setattr(os, name, dying(getattr(os, name), name))


def _run(job: str, folder: Path, number: int) -> bool:
    """Whether the job came to its end before its `number`-th call."""
    copy = folder.with_name(f"{folder.name}-{number}")
    if folder.exists():
        shutil.copytree(folder, copy)
    child = os.fork()
    if child == 0:
        act = JOBS[job](copy)
        _die_at(number)
        act()
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    return os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0


if __name__ == "__main__":
    at = [1]
    while not _run(sys.argv[1], Path(sys.argv[2]), at[-1]):
        at.append(at[-1] + int(sys.argv[3]))
    print(*at)
