"""What was typed into a form and is not saved yet. It lies in the vault, sealed, and survives a lock and a crash.

A draft is no record: it has no history and never travels. There is one at most for each record.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from casefile import clock
from casefile.domain.codec import record_from_json, record_to_json
from casefile.domain.kinds import Citation, Record, Term, kind_of
from casefile.domain.termcode import code_for
from casefile.records import additions
from casefile.records.database import Connection
from casefile.records.rows import references_of
from casefile.records.unit import Changes
from casefile.usecases.session import Session

_PREFIX = "draft/"


@dataclass(frozen=True, slots=True)
class Draft:
    """An edit under way: a record and the citations about it.

    `before` and `cited_before` are what the person saw when they began, `before` None for a new record; `typed` maps a field's path
    to words that are no value of its shape, such as a date that cannot be read; `time` is when the draft was kept (ISO 8601).
    """

    record: Record
    before: Record | None = None
    citations: tuple[Citation, ...] = ()
    cited_before: tuple[Citation, ...] = ()
    typed: Mapping[str, str] = field(default_factory=dict)
    time: str = ""

    @property
    def kind(self) -> str:
        """The code of the record's kind."""
        return kind_of(self.record).name


def keep(session: Session, draft: Draft) -> str:
    """Store `draft` in place of an older one of the same record.

    Returns:
        when it was kept, ISO 8601.
    """
    time = clock.timestamp()
    session.keep(_PREFIX + draft.record.id, {**_to_json(draft), "time": time})
    return time


def find(session: Session, record_id: str) -> Draft | None:
    """The draft of one record, or None.

    Raises:
        VerificationFailed: it was altered outside Casefile.
    """
    with session.database.reading() as connection:
        found = session.local.kept(connection, _PREFIX + record_id)
    return None if found is None else _from_json(found)


def kept(session: Session) -> tuple[Draft, ...]:
    """All drafts, the latest first.

    Raises:
        VerificationFailed: one was altered outside Casefile.
    """
    with session.database.reading() as connection:
        found = session.local.all_kept(connection, _PREFIX)
    return tuple(sorted(map(_from_json, found.values()), key=lambda draft: draft.time, reverse=True))


def naming(session: Session, connection: Connection, ids: Collection[str]) -> list[Draft]:
    """The drafts of records that refer to one of `ids`, such as a new happening of a case, inside a transaction."""
    found = map(_from_json, session.local.all_kept(connection, _PREFIX).values())
    return [each for each in found if any(target in ids for _, target in _references(each))]


def discard(session: Session, record_id: str) -> None:
    """Drop the draft of a record, if there is one."""
    with session.database.maintaining() as connection:
        drop(session, connection, record_id)


def drop(session: Session, connection: Connection, record_id: str) -> None:
    """The same inside a writing transaction."""
    session.local.forget(connection, _PREFIX + record_id)


def save(session: Session, draft: Draft) -> Changes:
    """Write record and citations and drop the draft, all together or nothing. What others changed meanwhile stays."""
    before = {citation.id: citation for citation in draft.cited_before}
    kept_ids = {citation.id for citation in draft.citations}
    with session.database.writing() as unit:
        unit.save_over(draft.before, _coded(unit.connection, draft.record))
        for citation in draft.citations:
            unit.save_over(before.get(citation.id), citation)
        for citation in draft.cited_before:
            if citation.id not in kept_ids:
                unit.delete(citation)
        drop(session, unit.connection, draft.record.id)
        return unit.flush()


def _coded(connection: Connection, record: Record) -> Record:
    """A term that nobody gave a code gets one made from its words."""
    if isinstance(record, Term) and record.list and not record.code and record.label and record.label.versions:
        words = record.label.best("en").text
        return replace(record, code=code_for(words, additions.load(connection).list(record.list)))
    return record


def _references(draft: Draft) -> Iterator[tuple[str, str]]:
    for record in (draft.record, *draft.citations):
        yield from references_of(record)


def _to_json(draft: Draft) -> dict[str, Any]:
    return {
        "kind": draft.kind,
        "record": record_to_json(draft.record),
        "before": None if draft.before is None else record_to_json(draft.before),
        "citations": [record_to_json(citation) for citation in draft.citations],
        "cited_before": [record_to_json(citation) for citation in draft.cited_before],
        "typed": dict(draft.typed),
    }


def _from_json(data: Mapping[str, Any]) -> Draft:
    before = data["before"]
    return Draft(
        record_from_json(data["kind"], data["record"]),
        None if before is None else record_from_json(data["kind"], before),
        _citations(data["citations"]),
        _citations(data["cited_before"]),
        data["typed"],
        data["time"],
    )


def _citations(data: list[dict[str, Any]]) -> tuple[Citation, ...]:
    found = (record_from_json("citation", each) for each in data)
    return tuple(each for each in found if isinstance(each, Citation))
