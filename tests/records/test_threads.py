"""Twelve threads read while one writes: no crash, no error, no lost write.

The pool that SQLAlchemy picks for this URL by itself shares one connection between threads and crashes SQLCipher; this is
the test that fails without `QueuePool`. ``CASEFILE_FAULTS=all`` runs it for minutes. What is counted are cases, not seconds: a slow machine takes
longer and asks the same.
"""

from __future__ import annotations

import os
import threading

from casefile.domain.kinds import Case
from casefile.domain.values import Text
from casefile.errors import Cancelled
from casefile.progress import SILENT
from casefile.records import audit
from casefile.usecases import cases, edit, search
from casefile.usecases import session as sessions
from tests.conftest import PASSPHRASE

WRITTEN = 3000 if os.environ.get("CASEFILE_FAULTS") == "all" else 50
READERS = 12


def test_twelve_read_while_one_writes(session):
    done, faults, reads, written = threading.Event(), [], [0] * READERS, []

    def read(number: int) -> None:
        seen = 0
        while not (done.is_set() and reads[number]):
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
        try:
            for number in range(WRITTEN):
                case = Case(reference=f"X-{number}", title=Text.of(f"Invented {number}", "en"))
                edit.save(session, [case])
                written.append(case.id)
        except Exception as fault:
            faults.append(fault)
        finally:
            done.set()

    threads = [threading.Thread(target=read, args=(number,)) for number in range(READERS)]
    threads.append(threading.Thread(target=write))
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert not faults, faults[0]
    assert all(reads)
    assert cases.overview(session).total == len(written) == WRITTEN
    with session.database.reading() as connection:
        assert list(audit.differing_records(connection, session.database.devices, SILENT)) == []


def test_a_lock_stops_who_still_reads(session):
    """A page may still be loading when somebody locks: what is asked then ends without a word, and the log is folded in all the same."""
    edit.save(session, [Case(reference=f"X-{n}", title=Text.of(f"Invented {n}", "en")) for n in range(300)])
    amid, ends = threading.Semaphore(0), []

    def read() -> None:
        try:
            while True:
                search.find(session, "invented")
                amid.release()
                cases.page(session, limit=300)
        except Exception as end:
            ends.append(end)

    threads = [threading.Thread(target=read) for _ in range(READERS)]
    for each in threads:
        each.start()
    for _ in range(2 * READERS):
        amid.acquire()
    session.lock()
    for each in threads:
        each.join()
    assert [type(end) for end in ends] == [Cancelled] * READERS
    assert not list(session.path.glob("records.db-*")), "the log is left beside the database"
    again = sessions.unlock(session.path, PASSPHRASE)
    assert cases.overview(again).total == 300
    again.lock()


def test_a_lock_waits_for_what_is_being_saved(session):
    begun, count, saved = threading.Event(), 300, []

    def write() -> None:
        with session.database.writing() as unit:
            for n in range(count):
                unit.save(Case(reference=f"X-{n}", title=Text.of(f"Invented {n}", "en")))
                begun.set()
        saved.append(count)

    thread = threading.Thread(target=write)
    thread.start()
    begun.wait()
    session.lock()
    thread.join()
    assert saved == [count]
    again = sessions.unlock(session.path, PASSPHRASE)
    assert cases.overview(again).total == count
    again.lock()
