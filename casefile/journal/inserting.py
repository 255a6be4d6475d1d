"""Writing many rows with few statements: a statement for each row costs more than what it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table

from casefile.journal import waiting

_AT_ONCE = 40


def insert_all(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert `rows`, each with the values of all columns in the order of the table. See `waiting`: they may be kept back."""
    if waiting.is_kept_back(connection, table):
        _write(connection, waiting.into(connection, table), len(table.columns), "", rows)
    else:
        _write(connection, _into(table), len(table.columns), "", sorted(rows, key=_key(table)))


def put_all(connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """As `insert_all`, at once; a row whose primary key is there already is replaced."""
    _write(connection, _into(table), len(table.columns), _replacing(table), sorted(rows, key=_key(table)))


def insert_virtual(connection: Connection, into: str, width: int, rows: Sequence[tuple[Any, ...]]) -> None:
    """As `insert_all`, for a table that SQLAlchemy does not know: `into` is ``name(columns)``, `width` how many these are."""
    _write(connection, f"INSERT INTO {into} VALUES ", width, "", rows)  # noqa: S608 - a constant of the caller


def _write(connection: Connection, into: str, width: int, after: str, rows: Sequence[tuple[Any, ...]]) -> None:
    one = f"({', '.join('?' * width)})"
    whole = len(rows) - len(rows) % _AT_ONCE
    statement = into + ", ".join([one] * _AT_ONCE) + after
    if whole:
        connection.exec_driver_sql(
            statement, [tuple(chain.from_iterable(rows[at : at + _AT_ONCE])) for at in range(0, whole, _AT_ONCE)]
        )
    if whole < len(rows):
        connection.exec_driver_sql(into + one + after, list(rows[whole:]))


@cache
def _key(table: Table) -> Callable[[tuple[Any, ...]], Any]:
    """What rows are written in the order of, so that a page that takes several of them is deciphered and enciphered once."""
    return itemgetter(*(place for place, column in enumerate(table.columns) if column.primary_key))


@cache
def _into(table: Table) -> str:
    # OR FAIL: see `waiting`.
    return f'INSERT OR FAIL INTO "{table.name}" ({waiting.columns(table)}) VALUES '  # noqa: S608 - names from the schema


@cache
def _replacing(table: Table) -> str:
    key = ", ".join(f'"{column.name}"' for column in table.primary_key)
    others = [column.name for column in table.columns if not column.primary_key]
    return f" ON CONFLICT ({key}) DO UPDATE SET " + ", ".join(f'"{name}" = excluded."{name}"' for name in others)
