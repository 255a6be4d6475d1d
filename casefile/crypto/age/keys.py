"""Keys as people write, paste and keep them."""

from __future__ import annotations

from casefile.crypto.age import hybrid
from casefile.crypto.age.errors import BadKey
from casefile.crypto.age.hybrid import HybridIdentity, HybridRecipient
from casefile.crypto.age.wrapping import Identity
from casefile.crypto.age.x25519 import X25519Identity, X25519Recipient


def parse_recipient(text: str) -> HybridRecipient | X25519Recipient:
    """The recipient written ``age1pq1…`` or ``age1…``, white space around it ignored.

    Raises:
        BadKey
    """
    word = text.strip()
    if word.lower().startswith(f"{hybrid.RECIPIENT_PREFIX}1"):
        return HybridRecipient.parse(word)
    return X25519Recipient.parse(word)


def parse_identity(text: str) -> HybridIdentity | X25519Identity:
    """The identity written ``AGE-SECRET-KEY-PQ-1…`` or ``AGE-SECRET-KEY-1…``, white space around it ignored.

    Raises:
        BadKey
    """
    word = text.strip()
    if word.lower().startswith(f"{hybrid.IDENTITY_PREFIX}1"):
        return HybridIdentity.parse(word)
    return X25519Identity.parse(word)


def parse_identity_file(text: str) -> list[Identity]:
    """The identities of a key file as ``age-keygen`` writes it: one a line; empty lines and lines with ``#`` say nothing, nor does the mark of
    the encoding that some editors put in front.

    Raises:
        BadKey: a line is no identity, or there is none.
    """
    lines = [line for line in text.removeprefix("\ufeff").splitlines() if line.strip() and not line.startswith("#")]
    if not lines:
        raise BadKey
    return [parse_identity(line) for line in lines]
