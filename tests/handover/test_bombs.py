"""Small bundles that would be large: capped, and read in a process of its own that stays under 300 MB."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest

from casefile.crypto.age import Encryptor
from casefile.handover import bag, layout, receipt, ustar, writing
from casefile.handover.ustar import Member
from casefile.handover.writing import Letter, PayloadFile
from tests.handover import exchange
from tests.handover.desk import BUNDLE, Desk, members

ROOT = f"casefile-{BUNDLE}"
MILLION = 1_000_000
_MEASURE = """
import sys
from pathlib import Path
from casefile.crypto.age import parse_identity_file
from casefile.errors import CasefileError
from casefile.handover import reading
try:
    with Path(sys.argv[1]).open("rb") as source:
        reading.read(source, parse_identity_file(Path(sys.argv[2]).read_text()))
except CasefileError as refused:
    print(refused.key)
# Not ru_maxrss: across exec it keeps the peak of the process that started this one.
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(int(peak.split()[1]) // 1024)
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the peak is read as Linux tells it")


def refused_in_little_memory(desk: Desk, path: Path, folder: Path) -> str:
    """How reading a bundle is refused, by a process that takes less than 300 MB for it."""
    key = folder / "key.txt"
    key.write_text(desk.recipient.encode())
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", _MEASURE, str(path), str(key)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    said, megabytes = done.stdout.split()
    assert int(megabytes) < 300
    return said


def sendings(desk: Desk) -> dict[str, tuple[Letter, list[PayloadFile]]]:
    """Name of a file of JSON → a sound bundle with it."""
    confirmed = [PayloadFile.of(layout.RECEIPT_FILE, receipt.dump(exchange.receipt_of(desk)))]
    return {
        layout.CASE: (desk.letter(), desk.payload()),
        layout.JOURNAL: (desk.letter(), desk.payload()),
        layout.journal_name(2): (exchange.sync_letter(desk), exchange.sync_payload(desk)),
        layout.RECEIPT_FILE: (exchange.receipt_letter(desk), confirmed),
    }


BOMBS = {
    "empty lists": b'{"format": [' + b"[]," * 660_000 + b"[]]}",
    "more empty lists": b'{"format": [' + b"[]," * 5_000_000 + b"[]]}",
    "objects": b'{"format": [' + b'{"a":{}},' * 600_000 + b"{}]}",
    "wide text": b'{"format": "' + "\U0001f600".encode() + b"x" * (15 << 20) + b'"}',
    "strings": b'{"format": [' + b'"ab",' * 1_900_000 + b'""]}',
    "deep": b'{"format": ' + b"[" * 8_000_000,
}
OTHERS = (layout.journal_name(2), layout.RECEIPT_FILE)
"""Files of JSON of other kinds of bundles."""


@pytest.mark.threat(16, 24)
@pytest.mark.parametrize(
    ("name", "bomb"),
    [*((layout.CASE, bomb) for bomb in BOMBS), *((name, "objects") for name in (layout.JOURNAL, *OTHERS))],
)
def test_json_that_grows(desk: Desk, tmp_path: Path, name: str, bomb: str) -> None:
    letter, payload = sendings(desk)[name]
    payload = [_instead(each, BOMBS[bomb]) if each.name == name else each for each in payload]
    path = writing.write(tmp_path / "x.age", letter, payload).path
    said = refused_in_little_memory(desk, path, tmp_path)
    assert said in ("handover.content_unreadable", "handover.member_too_large")


def _instead(file: PayloadFile, data: bytes) -> PayloadFile:
    return PayloadFile(file.name, len(data), bag.sha256(data), lambda: BytesIO(data))


@pytest.mark.threat(16)
@pytest.mark.parametrize("kind", [layout.DISCLOSURE, layout.SYNC])
def test_a_manifest_of_a_million_files(desk: Desk, tmp_path: Path, kind: str) -> None:
    files = members(desk.opened(exchange.write(desk, kind, tmp_path / "sound.age")))
    lines = b"".join(b"%b  data/evidence/%07d.jpg\n" % (b"0" * 64, number) for number in range(MILLION))
    names = [name for name, _ in files]
    place = names.index(f"{ROOT}/{layout.MANIFEST}")

    def tar() -> Iterator[bytes]:
        for name, data in [*files[:place], (names[place], lines)]:
            yield ustar.header(Member(name, len(data))) + data + ustar.padding(len(data))

    path = tmp_path / "x.age"
    with path.open("wb") as sink:
        seal(desk, sink.write, tar())
    assert refused_in_little_memory(desk, path, tmp_path) == "handover.member_too_large"


@pytest.mark.threat(16)
@pytest.mark.parametrize("kind", [layout.DISCLOSURE, layout.SYNC])
def test_a_million_members(desk: Desk, tmp_path: Path, kind: str) -> None:
    """They come through a pipe, as half a gigabyte of them would; the reader takes leave at the first that is not listed."""
    files = members(desk.opened(exchange.write(desk, kind, tmp_path / "sound.age")))
    pipe = tmp_path / "x.age"
    os.mkfifo(pipe)

    def tar() -> Iterator[bytes]:
        for name, data in files:
            yield ustar.header(Member(name, len(data))) + data + ustar.padding(len(data))
        piece = ustar.header(Member(f"{ROOT}/data/evidence/0003.jpg", 0)) * 1000
        for _ in range(MILLION // 1000):
            yield piece

    def send() -> None:
        with suppress(BrokenPipeError), pipe.open("wb", buffering=0) as sink:
            seal(desk, sink.write, tar())

    sender = threading.Thread(target=send)
    sender.start()
    try:
        assert refused_in_little_memory(desk, pipe, tmp_path) == "handover.member_unexpected"
    finally:
        sender.join()


def seal(desk: Desk, write: Callable[[bytes], object], tar: Iterator[bytes]) -> None:
    """Encrypt pieces of a tar to the recipient, with no end where whoever takes them stops."""

    class Sink:
        def write(self, data: bytes | bytearray | memoryview, /) -> int:
            write(bytes(data))
            return len(data)

    encryptor = Encryptor(Sink(), [desk.recipient.recipient])
    for piece in tar:
        encryptor.write(piece)
    encryptor.finish()
