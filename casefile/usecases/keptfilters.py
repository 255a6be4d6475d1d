"""Saved searches and views whose filter names a record: they know what it is called, so they go when it goes for good."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

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
