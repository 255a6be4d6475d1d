"""What people add to the program for themselves: fields, terms of lists, and templates that say which fields a form begins with.

They are records like any other: journaled, undone, merged, handed over with the cases that use them. What they say is applied by
`casefile.domain.additions`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from casefile.domain.definition import Field
from casefile.domain.kinds.base import Element, Record
from casefile.domain.values import Text


@dataclass(frozen=True, kw_only=True)
class AddedField(Record):
    """A field that people added to `kind`. Its values stand in the `extra` of the records, under this record's id.

    `list` names the term list of a field of terms; without one the field has a list of its own, named by this record's id. `to` are the
    kinds that a reference may point to. Without a `sensitivity` the values are secret.
    """

    kind: Annotated[str | None, Field(terms="record_kind", required=True)] = None
    label: Annotated[Text | None, Field(required=True)] = None
    help: Annotated[Text | None, Field()] = None
    shape: Annotated[str | None, Field(terms="field_shape", required=True)] = None
    list: Annotated[str | None, Field(terms="term_list")] = None
    to: Annotated[tuple[str, ...], Field(terms="record_kind")] = ()
    needed: Annotated[bool | None, Field()] = None
    sensitivity: Annotated[str | None, Field(terms="sensitivity", required=True)] = None
    order: Annotated[int | None, Field()] = None


@dataclass(frozen=True, kw_only=True)
class Term(Record):
    """[Term] One entry of a list. With the code of a shipped term it words that one anew, or hides it from the choices.

    `list` is the name of a shipped list or the id of an `AddedField` that has a list of its own. Where the form is saved without a `code`,
    one is made from the words.
    """

    list: Annotated[str | None, Field(terms="term_list", required=True)] = None
    code: Annotated[str | None, Field()] = None
    label: Annotated[Text | None, Field(required=True)] = None
    huridocs: Annotated[str | None, Field(huridocs="Term code")] = None
    order: Annotated[int | None, Field()] = None
    hidden: Annotated[bool | None, Field()] = None


@dataclass(frozen=True, kw_only=True)
class TemplateField(Element):
    """Where one field stands in the form. `field` is its name, or ``extra/<id>`` for one that people added; `offered` are the codes of its
    list that are offered, all where it is empty."""

    field: Annotated[str | None, Field(required=True)] = None
    place: Annotated[str | None, Field(terms="field_place")] = None
    needed: Annotated[bool | None, Field()] = None
    help: Annotated[Text | None, Field()] = None
    offered: Annotated[tuple[str, ...], Field()] = ()


@dataclass(frozen=True, kw_only=True)
class Template(Record):
    """How the form of `kind` looks in cases of certain kinds (all where none is named): its first fields in their order, what is needed.

    It says nothing of what records hold: a field that a template leaves out stays behind "More fields" with whatever it has.
    """

    title: Annotated[Text | None, Field(required=True)] = None
    kind: Annotated[str | None, Field(terms="record_kind", required=True)] = None
    case_kinds: Annotated[tuple[str, ...], Field(terms="case_kind")] = ()
    fields: Annotated[tuple[TemplateField, ...], Field()] = ()
