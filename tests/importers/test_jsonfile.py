"""JSON that is not quite ours: each fault is told, none is passed over, nothing breaks."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.errors import Refused
from casefile.importers import jsonfile
from casefile.importers.found import Candidate, Problem

ID, OTHER = "a" * 32, "b" * 32


def whole(**records):
    return {"format": "casefile-records", "version": 1, "secret_fields": True, "records": records}


def read(value):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return list(jsonfile.read(io.BytesIO(data)))


def test_layout_does_not_matter():
    value = whole(case=[{"id": ID, "reference": "A"}], person=[{"id": OTHER}])
    for text in (json.dumps(value, indent=3), json.dumps(value, sort_keys=True), "\ufeff" + json.dumps(value)):
        found = read(text.encode())
        assert {(each.kind, each.id) for each in found} == {("case", ID), ("person", OTHER)}


def test_fields_that_were_not_exported_are_not_spoken_of():
    (found,) = read({**whole(case=[{"id": ID}]), "secret_fields": False})
    assert isinstance(found, Candidate)
    assert found.told is not None
    assert "title" in found.told
    assert "remarks" not in found.told


@pytest.mark.parametrize(
    ("record", "column", "key"),
    [
        ({"id": "x"}, "id", "importing.json.no_id"),
        ({"id": ID, "surprise": 1}, "surprise", "importing.json.unknown_field"),
        ({"id": ID, "title": []}, "title", "importing.json.wrong_shape"),
        ({"id": ID, "title": [{"language": "en", "text": 5}]}, "title", "importing.json.wrong_shape"),
        ({"id": ID, "tags": ["a", "a"]}, "tags", "importing.json.wrong_shape"),
        ({"id": ID, "tags": ["\ud800"]}, "tags", "importing.json.wrong_shape"),
        ({"id": ID, "opened": {"edtf": "2020", "more": 1}}, "opened", "importing.json.wrong_shape"),
        ({"id": ID, "statuses": [{"status": "free"}]}, "statuses", "importing.json.no_id"),
        ({"id": ID, "statuses": [{"id": "1", "foo": "x"}]}, "statuses/1/foo", "importing.json.unknown_field"),
        ("no record", "", "importing.json.wrong_shape"),
    ],
)
def test_a_wrong_record_is_told_with_its_place(record, column, key):
    (found,) = read(whole(case=[record]))
    assert isinstance(found, Problem)
    assert (found.place.column, found.key) == (column, key)
    assert found.place.row == 1


def test_the_line_is_told():
    text = json.dumps(whole(case=[{"id": ID}, {"id": "bad"}]), indent=0)
    (problem,) = (each for each in read(text.encode()) if isinstance(each, Problem))
    assert text.splitlines()[problem.place.row : problem.place.row + 1] == ['"id": "bad"']


def test_a_record_that_comes_twice_is_told():
    found = read(whole(case=[{"id": ID}, {"id": ID}]))
    assert [getattr(each, "key", "") for each in found] == ["", "importing.row.twice"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff\xfe{",
        b'{"format":"casefile-records"}',
        b'{"format":"other","version":1,"secret_fields":true,"records":{}}',
        b'{"format":"casefile-records","version":2,"secret_fields":true,"records":{}}',
        b'{"format":"casefile-records","version":1,"secret_fields":true,"records":{"case":[' + b"[" * 200_000,
        b'{"format":"casefile-records","version":1,"secret_fields":true,"records":{"case":[{"id":1.5}]}}',
        b'{"format":"casefile-records","version":1,"secret_fields":true,"records":{"case":[{"id":9223372036854775808}]}}',
        b'{"format":"casefile-records","version":1,"secret_fields":true,"records":{"case":[{"id":'
        + b"9" * 9000
        + b"}]}}",
        b'{"format":"casefile-records","version":1,"secret_fields":true,"records":{"case":[{"id":"a","id":"b"}]}}',
        b'{"format":"casefile-records","version":1,"secret_fields":true,"records":{"case":[NaN]}}',
        json.dumps(whole(case=[{"id": ID}])).encode()[:-3],
        json.dumps(whole()).encode() + b"x",
    ],
)
def test_what_is_no_export_is_refused_whole(data):
    with pytest.raises(Refused, match=r"importing\.json"):
        read(data)


def test_a_record_without_end_is_refused_before_it_fills_the_memory(monkeypatch):
    monkeypatch.setattr(jsonfile, "LARGEST_RECORD", 1 << 19)
    data = b'{"format":"casefile-records","version":1,"secret_fields":true,"records":{"case":[{"id":"' + b"a" * (
        1 << 21
    )
    with pytest.raises(Refused, match="too_long"):
        read(data)


@given(st.binary(max_size=200) | st.text(max_size=80).map(str.encode))
@settings(max_examples=200, deadline=None)
def test_no_bytes_break_the_reader(data):
    for prefix in (b"", b'{"format":"casefile-records","version":1,"secret_fields":true,"records":{"case":['):
        try:
            read(prefix + data)
        except Refused as refusal:
            assert refusal.key.startswith("importing.json")
