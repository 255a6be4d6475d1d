"""Well-wrapped bundles with harmful content: JSON that is none, proofs that do not hold, bombs."""

from __future__ import annotations

import io
import json
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


def test_a_text_that_is_none(desk: Desk, tmp_path: Path) -> None:
    case = disclosure.to_json(desk.disclosure)
    case["cases"][0]["case"]["title"] = [{"language": "ru", "text": 5}]
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
    # It would stand in the signed one's place.
    second = [{**data, "root": other} for data in proofs.to_json([desk.log], [])["logs"]]
    assert changed(lambda data: data["logs"].extend(second)) == "handover.content_unreadable"
    later = desk.entries[0].skeleton.replace(b'"position":0', b'"position":1').decode()
    assert changed(lambda data: data["entries"][0].update(skeleton=later)) == "handover.proof_wrong"


def test_a_proof_for_another_value_than_the_one_that_is_shown(desk: Desk, tmp_path: Path) -> None:
    case = disclosure.to_json(desk.disclosure)
    case["cases"][0]["case"]["reference"] = "KZ-2031-002"
    path = rebuilt(desk, {layout.CASE: json.dumps(case).encode()}, tmp_path)
    assert refusal(path, desk).key == "handover.proof_of_other_value"
