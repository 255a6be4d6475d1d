"""Anybody's tables: a row tells of several records that belong together, which case, who, what happened, where, by which source.

What a row leaves open is put together by one rule: an empty reference that a record must have, and its cases, mean the record of a
fitting kind in the same row. Names stand for records: one that is known once is meant, one that is not known becomes a new record, one
that is known twice is a problem for a person.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from casefile.domain.cells import Reading
from casefile.domain.definition import FieldDefinition, Shape, fields_of
from casefile.domain.flat import Cells, unflattened
from casefile.domain.kinds import KINDS
from casefile.importers import strict
from casefile.importers.adding import require_fields, with_extra
from casefile.importers.found import Candidate, Manner, Place, Problem
from casefile.importers.joining import joined
from casefile.importers.mapping import Mapping as ColumnMapping
from casefile.importers.mapping import SheetMapping, kind_of_slot, slot_of
from casefile.importers.names import completed

_ID = re.compile(r"[0-9a-f]{32}")
_NAMED = ("place", "person", "organisation")
_MEANT_FIRST = (
    "happening",
    "proceeding",
    "measure",
    "intervention",
    "position",
    "role",
    "case",
    "person",
    "organisation",
)
"""Of several records in a row that a reference could mean, the first."""

_NEEDED = {"role": ("party", "record"), "citation": ("record", "source"), "relationship": ("subject", "object")}
"""Without these a record says nothing: it is left out where the row does not have them."""


class Known(Protocol):
    """What is in the vault already."""

    def case(self, reference: str) -> tuple[str, ...]:
        """Ids of the cases with a reference."""

    def named(self, kind: str, name: str) -> tuple[str, ...]:
        """Ids of the records of a kind that have exactly this name or title."""


class Lists:
    """The records of one file, gathered row by row.

    Args:
        mapping: names only fields that are in this vault.
        seed: what makes the ids of this file's records; the same file gives the same ids, so bringing it twice changes nothing.

    Raises:
        Refused: a column means a field that nobody added to this vault.
    """

    def __init__(self, mapping: ColumnMapping, known: Known, seed: bytes, reading: Reading) -> None:
        self._mapping, self._known, self._seed, self.reading = mapping, known, seed, reading
        require_fields(mapping, reading.added)
        self._found: dict[str, Candidate] = {}
        self._called: dict[tuple[str, str], str] = {}
        self.problems: list[Problem] = []

    def fields(self, slot: str) -> tuple[FieldDefinition, ...]:
        """The fields of a record in a row, those that people added behind those of the program."""
        kind = kind_of_slot(slot)
        assert kind is not None, "mappings name only kinds that are there"
        return (*kind.fields, *self.reading.added(kind.name))

    def candidates(self) -> tuple[Candidate, ...]:
        """What was gathered, in the order of the rows."""
        return tuple(self._found.values())

    def add(self, sheet: str, heads: Sequence[str], number: int, row: Sequence[str]) -> None:
        """Gather one row. A row with a problem gives nothing else."""
        mapping = self._mapping.of(sheet)
        if mapping is None:
            return
        reader = _Row(self, sheet, number, mapping, heads)
        records = reader.records(row)
        self.problems += reader.problems
        if not reader.problems:
            for candidate in (*reader.made, *records):
                self._keep(candidate)

    def _keep(self, candidate: Candidate) -> None:
        earlier = self._found.get(candidate.id)
        if earlier is not None:
            data = joined(KINDS[candidate.kind].fields, earlier.data, candidate)
            candidate = Candidate(candidate.kind, data, earlier.place, None, Manner.ADDS)
        self._found[candidate.id] = candidate
        for name in _names(candidate):
            self._called.setdefault((candidate.kind, folded(name)), candidate.id)

    def meant(self, kind: str, name: str) -> tuple[str, ...]:
        """Ids of the records of a kind that a name means, of this file first."""
        own = self._called.get((kind, folded(name)))
        if own is not None:
            return (own,)
        return self._known.case(name) if kind == "case" else self._known.named(kind, name)

    def new_id(self, *parts: object) -> str:
        """The id of something in this file."""
        return hashlib.sha256(self._seed + "\0".join(map(str, parts)).encode()).hexdigest()[:32]

    @property
    def language(self) -> str:
        """Of columns that name none."""
        return self._mapping.language


class _Row:
    """One row on its way to records. `made` are the records that only its names call for."""

    def __init__(self, lists: Lists, sheet: str, number: int, mapping: SheetMapping, heads: Sequence[str]) -> None:
        self._lists, self._sheet, self._number = lists, sheet, number
        self._mapping, self._heads = mapping, heads
        self.problems: list[Problem] = []
        self.made: list[Candidate] = []

    def records(self, row: Sequence[str]) -> list[Candidate]:
        slots = {slot: self._data(slot, cells) for slot, cells in self._slots(row).items()}
        data = {slot: each for slot, each in slots.items() if each is not None}
        if "source" in data:
            data.setdefault("citation", {})  # a source that is named beside what it tells of is why we say so
        for slot, each in data.items():
            each["id"] = self._id(slot, each)
        for slot, each in data.items():
            self._resolve(slot, self._lists.fields(slot), each, "")
        for slot, each in data.items():
            self._put_together(slot, each, data)
        kept = {slot: each for slot, each in data.items() if all(name in each for name in _NEEDED.get(_kind(slot), ()))}
        return [self._candidate(slot, each) for slot, each in kept.items()]

    def _slots(self, row: Sequence[str]) -> dict[str, Cells]:
        slots: dict[str, Cells] = {}
        for head, cell in zip(self._heads, row, strict=False):
            target = self._mapping.columns.get(head)
            if target and cell.strip():
                slot, column = slot_of(target)
                slots.setdefault(slot, {})[column] = cell
        if slots:
            for target, cell in self._mapping.always.items():
                slot, column = slot_of(target)
                slots.setdefault(slot, {}).setdefault(column, cell)
        return slots

    def _data(self, slot: str, cells: Cells) -> dict[str, Any] | None:
        data, faults = unflattened(self._lists.fields(slot), cells, self._lists.reading)
        for column, fault in faults.items():
            self._problem(f"{slot}.{column}", fault.key, **fault.values)
        self._complete(self._lists.fields(slot), data, slot)
        return data or None

    def _complete(self, fields: Iterable[FieldDefinition], data: dict[str, Any], prefix: str) -> None:
        """Give elements the ids that a table does not have, and names their script."""
        for field in fields:
            if field.element is None or field.name not in data:
                continue
            for position, element in enumerate(data[field.name], 1):
                element.setdefault("id", self._lists.new_id(self._sheet, self._number, prefix, field.name, position))
                self._complete(fields_of(field.element), element, f"{prefix}.{field.name}.{position}")
            if field.name == "names":
                data["names"] = [completed(each, self._lists.language) for each in data["names"]]

    def _id(self, slot: str, data: Mapping[str, Any]) -> str:
        own, kind = data.get("id"), _kind(slot)
        if own is not None:
            return str(own)
        reference = data.get("reference") if kind == "case" else None
        if reference:
            found = self._lists.meant("case", reference)
            if len(found) > 1:
                self._problem(f"{slot}.reference", "importing.row.several_cases", reference=reference)
            return found[0] if found else self._lists.new_id("case", folded(reference))
        if kind == "source" and (title := _title(data)):
            found = self._lists.meant("source", title)
            return found[0] if len(found) == 1 else self._lists.new_id("source", folded(title))
        return self._lists.new_id(self._sheet, self._number, slot)

    def _resolve(self, slot: str, fields: Iterable[FieldDefinition], data: dict[str, Any], prefix: str) -> None:
        for field in fields:
            if field.name not in data:
                continue
            column = f"{slot}.{prefix}{field.name}"
            if field.shape is Shape.REF:
                data[field.name] = self._reference(field, data[field.name], column)
            elif field.shape is Shape.REFS:
                data[field.name] = list(
                    dict.fromkeys(self._reference(field, each, column) for each in data[field.name])
                )
            elif field.element is not None:
                for position, element in enumerate(data[field.name], 1):
                    self._resolve(slot, fields_of(field.element), element, f"{prefix}{field.name}.{position}.")

    def _reference(self, field: FieldDefinition, name: str, column: str) -> str:
        if _ID.fullmatch(name):
            return name
        kinds = field.about.to or _NAMED
        found = {each for kind in kinds for each in self._lists.meant(kind, name)}
        found |= {each.id for each in self.made if each.kind in kinds and folded(name) in map(folded, _names(each))}
        if len(found) == 1:
            return found.pop()
        if found or len(kinds) != 1 or kinds[0] not in (*_NAMED, "source"):
            self._problem(
                column, "importing.cell.several_called" if found else "importing.cell.nobody_called", name=name
            )
            return ""
        return self._new(kinds[0], name)

    def _new(self, kind: str, name: str) -> str:
        """A record of which nothing is known but its name."""
        own = self._lists.new_id(kind, folded(name))
        language = self._lists.language
        if kind == "source":
            data: dict[str, Any] = {"id": own, "title": [{"language": language, "text": name}]}
        else:
            data = {"id": own, "names": [completed({"id": self._lists.new_id(own, 1), "text": name}, language)]}
        self.made.append(Candidate(kind, data, Place(self._sheet, self._number), None, Manner.ADDS))
        return own

    def _put_together(self, slot: str, data: dict[str, Any], others: Mapping[str, Mapping[str, Any]]) -> None:
        number = slot.partition("#")[2]
        for field in _fields(slot):
            if field.name in data:
                continue
            if field.name == "cases" and field.shape is Shape.REFS:
                cases = [each["id"] for other, each in others.items() if _kind(other) == "case"]
                if cases:
                    data["cases"] = cases
            elif field.shape is Shape.REF and (field.about.required or field.name in ("decision", "proceeding")):
                meant = _fitting(field, slot, number, others)
                if meant is not None:
                    data[field.name] = meant

    def _candidate(self, slot: str, data: dict[str, Any]) -> Candidate:
        data = with_extra(data, self._lists.fields(slot))
        for path, key in strict.faults(_fields(slot), data):
            self._problem(f"{slot}.{path}", key)
        return Candidate(_kind(slot), data, Place(self._sheet, self._number), None, Manner.ADDS)

    def _problem(self, target: str, key: str, **values: object) -> None:
        head = next((head for head, own in self._mapping.columns.items() if own == target), target)
        self.problems.append(Problem(Place(self._sheet, self._number, head), key, values))


def _fitting(field: FieldDefinition, slot: str, number: str, others: Mapping[str, Mapping[str, Any]]) -> str | None:
    """The record in the same row that an empty reference means: of the same number first, then the most particular."""
    kinds = field.about.to or tuple(kind for kind in _MEANT_FIRST if kind != _kind(slot))
    fitting = [other for other in others if other != slot and _kind(other) in kinds]
    if not fitting:
        return None
    return str(others[min(fitting, key=lambda other: (other.partition("#")[2] != number, _rank(_kind(other))))]["id"])


def _rank(kind: str) -> int:
    return _MEANT_FIRST.index(kind) if kind in _MEANT_FIRST else len(_MEANT_FIRST)


def _kind(slot: str) -> str:
    return slot.partition("#")[0]


def _fields(slot: str) -> tuple[FieldDefinition, ...]:
    kind = kind_of_slot(slot)
    assert kind is not None, "mappings name only kinds that are there"
    return kind.fields


def _names(candidate: Candidate) -> Iterator[str]:
    data = candidate.data
    if candidate.kind == "case" and data.get("reference"):
        yield data["reference"]
    if candidate.kind in ("place", "organisation"):  # two people of one name are two people
        yield from (each["text"] for each in data.get("names", ()))
    if candidate.kind == "source" and (title := _title(data)):
        yield title


def _title(data: Mapping[str, Any]) -> str | None:
    return data["title"][0]["text"] if data.get("title") else None


def folded(name: str) -> str:
    """A name as names are told apart: without regard to case, to ё for е, or to how words are spaced."""
    return " ".join(name.casefold().replace("ё", "е").split())
