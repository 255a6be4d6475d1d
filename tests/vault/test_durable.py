"""Files that are whole or not there, for one person alone."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from casefile.errors import Cancelled, Refused
from casefile.vault import durable, founding, system

_SHORT_OF_ROOM = """
import resource, sys
from pathlib import Path
from casefile.errors import Refused
from casefile.vault import durable
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    durable.replace(Path(sys.argv[1]), bytes(2000))
except Refused as refusal:
    print(refusal.key)
"""

_HARDENED = """
import ctypes, resource
from casefile.vault import system
system.harden_process()
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


def _run(script: str, *arguments: str) -> str:
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_replaced_whole_and_private(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(0o644)
    durable.replace(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_staged_has_its_name_when_all_is_said_of_it(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with pytest.raises(Cancelled), durable.staged(path, b"new"):
        raise Cancelled
    assert list(tmp_path.iterdir()) == []
    with durable.staged(path, b"new"):
        assert not path.exists()
    assert path.read_bytes() == b"new"


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"untouched")
    for name in ("file", "file.part"):
        (tmp_path / name).symlink_to(tmp_path / "elsewhere")
    durable.replace(tmp_path / "file", b"new")
    assert (tmp_path / "elsewhere").read_bytes() == b"untouched"
    assert not (tmp_path / "file").is_symlink()


@pytest.mark.threat(2)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_write_that_does_not_fit_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    assert _run(_SHORT_OF_ROOM, str(path)) == "vault.file_too_large"
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("fault", "key"),
    [
        (errno.ENOSPC, "vault.disk_full"),
        (errno.EDQUOT, "vault.disk_full"),
        (errno.EROFS, "vault.read_only"),
        (errno.EIO, "vault.disk_fault"),
        (errno.ENODEV, "vault.disk_fault"),
        (errno.ENOTCONN, "vault.disk_fault"),
    ],
)
def test_faults_of_the_disk_have_a_sentence(fault: int, key: str) -> None:
    with pytest.raises(Refused) as caught, durable.plain_faults():
        raise OSError(fault, "said the disk")
    assert caught.value.key == key


def test_other_faults_stay_what_they_are() -> None:
    with pytest.raises(FileNotFoundError), durable.plain_faults():
        raise FileNotFoundError


@pytest.mark.skipif(sys.platform != "linux", reason="asks the Linux kernel")
def test_no_core_dump_of_a_hardened_process() -> None:
    assert _run(_HARDENED) == "(0, 0) 0"


def test_what_the_system_says(tmp_path: Path) -> None:
    assert system.physical_memory() > 1 << 28
    assert system.free_space(tmp_path) > 0
    system.sync_folder(tmp_path)


def test_cost_of_a_new_passphrase() -> None:
    cost = founding.calibrate(seconds=0.01)
    assert cost.memory_kib in (256 * 1024, 512 * 1024)
    assert (cost.passes, cost.lanes) == (3, 4)
