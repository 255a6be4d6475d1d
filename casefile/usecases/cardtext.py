"""Reading a card out of a text: as a colleague mailed it, as a file, or as earlier versions printed it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from casefile.crypto.age import BadKey, HybridRecipient, parse_recipient
from casefile.crypto.fingerprint import fingerprint
from casefile.crypto.signing import VerifyKey
from casefile.errors import Refused
from casefile.handover import card as cards
from casefile.handover.card import SignedCard

_WORD = re.compile(r"\bage1[0-9a-z]{20,}\b")
# A name begins where a word does: tried from each of its letters, a long word would take hours.
_SIGNING_KEY = re.compile(r"(?<![^\s+\"])[^\s+\"]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]{40,}")
_SIGNATURE = "\u2014 "


@dataclass(frozen=True, slots=True)
class Card:
    """What a colleague gave: `recipient` is an age recipient, `signing_key` the vkey of their device where they gave it.

    A card that is `signed` was signed by that key and by all `previous_keys`, those of earlier devices of theirs; `previous_recipients`
    they rotated away; `day` is the ISO date of its making. All others are somebody's word.
    """

    name: str
    recipient: str
    signing_key: str | None = None
    signed: bool = False
    day: str = ""
    previous_recipients: tuple[str, ...] = ()
    previous_keys: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str | None:
        """What is compared over another way; None where there is no signing key or the recipient is a classical one."""
        return fingerprint_of(self.recipient, self.signing_key)


def read_card(text: str) -> Card:
    """The card in a text: a signed one, what earlier versions printed as ``casefile identity``, or a bare recipient.

    Raises:
        Refused: there is no recipient in it, or what looks like a key is none.
        VerificationFailed: a signed card that was changed, or that a newer Casefile made.
    """
    said = _json(text)
    whole = said.get("card", text)
    if isinstance(whole, str) and cards.ANY_FORMAT in whole:
        return _signed(whole)
    recipient, key = _WORD.search(text), _SIGNING_KEY.search(text)
    if recipient is None:
        raise Refused("contacts.not_a_card")
    try:
        parse_recipient(recipient[0])
        signing_key = VerifyKey.parse(key[0])[1].encode(key[0].partition("+")[0]) if key else None
    except (BadKey, ValueError):
        raise Refused("contacts.not_a_card") from None
    return Card(str(said.get("author") or ""), recipient[0], signing_key)


def card_of(said: SignedCard) -> Card:
    """A card whose signatures were checked."""
    return Card(said.name, said.recipient, said.key, True, said.day, said.previous_recipients, said.previous_keys)


def fingerprint_of(recipient: str | None, signing_key: str | None) -> str | None:
    """The fingerprint over both keys, or None where one is missing or of another kind."""
    try:
        return fingerprint(HybridRecipient.parse(recipient or ""), VerifyKey.parse(signing_key or "")[1])
    except (BadKey, ValueError):
        return None


def _signed(text: str) -> Card:
    """The signed card in a text that may hold more, with line ends as a mail program made them."""
    lines = [line.rstrip() for line in text[text.index(cards.ANY_FORMAT) :].splitlines()]
    signatures = [at for at, line in enumerate(lines) if line.startswith(_SIGNATURE)]
    end = next((at for at in signatures if at + 1 not in signatures), len(lines) - 1)
    return card_of(cards.read(("\n".join(lines[: end + 1]) + "\n").encode("utf-8", "replace")))


def _json(text: str) -> dict[str, object]:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
