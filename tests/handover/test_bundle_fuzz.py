"""Whatever a stranger sends, the answer is a sentence and never a crash."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casefile.crypto.checkpoint import Checkpoint
from casefile.errors import CasefileError
from casefile.handover import bag, disclosure, jsonfiles, proofs, statement, ustar
from casefile.handover.plaintext import Members
from tests.handover.desk import SIGNER, Desk

DESK = Desk()
NOTE = statement.sign(
    statement.Statement(
        "0" * 64,
        "1" * 32,
        statement.DISCLOSURE,
        DESK.letter().sender,
        DESK.recipient.recipient.encode(),
        3,
        DESK.log.checkpoint,
    ),
    SIGNER,
    DESK.key,
)
CASE = disclosure.to_json(DESK.disclosure)
JOURNAL = proofs.to_json([DESK.log], DESK.entries)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def changed(draw: st.DrawFn, whole: bytes) -> bytes:
    """Bytes with one stretch of them replaced."""
    start = draw(st.integers(0, len(whole)))
    length = draw(st.integers(0, 40))
    return whole[:start] + draw(st.binary(max_size=40)) + whole[start + length :]


@st.composite
def replanted(draw: st.DrawFn, whole: dict[str, Any]) -> dict[str, Any]:
    """JSON with one value somewhere in it replaced by another."""
    copied: dict[str, Any] = json.loads(json.dumps(whole))
    here: Any = copied
    for _ in range(draw(st.integers(0, 6))):
        keys = list(here) if isinstance(here, dict) else list(range(len(here)))
        inner = [key for key in keys if isinstance(here[key], dict | list) and here[key]]
        if not inner:
            break
        here = here[draw(st.sampled_from(inner))]
    keys = list(here) if isinstance(here, dict) else list(range(len(here)))
    here[draw(st.sampled_from(keys))] = draw(VALUES)
    return copied


def answered(read: Callable[[], object]) -> None:
    with contextlib.suppress(CasefileError):
        read()


@pytest.mark.threat(25)
@given(st.binary(max_size=400) | changed(NOTE))
@FUZZ
def test_signatures(note: bytes) -> None:
    answered(lambda: statement.check(note))


@pytest.mark.threat(25)
@given(st.binary(max_size=400) | changed(bag.manifest([("data/case.json", "0" * 64), ("data/journal.json", "1" * 64)])))
@FUZZ
def test_manifests(data: bytes) -> None:
    answered(lambda: bag.parse_manifest(data))


@pytest.mark.threat(25)
@given(st.binary(max_size=300) | changed(bag.bag_info(bag.BagInfo("2031-05-02", "1" * 32, 5, 1))))
@FUZZ
def test_bag_info(data: bytes) -> None:
    answered(lambda: bag.parse_bag_info(data))


@pytest.mark.threat(25)
@given(changed(ustar.header(ustar.Member("casefile-x/a.txt", 5)) + b"hello" + bytes(60_000)))
@FUZZ
def test_archives(tar: bytes) -> None:
    class Whole:
        left = memoryview(tar)

        def read(self, size: int, /) -> bytes:
            given_, self.left = bytes(self.left[:size]), self.left[size:]
            return given_

    def read() -> None:
        members = Members(Whole(), len(tar))
        while members.next() is not None:
            assert sum(map(len, members.content())) <= len(tar)

    answered(read)


@pytest.mark.threat(25)
@given(st.binary(max_size=200))
@FUZZ
def test_json(data: bytes) -> None:
    answered(lambda: jsonfiles.load("data/case.json", data))


@pytest.mark.threat(25)
@given(replanted(CASE))
@FUZZ
def test_cases(data: dict[str, Any]) -> None:
    def read() -> None:
        disclosure.from_json(data)
        disclosure.record_objects(data)

    answered(read)


@pytest.mark.threat(25)
@given(replanted(JOURNAL))
@FUZZ
def test_proofs(data: dict[str, Any]) -> None:
    records = disclosure.record_objects(CASE)
    answered(lambda: proofs.check(data, records, Checkpoint(SIGNER, DESK.log.size, DESK.log.root)))


@pytest.mark.threat(25)
@given(replanted(CASE))
@FUZZ
def test_proofs_for_cases_that_were_changed(data: dict[str, Any]) -> None:
    def read() -> None:
        disclosure.from_json(data)
        proofs.check(JOURNAL, disclosure.record_objects(data), DESK.log.checkpoint)

    answered(read)
