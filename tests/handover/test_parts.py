"""A bundle in parts is the bundle: read from any of them, and told apart from a set of them that is wrong."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casefile.errors import Cancelled, CasefileError, NotFound, Refused
from casefile.handover import cutting, papers, parts, reading, writing
from casefile.i18n import LANGUAGES, Catalogue
from casefile.progress import Stoppable
from tests.handover.desk import BUNDLE, Desk

SIZE = 30_000


@pytest.fixture
def cut(desk: Desk, tmp_path: Path) -> list[Path]:
    """A bundle in four parts or so."""
    return list(written(desk, tmp_path / "x.age", SIZE).files)


def written(desk: Desk, path: Path, part_size: int | None) -> writing.Written:
    return writing.write(path, desk.letter(), desk.payload(), part_size=part_size)


def read(path: Path, desk: Desk) -> str:
    with parts.opened(path) as source:
        found = reading.read(source, [desk.recipient])
        source.seek(0)
        assert reading.read(source, [desk.recipient]).header_mac == found.header_mac
        return found.bundle_id


def refused(path: Path, desk: Desk) -> str:
    with pytest.raises(CasefileError) as why:
        read(path, desk)
    for language in LANGUAGES:
        assert Catalogue(language).error(why.value).endswith(".")
    return why.value.key


def test_joined_they_are_the_bundle(desk: Desk, cut: list[Path], tmp_path: Path) -> None:
    assert [each.name for each in cut] == [f"x.age.{n:03d}" for n in range(1, len(cut) + 1)]
    assert len(cut) > 3
    assert {each.stat().st_size for each in cut[:-1]} == {SIZE}
    assert cut[-1].stat().st_size <= SIZE
    (tmp_path / "joined.age").write_bytes(b"".join(each.read_bytes() for each in cut))
    assert desk.opened(tmp_path / "joined.age") == desk.opened(desk.write(tmp_path / "whole.age"))
    assert {each.stat().st_mode & 0o077 for each in cut} == {0}


def test_any_of_them_opens_all(desk: Desk, cut: list[Path], tmp_path: Path) -> None:
    for path in (*cut, tmp_path / "x.age"):
        assert read(path, desk) == BUNDLE


def test_what_fits_is_not_cut(desk: Desk, tmp_path: Path) -> None:
    assert [each.name for each in written(desk, tmp_path / "x.age", 10 << 20).files] == ["x.age"]
    assert read(tmp_path / "x.age", desk) == BUNDLE


def test_a_size_that_divides_the_bundle(desk: Desk, tmp_path: Path) -> None:
    whole = desk.write(tmp_path / "whole.age").stat().st_size
    for number in (1, 2):
        part_size = whole // number
        files = written(desk, tmp_path / f"{number}.age", part_size).files
        assert len(files) == -(-whole // part_size)
        assert read(files[-1], desk) == BUNDLE


def test_the_paper_says_how_to_join_them(desk: Desk, cut: list[Path], tmp_path: Path) -> None:
    paper = papers.how_to_open().decode("utf-8-sig")
    command = re.search(r"^ *(cat FILE\.age.*)$", paper, re.M)
    assert command is not None
    subprocess.run(["sh", "-c", command[1].replace("FILE", "x")], cwd=tmp_path, check=True)
    assert (tmp_path / "x.age").read_bytes() == b"".join(each.read_bytes() for each in cut)
    assert "copy /b" in paper
    for words in ("in parts", "частями", "бөліктермен"):
        assert words in paper


Wrong = Callable[[list[Path], Desk], object]


def swapped(one: Path, other: Path) -> None:
    held = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(held)


def of_another_bundle(cut: list[Path], desk: Desk, number: int) -> None:
    folder = cut[0].parent / "other"
    folder.mkdir()
    cut[number].write_bytes(written(desk, folder / "x.age", SIZE).files[number].read_bytes())


def altered(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)


WRONG: dict[str, tuple[str, Wrong]] = {
    "one missing": ("handover.part_missing", lambda cut, desk: cut[1].unlink()),
    "the first missing": ("handover.part_missing", lambda cut, desk: cut[0].unlink()),
    "the last missing": ("handover.parts_end_early", lambda cut, desk: cut[-1].unlink()),
    "the last cut short": ("handover.parts_end_early", lambda cut, desk: os.truncate(cut[-1], 30)),
    "one cut short": ("handover.parts_too_many", lambda cut, desk: os.truncate(cut[1], SIZE - 1)),
    "the first cut short": ("handover.part_larger", lambda cut, desk: os.truncate(cut[0], SIZE - 1)),
    "one too many": (
        "handover.parts_too_many",
        lambda cut, desk: parts.part_name(cut[0].with_suffix(""), len(cut) + 1).write_bytes(b"more"),
    ),
    "one that is too large": ("handover.part_larger", lambda cut, desk: cut[-1].write_bytes(bytes(SIZE + 1))),
    "two renamed": ("handover.parts_do_not_join", lambda cut, desk: swapped(cut[1], cut[2])),
    "the first renamed": ("handover.parts_renamed", lambda cut, desk: swapped(cut[0], cut[2])),
    "one of another bundle": ("handover.parts_do_not_join", lambda cut, desk: of_another_bundle(cut, desk, 1)),
    "the beginning of another": ("handover.parts_mixed", lambda cut, desk: cut[2].write_bytes(cut[0].read_bytes())),
    "one altered": ("handover.parts_do_not_join", lambda cut, desk: altered(cut[1], 20_000)),
    "the last altered": ("handover.parts_do_not_join", lambda cut, desk: altered(cut[-1], -1)),
    "no parts": ("crypto.not_age", lambda cut, desk: [each.write_bytes(b"x" * 50) for each in cut]),
}


@pytest.mark.threat(19)
@pytest.mark.parametrize("wrong", WRONG)
def test_each_wrong_set_has_its_sentence(desk: Desk, cut: list[Path], wrong: str) -> None:
    key, spoil = WRONG[wrong]
    spoil(cut, desk)
    left = next(each for each in cut if each.exists())
    assert refused(left, desk) == key


def test_the_missing_one_is_named(desk: Desk, cut: list[Path]) -> None:
    cut[2].unlink()
    with pytest.raises(NotFound) as why:
        read(cut[0], desk)
    assert "x.age.003" in Catalogue("en").error(why.value)


def test_other_files_of_the_folder_are_no_parts(desk: Desk, cut: list[Path], tmp_path: Path) -> None:
    for name in ("x.age.000", "x.age.04", "x.age.0004", "x.age.005.part", "y.age.001", "X.AGE.009"):
        (tmp_path / name).write_bytes(b"something else")
    (tmp_path / "x.age.009").mkdir()
    assert read(cut[0], desk) == BUNDLE


def test_a_whole_bundle_under_a_numbered_name(desk: Desk, bundle: Path, tmp_path: Path) -> None:
    assert read(bundle.rename(tmp_path / "handed.over.024"), desk) == BUNDLE


def test_nobody(desk: Desk, tmp_path: Path) -> None:
    for name in ("none.age", "none.age.001"):
        assert refused(tmp_path / name, desk) == "handover.no_such_file"


def test_sizes_that_cannot_be(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="part_too_small"):
        written(desk, tmp_path / "x.age", 10)
    desk.files = (os.urandom(5 << 20),)
    desk.__post_init__()
    with pytest.raises(Refused, match="too_many_parts"):
        written(desk, tmp_path / "x.age", 4096)
    assert not list(tmp_path.iterdir())


def test_what_is_there_stays(desk: Desk, cut: list[Path], tmp_path: Path) -> None:
    before = {each: each.read_bytes() for each in cut}
    with pytest.raises(Refused, match="destination_exists"):
        written(desk, tmp_path / "x.age", SIZE)
    assert {each: each.read_bytes() for each in tmp_path.iterdir()} == before


@pytest.mark.threat(4)
def test_nothing_has_its_name_before_everything_is_written(desk: Desk, tmp_path: Path) -> None:
    seen = []

    class Looking(Stoppable):
        def step(self, done: int, total: int | None) -> None:
            super().step(done, total)
            seen.extend(each.name for each in tmp_path.iterdir())
            if total and done == total:
                self.stop()

    desk.files = (os.urandom(1 << 20), b"x")
    desk.__post_init__()
    (tmp_path / "x.age.009.part").write_bytes(b"of a crash")
    with pytest.raises(Cancelled):
        writing.write(tmp_path / "x.age", desk.letter(), desk.payload(), Looking(), SIZE)
    assert "x.age.002.part" in seen
    assert all(name.endswith(".part") for name in seen)
    assert not list(tmp_path.iterdir())


def test_a_stick_that_fails_while_names_are_given(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last part gets its name first: whoever sees the first part sees all of them."""
    named: list[str] = []
    replace = Path.replace

    def failing(path: Path, target: Path) -> Path:
        if target.name.endswith(".002"):
            raise OSError(errno.EIO, "pulled")
        named.append(target.name)
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(Refused, match="disk_fault"):
        written(desk, tmp_path / "x.age", SIZE)
    assert named == sorted(named, reverse=True)
    assert "x.age.001" not in named
    assert not list(tmp_path.iterdir())


SMALL_FILES = """
import resource, sys
from pathlib import Path
from casefile.handover import cutting
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
with cutting.new_file(Path(sys.argv[1]), None) as file:
    for _ in range(35):
        file.write(b"0123456789" * 1000)
    print([each.name for each in file.finish()])
"""


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
def test_a_disk_that_holds_no_larger_file_gets_parts_unasked(tmp_path: Path) -> None:
    """Such a file system says EFBIG; so does the limit that a process can give itself."""
    command = [sys.executable, "-c", SMALL_FILES, str(tmp_path / "x.age")]
    said = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert said.stdout.strip() == str([f"x.age.{n:03d}" for n in range(1, 5)])
    found = parts.parts_of(tmp_path / "x.age")
    assert [each.stat().st_size for each in found.values()] == [100_000, 100_000, 100_000, 50_000]
    assert b"".join(each.read_bytes() for each in found.values()) == b"0123456789" * 35_000


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Path]:
    """A FAT32 file system whose image has holes, so that it takes little room."""
    image, place = tmp_path / "stick.img", tmp_path / "stick"
    place.mkdir()
    with image.open("wb") as file:
        file.truncate(6 << 30)
    try:
        made = subprocess.run(["mkfs.vfat", "-F", "32", str(image)], check=False, capture_output=True).returncode == 0
        mount = ["mount", "-o", "loop", str(image), str(place)]
        mounted = made and subprocess.run(mount, check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("mkfs.vfat is not here, or this system mounts no FAT")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_real_fat_stick(stick: Path) -> None:
    largest = (1 << 32) - 1
    zeros = bytes(64 << 20)
    with cutting.new_file(stick / "x.age", None) as file:
        for _ in range(66):
            file.write(zeros)
        files = file.finish()
    assert [each.stat().st_size for each in files] == [largest, 66 * len(zeros) - largest]
