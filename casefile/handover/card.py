"""The card that makes a contact: a C2SP signed note (https://c2sp.org/signed-note), small enough to paste into a message.

Its text has these lines, in this order; those marked with * may be left out and may stand up to `MOST` times::

    casefile.card/v1
    name <name, as colleagues see it>
    recipient <age recipient: what is encrypted to them>
    key <signed-note vkey of the device that made the card>
    device <32 hexadecimal digits, with which the name of that key ends>
    previous-recipient <age recipient that was rotated away, the latest first> *
    previous-key <vkey of an earlier device of the same vault, the latest first> *
    day <ISO date of its making>

Every key that it names has signed it, the present one and the previous ones. So whoever knows one of them knows from the card that the
same hand holds the others, and that the recipient is theirs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from casefile.crypto.age import BadKey, HybridRecipient
from casefile.crypto.notes import Note, Signature
from casefile.crypto.signing import SigningKey, VerifyKey, open_note
from casefile.errors import VerificationFailed

ANY_FORMAT = "casefile.card/"
FORMAT = ANY_FORMAT + "v1"
MOST = 8
"""How many previous recipients, and how many previous keys, a card names at most."""

_MAX_NAME = 300
_DEVICE = re.compile(r"[0-9a-f]{32}", re.ASCII)
_LINES = re.compile(
    r"name (?P<name>.*)\nrecipient (?P<recipient>\S+)\nkey (?P<key>\S+)\ndevice (?P<device>\S+)\n"
    rf"(?P<recipients>(?:previous-recipient \S+\n){{0,{MOST}}})(?P<keys>(?:previous-key \S+\n){{0,{MOST}}})"
    r"day (?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})\n"
)


@dataclass(frozen=True, slots=True)
class SignedCard:
    """What a card says. Recipients are hybrid age recipients, keys vkeys, `day` an ISO date."""

    name: str
    recipient: str
    key: str
    device: str
    day: str
    previous_recipients: tuple[str, ...] = ()
    previous_keys: tuple[str, ...] = ()

    def text(self) -> str:
        """The text as it is signed."""
        lines = [FORMAT, f"name {_one_line(self.name)}", f"recipient {self.recipient}", f"key {self.key}"]
        lines.append(f"device {self.device}")
        lines += [f"previous-recipient {each}" for each in self.previous_recipients]
        lines += [f"previous-key {each}" for each in self.previous_keys]
        return "\n".join([*lines, f"day {self.day}", ""])

    @classmethod
    def parse(cls, text: str) -> Self:
        """The inverse of `text`, every value checked for its form.

        Raises:
            ValueError, BadKey: it is not as it is written here.
        """
        said = _LINES.fullmatch(text.removeprefix(FORMAT + "\n"))
        if said is None:
            raise ValueError("not the lines of a card")
        found = cls(
            said["name"],
            said["recipient"],
            said["key"],
            said["device"],
            date.fromisoformat(said["day"]).isoformat(),
            tuple(line.partition(" ")[2] for line in said["recipients"].splitlines()),
            tuple(line.partition(" ")[2] for line in said["keys"].splitlines()),
        )
        if found.text() != text:
            raise ValueError("not written as a card is")
        found._check_keys()
        return found

    def signers(self) -> dict[str, VerifyKey]:
        """The keys that must all have signed, by name.

        Raises:
            ValueError: one is no vkey, or two have one name.
        """
        keys = dict(map(VerifyKey.parse, (self.key, *self.previous_keys)))
        if len(keys) != 1 + len(self.previous_keys):
            raise ValueError("two keys of one name")
        return keys

    def _check_keys(self) -> None:
        if not _DEVICE.fullmatch(self.device) or not VerifyKey.parse(self.key)[0].endswith(self.device):
            raise ValueError("the key is not that of the device")
        recipients = (self.recipient, *self.previous_recipients)
        if len(set(recipients)) != len(recipients):
            raise ValueError("a recipient is named twice")
        if any(HybridRecipient.parse(each).encode() != each for each in recipients):
            raise ValueError("a recipient is written in another way")


def sign(card: SignedCard, keys: Sequence[tuple[str, SigningKey]]) -> bytes:
    """The card as a note; `keys` are name and key of the present device and of those before, in the order in which the card names them."""
    text = card.text()
    made = (Signature(name, key.public.key_id(name), key.sign(text.encode())) for name, key in keys)
    return Note(text, tuple(made)).serialise()


def read(note: bytes) -> SignedCard:
    """The card in a note, if all keys that it names have signed it.

    Raises:
        VerificationFailed: made by a newer Casefile, or not as it was signed.
    """
    if note.startswith(ANY_FORMAT.encode()) and not note.startswith(FORMAT.encode() + b"\n"):
        raise VerificationFailed("contacts.card_newer")
    try:
        signers = SignedCard.parse(Note.parse(note).untrusted_text).signers()
        opened = open_note(note, signers)
        if set(opened.signers) != set(signers):
            raise ValueError("a key that it names did not sign")
        return SignedCard.parse(opened.text)
    except (ValueError, BadKey, VerificationFailed):
        raise VerificationFailed("contacts.card_damaged") from None


def _one_line(name: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())[:_MAX_NAME].rstrip()
