"""Real disks that take nothing: filled to the last byte, mounted read-only, or a folder of someone without the right to write."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

NOBODY = 65534
MAY_MOUNT = sys.platform == "linux" and os.geteuid() == 0


@contextlib.contextmanager
def small_disk(place: Path, size: str = "24m") -> Iterator[Path]:
    """A disk in memory, mounted in the new folder `place`."""
    if not MAY_MOUNT:
        pytest.skip("only root may mount a small disk")
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "disk", str(place)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("this machine mounts nothing")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def write_protect(disk: Path) -> None:
    """As a stick's switch does, or a DVD by nature."""
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)


def fill(disk: Path) -> Path:
    """Leave not one page free; the file that takes the room."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))
    return filler


@contextlib.contextmanager
def without_rights() -> Iterator[None]:
    """Root may write whatever the permissions say, so meanwhile be somebody else."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def content(folder: Path) -> dict[Path, bytes]:
    """All files of a folder, to be held against themselves afterwards."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
