"""Unlocking costs the same however full the vault is, and little beside the derivation of the key."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import pytest

from casefile.crypto.kdf import FLOOR
from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Evidence
from casefile.domain.values import Text
from casefile.usecases import edit
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from casefile.vault.blobs import Blob
from tests import stretching
from tests.benchmarks.conftest import Figure

pytestmark = [pytest.mark.bench, pytest.mark.timeout(3600)]
CASES = 100_000
BATCH = 1000
PATIENCE_SECONDS = 300
OPENINGS = 9


def fill(session: Session) -> int:
    """Cases, each with a file; as many as fit into the time, and how many those were."""
    until = time.monotonic() + PATIENCE_SECONDS
    for start in range(0, CASES, BATCH):
        if time.monotonic() > until:
            return start
        numbers = range(start, start + BATCH)
        cases = [Case(reference=f"KZ-{number}", title=Text.of(f"Invented case {number}", "en")) for number in numbers]
        files = [_file(case, number) for case, number in zip(cases, numbers, strict=True)]
        edit.save(session, [*cases, *files])
        with session.database.maintaining() as connection:
            for number in numbers:
                blob = Blob(f"{number:032x}", bytes(32), number.to_bytes(32, "big"), number)
                session.local.keep_blob(connection, blob)
    return CASES


def _file(case: Case, number: int) -> Evidence:
    return Evidence(
        cases=(Ref(case.id),),
        title=Text.of(f"Invented photo {number}", "en"),
        original_name=f"{number}.jpg",
        kind="photo",
        media_type="image/jpeg",
        size=number,
        sha256=f"{number:064x}",
    )


def openings(path: Path, passphrase: str) -> tuple[float, float]:
    """Median seconds to unlock and to lock, the key derived before."""
    unlocking, locking = [], []
    for _ in range(OPENINGS):
        begun = time.perf_counter()
        session = sessions.unlock(path, passphrase)
        opened = time.perf_counter()
        session.lock()
        unlocking.append(opened - begun)
        locking.append(time.perf_counter() - opened)
    return statistics.median(unlocking), statistics.median(locking)


@pytest.mark.threat(24)
def test_opening_costs_the_same_however_full(tmp_path: Path, passphrase: str, figure: Figure) -> None:
    stretching.remember()
    path = tmp_path / "V.casefile"
    session = sessions.create(path, passphrase, "Invented Author", FLOOR)
    session.lock()
    empty, _ = openings(path, passphrase)
    session = sessions.unlock(path, passphrase)
    number = fill(session)
    session.lock()
    size = (path / "records.db").stat().st_size >> 20
    full, locking = openings(path, passphrase)
    figure("unlock besides the KDF, empty vault", f"{empty * 1000:.0f} ms (under 150)")
    figure(f"unlock besides the KDF, {number:,} cases and files, {size} MiB", f"{full * 1000:.0f} ms (under 150)")
    figure("lock, the same", f"{locking * 1000:.0f} ms")
    assert max(empty, full) < 0.15
    assert full < 2 * empty + 0.01
