"""Every kind and every field has a label in each language, and no label is left over."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from casefile.domain.definition import fields_of
from casefile.domain.kinds import KINDS, Measure
from casefile.domain.labels import field_key, help_key, kind_key, kinds_key
from casefile.files import resource
from casefile.i18n import LANGUAGES


def _labels() -> Iterator[str]:
    for kind in KINDS.values():
        yield kind_key(kind.name)
        yield kinds_key(kind.name)
        for field in kind.fields:
            yield field_key(kind.name, field.name)
            if field.element is not None:
                yield from (field_key(field.element, entry.name) for entry in fields_of(field.element))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_and_field_is_named(language: str) -> None:
    words = json.loads(resource("translations", language, "fields.json").read_text("utf-8"))
    labels = set(_labels())
    named = {key for key in words if not key.startswith("help.")}
    helped = {key.replace("help.", "field.", 1) for key in words if key.startswith("help.")}
    assert named == labels
    assert helped <= labels
    assert all(text.strip() == text != "" for text in words.values())


def test_common_fields_are_named_once() -> None:
    assert field_key(Measure, "tags") == field_key("person", "tags") == "field.record.tags"
    assert field_key(Measure, "end") == "field.measure.end"
    assert help_key(Measure, "end") == "help.measure.end"
