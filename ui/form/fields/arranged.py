"""What a template arranges: the fields of a kind, and the terms of their lists."""

from __future__ import annotations

from collections.abc import Iterator

from casefile.domain.definition import FieldDefinition
from casefile.domain.kinds import KINDS
from casefile.domain.labels import label_of
from ui.words import additions, language, term_list

Options = list[tuple[str, str]]
"""(value, words), in the order in which they are offered."""


def fields(kind: str) -> Options:
    """The fields of a kind that a template can place, by the name that it keeps of them."""
    return [(field.name, label_of(kind, field, language())) for field in _fields(kind)]


def terms(kind: str) -> Options:
    """The terms of all lists of a kind's fields, each once."""
    lists = dict.fromkeys(field.about.terms for field in _fields(kind) if field.about.terms)
    return list(
        {term.code: (term.code, term.labels[language()]) for each in lists for term in term_list(each or "")}.values()
    )


def _fields(kind: str) -> Iterator[FieldDefinition]:
    if kind in KINDS:
        yield from (field for field in KINDS[kind].fields if field.name != "extra")
        yield from additions().of_kind(kind)
