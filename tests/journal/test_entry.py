"""An entry's id commits to everything in it, and a value cannot be guessed from what is left when it is taken out."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.journal.entry import Entry, Operation, entry_from_json, entry_to_json
from tests.entries import new_changes

ENTRY = Entry(
    device="d" * 32,
    author="a" * 32,
    position=4,
    lamport=9,
    time="2024-05-02T14:06:00+05:00",
    kind="case",
    record="c" * 32,
    operation=Operation.CHANGE,
    changes=(
        *new_changes({"title": "Ойдан шығарылған іс"}, {"title": ["e" * 64]}),
        *new_changes({"status": None}, {}),
    ),
)


@pytest.mark.parametrize(
    "other",
    [
        replace(ENTRY, position=5),
        replace(ENTRY, lamport=10),
        replace(ENTRY, author="b" * 32),
        replace(ENTRY, device="e" * 32),
        replace(ENTRY, record="f" * 32),
        replace(ENTRY, kind="note"),
        replace(ENTRY, operation=Operation.RESOLVE),
        replace(ENTRY, time="2024-05-02T14:07:00+05:00"),
        replace(ENTRY, changes=ENTRY.changes[:1]),
        replace(ENTRY, changes=(replace(ENTRY.changes[0], value="Another"), ENTRY.changes[1])),
        replace(ENTRY, changes=(replace(ENTRY.changes[0], path="summary"), ENTRY.changes[1])),
        replace(ENTRY, changes=(replace(ENTRY.changes[0], seen=()), ENTRY.changes[1])),
        replace(ENTRY, changes=(replace(ENTRY.changes[0], salt=bytes(32)), ENTRY.changes[1])),
    ],
)
def test_any_difference_is_another_entry(other):
    assert other.id != ENTRY.id


def test_order_of_changes_tells_nothing():
    assert replace(ENTRY, changes=ENTRY.changes[::-1]).id == ENTRY.id


def test_skeleton_names_no_field_and_no_value():
    skeleton = ENTRY.skeleton().decode()
    assert "title" not in skeleton
    assert "Ойдан" not in skeleton


def test_the_same_value_has_another_commitment_each_time():
    assert len({each.commitment for _ in range(2) for each in new_changes({"title": "x"}, {})}) == 2


@given(st.recursive(st.none() | st.booleans() | st.integers(-(2**50), 2**50) | st.text(), st.lists))
def test_entry_travels_whole(value):
    entry = replace(ENTRY, changes=new_changes({"remarks": value}, {}))
    assert entry_from_json(entry_to_json(entry)).id == entry.id
