"""The engine over an open vault: many readers, one writer, and the order in which a change becomes true.

A change is committed, then the sealed head is written, then it is acknowledged (`architecture.md`, "The database").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from json import JSONDecodeError
from threading import Lock
from typing import Any, Protocol

from sqlalchemy import Connection as Connection
from sqlalchemy import Engine, ExceptionContext, create_engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool, StaticPool

from casefile.errors import Cancelled, Refused, VerificationFailed
from casefile.journal import waiting
from casefile.journal.tables import metadata
from casefile.progress import SILENT, Progress
from casefile.records import ledger, schema
from casefile.records.heads import head_of
from casefile.records.steps import Steps
from casefile.records.unit import Projection, UnitOfWork
from casefile.vault.database import CACHE_KIB
from casefile.vault.head import Head

_MUCH_KIB = 128 << 10
_STEPS_BETWEEN_LOOKS = 100_000  # of SQLite's machine: some milliseconds


class Ground(Protocol):
    """What the records need of a vault: connections to its database, and its sealed head."""

    def connect(self) -> Any:
        """A new DB-API connection to the encrypted database."""

    def write_head(self, size: int, root: bytes, logs: bytes, local_writes: int, local_seal: bytes) -> None:
        """Seal how far the journal reaches and what local rows there are, durably."""


class Database:
    """Readers and the one writer over the database of an open vault.

    Args:
        ground: the open vault.
        projections: what keeps derived tables, the search index for one, in step inside the same transaction.

    Attributes:
        steps: what was written since the vault was opened and can be taken back.
    """

    def __init__(self, ground: Ground, projections: Sequence[Projection] = ()) -> None:
        self._ground = ground
        self._projections = tuple(projections)
        self._writing = Lock()
        self._readers = _engine(ground, "BEGIN", pool_size=4, max_overflow=-1)
        self._writer = _engine(ground, "BEGIN IMMEDIATE", pool_size=1, max_overflow=0)
        self.refuses_writing = False
        self.devices: tuple[str, ...] = ()
        self.author = ""
        self.steps = Steps()

    def act_as(self, devices: Sequence[str], author: str) -> None:
        """Say on which device and as whom entries are written from now on; `devices` are all that this vault has had, the present one first."""
        self.devices, self.author = tuple(devices), author

    @property
    def device(self) -> str:
        """The device that writes now; nothing before it is known."""
        return self.devices[0] if self.devices else ""

    def refuse_writing(self) -> None:
        """Let nothing be changed from now on: the vault is damaged, and a change would cover the traces."""
        self.refuses_writing = True

    def require_writable(self) -> None:
        """Say no where nothing may be changed.

        Raises:
            Refused: the vault is open for rescue.
        """
        if self.refuses_writing:
            raise Refused("records.rescue_only")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection with a consistent view. Results are to be materialised before it ends.

        Raises:
            VerificationFailed: a page that was asked for is damaged. What lies on others can be asked for afterwards.
        """
        with self._readers.connect() as connection:
            connection.begin()
            try:
                yield connection
            except (VerificationFailed, JSONDecodeError) as fault:
                # SQLCipher answers nothing more on a connection that met a damaged page, so it must not go back among the others;
                # and the pages that a long value runs on to it may give as zeros.
                connection.invalidate()
                if isinstance(fault, JSONDecodeError):
                    raise VerificationFailed("vault.database_damaged") from fault
                raise

    @contextmanager
    def inspecting(self) -> Iterator[Connection]:
        """As `reading`, on a connection of its own that is thrown away: SQLCipher answers nothing more on one that met a damaged page.

        Raises:
            VerificationFailed: whatever the database cannot answer.
        """
        try:
            with self._readers.connect() as connection:
                try:
                    connection.begin()
                    yield connection
                finally:
                    connection.invalidate()
        except SQLAlchemyError as fault:
            raise VerificationFailed("vault.database_damaged") from fault

    @contextmanager
    def writing(self) -> Iterator[UnitOfWork]:
        """One change: everything done to the unit becomes true together, or nothing does.

        Raises:
            Refused: the vault is open for rescue, or the disk is full; nothing changed.
        """
        self.require_writable()
        with self._writing:
            with self._writer.connect() as connection, connection.begin():
                unit = UnitOfWork(connection, self.devices, self.author, self._projections)
                yield unit
                unit.flush()
                head = head_of(connection, self.device)
            # Committed, and durable by synchronous=FULL; the head follows before anyone is told.
            self._seal(head)
            if unit.span is not None:
                self.steps.note(unit.span)

    @contextmanager
    def writing_much(self) -> Iterator[UnitOfWork]:
        """As `writing`, for very many records: the database keeps more of its pages at hand meanwhile, for each costs a decryption."""
        with self.writing() as unit:
            unit.connection.exec_driver_sql(f"PRAGMA cache_size = -{_MUCH_KIB}")
            try:
                with waiting.keeping_back(unit.connection):
                    yield unit
                    unit.flush()
                    unit.settle()
            finally:
                unit.connection.exec_driver_sql(f"PRAGMA cache_size = -{CACHE_KIB}")

    @contextmanager
    def maintaining(self) -> Iterator[Connection]:
        """The writer's connection, for local and derived tables alone. The head follows where local rows were written.

        Raises:
            Refused: as `writing`.
        """
        self.require_writable()
        with self._writing:
            with self._writer.connect() as connection, connection.begin():
                before = ledger.mark(connection)
                yield connection
                head = head_of(connection, self.device) if ledger.mark(connection) != before else None
            if head is not None:
                self._seal(head)

    def create_tables(self) -> None:
        """Lay out an empty database."""
        with self._writing, self._writer.connect() as connection, connection.begin():
            metadata.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")

    @contextmanager
    def rebuilding_tables(self, progress: Progress = SILENT) -> Iterator[Connection]:
        """The writer's connection, to bring the tables of an older version to this one. Also in a vault that is open for rescue: what
        cannot be read otherwise would not be rescued, and a new column covers no traces.

        Raises:
            Cancelled: also in the midst of a statement; nothing changed.
        """
        with self._writing, self._writer.connect() as connection, connection.begin(), _stopping(connection, progress):
            yield connection

    def note_head(self) -> None:
        """Seal the head for the journal as it is: the vault is in use from here on."""
        with self._writing, self.reading() as connection:
            head = head_of(connection, self.device)
        self._seal(head)

    def _seal(self, head: Head) -> None:
        self._ground.write_head(head.size, head.root, head.logs, head.local_writes, head.local_seal)

    def close(self) -> None:
        """Wait for a change under way and give back every connection. The vault may be locked afterwards; who still reads is stopped by that."""
        with self._writing:
            self._readers.dispose()
            self._writer.dispose()


@contextmanager
def _stopping(connection: Connection, progress: Progress) -> Iterator[None]:
    """While a statement runs, SQLite asks again and again whether to go on. Ctrl+C arrives in the midst of that question as well."""
    stopped: list[BaseException] = []

    def is_over() -> int:
        try:
            progress.check()
        except (Cancelled, KeyboardInterrupt) as stop:
            stopped.append(stop)
        return bool(stopped)

    opened: Any = connection.connection.driver_connection
    opened.set_progress_handler(is_over, _STEPS_BETWEEN_LOOKS)
    try:
        yield
    except Exception as fault:
        if stopped:
            raise stopped[0] from fault
        raise
    finally:
        opened.set_progress_handler(None, 0)


@contextmanager
def over(opened: Any) -> Iterator[Connection]:
    """One transaction over a DB-API connection to another database, which stays open and the caller's."""
    engine = create_engine("sqlite+pysqlite://", creator=lambda: opened, poolclass=StaticPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.begin() as connection:
        yield connection


def _engine(ground: Ground, begin: str, pool_size: int, max_overflow: int) -> Engine:
    # The raw key must not stand in a URL, hence `creator`; and the pool that this URL chooses by itself shares one
    # connection between threads, which crashes SQLCipher, hence QueuePool. Its queue is not fair: a thread that must wait
    # may wait for ever while others take turns, hence readers have no limit, and only `pool_size` of them are kept open.
    # The last one given back goes out first, for it has the pages that are looked at; each keeps its own.
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=ground.connect,
        poolclass=QueuePool,
        pool_size=pool_size,
        max_overflow=max_overflow,
        pool_timeout=60,
        pool_use_lifo=True,
    )

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    @event.listens_for(engine, "handle_error", retval=True)
    def tell(context: ExceptionContext) -> BaseException | None:
        """What says that the vault is being locked is no fault of the statement, whatever moment it comes at."""
        return context.original_exception if isinstance(context.original_exception, Cancelled) else None

    return engine
