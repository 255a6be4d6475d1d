"""Every kind of record survives the journey through JSON, and a wrong shape is refused."""

import json

import pytest

from casefile.domain.codec import record_from_json, record_to_json
from casefile.domain.definition import Ref
from casefile.domain.kinds import KINDS, Case, Charge, Condition, Happening, Measure, Name, Person, Proceeding
from casefile.domain.values import Amount, Length, Quantity, Text, Version, When

BOTH = Text((Version("ru", "Дело"), Version("en", "Case", original=False, by="A. Invented", checked=True)))


@pytest.mark.parametrize(
    "record",
    [
        Case(reference="X-1", title=BOTH, themes=("assembly",), opened=When("2016-05")),
        Person(
            names=(Name(text="Жанна Ойдан", script="Cyrl", language="ru"),),
            number=Quantity(40, 40, "about", "some 40"),
        ),
        Happening(
            when=When("2021-01~", "late January", inferred=True),
            amount=Amount(Quantity(180, 180), "EUR", "imposed", "unclear"),
            cases=(Ref("0" * 32),),
            alleged=True,
            ordinal=24,
        ),
        Measure(length=Length("two and a half years", years=2, months=6), conditions=(Condition(act=BOTH),)),
        Proceeding(charges=(Charge(article="405", text=BOTH, date=When("2024-02")),), closed_to_public=True),
    ],
)
def test_round_trip(record):
    kind = type(record).__name__.lower()
    wire = json.loads(json.dumps(record_to_json(record)))
    assert record_from_json(kind, wire) == record


def test_every_kind_can_be_empty():
    for name, kind in KINDS.items():
        empty = kind.record()
        assert record_from_json(name, record_to_json(empty)) == empty


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "bare words"),
        ("themes", "assembly"),
        ("reference", 7),
        ("opened", 2016),
        ("statuses", ["x"]),
    ],
)
def test_wrong_shape_is_refused(field, value):
    with pytest.raises((TypeError, ValueError, KeyError)):
        record_from_json("case", {"id": "0" * 32, field: value})
