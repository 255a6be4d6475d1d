"""The records in open formats: the whole vault or some cases, as JSON, CSV or XLSX, written together or not at all.

JSON of the whole vault is the person's own backup in the open and holds every field. Whatever is said to be no such backup leaves out the
fields marked secret, and the kinds of record that make no sense without them.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casefile import clock
from casefile.domain.codec import record_to_json
from casefile.domain.flat import column_order, flattened
from casefile.domain.kinds import KINDS, Case, kind_of
from casefile.errors import NotFound, Refused
from casefile.exports.openformats import jsonfile, schema
from casefile.exports.openformats.csvfiles import CsvTable
from casefile.exports.openformats.withheld import open_part, stays
from casefile.exports.openformats.workbook import Workbook
from casefile.progress import SILENT, Progress
from casefile.records import additions, casefiles, repository, streaming
from casefile.records.database import Connection
from casefile.usecases import cases
from casefile.usecases.session import Session
from casefile.vault.outflow import Outflow
from casefile.vault.publishing import publication

__all__ = ["FORMATS", "Exported", "Wish", "export", "register"]

_REGISTER = "exports"
_REPORT_EVERY = 200

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be written.

    Attributes:
        format: one of `FORMATS`.
        references: cases by reference or id; none for the whole vault.
        own_backup: with the fields marked secret, which are for nobody else.
    """

    format: str
    references: tuple[str, ...] = ()
    own_backup: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: the files, and how many records of each kind. `withheld` counts records of kinds that stayed behind whole."""

    files: tuple[Path, ...]
    records: Mapping[str, int]
    withheld: int


def export(session: Session, wish: Wish, destination: Path, progress: Progress = SILENT) -> Exported:
    """Write the records and note in the register where they lie.

    Args:
        destination: a folder that is not there yet, or one in which no file has the name of one that is written.

    Raises:
        NotFound: no such case.
        Refused: no such format, a name is taken, or the disk takes no more. Nothing is left under a final name.
        Cancelled: nothing is written.
    """
    writer = FORMATS.get(wish.format)
    if writer is None:
        raise Refused("export.refused.format", format=wish.format, formats=", ".join(FORMATS))
    chosen = tuple(cases.find(session, reference).id for reference in wish.references)
    with publication(destination) as made, session.database.reading() as connection:
        source = _Source(connection, chosen, own_backup=wish.own_backup, progress=progress)
        writer(made.folder, source, wish)
        progress.check()
        made.require_free()
        _log(session, wish, chosen, destination)
        files = made.publish()
    return Exported(files, source.counts(), source.withheld)


def register(session: Session) -> tuple[Mapping[str, Any], ...]:
    """What was exported with `export` and where it was written, oldest first: ``time``, ``format``, ``cases``, ``own_backup``, ``to``."""
    with session.database.reading() as connection:
        found = session.local.kept(connection, _REGISTER) or {}
    return tuple(found.get("list", ()))


class _Source:
    """The records of an export as JSON, read anew each time they are asked for, in one view of the database."""

    def __init__(self, connection: Connection, chosen: Sequence[str], *, own_backup: bool, progress: Progress) -> None:
        self._connection, self._own_backup, self._progress = connection, own_backup, progress
        self._additions = additions.load(connection)
        self._ids = _ids_of(connection, chosen) if chosen else None
        self._counts: dict[str, int] = {}
        self._read = 0
        self.kinds = tuple(name for name, kind in KINDS.items() if own_backup or not stays(kind))
        self.withheld = sum(self._count(name) for name in KINDS if name not in self.kinds)

    def records(self, kind: str) -> Iterator[Data]:
        """The records of one kind, by id."""
        fields = KINDS[kind].fields
        number = 0
        for record in self._of(kind):
            number += 1
            self._read += 1
            if self._read % _REPORT_EVERY == 0:
                self._progress.check()
                self._progress.step(self._read, None)
            data = record_to_json(record)
            yield data if self._own_backup else open_part(fields, data, self._additions)
        self._counts[kind] = number

    def counts(self) -> dict[str, int]:
        """Kind → how many records were last read."""
        return {kind: number for kind, number in self._counts.items() if number}

    def _of(self, kind: str) -> Iterator[Any]:
        if self._ids is None:
            yield from streaming.of_kind(self._connection, kind)
            return
        found = repository.many(self._connection, kind, self._ids.get(kind, ()))
        yield from sorted((each.record for each in found), key=lambda record: record.id)

    def _count(self, kind: str) -> int:
        if self._ids is None:
            return repository.count(self._connection, kind)
        return len(self._ids.get(kind, ()))


def _ids_of(connection: Connection, chosen: Sequence[str]) -> dict[str, set[str]]:
    """Kind → ids of everything in the chosen cases."""
    found: dict[str, set[str]] = {}
    for case_id in chosen:
        stored = repository.get(connection, "case", case_id)
        if stored is None or not isinstance(stored.record, Case):
            raise NotFound("cases.not_found", reference=case_id)
        for record in casefiles.load(connection, stored.record):
            found.setdefault(kind_of(record).name, set()).add(record.id)
    return found


def _write_json(folder: Path, source: _Source, wish: Wish) -> None:
    with _file(folder / jsonfile.NAME) as sink:
        jsonfile.write(sink, ((kind, source.records(kind)) for kind in source.kinds), secret_fields=wish.own_backup)
    with _file(folder / schema.SCHEMA_NAME) as sink:
        sink.write(schema.written())


def _write_csv(folder: Path, source: _Source, _: Wish) -> None:
    for kind in source.kinds:
        if columns := _columns(kind, source):
            with _file(folder / f"{kind}.csv") as sink:
                table = CsvTable(sink, columns)
                for cells in _rows(kind, source):
                    table.add(cells)


def _write_xlsx(folder: Path, source: _Source, _: Wish) -> None:
    with Workbook(folder / "casefile.xlsx") as book:
        for kind in source.kinds:
            if columns := _columns(kind, source):
                sheet = book.sheet(kind, columns)
                for cells in _rows(kind, source):
                    sheet.add(cells)


FORMATS: Mapping[str, Callable[[Path, _Source, Wish], None]] = {
    "json": _write_json,
    "csv": _write_csv,
    "xlsx": _write_xlsx,
}
"""Format → what writes it into an empty folder."""


def _columns(kind: str, source: _Source) -> list[str]:
    """Every column that any record of a kind needs; none where there is no record."""
    used: set[str] = set()
    for cells in _rows(kind, source):
        used.update(cells)
    return column_order(KINDS[kind].fields, used)


def _rows(kind: str, source: _Source) -> Iterable[Mapping[str, str]]:
    fields = KINDS[kind].fields
    return (flattened(fields, data) for data in source.records(kind))


@contextlib.contextmanager
def _file(path: Path) -> Iterator[Outflow]:
    with Outflow(path) as sink:
        yield sink
        sink.sync()


def _log(session: Session, wish: Wish, chosen: Sequence[str], destination: Path) -> None:
    """Before the names are given: a kill in between leaves a line too many, never an export that nobody knows of."""
    if session.is_rescue:
        return
    to = str(destination.absolute())
    with session.database.writing() as unit:
        for case_id in chosen:
            unit.custody(case_id, {"event": "records_exported", "format": wish.format, "to": to}, "case")
        kept = session.local.kept(unit.connection, _REGISTER) or {}
        line = {
            "time": clock.timestamp(),
            "format": wish.format,
            "cases": list(chosen),
            "own_backup": wish.own_backup,
            "to": to,
        }
        session.local.keep(unit.connection, _REGISTER, {"list": [*kept.get("list", ()), line]})
