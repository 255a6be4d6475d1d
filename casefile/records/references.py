"""Which record refers to which: one row for each reference of a record that is here, and apart those of records that were deleted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from sqlalchemy import Connection, bindparam, delete, select

from casefile.domain.definition import FieldDefinition, fields_of
from casefile.domain.kinds import KINDS, Record, kind_of
from casefile.journal.inserting import insert_all
from casefile.records import schema
from casefile.records.repository import listed
from casefile.records.rows import references_of


def _to_others(kind: str, fields: Iterable[FieldDefinition], inside: str) -> Iterator[tuple[str, str]]:
    for field in fields:
        if field.about.to and "evidence" not in field.about.to:
            yield kind, inside + field.name
        if field.element is not None:
            yield from _to_others(kind, fields_of(field.element), f"{inside}{field.name}/")


_CASES = "cases"
_TO_OTHERS = frozenset(pair for kind in KINDS.values() for pair in _to_others(kind.name, kind.fields, ""))
"""Kind and path of the references that are never to a file: most of them."""


def write(
    connection: Connection, records: Mapping[str, Record | None], changed: Collection[str], gone: Iterable[Record]
) -> set[str]:
    """Make the rows of `records` anew, and say what they refer to or did so far where that may be a file: ids of records.

    Args:
        records: None stands for one that was deleted.
        changed: those of them that were here before.
        gone: those that are deleted, as they were last.
    """
    named = _forget(connection, changed) if changed else set()
    rows = [
        (source, *row) for source, record in records.items() if record is not None for row in sorted(rows_of(record))
    ]
    insert_all(connection, schema.reference, rows)
    insert_all(connection, schema.former_reference, [row for record in gone for row in former_rows(record)])
    return named | {target for _, path, target, kind, _ in rows if (kind, path) not in _TO_OTHERS}


def rows_of(record: Record) -> set[tuple[str, str, str, str | None]]:
    """The rows of a record in `schema.reference`, without its own id: field, target, kind, case."""
    found, kind = set(references_of(record)), kind_of(record).name
    cases = [target for path, target in found if path == _CASES]
    alone = cases[0] if len(cases) == 1 else None
    return {(path, target, kind, None if path == _CASES else alone) for path, target in found}


def former_rows(record: Record) -> Iterator[tuple[str, str, str]]:
    """The rows of a deleted record in `schema.former_reference`."""
    kind = kind_of(record).name
    return ((target, record.id, kind) for target in sorted({target for _, target in references_of(record)}))


def formerly_naming(connection: Connection, targets: Iterable[str]) -> dict[str, set[str]]:
    """Kind → ids of the deleted records that referred to any of `targets` when they were deleted."""
    table, found = schema.former_reference.c, dict[str, set[str]]()
    for kind, source in connection.execute(select(table.kind, table.source).where(table.target.in_(listed(targets)))):
        found.setdefault(kind, set()).add(source)
    return found


def _forget(connection: Connection, changed: Collection[str]) -> set[str]:
    """Drop the rows of records that were here before; what they referred to."""
    table, sources = schema.reference, listed(changed)
    query = select(table.c.kind, table.c.field, table.c.target).where(table.c.source.in_(sources))
    named = {row.target for row in connection.execute(query) if (row.kind, row.field) not in _TO_OTHERS}
    gone = [{"changed": each} for each in changed]
    for each in (schema.reference, schema.former_reference):
        connection.execute(delete(each).where(each.c.source == bindparam("changed")), gone)
    return named
