"""People, places and references, looked up as they are written."""

from __future__ import annotations

import re

from sqlalchemy import Connection, func, select

from casefile.domain.kinds import Person, Place
from casefile.records import repository, schema

_LAST_DIGITS = re.compile(r"(\d+)$")


def person_named(connection: Connection, name: str) -> Person | None:
    """The person who has exactly this name; None where there is none or several, for then only a person can tell."""
    found = [each for each in _named(connection, "person", name) if isinstance(each, Person)]
    return found[0] if len(found) == 1 else None


def place_named(connection: Connection, name: str) -> Place | None:
    """The place that has exactly this name; None where there is none or several."""
    found = [each for each in _named(connection, "place", name) if isinstance(each, Place)]
    return found[0] if len(found) == 1 else None


def latest_reference(connection: Connection) -> str | None:
    """The reference of the case that was made last."""
    case = schema.RECORDS["case"].c
    query = (
        select(case.reference).where(case.reference.is_not(None)).order_by(case.created.desc(), case.reference.desc())
    )
    return connection.execute(query.limit(1)).scalar()


def highest_serial(connection: Connection, prefix: str) -> int:
    """The highest number behind `prefix` among all references, 0 where there is none."""
    case = schema.RECORDS["case"].c
    found = connection.execute(
        select(case.reference).where(case.reference.startswith(prefix, autoescape=True))
    ).scalars()
    serials = (_LAST_DIGITS.search(reference or "") for reference in found)
    return max((int(serial[1]) for serial in serials if serial), default=0)


def _named(connection: Connection, kind: str, name: str) -> list[object]:
    table = schema.RECORDS[kind]
    entry = func.json_each(table.c.names).table_valued("value", name="entry", joins_implicitly=True)
    query = (
        select(table.c.id)
        .select_from(table, entry)
        .where(func.json_extract(entry.c.value, "$.text") == name, table.c.deleted.is_(False))
        .distinct()
    )
    ids = connection.execute(query).scalars().all()
    return [each.record for each in repository.many(connection, kind, ids)]
