"""What a bundle that came says of itself, in words: who vouches for it, for whom it is, what may be done. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from casefile.usecases.inspection import AddressedTo, Checked, Signature
from casefile.usecases.receive import Incoming
from ui.words import t

Verdict = Literal["known", "own", "unknown", "lost"]
_ICONS: dict[Verdict, tuple[str, str]] = {
    "known": ("shield-check", "accent"),
    "own": ("shield-check", "accent"),
    "unknown": ("shield-alert", "due"),
    "lost": ("shield-alert", "danger"),
}


@dataclass(frozen=True)
class Answer:
    """One answer in a line: an icon in a tone, and words."""

    icon: str
    tone: str
    words: str


def verdict(incoming: Incoming) -> Verdict:
    """Whether the signer is a contact, oneself, someone who is not known here, or holds a key that counts no more. Wrong and missing signatures
    never come this far."""
    if incoming.checked.signature is Signature.LOST:
        return "lost"
    if incoming.checked.signature is Signature.UNKNOWN:
        return "unknown"
    return "known" if incoming.contact else "own"


def sender_name(incoming: Incoming) -> str:
    """The name under which we know the sender, else what they call themselves."""
    if incoming.contact and incoming.contact.name:
        return incoming.contact.name
    return incoming.checked.sender.name if incoming.checked.sender else ""


def signature(incoming: Incoming) -> Answer:
    """Who vouches for it."""
    found = verdict(incoming)
    icon, tone = _ICONS[found]
    if found == "known" and incoming.contact and incoming.contact.compared is None:
        return Answer("shield-alert", "due", t("handing.signature.not_compared"))
    return Answer(icon, tone, t(f"handing.signature.{found}"))


def addressed(checked: Checked) -> Answer:
    """For whom it was made."""
    if checked.addressed is AddressedTo.PASSPHRASE:
        return Answer("key-round", "ink2", t("handing.addressed.passphrase"))
    return Answer("check", "accent", t("handing.addressed.you"))


def proofs(incoming: Incoming) -> Answer:
    """How much of it is proved against the sender's journal, and how much by their word of others' alone."""
    proven = incoming.content.proven
    said = t("handing.proofs", fields=proven.signed, all=proven.all)
    relayed = t("handing.proofs.relayed", n=proven.relayed) if proven.relayed else ""
    return Answer("scroll-text", "ink2", f"{said}; {relayed}" if relayed else said)


def may_keep(incoming: Incoming, told: bool) -> bool:
    """Whether it may be kept: never twice, from someone unknown only with the fingerprint that they `told` by another way, and with a lost key not."""
    found = verdict(incoming)
    return incoming.received is None and found != "lost" and (found != "unknown" or told)
