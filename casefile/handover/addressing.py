"""For whom a bundle is encrypted."""

from __future__ import annotations

from dataclasses import dataclass

from casefile.crypto.age import Recipient, ScryptRecipient, parse_recipient
from casefile.handover import bag
from casefile.handover.statement import PASSPHRASE


@dataclass(frozen=True, slots=True)
class Addressee:
    """`recipient` encrypts; `label` is what the signature says: an age recipient, or `statement.PASSPHRASE`."""

    recipient: Recipient
    label: str


def to_recipient(text: str) -> Addressee:
    """The one who holds the identity of ``age1pq1…`` or ``age1…``.

    Raises:
        BadKey
    """
    recipient = parse_recipient(text)
    return Addressee(recipient, recipient.encode())


def to_passphrase(passphrase: str, work_factor: int = 18) -> Addressee:
    """Whoever knows a passphrase; see `ScryptRecipient` for the work factor."""
    return Addressee(ScryptRecipient(passphrase, work_factor), PASSPHRASE)


def noted(label: str) -> str:
    """What the journal keeps of an addressee: few characters, for it keeps them forever, once for each file."""
    return label if label == PASSPHRASE else bag.sha256(label.encode())[:32]
