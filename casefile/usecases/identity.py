"""Who we are to colleagues: the exchange recipient they encrypt to, and the key we sign with."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from casefile.crypto.age import HybridIdentity
from casefile.crypto.fingerprint import fingerprint
from casefile.crypto.signing import SigningKey
from casefile.errors import Refused
from casefile.usecases import checkpoints
from casefile.usecases.session import Session
from casefile.vault import durable


@dataclass(frozen=True, slots=True)
class Card:
    """What a colleague needs: `recipient` is an age recipient ``age1pq1…``, `signing_key` a signed-note vkey, `fingerprint` what both compare."""

    author: str
    recipient: str
    signing_key: str
    fingerprint: str


def card(session: Session) -> Card:
    """This vault's card. Nothing on a seized disk links to it: the identity lives inside the encrypted database."""
    identity, key = exchange_identity(session), signing_key(session)
    return Card(
        session.author.name,
        identity.recipient.encode(),
        key.public.encode(signer_name(session)),
        fingerprint(identity.recipient, key.public),
    )


def card_text(session: Session) -> str:
    """This vault's card as text: what ``casefile identity --json`` prints, and `contacts.read_card` reads."""
    return json.dumps(asdict(card(session)), indent=2, ensure_ascii=False) + "\n"


def write_card(session: Session, path: Path) -> Path:
    """Write the card as a text file. It holds nothing secret, but tells who works with this vault.

    Raises:
        Refused: something is there already, or the disk is full.
    """
    if path.exists():
        raise Refused("handover.destination_exists", name=path.name)
    durable.replace(path, card_text(session).encode("utf-8"))
    return path


def exchange_identity(session: Session) -> HybridIdentity:
    """The identity that opens what colleagues send today."""
    return exchange_identities(session)[0]


def exchange_identities(session: Session) -> list[HybridIdentity]:
    """All that open what colleagues sent: the present identity first, then those that were rotated away, the latest of them first."""
    kept = session.kept("identity")
    return [HybridIdentity.parse(secret) for secret in (kept["secret"], *kept.get("former", ()))]


def former_recipients(session: Session) -> tuple[str, ...]:
    """The age recipients of the identities that were rotated away, the latest first. Who did not take the new card in still uses them."""
    return tuple(each.recipient.encode() for each in exchange_identities(session)[1:])


def export_identity(session: Session, path: Path) -> Path:
    """Write the exchange identities out as a key file for public tools, for this person alone: whoever has it reads what colleagues send.

    Raises:
        Refused: something is there already, or the disk is full.
    """
    if path.exists():
        raise Refused("handover.destination_exists", name=path.name)
    lines = (f"# public key: {each.recipient.encode()}\n{each.encode()}\n" for each in exchange_identities(session))
    durable.replace(path, "".join(lines).encode("ascii"))
    return path


def signing_key(session: Session) -> SigningKey:
    """The key with which this device signs."""
    return SigningKey.from_seed(bytes.fromhex(session.kept("device")["signing_seed"]))


def signer_name(session: Session) -> str:
    """The name under which this device signs (C2SP signed-note): it says which device, not whose."""
    return checkpoints.ORIGIN + str(session.kept("device")["id"])
