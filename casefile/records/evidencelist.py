"""The list of evidence: a page at a time, with how many files there are and how large they are together.

One derived line a file, so that the page is found in an index whatever it is filtered by.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, func, insert, or_, select

from casefile.domain.kinds import Evidence, Record
from casefile.domain.kinds.knowledge import DISCLOSURE
from casefile.records import repository, schema
from casefile.records.ordering import unindexed


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
    line = schema.evidence_line.c
    query = select(line.id, line.added, line.linked).where(*_conditions(wanted))
    if after is not None:
        same = and_(line.added == after.added, line.id > after.evidence.id)
        query = query.where(line.added <= after.added, or_(line.added < after.added, same))
    found = connection.execute(query.order_by(line.added.desc(), line.id).limit(limit)).all()
    files = {each.record.id: each.record for each in repository.many(connection, "evidence", [row.id for row in found])}
    return [
        EvidenceRow(file, row.added, bool(row.linked))
        for row in found
        if isinstance(file := files.get(row.id), Evidence)
    ]


def totals(connection: Connection, wanted: EvidenceFilter) -> Totals:
    """Number and size of the files that meet a filter."""
    line = schema.evidence_line.c
    query = select(func.count(), func.coalesce(func.sum(line.size), 0)).select_from(schema.evidence_line)
    count, size = connection.execute(query.where(*_conditions(wanted))).one()
    return Totals(count, size)


def among(records: Mapping[str, Record | None]) -> set[str]:
    """Ids of what is evidence among records, or was: None stands for one that was deleted."""
    return {each for each, record in records.items() if record is None or isinstance(record, Evidence)}


def refresh(connection: Connection, ids: Collection[str]) -> None:
    """Make the lines anew of what is evidence among the records with these ids: what was changed, and what it names or named before."""
    if not ids:
        return
    line = schema.evidence_line
    connection.execute(delete(line).where(line.c.id.in_(repository.listed(ids))))
    evidence = schema.RECORDS["evidence"].c.id.in_(repository.listed(ids))
    connection.execute(insert(line).from_select([each.name for each in line.c], lines().where(evidence)))


def lines() -> Select[Any]:
    """What `schema.evidence_line` should hold: a row for each file but bundles that were received, which have a list of their own."""
    evidence = schema.RECORDS["evidence"].c
    return select(
        evidence.id,
        evidence.created.label("added"),
        evidence.kind,
        _is_linked().label("linked"),
        evidence.captured.is_not(None).label("dated"),
        evidence.captured_from,
        evidence.captured_to,
        func.coalesce(evidence.size, 0).label("size"),
    ).where(evidence.deleted.is_(False), evidence.media_type.is_distinct_from(DISCLOSURE))


def _conditions(wanted: EvidenceFilter) -> list[ColumnElement[bool]]:
    """A filter as SQL over `schema.evidence_line`, which is read in its order."""
    line, reference = schema.evidence_line.c, schema.reference.c
    found: list[ColumnElement[bool]] = []
    if wanted.case is not None:
        belonging = (reference.target == wanted.case, reference.kind == "evidence", reference.field == "cases")
        found.append(line.id.in_(select(reference.source).where(*belonging)))
    found += [unindexed(line.kind) == wanted.kind] if wanted.kind is not None else []
    found += [line.linked.is_(wanted.linked)] if wanted.linked is not None else []
    # A date that is known to the month alone may lie in the range, so it is shown.
    found += [line.captured_to >= wanted.captured_from] if wanted.captured_from else []
    found += [line.captured_from <= wanted.captured_to] if wanted.captured_to else []
    found += [line.dated.is_(wanted.dated)] if wanted.dated is not None else []
    return found


def _is_linked() -> ColumnElement[bool]:
    evidence, reference = schema.RECORDS["evidence"].c, schema.reference.c
    shows = select(reference.source).where(reference.source == evidence.id, reference.field == "shows")
    referred_to = select(reference.source).where(reference.target == evidence.id)
    return or_(shows.exists(), referred_to.exists())


def not_read(connection: Connection, media_types: Iterable[str]) -> list[Evidence]:
    """Evidence of these media types, or of none, whose file lies here and was not looked into for text, one record of each content."""
    table, blob, known = schema.RECORDS["evidence"], schema.blob.c, schema.file_text.c
    here = select(blob.sha256).where(blob.sha256 == table.c.sha256).exists()
    read = select(known.sha256).where(known.sha256 == table.c.sha256).exists()
    wanted = or_(table.c.media_type.in_(list(media_types)), table.c.media_type.is_(None))
    found = repository.where(connection, "evidence", wanted, here, ~read)
    records = (each.record for each in found)
    return list({each.sha256: each for each in records if isinstance(each, Evidence)}.values())
