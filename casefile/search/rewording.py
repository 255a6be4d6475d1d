"""Which records are to be indexed anew because a term or a field that people added now reads otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Connection, select

from casefile.domain.kinds import AddedField, Record, Term
from casefile.journal.log import entries_of
from casefile.records import additions, repository
from casefile.search.tables import indexed

_BATCH = 500


def reworded(connection: Connection, changed: Mapping[str, Record | None]) -> dict[str, Record]:
    """Id → record, of those that hold a term, or a value of a field, that is among `changed`."""
    found: dict[str, set[str]] = {}
    for users in _users(connection, changed):
        for kind, ids in users.items():
            found.setdefault(kind, set()).update(ids)
    return {
        each.record.id: each.record for kind, ids in found.items() for each in repository.many(connection, kind, ids)
    }


def _users(connection: Connection, changed: Mapping[str, Record | None]) -> Iterator[dict[str, set[str]]]:
    gone = _gone(connection, [each for each, record in changed.items() if record is None])
    for record_id, record in changed.items():
        if isinstance(record, AddedField) or gone.get(record_id) == "addedfield":
            yield additions.holding(connection, record_id)
        elif isinstance(record, Term) or gone.get(record_id) == "term":
            yield from (additions.saying(connection, each) for each in _ever(connection, record_id))


def _gone(connection: Connection, ids: list[str]) -> dict[str, str]:
    """Id → kind, of the records that were indexed until now."""
    found: dict[str, str] = {}
    for start in range(0, len(ids), _BATCH):
        query = select(indexed.c.record, indexed.c.kind).where(indexed.c.record.in_(ids[start : start + _BATCH]))
        found.update((row.record, row.kind) for row in connection.execute(query))
    return found


def _ever(connection: Connection, term_id: str) -> Iterable[Term]:
    """The term under every list and code that it ever had."""
    said = [(each.path, each.value) for entry in entries_of(connection, term_id) for each in entry.changes]
    lists = {str(value) for path, value in said if path == "list" and value}
    codes = {str(value) for path, value in said if path == "code" and value}
    return [Term(id=term_id, list=each, code=code) for each in sorted(lists) for code in sorted(codes)]
