"""The files of an export, format by format."""

from __future__ import annotations

import contextlib
import csv
import dataclasses
import io
import shutil
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from casefile import clock
from casefile.domain.flat import column_order, flattened
from casefile.domain.kinds import KINDS, Evidence
from casefile.exports.openformats import followthemoney, jsonfile, openevsys, schema
from casefile.exports.openformats.csvfiles import CsvTable
from casefile.exports.openformats.uwazi import Templates
from casefile.exports.openformats.workbook import Workbook
from casefile.handover import layout
from casefile.progress import Progress
from casefile.records.database import Connection
from casefile.usecases.exportsource import Source
from casefile.usecases.session import Session
from casefile.vault.blobs import Blob
from casefile.vault.outflow import Outflow

_IMPORT = "import.csv"
_PROPERTIES = "properties.csv"
_ZIP = "evidence.zip"
_PIECE = 1 << 20
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Making:
    """An export on the way. `files` is evidence id → where its file lies, of those that leave."""

    folder: Path
    source: Source
    language: str
    own_backup: bool
    session: Session
    connection: Connection
    progress: Progress
    files: Mapping[str, Blob] = field(default_factory=dict)

    def with_files(self, files: Mapping[str, Blob]) -> Making:
        """The same with files."""
        return dataclasses.replace(self, files=files)


def evidence_of(making: Making) -> dict[str, Blob]:
    """Evidence id → where its file lies, for the evidence that leaves and whose file is in this vault."""
    found = (
        (each.id, making.session.local.blob(making.connection, each.sha256 or ""))
        for each in making.source.read("evidence")
        if isinstance(each, Evidence)
    )
    return {own_id: blob for own_id, blob in found if blob is not None}


def as_json(making: Making) -> None:
    """One file with everything, and its schema."""
    source = making.source
    with _file(making.folder / jsonfile.NAME) as sink:
        jsonfile.write(sink, ((kind, source.records(kind)) for kind in source.kinds), secret_fields=making.own_backup)
    with _file(making.folder / schema.SCHEMA_NAME) as sink:
        sink.write(schema.written())


def as_csv(making: Making) -> None:
    """A table for each kind."""
    for kind in making.source.kinds:
        if columns := _columns(kind, making.source):
            with _file(making.folder / f"{kind}.csv") as sink:
                table = CsvTable(sink, columns)
                for cells in _rows(kind, making.source):
                    table.add(cells)


def as_xlsx(making: Making) -> None:
    """A workbook with a sheet for each kind."""
    with Workbook(making.folder / "casefile.xlsx") as book:
        for kind in making.source.kinds:
            if columns := _columns(kind, making.source):
                sheet = book.sheet(kind, columns)
                for cells in _rows(kind, making.source):
                    sheet.add(cells)


def for_uwazi(making: Making) -> None:
    """A table for each template, what properties each needs, and the evidence as a ZIP where its files leave."""
    names = _names_of_files(making)
    templates = Templates(making.source, making.language, names)
    made: list[tuple[str, ...]] = []
    for kind in templates.kinds:
        columns = templates.columns(kind)
        if not columns:
            continue
        template = templates.name(kind)
        file = _ZIP if kind == "evidence" and names else f"{kind}.csv"
        made += ((file, template, own.label, own.type, own.of) for own in dict.fromkeys(own for own, _ in columns))
        lines = _lines(
            templates.heads(columns), ([row.get(each, "") for each in columns] for row in templates.rows(kind))
        )
        if file == _ZIP:
            _zip(making, names, lines)
        else:
            _table(making.folder / file, lines)
    head = ("file", "template", "property", "type", "of")
    _table(making.folder / _PROPERTIES, _lines(head, made))


def for_openevsys(making: Making) -> None:
    """One file of XML."""
    with _file(making.folder / openevsys.NAME) as sink:
        openevsys.write(sink, making.source, making.language, clock.now().date().isoformat())


def for_aleph(making: Making) -> None:
    """One file with an entity a line."""
    with _file(making.folder / followthemoney.NAME) as sink:
        followthemoney.write(sink, making.source, making.language)


def _names_of_files(making: Making) -> dict[str, str]:
    """Evidence id → name in the ZIP. It tells nothing of what the file was called: that is a field, which may stay behind."""
    found: dict[str, str] = {}
    for each in making.source.read("evidence"):
        if isinstance(each, Evidence) and each.id in making.files:
            name = layout.evidence_name(len(found) + 1, each.media_type, each.original_name)
            found[each.id] = name.rpartition("/")[2]
    return found


def _zip(making: Making, names: Mapping[str, str], lines: Iterable[bytes]) -> None:
    path = making.folder / _ZIP
    with _file(path):
        pass
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        with archive.open(_member(_IMPORT), "w", force_zip64=True) as sink:
            for line in lines:
                sink.write(line)
        for own_id, name in names.items():
            making.progress.check()
            with (
                making.session.vault.store.read(making.files[own_id]) as source,
                archive.open(_member(name), "w", force_zip64=True) as sink,
            ):
                shutil.copyfileobj(source, sink, _PIECE)


def _member(name: str) -> zipfile.ZipInfo:
    """Each entry would carry the clock of this computer."""
    return zipfile.ZipInfo(name, _EPOCH)


def _table(path: Path, lines: Iterable[bytes]) -> None:
    with _file(path) as sink:
        for line in lines:
            sink.write(line)


def _lines(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[bytes]:
    """The lines of a table (RFC 4180, UTF-8). No mark in front of it: a reader that does not know it would miss the first column."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow(row)
        if buffer.tell() > _PIECE:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def _columns(kind: str, source: Source) -> list[str]:
    """Every column that any record of a kind needs; none where there is no record."""
    used: set[str] = set()
    for cells in _rows(kind, source):
        used.update(cells)
    return column_order(KINDS[kind].fields, used)


def _rows(kind: str, source: Source) -> Iterable[Mapping[str, str]]:
    fields = KINDS[kind].fields
    return (flattened(fields, data) for data in source.records(kind))


@contextlib.contextmanager
def _file(path: Path) -> Iterator[Outflow]:
    with Outflow(path) as sink:
        yield sink
        sink.sync()
