"""What a journal path of a record is called, and one value under it, in the words of the window."""

from __future__ import annotations

from typing import Any

from casefile.domain.kinds import KINDS
from casefile.domain.labels import label_of
from casefile.domain.saying import Named, say_path
from ui.words import additions, language, t

DELETED = "@deleted"
"""The path under which the journal holds that a record was deleted."""


def field_label(kind: str, path: str) -> str:
    """The field's label; that a record was deleted is none of its fields and has words of its own."""
    if path == DELETED:
        return t("merging.deletion")
    field = additions().definition(KINDS[kind], path)
    return t("saying.other_field") if field is None else label_of(KINDS[kind].name, field, language())


def field_labels(kind: str, paths: tuple[str, ...]) -> str:
    """Several fields in a line, each once; no path is the whole record."""
    if not paths:
        return t("merging.whole_record")
    return ", ".join(dict.fromkeys(field_label(kind, path) for path in paths))


def value_words(kind: str, path: str, value: Any, named: Named = lambda _id: "") -> str:
    """A JSON value of the journal in words; never empty. `named` tells what a record is called to which it points."""
    if path == DELETED:
        return t("merging.was_deleted" if value else "merging.was_kept")
    if value is None:
        return t("merging.emptied")
    return say_path(KINDS[kind], path, value, language(), named, additions()) or t("merging.emptied")
