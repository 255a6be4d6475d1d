"""What a disclosure discloses: ``data/case.json``.

One object::

    {
      "format": "casefile-disclosure",
      "version": 1,
      "audience": "lawyer",                     for whom it was prepared; what they may not read is absent or replaced
      "language": "en",                         of the summaries
      "cases": [
        {
          "case": {"id": …, "reference": …},    the case
          "records": {"happening": [{"id": …}]} every other record, by kind
          "summary": "data/summary.pdf"         or absent
        }
      ],
      "evidence": [
        {"record": <id of the evidence record>, "file": "data/evidence/0001.jpg", "sha256": <hexadecimal>, "size": <bytes>}
      ]
    }

Records are objects whose keys are the field names of the definitions (`casefile.domain.codec`): a text is a list of its language versions, a
date a string in Extended Date/Time Format or an object with ``edtf``, another record its id, an entry of a repeated field an object with an ``id``. Empty fields
are absent. A record that several cases share stands in each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casefile.domain.casefile import CaseFile
from casefile.domain.codec import record_from_json, record_to_json
from casefile.domain.kinds import KINDS, Case, Evidence, Record
from casefile.errors import VerificationFailed
from casefile.handover import layout, values

FORMAT = "casefile-disclosure"
VERSION = 1


@dataclass(frozen=True, slots=True)
class DisclosedFile:
    """A file of evidence in the bundle: the id of its record, its name there, its hexadecimal SHA-256 and its bytes."""

    record: str
    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The cases as their audience reads them. `summaries` are names in the bundle, one a case, or none."""

    audience: str
    language: str
    cases: tuple[CaseFile, ...]
    files: tuple[DisclosedFile, ...]
    summaries: tuple[str, ...] = ()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The records of evidence of all cases, each once."""
        found = {each.id: each for case in self.cases for each in case.of(Evidence)}
        return tuple(found.values())


def to_json(disclosure: Disclosure) -> dict[str, Any]:
    """The object of ``data/case.json``."""
    cases = [_case_to_json(case) for case in disclosure.cases]
    for case, summary in zip(cases, disclosure.summaries, strict=False):
        case["summary"] = summary
    return {
        "format": FORMAT,
        "version": VERSION,
        "audience": disclosure.audience,
        "language": disclosure.language,
        "cases": cases,
        "evidence": [
            {"record": each.record, "file": each.name, "sha256": each.sha256, "size": each.size}
            for each in disclosure.files
        ],
    }


def from_json(data: Mapping[str, Any]) -> Disclosure:
    """The inverse of `to_json`; kinds and fields that this version does not know are left aside.

    Raises:
        VerificationFailed: a newer format, or not of this form.
    """
    if data.get("format") == FORMAT and data.get("version") != VERSION:
        raise VerificationFailed("handover.newer_bundle")
    try:
        if data["format"] != FORMAT or not data["cases"]:
            raise ValueError("no disclosure, or none of a case")
        return Disclosure(
            _string(data["audience"]),
            _string(data["language"]),
            tuple(_case_from_json(case) for case in data["cases"]),
            tuple(_file_from_json(each) for each in data["evidence"]),
            tuple(_string(case["summary"]) for case in data["cases"] if "summary" in case),
        )
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise VerificationFailed("handover.content_unreadable", name=layout.CASE) from None


def record_objects(data: Mapping[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    """(kind, id) → the object of each record in a file that `from_json` accepted.

    Raises:
        VerificationFailed: a record that several cases share differs between them.
    """
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for case in data["cases"]:
        here = {("case", case["case"]["id"]): case["case"]}
        here.update({(kind, each["id"]): each for kind, records in case["records"].items() for each in records})
        if any(found.get(place, each) != each for place, each in here.items()):
            raise VerificationFailed("handover.content_unreadable", name=layout.CASE)
        found.update(here)
    return found


def _case_to_json(whole: CaseFile) -> dict[str, Any]:
    records = {kind: [record_to_json(each) for each in found] for kind, found in sorted(whole.by_kind().items())}
    return {"case": record_to_json(whole.case), "records": records}


def _case_from_json(data: Mapping[str, Any]) -> CaseFile:
    case = record_from_json("case", data["case"])
    if not isinstance(case, Case):
        raise TypeError("a case is expected")
    records: dict[str, Record] = {}
    for kind, objects in data["records"].items():
        for each in objects:
            record_id = _string(each["id"])
            if kind in KINDS:
                records[record_id] = record_from_json(kind, each)
    for record in (case, *records.values()):
        values.check_record(record)
    return CaseFile(case, records)


def _file_from_json(data: Mapping[str, Any]) -> DisclosedFile:
    size = data["size"]
    if not isinstance(size, int) or isinstance(size, bool):
        raise TypeError("a whole number is expected")
    return DisclosedFile(_string(data["record"]), _string(data["file"]), _string(data["sha256"]), size)


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a string is expected")
    return value


def names_match(disclosure: Disclosure, hashes: Mapping[str, str]) -> bool:
    """Whether the files that a disclosure lists are exactly the payload files of the bundle's manifest, with the same hashes."""
    listed: dict[str, str] = {each.name: each.sha256 for each in disclosure.files}
    evidence = {name: sha256 for name, sha256 in hashes.items() if layout.is_evidence(name)}
    return listed == evidence and _all_there(disclosure.summaries, hashes)


def _all_there(names: Sequence[str], hashes: Mapping[str, str]) -> bool:
    return all(name in hashes for name in names)
