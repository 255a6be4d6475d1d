"""After a full session, no byte of content, file name or person lies in the vault, the home or the temporary folder."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

MARKERS = ("Қарақат Ойдан-Шығарған", "Invented-Marker-Person", "marker-evidence-7781", "Секретное слово маркер")


def occurrences(folder: Path, needles: list[bytes]) -> list[tuple[Path, bytes]]:
    """Where any needle stands in any file's content or name under `folder`."""
    found = []
    for path in folder.rglob("*"):
        if any(needle in str(path.relative_to(folder)).encode() for needle in needles):
            found.append((path, b"name"))
        if path.is_file():
            data = path.read_bytes()
            found += [(path, needle) for needle in needles if needle in data]
    return found


@pytest.mark.threat(22)
def test_no_content_outside_encryption(start, tmp_path, secret):
    vault = tmp_path / "V.casefile"
    source = tmp_path / "source" / "marker-evidence-7781.txt"
    source.parent.mkdir()
    source.write_text("\n".join(MARKERS) * 2000, "utf-8")
    assert start("sample", vault, "--cost", "floor", "--author", MARKERS[1], "--passphrase-file", secret).code == 0
    for words in (
        ("attach", vault, "KZ-2016-003", source, "--title", MARKERS[0], "--by", MARKERS[3]),
        ("search", vault, MARKERS[0]),
        ("show", vault, "KZ-2016-003", "--json"),
        ("verify", vault, "--deep"),
    ):
        answer = start(*words, "--passphrase-file", secret)
        assert answer.code == 0, answer.err
    known = [*MARKERS, "Bokayev", "Бокаев", "Petropavlovsk", "KZ-2016-003", "crowd.mp4", "seven invented words"]
    needles = [word.encode(coding) for word in known for coding in ("utf-8", "utf-16-le")]
    needles.append(hashlib.sha256(source.read_bytes()).hexdigest().encode())
    needles.append(hashlib.sha256(source.read_bytes()).digest())
    for folder in (vault, tmp_path / "home", tmp_path / "tmp"):
        assert occurrences(folder, needles) == []
    assert (vault / "records.db").stat().st_size > 100_000, "there was something to find"
