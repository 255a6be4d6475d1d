"""What is written out comes back as it was: any record, in every format."""

from __future__ import annotations

import csv
import io
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.domain.cells import Reading
from casefile.domain.codec import record_from_json, record_to_json
from casefile.domain.flat import column_order, flattened
from casefile.domain.inert import as_written, inert
from casefile.domain.kinds import KINDS
from casefile.exports.openformats import jsonfile as written
from casefile.exports.openformats.csvfiles import CsvTable
from casefile.importers import jsonfile, strict, tables
from casefile.importers.found import Candidate
from tests.importers.invented_records import lines, records

from datetime import date  # isort: skip

TODAY = date(2026, 1, 1)


def normal(kind, data):
    """The record as the vault would give it out."""
    return record_to_json(record_from_json(kind, data))


@given(records)
@settings(max_examples=150, deadline=None)
def test_any_record_survives_a_row(record):
    kind, data = record[0], normal(*record)
    cells = flattened(KINDS[kind].fields, data)
    heads = column_order(KINDS[kind].fields, cells)
    (found,) = tables.read(kind, kind, heads, [(2, [cells[head] for head in heads])], {}, Reading("en", TODAY))
    assert isinstance(found, Candidate), found
    assert dict(found.data) == data


@given(records)
@settings(max_examples=50, deadline=None)
def test_any_record_survives_a_csv_file(record):
    kind, data = record[0], normal(*record)
    cells = flattened(KINDS[kind].fields, data)
    heads = column_order(KINDS[kind].fields, cells)
    sink = io.BytesIO()
    CsvTable(sink, heads).add(cells)
    head, row = csv.reader(io.StringIO(sink.getvalue().decode("utf-8-sig"), newline=""))
    assert head == heads
    assert not any(cell[:1] in "=+-@\t\r" for cell in row if cell)
    assert {name: as_written(cell) for name, cell in zip(head, row, strict=True) if cell} == cells


@given(st.lists(records, max_size=4, unique_by=lambda each: each[1]["id"]))
@settings(max_examples=50, deadline=None)
def test_any_records_survive_json_byte_by_byte(found):
    whole = {kind: [normal(kind, data) for other, data in found if other == kind] for kind in KINDS}
    sink = io.BytesIO()
    count = written.write(sink, whole.items(), secret_fields=True)
    read = list(jsonfile.read(io.BytesIO(sink.getvalue())))
    assert count == len(found) == len(read)
    assert all(isinstance(each, Candidate) for each in read), read
    assert json.loads(sink.getvalue())["records"] == {kind: each for kind, each in whole.items() if each}
    again = io.BytesIO()
    back = {kind: [dict(each.data) for each in read if each.kind == kind] for kind in KINDS}
    written.write(again, back.items(), secret_fields=True)
    assert again.getvalue() == sink.getvalue()


@given(lines)
def test_an_inert_cell_reads_as_it_was_written(cell):
    assert as_written(inert(cell)) == cell


@given(records)
@settings(max_examples=50, deadline=None)
def test_what_the_vault_holds_is_never_called_wrong(record):
    kind, data = record
    assert list(strict.faults(KINDS[kind].fields, normal(kind, data))) == []
