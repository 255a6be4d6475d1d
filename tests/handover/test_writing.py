"""A bundle is there whole or not at all."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.errors import Cancelled, Refused, VerificationFailed
from casefile.handover import layout, papers, plaintext, ustar, writing
from casefile.handover.ustar import Member
from casefile.handover.writing import PayloadFile
from casefile.progress import Stoppable
from casefile.vault.padding import padded_length
from tests.handover.desk import BUNDLE, Desk, members


def test_sizes_are_padded_and_foretold(desk: Desk, bundle: Path) -> None:
    tar = desk.opened(bundle)
    assert len(tar) == padded_length(len(tar))
    assert abs(writing.padded_size(desk.payload()) / len(tar) - 1) < 0.15
    assert not any(tar[-1024:])


def test_members_stand_in_the_order_in_which_they_are_checked(desk: Desk, bundle: Path) -> None:
    names = [name.removeprefix(f"casefile-{BUNDLE}/") for name, _ in members(desk.opened(bundle))]
    assert names[:6] == [
        layout.SIGNATURE,
        layout.TAG_MANIFEST,
        layout.MANIFEST,
        layout.BAGIT,
        layout.BAG_INFO,
        layout.README,
    ]
    assert layout.kind_of(names[6:]) == layout.DISCLOSURE


def test_the_same_case_for_two_is_two_files_that_share_nothing(desk: Desk, tmp_path: Path) -> None:
    one, two = desk.write(tmp_path / "one.age"), desk.write(tmp_path / "two.age")
    assert one.read_bytes()[4000:] != two.read_bytes()[4000:]
    assert desk.opened(one) == desk.opened(two)


def test_what_is_there_stays(desk: Desk, tmp_path: Path) -> None:
    taken = tmp_path / "taken.age"
    taken.write_bytes(b"mine")
    with pytest.raises(Refused, match="destination_exists"):
        desk.write(taken)
    assert taken.read_bytes() == b"mine"
    with pytest.raises(Refused, match="no_such_folder"):
        desk.write(tmp_path / "nowhere" / "x.age")
    assert list(tmp_path.iterdir()) == [taken]


@pytest.mark.parametrize(("size", "sha256"), [(4, None), (6, None), (5, "0" * 64)])
def test_a_file_that_is_not_what_its_record_says(desk: Desk, tmp_path: Path, size: int, sha256: str | None) -> None:
    right = PayloadFile.of("data/evidence/0001.jpg", b"bytes")
    wrong = PayloadFile(right.name, size, sha256 or right.sha256, right.open)
    with pytest.raises(VerificationFailed, match="evidence_differs"):
        writing.write(tmp_path / "x.age", desk.letter(), [*desk.payload()[:3], wrong])
    assert not list(tmp_path.iterdir())


class StoppedAt(Stoppable):
    """Asks to stop when so many bytes are done."""

    def __init__(self, bytes_: int) -> None:
        super().__init__()
        self._bytes = bytes_

    def step(self, done: int, total: int | None) -> None:
        super().step(done, total)
        if done >= self._bytes:
            self.stop()


def test_stopped_halfway_nothing_is_left(desk: Desk, tmp_path: Path) -> None:
    desk.files = (os.urandom(3 << 20), b"x")
    desk.__post_init__()
    progress = StoppedAt(1 << 20)
    with pytest.raises(Cancelled):
        writing.write(tmp_path / "x.age", desk.letter(), desk.payload(), progress)
    assert progress.done < (progress.total or 0)
    assert not list(tmp_path.iterdir())


def test_progress_counts_the_payload(desk: Desk, tmp_path: Path) -> None:
    progress = Stoppable()
    writing.write(tmp_path / "x.age", desk.letter(), desk.payload(), progress)
    assert progress.done == progress.total == sum(each.size for each in desk.payload())


def test_a_half_written_file_of_a_crash_is_written_over(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "x.age.part").write_bytes(b"half")
    assert desk.opened(desk.write(tmp_path / "x.age"))
    assert [each.name for each in tmp_path.iterdir()] == ["x.age"]


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_for_this_person_alone(bundle: Path) -> None:
    assert bundle.stat().st_mode & 0o777 == 0o600


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MiB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "disk", str(place)]
    if (
        sys.platform != "linux"
        or os.geteuid() != 0
        or subprocess.run(mount, check=False, capture_output=True).returncode
    ):
        pytest.skip("only root on Linux may mount a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.threat(2, 4)
def test_a_full_disk(desk: Desk, disk: Path) -> None:
    desk.files = (os.urandom(2 << 20),)
    desk.__post_init__()
    with pytest.raises(Refused, match="disk_full"):
        desk.write(disk / "x.age")
    assert not list(disk.iterdir())


def test_how_to_open_is_put_beside_once(tmp_path: Path) -> None:
    path = writing.write_how_to_open(tmp_path)
    assert path.read_bytes() == papers.how_to_open()
    path.write_text("a note of my own")
    assert writing.write_how_to_open(tmp_path).read_text() == "a note of my own"


@pytest.mark.parametrize("size", [0, 1, 8**11 - 1, 8**11, 2**40, 10**15])
def test_headers_of_every_size_are_what_tar_reads(size: int) -> None:
    """Of eight gigabytes and more, too, where the size stands in a pax header."""
    member = Member("casefile-x/data/evidence/0001.mp4", size)
    written = ustar.header(member)
    first = ustar.parse(written[:512])
    found = ustar.parse_pax(written[512:], first) if ustar.needs_pax(written[:512]) else first
    assert found == member
    with tarfile.open(fileobj=io.BytesIO(written + bytes(1024)), mode="r:") as archive:
        theirs = archive.next()
    assert theirs is not None
    assert (theirs.name, theirs.size, theirs.mtime) == (member.name, member.size, 946684800)


def test_the_names_of_a_payload() -> None:
    assert layout.evidence_name(1, "image/jpeg", "secret name.exe") == "data/evidence/0001.jpg"
    assert layout.evidence_name(12, None, "Қауіпті аты.PDF") == "data/evidence/0012.pdf"
    assert layout.evidence_name(9999, "x/y", "name.with.ivan") == "data/evidence/9999.bin"
    assert layout.evidence_name(3, None, None) == "data/evidence/0003.bin"
    names = [layout.JOURNAL, layout.CASE, "data/summary.pdf", "data/summary-2.pdf", "data/evidence/0001.bin"]
    assert layout.kind_of(names) == layout.DISCLOSURE
    assert layout.kind_of([*names[:3], "data/summary-3.pdf"]) is None
    assert layout.kind_of([*names, "data/evidence/0003.bin"]) is None


def test_the_names_of_a_payload_tell_its_kind() -> None:
    journals = [layout.journal_name(1), layout.journal_name(2)]
    evidence = ["data/evidence/0001.bin", "data/evidence/0002.jpg"]
    assert layout.kind_of(journals[:1]) == layout.kind_of([*journals, *evidence]) == layout.SYNC
    assert layout.kind_of(["data/receipt.json"]) == layout.RECEIPT
    assert layout.kind_of(["data/card.txt"]) == layout.CARD
    for wrong in (
        [],
        evidence,
        journals[1:],
        [*journals, layout.CASE],
        [layout.JOURNAL, "data/journal-3.json"],
        [layout.JOURNAL, "data/journal-02.json"],
        ["data/receipt.json", layout.JOURNAL],
        ["data/card.txt", "data/card.txt"],
    ):
        assert layout.kind_of(wrong) is None


def test_a_tar_of_the_smallest_size_is_padded_too() -> None:
    assert plaintext.tail(0) == 65536
