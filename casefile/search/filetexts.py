"""The text of files, as far as the worker found any: for the index, and the passage in it that is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, func, select, text

from casefile.domain.kinds import Evidence, Record
from casefile.records import schema
from casefile.search.tables import FULL_TEXT

_PLACES = text(
    f"SELECT length(body), {{}} FROM {FULL_TEXT} "  # noqa: S608 - a constant
    "JOIN indexed ON indexed.row = full_text.rowid WHERE indexed.record = :record"
).text
_BEFORE, _LENGTH = 60, 400


def texts_of(connection: Connection, records: Iterable[Record]) -> dict[str, str]:
    """Id of a record of evidence → the text of its file, of those whose file has any."""
    contents = {each.id: each.sha256 for each in records if isinstance(each, Evidence) and each.sha256}
    if not contents:
        return {}
    table = schema.file_text.c
    query = select(table.sha256, table.text).where(table.sha256.in_(bindparam("contents", expanding=True)))
    found = {row.sha256: row.text for row in connection.execute(query, {"contents": sorted(set(contents.values()))})}
    return {record: found[sha256] for record, sha256 in contents.items() if found.get(sha256)}


def passage(connection: Connection, evidence: Evidence, words: Sequence[str]) -> str:
    """A piece of the file's text around the first place where one of the folded `words` begins a word; empty where none does.

    Only the piece is read: a text may be long, and a list shows many.
    """
    if not words or not evidence.sha256:
        return ""
    starts = [f" {word}" for word in words] + [f"\n{word}" for word in words]
    columns = ", ".join(f"instr(body, :word{number})" for number in range(len(starts)))
    values = {f"word{number}": start for number, start in enumerate(starts)}
    row = connection.execute(text(_PLACES.format(columns)), {"record": evidence.id, **values}).first()
    table = schema.file_text.c
    length = connection.execute(select(func.length(table.text)).where(table.sha256 == evidence.sha256)).scalar()
    if row is None or not length:
        return ""
    # The text stands last in the body, and folding keeps every place.
    before = row[0] - length
    places = [place - before for place in row[1:] if place > before]
    if not places:
        return ""
    start = max(1, min(places) - _BEFORE)
    piece = select(func.substr(table.text, start, _LENGTH)).where(table.sha256 == evidence.sha256)
    return str(connection.execute(piece).scalar_one())
