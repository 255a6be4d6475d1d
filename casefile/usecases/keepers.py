"""The list of who can open the vault when its passphrases are lost; see `recovery`. It is kept in the vault alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from casefile.crypto.age import HybridRecipient
from casefile.records.database import Connection
from casefile.records.local import LocalRows

Kind = Literal["key", "shares", "person"]

_KEPT = "recovery"


@dataclass(frozen=True, slots=True)
class Keeper:
    """A way back in. `kind` is ``key`` for a page, ``shares``, or ``person`` for a colleague.

    `name` is the colleague's, for shares "2/3" (how many are needed, how many there are), for a key nothing; `made` the day (ISO 8601);
    `recipient` an age recipient, ``age1pq1…``.
    """

    kind: Kind
    name: str
    made: str
    recipient: str


def listed(connection: Connection, local: LocalRows) -> tuple[Keeper, ...]:
    """All keepers, in the order in which they were made.

    Raises:
        VerificationFailed: the list was altered outside Casefile.
    """
    found = local.kept(connection, _KEPT) or {"keepers": []}
    return tuple(Keeper(**each) for each in found["keepers"])


def store(connection: Connection, local: LocalRows, keepers: Sequence[Keeper]) -> None:
    """Keep the list in place of the earlier one."""
    local.keep(connection, _KEPT, {"keepers": [asdict(each) for each in keepers]})


def recipients_of(keepers: Sequence[Keeper]) -> tuple[HybridRecipient, ...]:
    """Whom ``recovery.age`` is encrypted to for these."""
    return tuple(HybridRecipient.parse(each.recipient) for each in keepers)
