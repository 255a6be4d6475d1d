"""Reading what people added to the program, and which records use it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from sqlalchemy import Column, ColumnElement, Connection, or_, select

from casefile.domain.additions import Additions
from casefile.domain.definition import FieldDefinition, Shape, fields_of
from casefile.domain.kinds import KINDS, AddedField, Record, Template, Term
from casefile.records import repository, schema

_KINDS = (AddedField, Term, Template)


def load(connection: Connection) -> Additions:
    """Everything that the people of this vault added. There is little of it, so all is read."""
    fields = repository.many(connection, "addedfield", _ids(connection, "addedfield"), deleted=True)
    terms = (each.record for each in repository.where(connection, "term"))
    templates = (each.record for each in repository.where(connection, "template"))
    return Additions(
        tuple(each.record for each in fields if isinstance(each.record, AddedField) and not each.deleted),
        tuple(each for each in terms if isinstance(each, Term)),
        tuple(each for each in templates if isinstance(each, Template)),
        tuple(each.record for each in fields if isinstance(each.record, AddedField) and each.deleted),
    )


def is_addition(record: Record | None) -> bool:
    """Whether a record belongs to no case but to the vault's own way of working."""
    return isinstance(record, _KINDS)


def terms_in(connection: Connection, records: Iterable[Record]) -> list[Term]:
    """The added terms that any of `records` holds."""
    terms = load(connection).terms
    if not terms:
        return []
    held = {pair for record in records for pair in _codes(KINDS[_kind(record)].fields, record, "")}
    return [each for each in terms if (each.list, each.code) in held or (None, each.code) in held]


def holding(connection: Connection, field_id: str) -> dict[str, set[str]]:
    """Kind → ids of the records that hold a value of an added field."""
    table = schema.reference.c
    found: dict[str, set[str]] = {}
    query = select(table.kind, table.source).where(table.target == field_id, table.field == "extra")
    for kind, source in connection.execute(query):
        found.setdefault(kind, set()).add(source)
    return found


def saying(connection: Connection, term: Term) -> dict[str, set[str]]:
    """Kind → ids of the records that hold a term. Reads whole tables: for when a term is changed, which is rare."""
    found: dict[str, set[str]] = {}
    for kind, table in schema.RECORDS.items():
        conditions = [
            _holds(table.c[field.name], field, term) for field in KINDS[kind].fields if _may_hold(field, term)
        ]
        if conditions:
            ids = connection.execute(select(table.c.id).where(table.c.deleted.is_(False), or_(*conditions))).scalars()
            if some := set(ids):
                found[kind] = some
    return found


def _ids(connection: Connection, kind: str) -> list[str]:
    return list(connection.execute(select(schema.RECORDS[kind].c.id)).scalars().all())


def _kind(record: Record) -> str:
    return type(record).__name__.lower()


def _codes(fields: Iterable[FieldDefinition], owner: object, inside: str) -> Iterator[tuple[str | None, str]]:
    """(list, code) of what a record or element holds; the list is None for a field that people added, whose list its definition names."""
    for field in fields:
        value = getattr(owner, field.name)
        if field.element is not None:
            for element in value:
                yield from _codes(fields_of(field.element), element, field.name)
        elif field.about.terms or (inside == "extra" and field.name == "codes"):
            for code in (value,) if isinstance(value, str) else value or ():
                yield field.about.terms, code


def _may_hold(field: FieldDefinition, term: Term) -> bool:
    if field.name == "extra":
        return True
    inner = fields_of(field.element) if field.element is not None else (field,)
    return any(each.about.terms == term.list for each in inner)


def _holds(column: Column[object], field: FieldDefinition, term: Term) -> ColumnElement[bool]:
    if field.shape is Shape.LINE:
        return column == term.code
    return column.contains(json.dumps(term.code), autoescape=True)  # a repeated field is kept as JSON
