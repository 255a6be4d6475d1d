"""Changes of the journal, made by hand."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from casefile.journal.entry import SALT_BYTES, FieldChange


def new_changes(values: Mapping[str, Any], seen: Mapping[str, Sequence[str]]) -> tuple[FieldChange, ...]:
    """Changes with fresh salts, in the order of their paths; `seen` maps a path to the entries that are current for it."""
    salts = secrets.token_bytes(SALT_BYTES * len(values))
    return tuple(
        FieldChange(path, values[path], salts[at : at + SALT_BYTES], tuple(seen.get(path, ())))
        for at, path in zip(range(0, len(salts), SALT_BYTES), sorted(values), strict=True)
    )
