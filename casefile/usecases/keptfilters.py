"""Saved searches and views that know a record which goes for good: their filter names it, or a name of it stands in their words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from casefile.domain.redaction.finding import find
from casefile.domain.redaction.namebook import NameBook
from casefile.i18n import LANGUAGES
from casefile.records.database import Connection
from casefile.usecases import narrowing, savedviews
from casefile.usecases.session import Session

_FILTERS = {narrowing.PREFIX: "narrowing", savedviews.PREFIX: "values"}
"""Beginning of a local row's name → where in the row its filters are."""


def forget_naming(session: Session, connection: Connection, ids: Collection[str]) -> None:
    """Drop those that are narrowed to one of `ids`, inside a writing transaction."""
    for prefix, place in _FILTERS.items():
        for name, row in session.local.all_kept(connection, prefix).items():
            filters: Mapping[str, Any] = row[place]
            if any(value in ids for value in filters.values() if isinstance(value, str)):
                session.local.forget(connection, name)


def forget_saying(session: Session, connection: Connection, names: Iterable[str]) -> None:
    """Drop those in whose words or own name one of `names` stands, in any spelling or case ending, inside a writing transaction.

    Where it is doubtful they go too: a search is typed again in a moment.
    """
    book = NameBook({"": tuple(names)}, {})
    for prefix in _FILTERS:
        for name, row in session.local.all_kept(connection, prefix).items():
            if any(_says(words, book) for words in _words(row)):
                session.local.forget(connection, name)


def _says(words: str, book: NameBook) -> bool:
    """Names are typed in small letters too, where people search."""
    return any(find(text, language, book) for text in {words, words.title()} for language in LANGUAGES)


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _words(each)
