"""The JSON Schema (draft 2020-12, https://json-schema.org) of the JSON export, made from the definitions of the fields."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from casefile.domain.cells import LARGEST_NUMBER
from casefile.domain.definition import FieldDefinition, Kind, Shape, fields_of
from casefile.domain.interchange import FORMAT, VERSION
from casefile.domain.kinds import KINDS
from casefile.domain.labels import field_key, help_key
from casefile.domain.terms import term_list
from casefile.i18n import Catalogue

SCHEMA_NAME = "casefile.schema.json"

_ENGLISH = Catalogue("en")
_ID = {"type": "string", "pattern": "^[0-9a-f]{32}$"}
_LINE = {"type": "string", "minLength": 1}
_NUMBER = {"type": "integer", "minimum": -LARGEST_NUMBER, "maximum": LARGEST_NUMBER}


def schema() -> dict[str, Any]:
    """The whole schema as plain JSON."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:casefile:{FORMAT}:{VERSION}",
        "title": "Records of a Casefile vault",
        "description": (
            "Every record of every kind that was exported. Kinds stand in a fixed order, records by id, elements of repeated fields in "
            "the order people gave them. What is not known is left out. References hold the id of another record, which may be missing."
        ),
        **_object(
            {
                "format": {"const": FORMAT},
                "version": {"const": VERSION},
                "secret_fields": {
                    "type": "boolean",
                    "description": "Whether the fields marked secret are in it, as only a person's own backup may have them.",
                },
                "records": _object(
                    {name: {"type": "array", "items": {"$ref": f"#/$defs/{name}"}} for name in KINDS}, required=()
                ),
            },
            required=("format", "version", "secret_fields", "records"),
        ),
        "$defs": {**_VALUES, **{name: _record(kind) for name, kind in KINDS.items()}},
    }


def written() -> bytes:
    """The schema as the file that lies beside an export."""
    return (json.dumps(schema(), ensure_ascii=False, indent=1) + "\n").encode()


def _record(kind: Kind) -> dict[str, Any]:
    about = {"title": _ENGLISH.text(f"kind.{kind.name}")}
    if kind.huridocs:
        about["description"] = f"HURIDOCS Events Standard Formats: {kind.huridocs}."
    return {**about, **_object({"id": _ID, **_fields(kind.name, kind.fields)}, required=("id",))}


def _fields(owner: str | type[Any], fields: Iterable[FieldDefinition]) -> dict[str, Any]:
    return {field.name: {"title": _label(owner, field.name), **_field(owner, field)} for field in fields}


def _label(owner: str | type[Any], name: str) -> str:
    key = field_key(owner, name)
    return _ENGLISH.text(key) if _ENGLISH.has(key) else name


def _field(owner: str | type[Any], field: FieldDefinition) -> dict[str, Any]:
    about: dict[str, Any] = {}
    remarks = [f"HURIDOCS: {field.about.huridocs}."] if field.about.huridocs else []
    if field.about.terms:
        remarks.append(f"Codes of the list {field.about.terms}; others are kept as they are.")
    if field.about.to:
        remarks.append(f"The id of a record of: {', '.join(field.about.to)}.")
    if _ENGLISH.has(help_key(owner, field.name)):
        remarks.append(_ENGLISH.text(help_key(owner, field.name)))
    if remarks:
        about["description"] = " ".join(remarks)
    about["x-sensitivity"] = field.about.sensitivity.value
    return {**about, **_shape(field)}


def _shape(field: FieldDefinition) -> dict[str, Any]:
    match field.shape:
        case Shape.LINE:
            return _line(field)
        case Shape.REF:
            return dict(_LINE)
        case Shape.NUMBER:
            return dict(_NUMBER)
        case Shape.FLAG:
            return {"type": "boolean"}
        case Shape.LINES:
            return {"type": "array", "items": _line(field), "minItems": 1, "uniqueItems": True}
        case Shape.REFS:
            return {"type": "array", "items": _LINE, "minItems": 1, "uniqueItems": True}
        case Shape.ELEMENTS:
            assert field.element is not None
            parts = {"id": _LINE, **_fields(field.element, fields_of(field.element))}
            return {"type": "array", "items": _object(parts, required=("id",)), "minItems": 1}
        case shape:
            return {"$ref": f"#/$defs/_{shape.value}"}


def _line(field: FieldDefinition) -> dict[str, Any]:
    if not field.about.terms:
        return {"type": "string"}
    return {"type": "string", "examples": [term.code for term in term_list(field.about.terms)]}


def _object(properties: Mapping[str, Any], required: Iterable[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }


_QUANTITY = {"minimum": _NUMBER, "maximum": _NUMBER, "qualifier": {"type": "string"}, "words": {"type": "string"}}
_VALUES: Mapping[str, Any] = {
    "_text": {
        "title": "Words in one or more languages, the original first",
        "type": "array",
        "minItems": 1,
        "items": _object(
            {
                "language": {"type": "string", "description": "BCP 47"},
                "text": {"type": "string"},
                "original": {"type": "boolean", "default": True},
                "by": {"type": "string", "description": "the translator"},
                "checked": {"type": "boolean", "default": False},
            },
            required=("language", "text"),
        ),
    },
    "_when": {
        "title": "A date as far as it is known: Extended Date/Time Format (ISO 8601-2)",
        "anyOf": [
            {"type": "string"},
            _object(
                {
                    "edtf": {"type": "string"},
                    "words": {"type": "string", "description": "what the source or the person said"},
                    "inferred": {"type": "boolean", "default": False, "description": "implied, not stated"},
                },
                required=("edtf",),
            ),
        ],
    },
    "_quantity": {"title": "A number as stated", **_object(_QUANTITY, required=())},
    "_amount": {
        "title": "Money as stated",
        **_object(
            {
                "quantity": {"$ref": "#/$defs/_quantity"},
                "currency": {"type": "string", "description": "ISO 4217"},
                "purpose": {"type": "string", "examples": ["imposed", "alleged", "claimed"]},
                "sharing": {"type": "string", "examples": ["each", "together", "unclear"]},
            },
            required=("quantity", "currency"),
        ),
    },
    "_length": {
        "title": "A span of time as stated",
        **_object(
            {
                "words": {"type": "string"},
                "years": _NUMBER,
                "months": _NUMBER,
                "days": _NUMBER,
                "hours": _NUMBER,
            },
            required=("words",),
        ),
    },
}
