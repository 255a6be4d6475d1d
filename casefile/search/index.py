"""Keeping the index in step with the records, inside the transaction that changes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, bindparam, delete, select, text

from casefile.domain.kinds import Record, kind_of
from casefile.domain.names import spelled_keys
from casefile.errors import Refused
from casefile.journal.inserting import insert_all, insert_virtual
from casefile.records import additions
from casefile.search.filetexts import texts_of
from casefile.search.folding import fold
from casefile.search.rewording import reworded
from casefile.search.tables import BESIDE, FULL_TEXT, indexed, name_key
from casefile.search.texts import Searchable, names_of, searchable
from casefile.search.years import years

_BATCH = 500
_GATHERED = 16 << 20
_GATHERED_SELDOM, _MERGED_SELDOM = 1 << 20, 4
"""What FTS5 sets by itself: bytes that it gathers before it writes, pieces of one size that it merges."""
_DROP = text(f"DELETE FROM {FULL_TEXT} WHERE rowid = :row")  # noqa: S608 - a constant

_COUNT = text(f"SELECT count(*) FROM {FULL_TEXT} WHERE {FULL_TEXT} MATCH :match")  # noqa: S608 - a constant
_TEXTS = text(
    f"SELECT {FULL_TEXT}.rowid, title, body FROM indexed "  # noqa: S608 - a constant
    f"CROSS JOIN {FULL_TEXT} ON {FULL_TEXT}.rowid = indexed.row WHERE indexed.record IN :records"
).bindparams(bindparam("records", expanding=True))


@contextmanager
def growing_much(connection: Connection) -> Iterator[None]:
    """Very many records come within this transaction: what FTS5 gathers before it writes is larger, and it merges what it wrote at the end
    instead of all the time. Where most of the index is new, it is made one piece, which is also read fastest."""
    before = _last(connection)
    _set(connection, "hashsize", _GATHERED)
    _set(connection, "automerge", 0)
    yield
    _set(connection, "hashsize", _GATHERED_SELDOM)
    _set(connection, "automerge", _MERGED_SELDOM)
    if _last(connection) > 2 * before:
        connection.exec_driver_sql(f"INSERT INTO {FULL_TEXT}({FULL_TEXT}) VALUES('optimize')")


def _set(connection: Connection, setting: str, value: int) -> None:
    connection.exec_driver_sql(f"INSERT INTO {FULL_TEXT}({FULL_TEXT}, rank) VALUES(?, ?)", (setting, value))


def _last(connection: Connection) -> int:
    """The number of the last text. Not asked of `indexed`, whose rows may be kept back."""
    return connection.exec_driver_sql(f"SELECT max(id) FROM {FULL_TEXT}_content").scalar() or 0  # noqa: S608 - a constant


@dataclass(frozen=True, slots=True)
class _Expected:
    """What the search tables hold of a record: its text, and the rows of `name_key`."""

    kind: str
    title: str
    body: str
    names: list[dict[str, str]]


_Rows = Mapping[str, tuple[int, str]]
"""Record → number of its text, and kind, as `indexed` has them."""


class SearchIndex:
    """The projection of records onto the search tables."""

    def update(self, connection: Connection, changed: Mapping[str, Record | None]) -> None:
        """Index the given records anew; None stands for one that was deleted. Those of which the text is as before keep their rows: to take
        words out of the index for good costs more than everything else that a change does."""
        present = {record_id: record for record_id, record in changed.items() if record is not None}
        present |= {each: record for each, record in reworded(connection, changed).items() if each not in changed}
        expected = _expected(connection, present) if present else {}
        kept = _rows(connection, [*changed, *(each for each in present if each not in changed)])
        standing = _standing(connection, expected, kept)
        self._forget(connection, {each: row for each, (row, _) in kept.items() if each not in standing})
        self._add(connection, {each: found for each, found in expected.items() if each not in standing})

    def _forget(self, connection: Connection, rows: Mapping[str, int]) -> None:
        # In the order of the texts: FTS5 writes what it has gathered whenever an earlier one follows.
        for batch in _batches(sorted(rows, key=rows.__getitem__)):
            gone = [rows[each] for each in batch]
            connection.execute(_DROP, [{"row": row} for row in gone])
            connection.execute(delete(indexed).where(indexed.c.row.in_(gone)))
            connection.execute(delete(name_key).where(name_key.c.record.in_(batch)))

    def _add(self, connection: Connection, new: Mapping[str, _Expected]) -> None:
        if not new:
            return
        numbered = list(enumerate(new.items(), _last(connection) + 1))
        insert_all(connection, indexed, [(row, record, found.kind) for row, (record, found) in numbered])
        texts = [(row, found.title, found.body) for row, (_, found) in numbered]
        insert_virtual(connection, f"{FULL_TEXT}(rowid, title, body)", 3, texts)
        insert_all(connection, name_key, [tuple(row.values()) for found in new.values() for row in found.names])


def differing(connection: Connection, records: Mapping[str, Record]) -> list[str]:
    """The ids of those of `records` (id → record, deleted ones left out) whose index rows are not what they should be."""
    standing = _standing(connection, _expected(connection, records), _rows(connection, records))
    return [each for each in records if each not in standing]


def _expected(connection: Connection, records: Mapping[str, Record]) -> dict[str, _Expected]:
    added, files = additions.load(connection), texts_of(connection, records.values())
    found: dict[str, _Expected] = {}
    for each, record in records.items():
        kind, said = kind_of(record).name, searchable(record, added)
        names = name_rows(each, kind, names_of(record))
        found[each] = _Expected(kind, fold("\n".join(said.title)), _body(record, said, files), names)
    return found


def _rows(connection: Connection, records: Iterable[str]) -> dict[str, tuple[int, str]]:
    found: dict[str, tuple[int, str]] = {}
    for batch in _batches(records):
        for row in connection.execute(select(indexed).where(indexed.c.record.in_(batch))):
            found[row.record] = row.row, row.kind
    return found


def _standing(connection: Connection, expected: Mapping[str, _Expected], kept: _Rows) -> set[str]:
    """The records of which the search tables hold what they should."""
    standing: set[str] = set()
    for batch in _batches(each for each in expected if each in kept):
        texts = {each.rowid: (each.title, each.body) for each in connection.execute(_TEXTS, {"records": batch})}
        spelled: dict[str, list[dict[str, str]]] = {}
        query = select(name_key).where(name_key.c.record.in_(batch)).order_by(name_key.c.key, name_key.c.word)
        for name in connection.execute(query).mappings():
            spelled.setdefault(name["record"], []).append(dict(name))
        for each in batch:
            row, kind = kept[each]
            held = _Expected(kind, *texts.get(row, ("", "")), spelled.get(each, []))
            if row in texts and held == expected[each]:
                standing.add(each)
    return standing


def _batches(ids: Iterable[str]) -> Iterator[list[str]]:
    remaining = iter(ids)
    while batch := list(islice(remaining, _BATCH)):
        yield batch


def _body(record: Record, found: Searchable, files: Mapping[str, str]) -> str:
    """All that is searched beside the title: what the record says, the years of its dates, and last the text of its file."""
    return fold("\n".join([*found.body, *years(record), files.get(record.id, "")]))


def name_rows(record: str, kind: str, names: Iterable[str]) -> list[dict[str, str]]:
    """The rows of `name_key` that a record of these names has, in the order of key and word."""
    spelled = sorted({each for name in names for each in spelled_keys(name)})
    if not spelled:
        return []
    beside = "".join(f" {begun}" for begun in sorted({key[:BESIDE] for key, _ in spelled}))
    return [{"kind": kind, "key": key, "word": word, "record": record, "beside": beside} for key, word in spelled]


def strangers(connection: Connection, known: set[str]) -> list[str]:
    """Ids in the index that are no record's."""
    found = set(connection.execute(select(indexed.c.record)).scalars())
    found |= set(connection.execute(select(name_key.c.record).distinct()).scalars())
    return sorted(found - known)


def faults(connection: Connection) -> list[str]:
    """What is wrong with the index by itself; empty when all is well.

    FTS5's own check compares the terms with the texts, but not the way by which a query reaches a term, nor its settings; an old page
    put back there would hide what it does not list. So every term is looked up as a query would.
    """
    try:
        return [*_own_check(connection), *_settings(connection), *_unreachable(connection)]
    except Exception as fault:  # noqa: BLE001 - whichever way SQLite words it, the index is damaged
        return [type(fault).__name__]


def _own_check(connection: Connection) -> list[str]:
    """FTS5's check is asked for by writing to it; where nothing can be written SQLite's own, which asks it too, is slower and as good."""
    try:
        connection.exec_driver_sql(f"INSERT INTO {FULL_TEXT}({FULL_TEXT}, rank) VALUES('integrity-check', 1)")
    except Refused:
        told = connection.exec_driver_sql(f"PRAGMA integrity_check({FULL_TEXT})").scalars()
        return [each for each in told if each != "ok"]
    return []


def _settings(connection: Connection) -> list[str]:
    kept = connection.exec_driver_sql(f"SELECT v FROM {FULL_TEXT}_config WHERE k = 'secure-delete'").scalar()  # noqa: S608
    return [] if kept == 1 else ["secure-delete"]


def _unreachable(connection: Connection) -> list[str]:
    connection.exec_driver_sql(f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab(main, {FULL_TEXT}, row)")
    found = connection.exec_driver_sql("SELECT term, doc FROM temp.terms").all()
    return [
        term for term, documents in found if connection.execute(_COUNT, {"match": f'"{term}"'}).scalar() != documents
    ]
