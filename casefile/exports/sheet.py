"""What the pages of a recovery key and of its shares have in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on every page: the first digits of the vault's id, the day, and the language of the first page."""

    vault: str
    day: date
    language: str
