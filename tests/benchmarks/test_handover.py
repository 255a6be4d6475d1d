"""Handing over beside `age` on the same bytes, all in one run: one gigabyte of evidence, and one edited field."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from casefile.crypto.age import HybridIdentity, X25519Identity
from casefile.crypto.kdf import FLOOR
from casefile.handover import delta, layout, writing
from casefile.handover.delta import About, Part, SyncFile
from casefile.handover.writing import PayloadFile
from casefile.usecases import evidence, inspection
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from casefile.vault.blobs import Blob
from tests.benchmarks.conftest import Figure
from tests.benchmarks.test_store import LARGE, MEGABYTE, Endless, details, seconds
from tests.handover import exchange
from tests.handover.desk import Desk

pytestmark = [
    pytest.mark.bench,
    pytest.mark.timeout(3600),
    pytest.mark.skipif(shutil.which("age") is None, reason="age is not here"),
]
ROUNDS = 5
EVIDENCE = "data/evidence/0001.bin"


@pytest.fixture
def session(tmp_path: Path, passphrase: str) -> Iterator[Session]:
    opened = sessions.create(tmp_path / "V.casefile", passphrase, "Invented Author", FLOOR)
    yield opened
    opened.lock()


@pytest.fixture
def blob(session: Session) -> Blob:
    """A gigabyte of evidence in a vault."""
    taken = evidence.take_in(session, Endless(LARGE), details())
    with session.database.reading() as connection:
        found = session.local.blob(connection, taken.sha256 or "")
    assert found is not None
    return found


def test_a_gigabyte_beside_age(session: Session, blob: Blob, tmp_path: Path, figure: Figure) -> None:
    plain, out, desk = tmp_path / "plain", tmp_path / "out", Desk()
    with session.vault.store.read(blob) as source, plain.open("wb") as sink:
        shutil.copyfileobj(source, sink, MEGABYTE)
    keys = tmp_path / "keys"
    keys.write_text(desk.recipient.encode())
    age = ("age", "-r", X25519Identity.generate().recipient.encode(), "-o", str(out), str(plain))
    jobs: dict[str, Callable[[], object]] = {
        "age": lambda: subprocess.run(age, check=True),
        "age + fsync": lambda: (subprocess.run(age, check=True), _synced(out)),
        "hand over": lambda: writing.write(out, exchange.sync_letter(desk), _payload(session, blob)),
        "inspect": lambda: inspection.inspect(tmp_path / "bundle.age", [desk.recipient]),
    }
    writing.write(tmp_path / "bundle.age", exchange.sync_letter(desk), _payload(session, blob))
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(ROUNDS):  # in turn, so that a busy moment of the machine meets all of them
        for name, job in jobs.items():
            taken[name].append(seconds(job))
            out.unlink(missing_ok=True)
            os.sync()
    best = {name: min(each) for name, each in taken.items()}
    for name, each in best.items():
        figure(f"1 GB of evidence: {name}", f"{LARGE / each:6.0f} MiB/s, {best['age'] / each:.2f} times as fast as age")
    assert best["age"] / best["hand over"] >= 0.5


def _synced(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


def _payload(session: Session, blob: Blob) -> list[PayloadFile]:
    sha256 = blob.sha256.hex()
    part = Part((exchange.section(exchange.OWN_LOG, [18]),), About(files=(SyncFile(EVIDENCE, blob.length, sha256),)))
    file = PayloadFile(EVIDENCE, blob.length, sha256, partial(session.vault.store.read, blob))
    return [PayloadFile.of(layout.JOURNAL, delta.dump(part, 1)), file]


@pytest.mark.skipif(sys.platform != "linux", reason="asks the Linux kernel")
def test_memory_does_not_depend_on_the_size(session: Session, blob: Blob, tmp_path: Path, figure: Figure) -> None:
    def peak() -> int:
        found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
        assert found is not None
        return int(found[1]) // 1024

    desk = Desk(recipient=HybridIdentity.generate())
    before = Path("/proc/self/clear_refs")
    before.write_text("5")
    idle = peak()
    writing.write(tmp_path / "bundle.age", exchange.sync_letter(desk), _payload(session, blob))
    figure("1 GB of evidence: memory for handing it over", f"{peak() - idle} MiB")
    assert peak() - idle < 50
