"""Which fields of a kind stand where: main ones first in the order in which they are asked, the rest behind "More fields"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from casefile.domain.additions import NONE, Additions
from casefile.domain.definition import FieldDefinition, Kind, Shape
from casefile.domain.kinds import Template, TemplateField

_MAIN: Mapping[str, str] = {
    "case": "title reference kind status priority region opened summary themes rights statuses",
    "person": "names label pseudonym sex birth occupation characteristics home citizenship statuses",
    "organisation": "names types parent place description statuses",
    "relationship": "subject object type dates position",
    "happening": "type when title place proceeding description verification alleged",
    "link": "subject type object asserted_by",
    "role": "party role record position naming alleged",
    "proceeding": "type number title subjects stage stage_as_of charges instances outcome outcome_detail",
    "measure": "subject type decision length start end conditions",
    "position": "who stance on date words",
    "citation": "source record passage locator certainty",
    "source": "title short kind date language authors reliability_of_source reliability_of_information link",
    "consent": "person use answer given withdrawn recorded_by",
    "evidence": "title kind captured captured_where captured_by obtained_from description source shows",
    "intervention": "type date title by to description demands status next_step",
    "instrument": "title type period stages provisions assessment",
    "task": "title kind due time who about done",
    "deadlinerule": "title legal_source happening_types length unit counting country note checked active",
    "note": "text about",
    "place": "names sort country within coordinates",
    "contact": "name recipient signing_key compared compared_how purpose",
    "addedfield": "label kind shape list to sensitivity help needed order",
    "term": "list label code hidden order",
    "template": "title kind case_kinds fields",
}
"""Main fields of each kind. What is left out, or new, is behind "More fields" unless a record is of little use without it."""

_WIDE = (Shape.TEXT, Shape.QUANTITY, Shape.AMOUNT, Shape.LINES, Shape.REFS)
_LONG = frozenset(
    {
        "assessment",
        "description",
        "impact",
        "passage",
        "remarks",
        "risk",
        "summary",
        "testimony",
        "text",
        "transcript",
        "words",
    }
)
_FROM_THE_FILE = frozenset({"original_name", "media_type", "size", "sha256"})
"""What intake found out about a file. It is shown and not edited: the file would no longer be what the record says."""

UNCITED = frozenset(
    {"citation", "source", "task", "deadlinerule", "note", "contact", "place", "addedfield", "term", "template"}
)
"""Kinds of which no source is asked why we say so."""


@dataclass(frozen=True)
class Block:
    """Fields that stand together: those of a grid of two columns, or one repeated field with a table of its own."""

    fields: tuple[FieldDefinition, ...]
    is_table: bool = False


@dataclass(frozen=True)
class Plan:
    """The blocks at once in sight, and those behind "More fields"."""

    main: tuple[Block, ...]
    more: tuple[Block, ...]

    def holds_more(self, name: str) -> bool:
        """Whether the field `name` is behind "More fields"."""
        return any(field.name == name for block in self.more for field in block.fields)


def plan(
    kind: Kind, additions: Additions = NONE, template: Template | None = None, filled: Collection[str] = ()
) -> Plan:
    """Where the fields of `kind` stand, those that people added among them.

    A `template` names its first fields in their order and what is hidden while it is empty; of `filled` fields none is hidden. What it does
    not speak of stands behind "More fields", but for what is required and what people added after it was made.
    """
    own = [field for field in kind.fields if field.name != "extra"]
    added = list(additions.of_kind(kind.name))
    wishes = {each.field: each for each in template.fields if each.field} if template is not None else {}
    known = {field.name: _wished(field, wishes.get(field.name)) for field in (*own, *added)}
    first = [name for name, wish in wishes.items() if name in known and wish.place in (None, "first")]
    if template is None:
        first = _MAIN[kind.name].split()
    needed = [name for name, field in known.items() if field.about.required]
    first += [name for name in (*needed, *(field.name for field in added)) if name not in first and name not in wishes]
    hidden = {name for name, wish in wishes.items() if wish.place == "hidden" and name not in filled}
    rest = (field for name, field in known.items() if name not in first and name not in hidden)
    return Plan(_blocks(known[name] for name in dict.fromkeys(first)), _blocks(rest))


def _wished(field: FieldDefinition, wish: TemplateField | None) -> FieldDefinition:
    """The field as a template wants it: needed, with other help, with part of its list."""
    if wish is None:
        return field
    about = replace(field.about, required=field.about.required or bool(wish.needed))
    return replace(field, about=about, help=wish.help or field.help, offered=wish.offered)


def is_wide(field: FieldDefinition) -> bool:
    """Whether a field takes both columns."""
    return field.shape in _WIDE


def is_long(field: FieldDefinition) -> bool:
    """Whether a text is likely to be more than a line."""
    return field.shape is Shape.TEXT and field.name in _LONG


def is_given(kind: str, field: FieldDefinition) -> bool:
    """Whether a field comes from the file itself and is shown only."""
    return kind == "evidence" and field.name in _FROM_THE_FILE


def _blocks(fields: Iterable[FieldDefinition]) -> tuple[Block, ...]:
    found: list[Block] = []
    together: list[FieldDefinition] = []
    for field in fields:
        if field.shape is not Shape.ELEMENTS:
            together.append(field)
            continue
        if together:
            found.append(Block(tuple(together)))
            together = []
        found.append(Block((field,), is_table=True))
    return (*found, Block(tuple(together))) if together else tuple(found)
