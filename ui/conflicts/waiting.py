"""What waits, in the words of the window, and what somebody types in place of every version. No Qt: it is read off the window's thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casefile import clock
from casefile.domain import dates
from casefile.domain.codec import value_from_json, value_to_json
from casefile.domain.definition import FieldDefinition, Shape
from casefile.domain.kinds import KINDS
from casefile.domain.labels import kind_key
from casefile.domain.saying import Named
from casefile.domain.values import Text
from casefile.domain.values import Version as Language
from casefile.errors import NotFound
from casefile.usecases import conflicts, edit, picking
from casefile.usecases.conflicts import Conflict, Fork, Request, Version
from casefile.usecases.inspection import shown
from casefile.usecases.session import Session
from ui.fieldwords import field_label, field_labels, value_words
from ui.moments import moment
from ui.words import additions, language, t

_MOST = 500
"""Conflicts that are listed at once; the heading counts all."""
_TYPED = (Shape.LINE, Shape.TEXT, Shape.WHEN)


@dataclass(frozen=True)
class Said:
    """One version as it is shown: the journal entry that holds it, the value, whose it is and since when, whether it is the one shown till now."""

    entry: str
    value: str
    by: str
    current: bool


@dataclass(frozen=True)
class Waiting:
    """All that waits; `said` are the versions of each conflict, in their order, `total` counts conflicts beyond those listed."""

    conflicts: tuple[Conflict, ...]
    total: int
    said: Mapping[tuple[str, str], tuple[Said, ...]]
    requests: tuple[Request, ...]
    held: Mapping[str, tuple[str, ...]]
    forks: tuple[Fork, ...]
    authors: Mapping[str, str]


def look(session: Session, first: str = "") -> Waiting:
    """Read what waits; the conflicts of the record `first` stand before the others."""
    some = conflicts.listed(session, language(), _MOST)
    before = _of_record(session, first) if first else ()
    listed = (*before, *(each for each in some.first if each.record != first))
    authors, requests = edit.authors(session), conflicts.requests(session, language())
    said = {(each.record, each.path): _versions(session, each, authors) for each in listed}
    held = {each.id: _held(session, each) for each in requests}
    return Waiting(listed, max(some.total, len(listed)), said, requests, held, conflicts.forks(session), authors)


def _of_record(session: Session, record: str) -> tuple[Conflict, ...]:
    try:
        return conflicts.of_record(session, record, language())
    except NotFound:
        return ()  # it went meanwhile, or it is a request that is to be shown first


def title(conflict: Conflict) -> str:
    """Record and field."""
    return f"{shown(conflict.label)}: {field_label(conflict.kind, conflict.path)}"


def asks(request: Request, authors: Mapping[str, str]) -> str:
    """Whose request it is, when, and of what."""
    name = shown(authors.get(request.author, "")) or t("merging.somebody")
    fields = field_labels(request.kind, request.paths)
    return t("merging.asks", name=name, date=moment(request.time, clock.now().date()), fields=fields)


def can_be_typed(conflict: Conflict) -> bool:
    """Whether another value can be typed as words."""
    field = _field(conflict)
    return field is not None and field.shape in _TYPED and not field.about.terms


def typed(conflict: Conflict, words: str) -> Any:
    """The JSON value that `words` say; None where they say none."""
    field = _field(conflict)
    if field is None or not words.strip():
        return None
    if field.shape is Shape.TEXT:
        return value_to_json(field, _text(field, conflict, words.strip()))
    if field.shape is Shape.WHEN:
        when = dates.read(words, language(), clock.now().date())
        return None if when is None else value_to_json(field, when)
    return words.strip()


def _text(field: FieldDefinition, conflict: Conflict, words: str) -> Text:
    """`words` in the language of the window; in the others stays what every version says alike, for over that nobody disagrees."""
    said = [value_from_json(field, each.value) for each in conflict.versions if each.value is not None]
    alike = [
        each
        for each in (said[0].versions if said else ())
        if each.language != language() and all(each in other.versions for other in said)
    ]
    typed = Language(language(), words, original=not any(each.original for each in alike))
    return Text(tuple(sorted((typed, *alike), key=lambda each: not each.original)))


def _field(conflict: Conflict) -> FieldDefinition | None:
    if "/" in conflict.path or conflict.path.startswith("@"):
        return None
    return additions().definition(KINDS[conflict.kind], conflict.path)


def _versions(session: Session, conflict: Conflict, authors: Mapping[str, str]) -> tuple[Said, ...]:
    def named(record: str) -> str:
        found = picking.named(session, [record], language()).get(record)
        return found.line or found.title if found else ""

    today = clock.now().date()
    return tuple(
        Said(
            each.entry,
            shown(_value(conflict, each, named)),
            ", ".join((shown(authors.get(each.author, "")) or t("merging.somebody"), moment(each.time, today))),
            each.shown,
        )
        for each in conflict.versions
    )


def _value(conflict: Conflict, version: Version, named: Named) -> str:
    if version.part is not None:
        part = version.part
        return t("merging.kept_with_part", kind=t(kind_key(part.kind)), label=part.label)
    if version.changed:
        return t("merging.kept_with", fields=field_labels(conflict.kind, version.changed))
    return value_words(conflict.kind, conflict.path, version.value, named)


def _held(session: Session, request: Request) -> tuple[str, ...]:
    """What would go, as it is here now: the values that the request names."""
    try:
        record = edit.read(session, request.kind, request.record).record
    except NotFound:
        return ()
    found = []
    for path in request.paths:
        name = path.partition("/")[0]
        value = getattr(record, name, None)
        field = additions().definition(KINDS[request.kind], name)
        if value in (None, ()) or field is None:
            continue
        words = (
            value_words(request.kind, name, value_to_json(field, value))
            if "/" not in path and not field.repeated
            else ""
        )
        found.append(f"{field_label(request.kind, path)}: {shown(words)}" if words else field_label(request.kind, path))
    return tuple(found)
