"""Twelve threads read while one writes: no crash, no error, no lost write.

The pool that SQLAlchemy picks for this URL by itself shares one connection between threads and crashes SQLCipher; this is
the test that fails without `QueuePool`. ``CASEFILE_THREADS_SECONDS`` sets how long it runs.
"""

from __future__ import annotations

import os
import threading
import time

from casefile.domain.kinds import Case
from casefile.domain.values import Text
from casefile.progress import SILENT
from casefile.records import audit
from casefile.usecases import cases, edit, search

SECONDS = float(os.environ.get("CASEFILE_THREADS_SECONDS", "60" if os.environ.get("CI") else "8"))
READERS = 12


def test_twelve_read_while_one_writes(session):
    end, faults, reads, written = time.monotonic() + SECONDS, [], [0] * READERS, []

    def read(number: int) -> None:
        seen = 0
        while time.monotonic() < end:
            try:
                total = cases.overview(session).total
                rows = cases.page(session, limit=20)
                if rows:
                    cases.load(session, rows[-1].id)
                    search.find(session, "invented")
            except Exception as fault:
                faults.append(fault)
                return
            assert total >= seen, "a reader went back in time"
            seen = total
            reads[number] += 1

    def write() -> None:
        while time.monotonic() < end:
            case = Case(reference=f"X-{len(written)}", title=Text.of(f"Invented {len(written)}", "en"))
            try:
                edit.save(session, [case])
            except Exception as fault:
                faults.append(fault)
                return
            written.append(case.id)

    threads = [threading.Thread(target=read, args=(number,)) for number in range(READERS)]
    threads.append(threading.Thread(target=write))
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert not faults, faults[0]
    assert all(reads)
    assert len(written) > SECONDS, "the writer was starved"
    assert cases.overview(session).total == len(written)
    with session.database.reading() as connection:
        assert list(audit.differing_records(connection, session.database.devices, SILENT)) == []
