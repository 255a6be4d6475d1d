"""Other people's tables, through the confined worker: read whole, or refused in one sentence."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from casefile.errors import Refused
from casefile.evidence.tables import Tables
from casefile.evidence.workerprocess import Limits


def rows(data, limits=None):
    with Tables(io.BytesIO(data), **({"limits": limits} if limits else {})) as tables:
        return [[row.cells for row in tables.rows(number)] for number in range(len(tables.sheets))]


def workbook(*lines):
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def repacked(data, **members):
    """The workbook with some members replaced; ``__`` stands for a slash and ``_dot_`` for a point."""
    changed = {name.replace("__", "/").replace("_dot_", "."): content for name, content in members.items()}
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, changed.get(name, source.read(name)))
    return sink.getvalue()


RUSSIAN = "Имя;Что произошло\r\nВыдуманный Иван;Задержан, отпущен\r\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-r", "cp866"]
)
def test_every_usual_encoding_is_read(encoding):
    expected = [("Имя", "Что произошло"), ("Выдуманный Иван", "Задержан, отпущен")]
    assert rows(RUSSIAN.encode(encoding)) == [expected]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_usual_delimiter_is_told(delimiter):
    text = "\n".join(delimiter.join(line) for line in (("a", "b", "c"), ('"x;y,z"', "2", "3")))
    assert rows(text.encode()) == [[("a", "b", "c"), ("x;y,z", "2", "3")]]


def test_rows_keep_their_numbers_and_lines_within_a_cell():
    with Tables(io.BytesIO(b'a,b\r\n\r\n"one\ntwo",2\r\n')) as tables:
        assert [(row.number, row.cells) for row in tables.rows(0)] == [(1, ("a", "b")), (3, ("one\ntwo", "2"))]


def test_a_long_table_comes_in_pieces_and_again():
    data = "n,x\n" + "".join(f"{number},{'ж' * 50}\n" for number in range(20_000))
    with Tables(io.BytesIO(data.encode())) as tables:
        for _ in range(2):
            assert sum(1 for _ in tables.rows(0)) == 20_001


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 and nothing more", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "unknown_kind"),
        (b"\xff\xd8\xff\xe0 a picture", "unknown_kind"),
        (b'a,b\n"never ends', "damaged"),
        (b"a,b\n" + b"x," * 20_000, "too_large"),
    ],
)
def test_what_is_no_table_is_refused(data, reason):
    with pytest.raises(Refused, match=rf"importing\.refused\.{reason}"):
        rows(data)


def test_a_zip_of_something_else_is_refused():
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(Refused, match="unknown_kind"):
        rows(sink.getvalue())


def test_entities_do_not_unfold():
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
    with pytest.raises(Refused, match="damaged"):
        rows(repacked(workbook(["a"]), xl__workbook_dot_xml=bomb))


def test_a_bomb_is_refused_before_it_unfolds():
    with pytest.raises(Refused, match="too_large"):
        rows(repacked(workbook(["a"]), xl__styles_dot_xml=" " * (257 << 20)))


def test_a_row_at_the_end_of_the_world_ends_in_a_sentence():
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="9223372036854775808"><c r="A9223372036854775808"><v>1</v></c></row></sheetData></worksheet>'
    )
    members = {"xl__worksheets__sheet1_dot_xml": sheet}
    with pytest.raises(Refused, match=r"importing\.refused\.(too_large|too_slow|damaged)"):
        rows(repacked(workbook(["a"]), **members), Limits(answer_seconds=3, memory_bytes=768 << 20))


def test_values_are_text_as_a_person_reads_them():
    from datetime import date, datetime, time

    data = workbook(["a", 1, 1.5, 2.0, True, date(2020, 1, 2), datetime(2020, 1, 2, 3, 4), time(3, 4), None, "end"])
    assert rows(data) == [[("a", "1", "1.5", "2", "true", "2020-01-02", "2020-01-02 03:04:00", "03:04:00", "", "end")]]
