"""Who we are to colleagues: the exchange recipient they encrypt to, and the key we sign with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from casefile import clock
from casefile.crypto.age import HybridIdentity
from casefile.crypto.fingerprint import fingerprint, in_words
from casefile.crypto.signing import SigningKey
from casefile.errors import Refused
from casefile.handover import card as cards
from casefile.handover.card import SignedCard
from casefile.journal.entry import ORIGIN
from casefile.usecases import checkpoints
from casefile.usecases.session import Session, go_on_as_new_device, seeds_of
from casefile.vault import durable

_KEPT = "identity"


@dataclass(frozen=True, slots=True)
class Card:
    """What a colleague needs: `recipient` is an age recipient ``age1pq1…``, `signing_key` a signed-note vkey, `fingerprint` what both compare."""

    author: str
    recipient: str
    signing_key: str
    fingerprint: str

    @property
    def words(self) -> tuple[str, ...]:
        """The fingerprint as ten words."""
        return in_words(self.fingerprint)


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
    """This vault's card as the signed note that `contacts.read_card` reads: see `handover.card`. It names the recipients that were rotated
    away and the keys of earlier devices, and is signed by these too, so that who knows one of them needs not compare again.
    """
    keys = _signing_keys(session)
    name, present = keys[0]
    said = SignedCard(
        name=session.author.name,
        recipient=exchange_identity(session).recipient.encode(),
        key=present.public.encode(name),
        device=session.database.device,
        day=clock.now().date().isoformat(),
        previous_recipients=former_recipients(session)[: cards.MOST],
        previous_keys=tuple(key.public.encode(earlier) for earlier, key in keys[1:]),
    )
    return cards.sign(said, keys).decode("utf-8")


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
    kept = session.kept(_KEPT)
    return [HybridIdentity.parse(secret) for secret in (kept["secret"], *kept.get("former", ()))]


def former_recipients(session: Session) -> tuple[str, ...]:
    """The age recipients of the identities that were rotated away, the latest first. Who did not take the new card in still uses them."""
    return tuple(each.recipient.encode() for each in exchange_identities(session)[1:])


def has_recipient(session: Session, recipient: str) -> bool:
    """Whether an age recipient is this vault's: the present one, or one that was rotated away."""
    return recipient in {each.recipient.encode() for each in exchange_identities(session)}


def rotate(session: Session) -> Card:
    """Make a new exchange identity, and keep the old one, so that what was or will be encrypted to it still opens.

    Returns:
        The new card. Colleagues use the new identity once they took it in.

    Raises:
        Refused: the vault is open for rescue, or the disk is full.
    """
    before = exchange_identities(session)
    former = [each.encode() for each in before]
    session.keep(_KEPT, {"secret": HybridIdentity.generate().encode(), "former": former})
    return card(session)


def rotate_signing_key(session: Session) -> Card:
    """Sign with a new key from now on, for the one before may be in other hands or served for long: this vault goes on as a new device, linked
    to the one before, in a log of its own. What was signed stays signed, and the key before signs the card that tells of the new one.

    Returns:
        The new card. Who did not take it in knows nobody by the new key.

    Raises:
        Refused: the vault is open for rescue, or the disk is full.
    """
    session.require_writable()
    checkpoints.sign(session.database, session.local)  # by the key before: the log that ends here is nobody else's word
    go_on_as_new_device(session)
    return card(session)


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
    return _signing_keys(session)[0][1]


def signer_name(session: Session) -> str:
    """The name under which this device signs (C2SP signed-note): it says which device, not whose."""
    return _signing_keys(session)[0][0]


def verify_key(session: Session) -> str:
    """The vkey that others check with what this device signs."""
    name, key = _signing_keys(session)[0]
    return key.public.encode(name)


def earlier_key(session: Session, device: str) -> SigningKey | None:
    """The key with which this vault signed while it was that device; None where its seed is not here any more."""
    seeds = {each["id"]: each["signing_seed"] for each in seeds_of(session.kept("device"))}
    return SigningKey.from_seed(bytes.fromhex(seeds[device])) if device in seeds else None


def _signing_keys(session: Session) -> list[tuple[str, SigningKey]]:
    """Name and key of this device, and of the latest earlier ones of this vault of which it has the seeds."""
    devices = seeds_of(session.kept("device"))[: 1 + cards.MOST]
    return [(ORIGIN + each["id"], SigningKey.from_seed(bytes.fromhex(each["signing_seed"]))) for each in devices]
