"""Recovery keys and shares that are shown on the screen, to be written down by hand: they are on no disk and no printer has seen them.

They open nothing before `keep`, which is called once the person says that everything is written down.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from casefile.crypto.age import HybridIdentity
from casefile.exports import recoverysheet
from casefile.usecases import recovery
from casefile.usecases.keepers import Keeper, Kind
from casefile.usecases.session import Session
from casefile.vault import sharing

__all__ = ["Shown", "code", "keep", "new_key", "new_shares"]


@dataclass(frozen=True, slots=True)
class Shown:
    """What is to be written down.

    `written` is the key alone (``AGE-SECRET-KEY-PQ-1…``) or each share (33 words, SLIP-39); `kind` and `name` as in `Keeper`.
    """

    kind: Kind
    name: str
    recipient: str
    written: tuple[str, ...] = field(repr=False)


def new_key() -> Shown:
    """A recovery key that opens nothing yet."""
    identity = HybridIdentity.generate()
    return Shown("key", "", identity.recipient.encode(), (identity.encode(),))


def new_shares(threshold: int, count: int) -> Shown:
    """Shares of a recovery key that opens nothing yet. See `recovery.make_shares`.

    Raises:
        Refused: the numbers do not fit, or this computer started no process.
    """
    identity = HybridIdentity.generate()
    written = sharing.split(identity.seed(), threshold, count)
    return Shown("shares", f"{threshold}/{count}", identity.recipient.encode(), written)


def keep(session: Session, shown: Shown) -> None:
    """Let what was written down open the vault from now on.

    Raises:
        Refused: four keepers are there already, or the disk is full; nothing changed.
    """
    recovery.keep(session, Keeper(shown.kind, shown.name, recovery.today(), shown.recipient))


def code(text: str) -> tuple[tuple[bool, ...], ...]:
    """The QR code of a text: rows of modules, True for dark, the white margin included."""
    return recoverysheet.code(text)
