"""The form of a signed note (https://c2sp.org/signed-note): a text and, below an empty line, its signatures.

Only the form: whose signatures count is for `signing` and `cosigning` to say.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Self

from casefile.crypto.canonical import NotCanonical, decode_padded, encode_padded
from casefile.errors import VerificationFailed

MAX_NOTE_BYTES = 1024 * 1024
MAX_SIGNATURES = 64
KEY_ID_BYTES = 4
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_LINE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/=]+)")
_KEY_NAME = re.compile(r"[^\s+\x00-\x1f]+")


class NotANote(VerificationFailed):
    """There is no signature: the bytes do not have the form of a signed note."""

    def __init__(self) -> None:
        super().__init__("crypto.signature_missing")


class UnknownSigner(VerificationFailed):
    """The note is signed, by none of the keys that were asked about."""

    def __init__(self) -> None:
        super().__init__("crypto.signer_unknown")


class BadSignature(VerificationFailed):
    """The note claims a known key and its signature does not verify: text or signature was changed."""

    def __init__(self) -> None:
        super().__init__("crypto.signature_wrong")


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line.

    Attributes:
        name: whose key it claims.
        key_id: 4 bytes.
        value: what the key's algorithm made.
    """

    name: str
    key_id: bytes
    value: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """A note taken apart; nothing is verified.

    Attributes:
        untrusted_text: the text with its final line feed.
        signatures: one or more.
    """

    untrusted_text: str
    signatures: tuple[Signature, ...]

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Take a note apart.

        Raises:
            NotANote
        """
        if len(data) > MAX_NOTE_BYTES:
            raise NotANote
        try:
            whole = data.decode("utf-8")
        except UnicodeDecodeError:
            raise NotANote from None
        text, separator, below = whole.rpartition("\n\n")
        lines = below.split("\n")
        if not separator or _CONTROL.search(whole) or lines.pop() or not 1 <= len(lines) <= MAX_SIGNATURES:
            raise NotANote
        return cls(text + "\n", tuple(_signature(line) for line in lines))

    def serialise(self) -> bytes:
        """The note as bytes. Bugs, not hostile input, end in ValueError: a text or name that no note can hold."""
        text = self.untrusted_text
        if not text.endswith("\n") or _CONTROL.search(text):
            raise ValueError("no note can hold this text")
        return f"{text}\n{''.join(map(_line, self.signatures))}".encode()

    def claims(self, name: str, key_id: bytes) -> list[bytes]:
        """The signatures that claim to be by this key."""
        return [one.value for one in self.signatures if one.name == name and one.key_id == key_id]


def key_id(name: str, algorithm: int, public: bytes) -> bytes:
    """The 4-byte id of a key under `name`; `algorithm` is the type byte that C2SP assigns."""
    check_name(name)
    return hashlib.sha256(name.encode() + b"\n" + bytes([algorithm]) + public).digest()[:KEY_ID_BYTES]


def check_name(name: str) -> None:
    """Raise ValueError for what cannot name a key: nothing, or something with a space, a plus or a control character."""
    if not _KEY_NAME.fullmatch(name):
        raise ValueError("no key can have this name")


def verifier_key(name: str, algorithm: int, public: bytes) -> str:
    """The key as a *vkey*, one line of text: name, id and public key."""
    material = encode_padded(bytes([algorithm]) + public).decode("ascii")
    return f"{name}+{key_id(name, algorithm, public).hex()}+{material}"


def parse_verifier_key(text: str, algorithm: int, size: int) -> tuple[str, bytes]:
    """Name and public key (`size` bytes) of a *vkey* of this algorithm.

    Raises:
        ValueError: another algorithm, another id, or no vkey at all.
    """
    name, identifier, material = text.split("+", 2)
    decoded = decode_padded(material.encode("ascii"))
    public = decoded[1:]
    if decoded[:1] != bytes([algorithm]) or len(public) != size or identifier != key_id(name, algorithm, public).hex():
        raise ValueError("no verifier key of this kind")
    return name, public


def _signature(line: str) -> Signature:
    found = _LINE.fullmatch(line)
    if not found:
        raise NotANote
    try:
        decoded = decode_padded(found[2].encode("ascii"))
    except NotCanonical:
        raise NotANote from None
    if len(decoded) <= KEY_ID_BYTES:
        raise NotANote
    return Signature(found[1], decoded[:KEY_ID_BYTES], decoded[KEY_ID_BYTES:])


def _line(signature: Signature) -> str:
    return f"— {signature.name} {encode_padded(signature.key_id + signature.value).decode('ascii')}\n"
