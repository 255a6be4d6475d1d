"""The store beside its peers, all in one run on the same warm file: intake, memory, reading from the middle."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casefile.crypto.age import X25519Identity
from casefile.crypto.kdf import FLOOR
from casefile.domain.kinds import Evidence
from casefile.domain.values import Text
from casefile.usecases import evidence
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from tests.benchmarks.conftest import Figure

pytestmark = [pytest.mark.bench, pytest.mark.timeout(3600)]
MEGABYTE = 1 << 20
LARGE = 1024  # megabytes
HUGE = 10 * 1024
LITTLE = 3 * 1024  # where the disk does not hold the huge one twice over
ROUNDS = 5
_INTAKE = """
import re, sys
from pathlib import Path
from tests.benchmarks.test_store import Endless, details
from casefile.usecases import evidence, session as sessions

def memory(name):
    return int(re.search(name + r":\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024

session = sessions.unlock(Path(sys.argv[1]), sys.argv[2])
Path("/proc/self/clear_refs").write_text("5")  # the derivation of the key had its own moment
idle = memory("VmRSS")
taken = evidence.take_in(session, Endless(int(sys.argv[3])), details())
print(taken.id, memory("VmHWM") - idle)
session.lock()
"""


class Endless:
    """A stream of so many megabytes that says the same random megabyte again and again, each time with another beginning."""

    def __init__(self, megabytes: int) -> None:
        self._piece = bytearray(os.urandom(MEGABYTE))
        self._left = megabytes * MEGABYTE

    def readinto(self, target: memoryview) -> int:
        """See `io.RawIOBase`."""
        given = min(len(target), self._left, MEGABYTE)
        self._piece[:8] = self._left.to_bytes(8, "big")
        target[:given] = self._piece[:given]
        self._left -= given
        return given


def details() -> Evidence:
    """So full that no worker need look at the file: intake is measured, not looking."""
    return Evidence(
        title=Text.of("An invented recording", "en"), kind="video", media_type="video/mp4", original_name="a.mp4"
    )


@pytest.fixture
def session(tmp_path: Path, passphrase: str) -> Iterator[Session]:
    opened = sessions.create(tmp_path / "V.casefile", passphrase, "Invented Author", FLOOR)
    yield opened
    opened.lock()


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A warm file of one gigabyte, on the medium."""
    path = tmp_path / "recording.mp4"
    with path.open("wb") as file:
        for _ in range(LARGE):
            file.write(os.urandom(MEGABYTE))
        os.fsync(file.fileno())
    return path


def seconds(job: Callable[[], object]) -> float:
    begun = time.perf_counter()
    job()
    return time.perf_counter() - begun


def synced(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


class Peers:
    """What other programs do with the same file, each a job that leaves nothing behind."""

    def __init__(self, source: Path, folder: Path) -> None:
        self._source, self._out = source, folder / "out"
        folder.mkdir()
        self._recipient = X25519Identity.generate().recipient.encode()
        self._secret = folder / "secret"
        self._secret.write_text("seven invented words")
        self._repository = folder / "restic"

    def jobs(self) -> dict[str, Callable[[], None]]:
        """By name; those whose program is not there are left out."""
        found: dict[str, tuple[str | None, Callable[[], None]]] = {
            "hashlib SHA-256 alone": (None, self.hashing),
            "cp + fsync": (None, self.copying),
            "sha256sum, then age": ("age", self.age),
            "sha256sum, then age + fsync": ("age", self.age_and_sync),
            "gpg AES-256 + fsync": ("gpg", self.gpg),
            "restic backup": ("restic", self.restic),
        }
        return {name: job for name, (program, job) in found.items() if program is None or shutil.which(program)}

    def hashing(self) -> None:
        with self._source.open("rb") as file:
            hashlib.file_digest(file, "sha256")

    def copying(self) -> None:
        self._run("cp", self._source, self._out)
        synced(self._out)

    def age(self) -> None:
        self._run("sha256sum", self._source)
        self._run("age", "-r", self._recipient, "-o", self._out, self._source)

    def age_and_sync(self) -> None:
        self.age()
        synced(self._out)

    def gpg(self) -> None:
        own = (
            "--batch",
            "--homedir",
            self._secret.parent,
            "--passphrase-file",
            self._secret,
            "--pinentry-mode",
            "loopback",
        )
        how = ("--symmetric", "--cipher-algo", "AES256", "--compress-algo", "none")
        self._run("gpg", *own, *how, "-o", self._out, self._source)
        synced(self._out)

    def restic(self) -> None:
        common = ("restic", "-q", "-r", self._repository, "--password-file", self._secret, "--no-cache")
        if not self._repository.exists():
            self._run(*common, "init")
        self._run(*common, "backup", self._source)

    def tidy(self) -> None:
        """Remove what the last job left, so that the next begins as it did."""
        self._out.unlink(missing_ok=True)
        shutil.rmtree(self._repository, ignore_errors=True)
        os.sync()

    def _run(self, *words: object) -> None:
        subprocess.run([str(word) for word in words], check=True, capture_output=True)


def test_intake_beside_its_peers(session: Session, large: Path, tmp_path: Path, figure: Figure) -> None:
    peers = Peers(large, tmp_path / "peers")
    jobs = peers.jobs()
    taken: dict[str, list[float]] = {name: [] for name in (*jobs, "intake")}
    for _ in range(ROUNDS):  # in turn, so that a busy moment of the machine meets all of them
        for name, job in jobs.items():
            taken[name].append(seconds(job))
            peers.tidy()
        taken["intake"].append(_seconds_of_intake(session, large))
    best = {name: min(each) for name, each in taken.items()}
    for name, each in best.items():
        figure(f"1 GB: {name}", f"{LARGE / each:6.0f} MiB/s   intake is {each / best['intake']:.2f} times as fast")
    slower = max(best["hashlib SHA-256 alone"], best["cp + fsync"])
    figure(
        "1 GB: intake beside the slower of hashing and copying",
        f"{slower / best['intake']:.2f} (at least 0.5, aim 0.6)",
    )
    assert slower / best["intake"] >= 0.5
    if "sha256sum, then age + fsync" in best:
        assert best["sha256sum, then age + fsync"] / best["intake"] >= 2.5


def _seconds_of_intake(session: Session, source: Path) -> float:
    """Hashed, encrypted, durable, and recorded; then everything goes again."""
    kept: list[Evidence] = []
    with source.open("rb") as file:
        elapsed = seconds(lambda: kept.append(evidence.take_in(session, file, details())))
    with session.database.maintaining() as connection:
        blob = session.local.blob(connection, kept[0].sha256 or "")
        session.local.forget_blob(connection, kept[0].sha256 or "")
    assert blob is not None
    session.vault.store.remove(blob.name)
    os.sync()
    return elapsed


@pytest.mark.threat(24)
@pytest.mark.skipif(sys.platform != "linux", reason="asks the Linux kernel")
def test_memory_and_the_middle_of_a_huge_file(session: Session, passphrase: str, figure: Figure) -> None:
    session.lock()
    huge = HUGE if shutil.disk_usage(session.path).free > 2 * HUGE * MEGABYTE else LITTLE
    ids = {}
    for megabytes in (LARGE, huge):
        command = [sys.executable, "-c", _INTAKE, str(session.path), passphrase, str(megabytes)]
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2])
        ids[megabytes], peak = done.stdout.split()
        figure(f"{megabytes // 1024} GB: peak memory above an idle process", f"{peak} MiB (under 100)")
        assert int(peak) < 100
    opened = sessions.unlock(session.path, passphrase)
    try:
        cold, warm = _middle(opened, ids[huge], huge)
    finally:
        opened.lock()
    figure(f"{huge // 1024} GB: 1 MB from the middle, file not in memory", f"{cold * 1000:.1f} ms (under 50)")
    figure(f"{huge // 1024} GB: 1 MB from the middle, once more", f"{warm * 1000:.1f} ms (under 50)")
    assert max(cold, warm) < 0.05


def _middle(session: Session, evidence_id: str, megabytes: int) -> tuple[float, float]:
    """Seconds to open the file and read a megabyte from its middle, first with nothing of it in the system's memory."""
    for path in (session.path / "evidence").rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)

    def read() -> None:
        with evidence.opened(session, evidence_id) as stream:
            stream.seek(megabytes * MEGABYTE // 2)
            assert len(stream.read(MEGABYTE)) == MEGABYTE

    cold = seconds(read)
    return cold, min(seconds(read) for _ in range(5))
