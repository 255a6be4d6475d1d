"""``casefile inspect`` of entries, confirmations and cards: who, for whom, what, and whether it holds; for people and for scripts."""

from __future__ import annotations

import json

import pytest

from casefile.handover import layout
from tests.handover import exchange
from tests.handover.desk import DEVICE, Desk


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def key(desk, tmp_path):
    path = tmp_path / "key.txt"
    path.write_text(desk.recipient.encode())
    return path


def test_entries(run, desk, key, tmp_path):
    bundle = exchange.write(desk, layout.SYNC, tmp_path / "sync.age")
    seen = run("inspect", bundle, "--identity", key, "--json").json
    assert (seen["kind"], seen["signature"], seen["addressed"]) == ("sync", "unknown", "you")
    assert seen["sender"]["name"] == "Айгүл Ойдан"
    assert (seen["entries"], seen["records"], seen["withheld"]) == ({"happening": 8}, {"happening": 6}, 0)
    assert seen["scope"] == {"sort": "cases", "cases": ["c" * 32]}
    assert [(each["device"], each["entries"], each["by_origin"]) for each in seen["origins"]] == [
        (DEVICE, 6, True),
        (exchange.OTHER, 2, True),
    ]
    assert [each["name"] for each in seen["files"]] == ["data/evidence/0001.jpg", "data/evidence/0002.jpg"]
    said = run("inspect", bundle, "--identity", key).out
    assert "to be merged" in said
    assert "6  happening  (8 entries)" in said
    assert "6 entries stand in the sender's journal" in said
    assert f"2 entries stand in the journal of device {exchange.OTHER}, as that device signed it" in said
    assert "between 2031-05-01T10:00:00+05:00 and 2031-05-01T10:00:00+05:00" in said


def test_entries_are_written_out_as_records(run, desk, key, tmp_path):
    bundle = exchange.write(desk, layout.SYNC, tmp_path / "sync.age")
    written = run("inspect", bundle, "--identity", key, "--extract", tmp_path / "out", "--json").json["extracted"]
    found = json.loads((tmp_path / "out" / written / "records.json").read_text("utf-8"))
    assert found["format"] == "casefile-sync-records"
    assert {each["kind"] for each in found["records"]} == {"happening"}


def test_a_confirmation(run, desk, key, tmp_path):
    bundle = exchange.write(desk, layout.RECEIPT, tmp_path / "receipt.age")
    seen = run("inspect", bundle, "--identity", key, "--json").json
    assert seen["kind"] == "receipt"
    assert seen["answers"] == {"id": exchange.BUNDLE, "manifest": "f" * 64}
    assert seen["confirms"]["size"] == 20
    assert seen["confirms"]["by"] == exchange.OTHER
    assert seen["taken"][DEVICE] == [[0, 1], [2, 4], [9, 10]]
    said = run("inspect", bundle, "--identity", key).out
    assert f"A confirmation of bundle {exchange.BUNDLE}" in said
    assert "Both signatures hold" in said
    assert "5 entries taken in whole" in said
    assert "2 files taken in" in said


def test_a_card(run, desk, key, tmp_path):
    bundle = exchange.write(desk, layout.CARD, tmp_path / "card.age")
    found = run("inspect", bundle, "--identity", key, "--json").json
    assert found["card"].startswith("casefile.card/v1\n") and found["says"]["name"] == found["sender"]["name"]
    assert "A contact card" in run("inspect", bundle, "--identity", key).out


def test_an_altered_one_is_not_shown(run, desk, key, tmp_path):
    path = exchange.write(desk, layout.SYNC, tmp_path / "sync.age")
    tar = bytearray(desk.opened(path))
    tar[tar.index(b'"lamport":') + 10] ^= 1
    desk.sealed(bytes(tar), tmp_path / "altered.age")
    done = run("inspect", tmp_path / "altered.age", "--identity", key)
    assert (done.code, done.out) == (3, "")
    assert "was changed" in done.err
