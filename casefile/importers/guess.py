"""Which field a column is likely to be, told from its head in any of three languages. A proposal, for a person to look at.

Told apart are: our own columns; the heads that lists of this work usually have (``resources/importing/headers.json``); the labels of the
fields, where several kinds share one that of the kind most other columns belong to.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from casefile.domain.cells import Added, nothing_added
from casefile.domain.definition import FieldDefinition, Shape
from casefile.domain.kinds import KINDS
from casefile.domain.labels import field_key, kind_key, kinds_key
from casefile.files import resource
from casefile.i18n import LANGUAGES, Catalogue
from casefile.importers.mapping import SheetMapping, is_target, slot_of

_PUNCTUATION = re.compile(r"[\s_:*()\[\]]+")
_NUMBERED = re.compile(r".* \((\d+)\)$")
_LANGUAGE_OF_HEAD = re.compile(r"(.*?)(?:__|[\s(\[.,]+)(en|ru|kk)[)\]]?$", re.IGNORECASE)
_HAPPENED = ("happening", "proceeding", "measure")
_ROLE = "role.role"


def own_kind(sheet: str, heads: Sequence[str]) -> str | None:
    """The kind of record of which a table is our own export; None for anybody else's."""
    name = sheet.partition(" (")[0] if _NUMBERED.match(sheet) else sheet
    if name not in KINDS or "id" not in heads:
        return None
    return name if all(head == "" or is_target(f"{name}.{head}") for head in heads) else None


def guess(sheet: str, heads: Sequence[str], added: Added = nothing_added) -> SheetMapping:
    """A mapping for a table: the columns that can be told, no target twice. Fields that people added are told by their labels."""
    preferred = _kind_called(sheet)
    own = _added(added)
    possible = {head: (*_possible(head), *own.get(plain(head), ())) for head in dict.fromkeys(heads) if head.strip()}
    weights = Counter(slot_of(target)[0] for targets in possible.values() for target in targets)
    columns: dict[str, str] = {}
    for head, targets in possible.items():
        free = [target for target in targets if target not in columns.values()]
        if free:
            columns[head] = max(free, key=lambda target: _fitness(target, preferred, weights))
    return SheetMapping(columns, _always(columns))


def _fitness(target: str, preferred: str | None, weights: Mapping[str, int]) -> tuple[bool, bool, int]:
    slot = slot_of(target)[0]
    return slot == preferred, target in _usual_targets(), weights[slot]


def _always(columns: Mapping[str, str]) -> dict[str, str]:
    """Who stands in a list of what happened is the one it happened to, unless its own column says otherwise."""
    slots = {slot_of(target)[0] for target in columns.values()}
    needs_role = "person" in slots and slots & {*_HAPPENED, "case"}
    return {_ROLE: "victim"} if needs_role else {}


def _possible(head: str) -> tuple[str, ...]:
    """Targets that a head may mean, the usual ones first."""
    if is_target(head):
        return (head,)
    spoken = _LANGUAGE_OF_HEAD.match(head)
    found = [*_usual().get(plain(head), ()), *_labels().get(plain(head), ())]
    if not found and spoken:
        bare, language = plain(spoken[1]), spoken[2].lower()
        found = [f"{each}.{language}" for each in (*_usual().get(bare, ()), *_labels().get(bare, ())) if _is_text(each)]
    return tuple(dict.fromkeys(found))


def plain(head: str) -> str:
    """A head as it is compared: without case, marks and ё."""
    return _PUNCTUATION.sub(" ", head.casefold().replace("ё", "е")).strip(" .,№#")


@cache
def _usual() -> Mapping[str, tuple[str, ...]]:
    listed: Mapping[str, list[str]] = json.loads(resource("importing", "headers.json").read_text("utf-8"))
    return _inverted((plain(head), target) for target, heads in listed.items() for head in heads)


@cache
def _usual_targets() -> frozenset[str]:
    return frozenset(target for targets in _usual().values() for target in targets)


@cache
def _labels() -> Mapping[str, tuple[str, ...]]:
    return _inverted(
        (plain(catalogue.text(key)), target)
        for catalogue in map(Catalogue, LANGUAGES)
        for kind in KINDS.values()
        for field in kind.fields
        if (target := _simple_target(kind.name, field)) and catalogue.has(key := field_key(kind.name, field.name))
    )


def _added(added: Added) -> Mapping[str, tuple[str, ...]]:
    return _inverted(
        (plain(version.text), f"{kind}.{field.name}")
        for kind in KINDS
        for field in added(kind)
        for version in (field.label.versions if field.label else ())
    )


def _simple_target(kind: str, field: FieldDefinition) -> str | None:
    """The column that a whole field is, where it is one."""
    if field.name == "names":
        return f"{kind}.names.1.text"
    return None if field.shape is Shape.ELEMENTS else f"{kind}.{field.name}"


def _is_text(target: str) -> bool:
    slot, column = slot_of(target)
    return any(field.name == column and field.shape is Shape.TEXT for field in KINDS[slot].fields)


@cache
def _kinds() -> Mapping[str, tuple[str, ...]]:
    return _inverted(
        (plain(Catalogue(language).text(key)), kind)
        for language in LANGUAGES
        for kind in KINDS
        for key in (kind_key(kind), kinds_key(kind))
    )


def _kind_called(sheet: str) -> str | None:
    if sheet in KINDS:
        return sheet
    return next(iter(_kinds().get(plain(sheet), ())), None)


def _inverted(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, target in pairs:
        found[name] = tuple(dict.fromkeys((*found.get(name, ()), target)))
    return found
