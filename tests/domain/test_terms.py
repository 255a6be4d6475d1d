"""Every list that a field names exists, is complete in three languages, and holds every code the sample uses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from casefile.domain.definition import FieldDefinition, fields_of
from casefile.domain.kinds import KINDS, Role
from casefile.domain.terms import term_list
from casefile.files import resource
from casefile.i18n import LANGUAGES

ALL_LISTS = sorted(path.stem for path in resource("terms").glob("*.json"))
SAMPLES = sorted(resource("sample", "records").glob("*.json"))


def _fields() -> Iterator[FieldDefinition]:
    for kind in KINDS.values():
        for field in kind.fields:
            yield field
            if field.element is not None:
                yield from fields_of(field.element)


def test_every_list_a_field_names_exists() -> None:
    assert {field.about.terms for field in _fields() if field.about.terms} <= set(ALL_LISTS)


@pytest.mark.parametrize("name", ALL_LISTS)
def test_list_is_complete(name: str) -> None:
    terms = term_list(name)
    codes = [term.code for term in terms]
    assert terms.name == name
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", code) for code in codes)
    for language in LANGUAGES:
        labels = [term.labels[language] for term in terms]
        assert all(label.strip() == label != "" for label in labels)
        assert len(labels) == len(set(labels)), f"{name}: two codes read the same in {language}"


def test_label_follows_the_language() -> None:
    measures = term_list("measure_type")
    assert measures.label("house_arrest", "ru") == "Домашний арест"
    assert measures.label("house_arrest", "kk") == "Үйқамақ"
    assert measures.label("house_arrest", "fr") == "House arrest"


def test_unknown_code_is_shown_as_it_is() -> None:
    assert term_list("measure_type").label("exile_to_the_moon", "en") == "exile_to_the_moon"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_code_of_the_sample_is_in_its_list(path: Any) -> None:
    unknown = [
        f"{slug}: {name}={code}"
        for kind, records in json.loads(path.read_text("utf-8")).items()
        for slug, record in records.items()
        for name, code in [*_codes(KINDS[kind].fields, record), *_codes_of_roles(record)]
        if code not in term_list(name)
    ]
    assert unknown == []


def _codes_of_roles(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for role in record.get("roles", ()):
        yield from _codes(fields_of(Role), role)


def _codes(fields: tuple[FieldDefinition, ...], values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for field in fields:
        value = values.get(field.name)
        if value is None:
            continue
        if field.element is not None:
            for entry in value:
                yield from _codes(fields_of(field.element), entry)
        elif field.about.terms:
            yield from ((field.about.terms, code) for code in ([value] if isinstance(value, str) else value))
