"""Exchange between two large vaults: what one edited field costs to send, and ten thousand records to take in, made new or changed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from casefile.domain.kinds import Case
from casefile.records import repository
from casefile.usecases import cases, edit, receipts, sharing, syncing
from casefile.usecases.session import Session
from casefile.usecases.sharing import Scope
from casefile.usecases.syncing import Taken
from tests.benchmarks.conftest import Figure
from tests.usecases import exchanging

pytestmark = [pytest.mark.bench, pytest.mark.timeout(3600)]
CHANGED = 10_000
KINDS = ("person", "role", "happening", "case", "organisation", "proceeding", "citation", "measure")


def test_ten_thousand_records_and_one_field(people: list[Session], tmp_path: Path, figure: Figure) -> None:
    aye, bee = people
    new = _taken_in(bee, exchanging.send(aye, bee, tmp_path / "new.age", files=False), "new", figure)
    back = receipts.write(bee, new.receipt, new.contact, tmp_path / "receipt.age")
    receipts.take_in(aye, back.path)
    _mark(aye)
    path = exchanging.send(aye, bee, tmp_path / "changed.age", files=False)
    changed = _taken_in(bee, path, "changed", figure)
    back = receipts.write(bee, changed.receipt, changed.contact, tmp_path / "second.age")
    receipts.take_in(aye, back.path)
    assert len(changed.arrival.records) == CHANGED

    first = cases.page(aye)[0].id
    with aye.database.reading() as connection:
        stored = repository.get(connection, "case", first)
    assert stored is not None and isinstance(stored.record, Case)
    edit.save(aye, [replace(stored.record, reference="E-1")])
    for name, scope in (("all", Scope()), ("one case", Scope.of_cases(first))):
        path = tmp_path / f"{name}.age"
        seconds, _ = _cpu(partial(sharing.make, aye, scope, sharing.to(aye, "Bee"), path))
        figure(f"A delta of one edited field, of {name}", f"{seconds:.2f} s of CPU, {path.stat().st_size} bytes")
        assert seconds < 1 and path.stat().st_size < 20_000


def _taken_in(session: Session, path: Path, what: str, figure: Figure) -> Taken:
    looking, arrival = _cpu(lambda: syncing.preview(session, path))
    merging, taken = _cpu(lambda: syncing.receive(session, path, looked_at=arrival))
    figure(f"{len(arrival.records)} {what} records: preview", f"{looking:.1f} s of CPU")
    figure(f"{len(arrival.records)} {what} records: receive", f"{merging:.1f} s of CPU")
    assert isinstance(taken, Taken)
    return taken


def _mark(session: Session) -> None:
    """Change so many records, each a little."""
    with session.database.writing_much() as unit:
        left = CHANGED
        for kind in KINDS:
            found = [each.record for each in repository.where(unit.connection, kind)][:left]
            unit.save_all([replace(each, tags=(*each.tags, "edited")) for each in found])
            left -= len(found)
    assert not left


def _cpu(job: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of processor, which other programs on the machine do not lengthen, and what the job gave."""
    before = time.process_time()
    found = job()
    return time.process_time() - before, found
