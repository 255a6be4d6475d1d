"""The fields that people added, on the pages of a case: as facts with their label at the left, or in one line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casefile.domain.chronology import Chronology, Row
from casefile.domain.kinds import Record
from casefile.domain.saying import said_extras
from ui.case.reader import Reader, joined
from ui.facts.rows import Fact


def facts(reader: Reader, record: Record) -> Iterator[Fact]:
    """A fact for each added field of `record` that holds something, then for what no field shows any more."""
    for label, words in _said(reader, record):
        yield Fact(record.id, words, left=label)


def in_a_line(reader: Reader, record: Record) -> str:
    """The same as "label: words" with dots between; empty where there is none."""
    return joined(*(reader.t("case.added", label=label, words=words) for label, words in _said(reader, record)))


def below(reader: Reader, record: Record, *lines: str) -> str:
    """The lines that are not empty, one below the other, and what people added below them."""
    return "\n".join(line for line in (*lines, in_a_line(reader, record)) if line)


def in_rows(reader: Reader, found: Chronology) -> Chronology:
    """The rows of a chronology with what people added at the end of their second lines."""
    return replace(found, rows=tuple(_row(reader, row) for row in found.rows))


def _row(reader: Reader, row: Row) -> Row:
    record = reader.casefile.records.get(row.record_id)
    words = in_a_line(reader, record) if record is not None and record.extra else ""
    return replace(row, second=joined(row.second or "", words)) if words else row


def _said(reader: Reader, record: Record) -> Iterator[tuple[str, str]]:
    return said_extras(record, reader.language, reader.record, reader.casefile.additions)
