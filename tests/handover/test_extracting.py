"""What comes out is what went in, and only when everything was right; one file can be read without the others."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from casefile.errors import CasefileError, NotFound, Refused
from casefile.handover import extracting, readable, reading
from casefile.handover.opened import OpenedBundle
from casefile.progress import SILENT
from tests.handover.desk import BUNDLE, Desk
from tests.handover.exchange import OWN_LOG


def extract(path: Path, desk: Desk, folder: Path) -> Path:
    with path.open("rb") as source:
        bundle = reading.read(source, [desk.recipient])
        return extracting.extract(source, [desk.recipient], bundle, folder)


def test_bit_for_bit(desk: Desk, bundle: Path, tmp_path: Path) -> None:
    folder = extract(bundle, desk, tmp_path / "out")
    assert folder == tmp_path / "out" / f"casefile-{BUNDLE}"
    evidence = sorted((folder / "data/evidence").iterdir())
    assert [each.read_bytes() for each in evidence] == list(desk.files)
    assert (folder / "data/summary.pdf").read_bytes() == desk.summary
    assert {each.stat().st_mode & 0o077 for each in folder.rglob("*")} == {0}


def test_entries_come_with_what_they_say(desk: Desk, sync_bundle: Path, tmp_path: Path) -> None:
    folder = extract(sync_bundle, desk, tmp_path / "out")
    assert [each.read_bytes() for each in sorted((folder / "data/evidence").iterdir())] == list(desk.files)
    said = json.loads((folder / readable.NAME).read_text("utf-8"))
    records = {each["id"]: each for each in said["records"]}
    assert len(records) == len(said["records"]) == 6
    both = records[OWN_LOG[0].record]
    assert both["record"]["title"] == OWN_LOG[2].changes[0].value, "created and changed: the record as it is now"
    late = records[OWN_LOG[18].record]
    assert late["record"]["title"] == OWN_LOG[18].changes[0].value, "its entries came in two files"
    alone = records[OWN_LOG[3].record]
    assert alone["fields"] == {"title": OWN_LOG[3].changes[0].value}, "what was before did not come"
    assert stat.S_IMODE((folder / readable.NAME).stat().st_mode) == 0o600


def test_a_receipt_is_written_out_too(desk: Desk, receipt_bundle: Path, tmp_path: Path) -> None:
    folder = extract(receipt_bundle, desk, tmp_path / "out")
    assert [each.name for each in (folder / "data").iterdir()] == ["receipt.json"]
    assert not (folder / readable.NAME).exists()


def test_into_a_folder_that_is_there(desk: Desk, bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    extract(bundle, desk, tmp_path / "out")
    with pytest.raises(Refused, match="destination_exists"):
        extract(bundle, desk, tmp_path / "out")
    assert (tmp_path / "out" / "mine.txt").read_text() == "mine"


def test_a_file_that_changes_between_the_two_passes(desk: Desk, bundle: Path, tmp_path: Path) -> None:
    other = desk.write(tmp_path / "other.age", day="2031-06-01")
    with bundle.open("rb") as first:
        found = reading.read(first, [desk.recipient])
    with other.open("rb") as source, pytest.raises(CasefileError, match="changed_meanwhile"):
        extracting.extract(source, [desk.recipient], found, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_stopped_while_it_writes(desk: Desk, bundle: Path, tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    class Late:
        def step(self, done: int, total: int | None) -> None:
            if done > 100_000:
                raise Stop

        def check(self) -> None:
            SILENT.check()

    (tmp_path / "out").mkdir()
    with bundle.open("rb") as source:
        found = reading.read(source, [desk.recipient])
        with pytest.raises(Stop):
            extracting.extract(source, [desk.recipient], found, tmp_path / "out", Late())
    assert not list((tmp_path / "out").iterdir())


def test_one_file_of_a_kept_bundle(desk: Desk, bundle: Path, tmp_path: Path) -> None:
    tar = tmp_path / "kept.tar"
    tar.write_bytes(desk.opened(bundle))
    with OpenedBundle(tar.open("rb")) as kept:
        assert kept.disclosure == desk.disclosure
        assert kept.names[-1] == "data/evidence/0002.jpg"
        with kept.open_evidence(desk.evidence[0].id) as photo:
            photo.seek(-10, 2)
            assert photo.read() == desk.files[0][-10:]
            photo.seek(3)
            assert photo.read(50) == desk.files[0][3:53]
        with pytest.raises(NotFound):
            kept.open("data/evidence/0003.jpg")
