"""Whatever a stranger sends, the answer is a sentence and never a crash."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casefile.crypto.checkpoint import Checkpoint
from casefile.domain.codec import record_to_json
from casefile.domain.kinds import KINDS
from casefile.errors import CasefileError
from casefile.handover import bag, delta, disclosure, jsonfiles, layout, proofs, receipt, statement, ustar, values
from casefile.handover.plaintext import Members
from casefile.handover.readable import ReadableRecords
from casefile.journal.entry import Entry
from casefile.records import rows
from tests.handover import exchange
from tests.handover.desk import DEVICE, SIGNER, Desk

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
SYNC = json.loads(delta.dump(exchange.sync_parts(DESK)[0], 1))
RECEIPT = json.loads(receipt.dump(exchange.receipt_of(DESK)))
KEY = DESK.key.public.encode(SIGNER)
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


@pytest.mark.threat(25)
@given(replanted(SYNC))
@FUZZ
def test_entries(data: dict[str, Any]) -> None:
    def read() -> None:
        part = delta.load(layout.JOURNAL, json.dumps(data).encode(), 1)
        sections = [delta.vouched(each, exchange.checkpoint(exchange.OWN_LOG), KEY) for each in part.sections]
        records = ReadableRecords(BytesIO(), DEVICE)
        records.add(part, sections)
        records.finish()

    answered(read)


@pytest.mark.threat(25)
@given(replanted(RECEIPT))
@FUZZ
def test_receipts(data: dict[str, Any]) -> None:
    answered(lambda: receipt.verified(receipt.load(json.dumps(data).encode()), RECEIPT["keys"][0]))


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """An entry that sets one field of any kind to something."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    field = draw(st.sampled_from(KINDS[kind].fields))
    path = field.name + draw(st.sampled_from(["", "", "/" + "b" * 32, "/x"]))
    element = st.dictionaries(
        st.sampled_from(["order", "text", "language", "edtf", "id", "target"]), VALUES, max_size=4
    )
    value = draw(VALUES | element | st.lists(element, max_size=2) | st.just({"order": 5}))
    first = exchange.OWN_LOG[0]
    return replace(first, kind=kind, changes=(replace(first.changes[0], path=path, value=value),))


@pytest.mark.threat(25)
@given(entries())
@settings(FUZZ, max_examples=400)
def test_what_passes_makes_a_readable_record(entry: Entry) -> None:
    try:
        values.check(entry)
    except (ValueError, TypeError, KeyError, AttributeError):
        return
    paths = {each.path: each.value for each in entry.changes if each.value is not None}
    record = rows.record_of(KINDS[entry.kind], entry.record, paths)
    assert record_to_json(record)["id"] == entry.record
    rows.row_of(KINDS[entry.kind], paths)
    assert rows.paths_of(record).keys() <= paths.keys()
