"""The Changes list: each saved step in a line, and what a field was before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from casefile.domain.additions import PREFIX, split, value_of
from casefile.domain.codec import element_from_json, value_from_json
from casefile.domain.definition import FieldDefinition, Kind, Shape
from casefile.domain.kinds import Extra, Record, kind_of
from casefile.domain.labels import label_of
from casefile.usecases.casehistory import FieldStep, Step
from ui.moments import moment
from ui.words import additions, language, t


@dataclass(frozen=True)
class Line:
    """One line: what was changed, by whom and when, in words. `name` is the field, empty where the record itself was made or flagged;
    `steps` are the changed paths of that field."""

    words: str
    by: str
    name: str = ""
    steps: tuple[FieldStep, ...] = ()


@dataclass(frozen=True)
class Telling:
    """What is needed to tell a history: the record as it is now, id → name of authors, whose vault this is, and what day it is."""

    record: Record
    authors: Mapping[str, str]
    own: str
    today: date

    def number(self, path: str) -> int:
        """The place from 1 of the entry at ``field/<key>``, 0 where it is gone."""
        name, _, key = path.partition("/")
        return next((n for n, each in enumerate(getattr(self.record, name), 1) if _key(each) == key), 0)


def lines(steps: Sequence[Step], telling: Telling) -> tuple[Line, ...]:
    """The steps of one record in words, the newest first."""
    found: list[Line] = []
    for step in steps:
        by = _by(step, telling)
        if step.operation in ("change", "resolve"):
            found += _of_change(step, by, telling)
        else:
            found.append(Line(t(f"form.changes.{step.operation}"), by))
    return tuple(found)


def value_before(field: FieldDefinition, line: Line, now: Any) -> Any:
    """What the value `now` of `field` becomes when the steps of `line` are put back.

    Raises:
        ValueError, TypeError, KeyError: what it was cannot be read by this version.
    """
    if field.name.startswith(PREFIX):
        return _extra_before(field, line.steps[0].before)
    if not field.repeated:
        return value_from_json(field, line.steps[0].before)
    entries = list(now)
    for step in line.steps:
        key = step.path.partition("/")[2]
        at = next((n for n, each in enumerate(entries) if _key(each) == key), None)
        if at is not None:
            entries.pop(at)
        if step.before is not None:
            entries.insert(len(entries) if at is None else at, _entry(field, key, step.before))
    return tuple(entries)


def _extra_before(field: FieldDefinition, data: Mapping[str, Any] | None) -> Any:
    key = field.name.removeprefix(PREFIX)
    held = () if data is None else (element_from_json(Extra, {**data, "id": key}),)
    return value_of(Record(extra=held), field)


def _of_change(step: Step, by: str, telling: Telling) -> list[Line]:
    kind = kind_of(telling.record)
    by_field: dict[str, list[FieldStep]] = {}
    for each in step.fields:
        by_field.setdefault(split(each.path)[0], []).append(each)
    return [
        Line(_words(kind, name, tuple(changed), telling), by, name, tuple(changed))
        for name, changed in by_field.items()
        if name.startswith(PREFIX) or additions().definition(kind, name) is not None
    ]


def _words(kind: Kind, name: str, steps: tuple[FieldStep, ...], telling: Telling) -> str:
    field = additions().definition(kind, name)
    label = t("saying.other_field") if field is None else label_of(kind.name, field, language())
    added = sum(step.before is None for step in steps)
    removed = sum(step.after is None for step in steps)
    done = "added" if added == len(steps) else "removed" if removed == len(steps) else "changed"
    if field is None or field.name.startswith(PREFIX) or not field.repeated:
        return t(f"form.changes.field_{done}", field=label)
    number = telling.number(steps[0].path) if len(steps) == 1 else 0
    if number and field.shape is Shape.ELEMENTS:
        return t(f"form.changes.entry_{done}", field=label, number=number)
    return t(f"form.changes.entries_{done}", field=label, n=len(steps))


def _by(step: Step, telling: Telling) -> str:
    own = step.author == telling.own
    who = t("form.changes.you") if own else telling.authors.get(step.author, t("form.changes.someone"))
    return t("form.changes.by", who=who, when=moment(step.time, telling.today))


def _key(entry: Any) -> str:
    return entry if isinstance(entry, str) else str(entry.id)


def _entry(field: FieldDefinition, key: str, data: Mapping[str, Any]) -> Any:
    if field.shape is not Shape.ELEMENTS:
        return key
    assert field.element is not None
    return element_from_json(field.element, {**data, "id": key})
