"""Records as the listings show them: keys are the field names of the definitions, dates EDTF strings, other records by id.

What a date says beside its EDTF stands in keys of its own: ``when_words`` and ``when_inferred``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casefile.domain.casefile import CaseFile
from casefile.domain.codec import record_to_json
from casefile.domain.kinds import Citation, Happening, Record


def record(value: Record) -> dict[str, Any]:
    """One record."""
    plain: dict[str, Any] = _dates(record_to_json(value))
    return plain


def casefile(value: CaseFile) -> dict[str, Any]:
    """A case, whole: ``case``, then for each kind its records; each record names its citations by id."""
    found: dict[str, Any] = {"case": _cited(value, value.case)}
    for kind, records in sorted(value.by_kind().items()):
        ordered = sorted(records, key=_order)
        found[kind] = [_cited(value, each) for each in ordered]
    return found


def _cited(whole: CaseFile, value: Record) -> dict[str, Any]:
    plain = record(value)
    if not isinstance(value, Citation):
        plain["citations"] = [citation.id for citation in whole.citations_of(value.id)]
    return plain


def _order(value: Record) -> tuple[str, str]:
    if isinstance(value, Happening) and value.when is not None:
        return value.when.edtf.lstrip("[./"), value.id
    return "", value.id


def _dates(value: Any) -> Any:
    if isinstance(value, list):
        return [_dates(each) for each in value]
    if not isinstance(value, Mapping):
        return value
    found: dict[str, Any] = {}
    for name, content in value.items():
        if isinstance(content, Mapping) and "edtf" in content:
            found[name] = content["edtf"]
            found.update({f"{name}_{part}": said for part, said in content.items() if part != "edtf"})
        else:
            found[name] = _dates(content)
    return found
