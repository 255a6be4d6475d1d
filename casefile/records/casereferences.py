"""References of cases, looked up as they are written."""

from __future__ import annotations

from sqlalchemy import Connection, Integer, cast, func, select

from casefile.records import schema


def latest_reference(connection: Connection) -> str | None:
    """The reference of the case that was made last."""
    case = schema.RECORDS["case"].c
    query = (
        select(case.reference).where(case.reference.is_not(None)).order_by(case.created.desc(), case.reference.desc())
    )
    return connection.execute(query.limit(1)).scalar()


def highest_serial(connection: Connection, prefix: str) -> int:
    """The highest number behind `prefix` among all references, 0 where there is none."""
    reference = schema.RECORDS["case"].c.reference
    serial = cast(func.substr(reference, len(prefix) + 1), Integer)
    query = select(func.max(serial)).where(reference.startswith(prefix, autoescape=True))
    return connection.execute(query).scalar() or 0
