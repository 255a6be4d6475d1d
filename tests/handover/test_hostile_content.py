"""Well-wrapped bundles with harmful content: JSON that is none, proofs that do not hold, bombs."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casefile.handover import bag, disclosure, layout, proofs, writing
from casefile.handover.writing import PayloadFile
from tests.handover.desk import Desk, refusal


def rebuilt(desk: Desk, content: dict[str, bytes], tmp_path: Path) -> Path:
    """A bundle whose every hash and signature is right, with other content: what a hostile Casefile would send."""
    path = tmp_path / "x.age"
    payload = [_instead(each, content.get(each.name)) for each in desk.payload()]
    writing.write(path, desk.letter(), payload)
    return path


def _instead(file: PayloadFile, data: bytes | None) -> PayloadFile:
    return file if data is None else PayloadFile(file.name, len(data), bag.sha256(data), lambda: io.BytesIO(data))


JSON: dict[str, bytes] = {
    "not json": b"{",
    "not utf-8": b'{"format": "\xff"}',
    "a list": b"[]",
    "deep": b"[" * 100_000,
    "deep object": b'{"a":' * 100_000,
    "fraction": b'{"format": 1.5}',
    "infinity": b'{"format": 1e999}',
    "not a number": b'{"format": NaN}',
    "long number": b'{"format": ' + b"9" * 10_000 + b"}",
    "another format": b'{"format": "x"}',
    "nothing in it": b"{}",
}


@pytest.mark.parametrize("name", [layout.CASE, layout.JOURNAL])
@pytest.mark.parametrize("kind", JSON)
def test_json_that_is_none(desk: Desk, tmp_path: Path, kind: str, name: str) -> None:
    assert refusal(rebuilt(desk, {name: JSON[kind]}, tmp_path), desk).key == "handover.content_unreadable"


def test_the_same_record_told_in_two_ways(desk: Desk, tmp_path: Path) -> None:
    case = disclosure.to_json(desk.disclosure)
    other = json.loads(json.dumps(case["cases"][0]))
    other["records"]["person"][0]["tags"] = ["other"]
    case["cases"].append(other)
    path = rebuilt(desk, {layout.CASE: json.dumps(case).encode()}, tmp_path)
    assert refusal(path, desk).key == "handover.content_unreadable"


def test_a_case_that_lists_other_files_than_the_manifest(desk: Desk, tmp_path: Path) -> None:
    case = disclosure.to_json(desk.disclosure)
    case["evidence"][0]["sha256"] = "0" * 64
    path = rebuilt(desk, {layout.CASE: json.dumps(case).encode()}, tmp_path)
    assert refusal(path, desk).key == "handover.content_unreadable"


def test_a_newer_format(desk: Desk, tmp_path: Path) -> None:
    case = {**disclosure.to_json(desk.disclosure), "version": 2}
    assert (
        refusal(rebuilt(desk, {layout.CASE: json.dumps(case).encode()}, tmp_path), desk).key == "handover.newer_bundle"
    )


def test_proofs_that_do_not_hold(desk: Desk, tmp_path: Path) -> None:
    def changed(change: Callable[[dict[str, Any]], object]) -> str:
        data = json.loads(json.dumps(proofs.to_json([desk.log], desk.entries)))
        change(data)
        path = rebuilt(desk, {layout.JOURNAL: json.dumps(data).encode()}, tmp_path)
        key = refusal(path, desk).key
        path.unlink()
        return key

    other = "00" * 32
    assert changed(lambda data: data["entries"][0]["fields"][0].update(salt=other)) == "handover.proof_wrong"
    assert changed(lambda data: data["entries"][0].update(proof=[other])) == "handover.proof_wrong"
    assert changed(lambda data: data["entries"][0].update(proof=[])) == "handover.proof_wrong"
    assert changed(lambda data: data["entries"][0]["fields"][0].update(value="x")) == "handover.proof_wrong"
    assert changed(lambda data: data["logs"][0].update(root=other)) == "handover.checkpoint_differs"
    assert changed(lambda data: data["logs"][0].update(size=99)) == "handover.checkpoint_differs"
    assert changed(lambda data: data.update(logs=[])) == "handover.checkpoint_differs"
    later = desk.entries[0].skeleton.replace(b'"position":0', b'"position":1').decode()
    assert changed(lambda data: data["entries"][0].update(skeleton=later)) == "handover.proof_wrong"


def test_a_proof_for_another_value_than_the_one_that_is_shown(desk: Desk, tmp_path: Path) -> None:
    case = disclosure.to_json(desk.disclosure)
    case["cases"][0]["case"]["reference"] = "KZ-2031-002"
    path = rebuilt(desk, {layout.CASE: json.dumps(case).encode()}, tmp_path)
    assert refusal(path, desk).key == "handover.proof_of_other_value"


BOMBS = {
    "empty lists": b'{"format": [' + b"[]," * 660_000 + b"[]]}",
    "more empty lists": b'{"format": [' + b"[]," * 5_000_000 + b"[]]}",
    "objects": b'{"format": [' + b'{"a":{}},' * 600_000 + b"{}]}",
    "wide text": b'{"format": "' + "\U0001f600".encode() + b"x" * (15 << 20) + b'"}',
    "strings": b'{"format": [' + b'"ab",' * 1_900_000 + b'""]}',
}
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


@pytest.mark.threat(16, 24)
@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read as Linux tells it")
@pytest.mark.parametrize("kind", BOMBS)
def test_bombs_stay_under_300_megabytes(desk: Desk, tmp_path: Path, kind: str) -> None:
    path = rebuilt(desk, {layout.CASE: BOMBS[kind]}, tmp_path)
    key = tmp_path / "key.txt"
    key.write_text(desk.recipient.encode())
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", _MEASURE, str(path), str(key)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    said, megabytes = done.stdout.split()
    assert said in ("handover.content_unreadable", "handover.member_too_large")
    assert int(megabytes) < 300
