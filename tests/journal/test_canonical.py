"""The journal's canonical JSON is RFC 8785's, byte for byte, whichever way it is written."""

from __future__ import annotations

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from casefile.journal import canonical
from casefile.journal.entry import Entry, Operation
from tests.entries import new_changes

PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(PLAIN)
def test_it_writes_what_the_standard_says(value: object) -> None:
    try:
        expected = rfc8785.dumps(value)  # type: ignore[arg-type]  # any JSON
    except ValueError:
        with pytest.raises(ValueError):
            canonical.dumps(value)
    else:
        assert canonical.dumps(value) == expected


@pytest.mark.parametrize(
    "value", [2**53, [-(2**53)], {"a": 2**60}, "\ud800", {"\ud800": 1}, float("nan"), {1: "x"}, object()]
)
def test_it_refuses_what_canonical_json_cannot_say(value: object) -> None:
    with pytest.raises(ValueError):
        canonical.dumps(value)


def test_names_are_ordered_as_utf_16_orders_them() -> None:
    value = {"\U0001f600": 1, "\ue000": 2}
    assert canonical.dumps(value) == rfc8785.dumps(value)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(0, 2**53 - 1))
def test_a_skeleton_is_canonical(words: str, number: int) -> None:
    entry = Entry(
        "d" * 32,
        words,
        number,
        number,
        words,
        words,
        "r" * 32,
        Operation.CREATE,
        new_changes({"a": 1, "b": words}, {"b": [words, "x"]}),
    )
    fields = [{"commitment": each.commitment, "seen": sorted(each.seen)} for each in entry.changes]
    expected = {
        "version": 1,
        "device": entry.device,
        "author": entry.author,
        "position": number,
        "lamport": number,
        "time": words,
        "kind": words,
        "record": entry.record,
        "operation": "create",
        "fields": sorted(fields, key=lambda each: str(each["commitment"])),
    }
    assert entry.skeleton() == rfc8785.dumps(expected)  # type: ignore[arg-type]  # as above
