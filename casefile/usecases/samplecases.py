"""The sample cases of ``resources/sample``: readable data, expanded to records.

A file maps kinds to slugs to records. Beside what `domain.codec` reads it allows: ``"@slug"`` for a reference, an object of languages
for a text, the original first, elements without ids, and in each record ``roles`` (who was what in it) and ``cite`` (why we say so).
Ids follow from the slugs, so the sample is the same on every computer.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from casefile.domain.codec import record_from_json
from casefile.domain.definition import FieldDefinition, Shape, fields_of
from casefile.domain.kinds import KINDS, Evidence, Record
from casefile.files import resource

_ROLES = "roles"
_CITE = "cite"


def records() -> Iterator[Record]:
    """Every record of the sample, roles and citations included.

    Raises:
        ValueError: the data names a field, a kind or a slug that does not exist.
    """
    data = _data()
    slugs = {slug for kind in data.values() for slug in kind}
    for kind, entries in data.items():
        for slug, entry in entries.items():
            yield from _expanded(kind, slug, entry, slugs)


def evidence() -> Iterator[tuple[str, Evidence]]:
    """Each file of the sample, by its name in ``resources/sample/media``, with the record that describes it."""
    slugs = {slug for kind in _data().values() for slug in kind}
    listed = json.loads(resource("sample", "evidence.json").read_text("utf-8"))
    for entry in listed:
        slug = f"evidence/{entry['file']}"
        record = next(iter(_expanded("evidence", slug, entry["record"], slugs)))
        assert isinstance(record, Evidence)
        yield entry["file"], record


def sample_id(slug: str) -> str:
    """The id of the record with a slug."""
    return hashlib.sha256(f"casefile sample {slug}".encode()).hexdigest()[:32]


def _data() -> dict[str, dict[str, Any]]:
    merged: dict[str, dict[str, Any]] = {}
    for path in sorted(resource("sample", "records").glob("*.json")):
        for kind, entries in json.loads(path.read_text("utf-8")).items():
            for slug, entry in entries.items():
                if slug in merged.setdefault(kind, {}):
                    raise ValueError(f"{path.name}: {slug} is there twice")
                merged[kind][slug] = entry
    return merged


def _expanded(kind: str, slug: str, entry: Mapping[str, Any], slugs: set[str]) -> Iterator[Record]:
    plain = {name: value for name, value in entry.items() if name not in (_ROLES, _CITE)}
    yield _record(kind, slug, plain, slugs)
    for number, role in enumerate(entry.get(_ROLES, ())):
        own = f"{slug}/role/{number}"
        yield from _expanded("role", own, {**role, "record": f"@{slug}"}, slugs | {slug})
    for number, cited in enumerate(entry.get(_CITE, ())):
        yield _record("citation", f"{slug}/cite/{number}", {**cited, "record": f"@{slug}"}, slugs | {slug})


def _record(kind: str, slug: str, entry: Mapping[str, Any], slugs: set[str]) -> Record:
    try:
        fields = {field.name: field for field in KINDS[kind].fields}
        values = {name: _value(fields[name], value, f"{slug}/{name}", slugs) for name, value in entry.items()}
        return record_from_json(kind, {"id": sample_id(slug), **values})
    except (KeyError, TypeError, ValueError) as fault:
        raise ValueError(f"sample record {slug}: {fault!r}") from fault


def _value(field: FieldDefinition, value: Any, slug: str, slugs: set[str]) -> Any:
    match field.shape:
        case Shape.REF:
            return _reference(value, slugs)
        case Shape.REFS:
            return [_reference(each, slugs) for each in value]
        case Shape.TEXT:
            original = next(iter(value))
            return [
                {"language": language, "text": text, "original": language == original}
                for language, text in value.items()
            ]
        case Shape.ELEMENTS:
            assert field.element is not None
            return [_element(field.element, each, f"{slug}/{n}", slugs) for n, each in enumerate(value)]
        case _:
            return value


def _element(element: type[Any], entry: Mapping[str, Any], slug: str, slugs: set[str]) -> dict[str, Any]:
    fields = {field.name: field for field in fields_of(element)}
    values = {name: _value(fields[name], value, f"{slug}/{name}", slugs) for name, value in entry.items()}
    return {"id": sample_id(slug), **values}


def _reference(value: str, slugs: set[str]) -> str:
    slug = value.removeprefix("@")
    if slug == value or slug not in slugs:
        raise ValueError(f"{value} is no record of the sample")
    return sample_id(slug)
