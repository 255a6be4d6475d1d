"""What was noticed on the way in and did not stop it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Finding:
    """Something about the vault's files that a person should know.

    Attributes:
        key: catalogue key of the sentence, ``vault.finding.…``.
        values: what the sentence interpolates; names of the vault's own files at most.
    """

    key: str
    values: Mapping[str, str] = field(default_factory=dict)
