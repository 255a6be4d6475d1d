"""The list of evidence: a page at a time, with how many files there are and how large they are together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from casefile.domain.kinds import Evidence
from casefile.domain.kinds.knowledge import DISCLOSURE
from casefile.records import repository, schema


@dataclass(frozen=True, slots=True)
class EvidenceFilter:
    """What the list shows. None means that it does not matter.

    `case` is an id, `kind` a code of ``evidence_kind``. `linked` asks whether a file shows something that is recorded, or a record refers to
    it; belonging to a case is not enough. `captured_from` and `captured_to` are ISO dates, both included; `dated` asks for any date at all.
    """

    case: str | None = None
    kind: str | None = None
    linked: bool | None = None
    captured_from: str | None = None
    captured_to: str | None = None
    dated: bool | None = None


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One file of the list. `added` is the ISO time at which its record was made here, `linked` as in `EvidenceFilter`."""

    evidence: Evidence
    added: str
    linked: bool


@dataclass(frozen=True, slots=True)
class Totals:
    """How many files meet a filter, and their bytes together."""

    count: int
    size: int


def page(connection: Connection, wanted: EvidenceFilter, after: EvidenceRow | None, limit: int) -> list[EvidenceRow]:
    """The files that follow `after`, those added last first."""
    table = schema.RECORDS["evidence"]
    conditions = _conditions(wanted)
    if after is not None:
        same = and_(table.c.created == after.added, table.c.id > after.evidence.id)
        conditions.append(or_(table.c.created < after.added, same))
    found = repository.where(
        connection, "evidence", *conditions, order=(table.c.created.desc(), table.c.id), limit=limit
    )
    linked = _linked_among(connection, [each.record.id for each in found])
    return [
        EvidenceRow(each.record, each.created, each.record.id in linked)
        for each in found
        if isinstance(each.record, Evidence)
    ]


def totals(connection: Connection, wanted: EvidenceFilter) -> Totals:
    """Number and size of the files that meet a filter."""
    table = schema.RECORDS["evidence"]
    query = select(func.count(), func.coalesce(func.sum(table.c.size), 0))
    count, size = connection.execute(query.where(table.c.deleted.is_(False), *_conditions(wanted))).one()
    return Totals(count, size)


def _conditions(wanted: EvidenceFilter) -> list[ColumnElement[bool]]:
    evidence, reference = schema.RECORDS["evidence"].c, schema.reference.c
    found: list[ColumnElement[bool]] = [evidence.media_type.is_distinct_from(DISCLOSURE)]
    if wanted.case is not None:
        belonging = (reference.target == wanted.case, reference.kind == "evidence", reference.field == "cases")
        found.append(evidence.id.in_(select(reference.source).where(*belonging)))
    if wanted.kind is not None:
        found.append(evidence.kind == wanted.kind)
    if wanted.linked is not None:
        found.append(_is_linked() if wanted.linked else ~_is_linked())
    # A date that is known to the month alone may lie in the range, so it is shown.
    found += [evidence.captured_to >= wanted.captured_from] if wanted.captured_from else []
    found += [evidence.captured_from <= wanted.captured_to] if wanted.captured_to else []
    if wanted.dated is not None:
        found.append(evidence.captured.is_not(None) if wanted.dated else evidence.captured.is_(None))
    return found


def _is_linked() -> ColumnElement[bool]:
    evidence, reference = schema.RECORDS["evidence"].c, schema.reference.c
    shows = select(reference.source).where(reference.source == evidence.id, reference.field == "shows")
    referred_to = select(reference.source).where(reference.target == evidence.id)
    return or_(shows.exists(), referred_to.exists())


def _linked_among(connection: Connection, ids: Iterable[str]) -> set[str]:
    evidence = schema.RECORDS["evidence"].c
    return set(connection.execute(select(evidence.id).where(evidence.id.in_(list(ids)), _is_linked())).scalars())


def not_read(connection: Connection, media_types: Iterable[str]) -> list[Evidence]:
    """Evidence of these media types whose file lies here and was not looked into for text, one record of each content."""
    table, blob, known = schema.RECORDS["evidence"], schema.blob.c, schema.file_text.c
    here = select(blob.sha256).where(blob.sha256 == table.c.sha256).exists()
    read = select(known.sha256).where(known.sha256 == table.c.sha256).exists()
    found = repository.where(connection, "evidence", table.c.media_type.in_(list(media_types)), here, ~read)
    records = (each.record for each in found)
    return list({each.sha256: each for each in records if isinstance(each, Evidence)}.values())
