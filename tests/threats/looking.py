"""Looking for secrets in the memory of a process and on a disk. Others' memory is open to root alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

_LARGEST = 1 << 30  # a mapping; what is larger is address space that was only reserved


def marked(word: str) -> list[int]:
    """Processes with a word in their environment."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if word.encode() in (folder / "environ").read_bytes() and (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def in_memory(process: int, needles: Sequence[bytes]) -> set[bytes]:
    """Which of the needles stand anywhere in what a core image of the process would hold."""
    found = set()
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for start, end in _writable(process):
            try:
                memory.seek(start)
                content = memory.read(end - start)
            except (OSError, ValueError, OverflowError):
                continue
            found |= {needle for needle in needles if needle in content}
    return found


def on_disk(folders: Iterable[Path], needles: Sequence[bytes]) -> list[tuple[Path, bytes]]:
    """Files below the folders with a needle in their content, and whatever has one in its name."""
    found = []
    for folder in folders:
        for path in folder.rglob("*"):
            name = str(path.relative_to(folder)).encode()
            content = path.read_bytes() if path.is_file() else b""
            found += [(path, needle) for needle in needles if needle in name or needle in content]
    return found


def spellings(words: Iterable[str]) -> list[bytes]:
    """The words in the codings in which Python, Qt and SQLite keep them."""
    return [word.encode(coding) for word in words for coding in ("utf-8", "utf-16-le", "utf-32-le")]


def _writable(process: int) -> list[tuple[int, int]]:
    found = []
    for line in Path(f"/proc/{process}/maps").read_text().splitlines():
        span, rights = line.split()[:2]
        start, end = (int(each, 16) for each in span.split("-"))
        if rights.startswith("rw") and end - start < _LARGEST:
            found.append((start, end))
    return found
