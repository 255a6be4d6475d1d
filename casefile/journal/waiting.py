"""Rows with random keys, kept back while very many records are written, and put into their tables in the order of the keys.

A row with a random key touches a page of its own, which costs a decryption and an encryption where the table is larger than what the database
keeps at hand. Of some hundred thousand rows in their order many fall on one page. Until then they lie in memory, in tables of the connection
that nobody else sees; what is written so must not be asked for before it is `settle`d.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from sqlalchemy import Connection, Table

_KEY = "casefile.waiting"


@contextmanager
def keeping_back(connection: Connection) -> Iterator[None]:
    """Keep back what `inserting.insert_all` is given, as far as its keys are random, until `settle`."""
    connection.info[_KEY] = {}
    try:
        yield
    finally:
        del connection.info[_KEY]  # the tables go with the transaction, or went when they were settled


def is_keeping_back(connection: Connection) -> bool:
    """Whether rows are kept back now."""
    return _KEY in connection.info


def is_kept_back(connection: Connection, table: Table) -> bool:
    """Whether the rows of this table are. Those of a journal come in the order of their keys."""
    return _KEY in connection.info and table.info["role"] != "journal"


def into(connection: Connection, table: Table) -> str:
    """The beginning of the statement that keeps back rows of `table`."""
    tables: dict[str, Table] = connection.info[_KEY]
    if table.name not in tables:
        name = _waiting(table.name)
        connection.exec_driver_sql(f'CREATE TEMP TABLE {name} AS SELECT * FROM main."{table.name}" WHERE 0')  # noqa: S608 - names from the schema
        tables[table.name] = table
    return _into(table)


def settle(connection: Connection) -> None:
    """Put all that was kept back where it belongs."""
    tables: dict[str, Table] = connection.info.get(_KEY, {})
    for name, table in tables.items():
        connection.exec_driver_sql(_moving(table))
        connection.exec_driver_sql(f"DROP TABLE temp.{_waiting(name)}")
    tables.clear()


@cache
def columns(table: Table) -> str:
    """The names of the columns of `table`, as SQL."""
    return ", ".join(f'"{column.name}"' for column in table.columns)


def _waiting(name: str) -> str:
    return f'"waiting_{name}"'


@cache
def _into(table: Table) -> str:
    return f"INSERT INTO temp.{_waiting(table.name)} ({columns(table)}) VALUES "  # noqa: S608 - names from the schema


@cache
def _moving(table: Table) -> str:
    # OR FAIL: the whole transaction ends where one row cannot be written, so SQLite need not keep, in memory, every page as it was
    # before the statement.
    key = ", ".join(f'"{column.name}"' for column in table.primary_key)
    return (
        f'INSERT OR FAIL INTO main."{table.name}" ({columns(table)}) '  # noqa: S608 - names from the schema
        f"SELECT {columns(table)} FROM temp.{_waiting(table.name)} ORDER BY {key}"
    )
