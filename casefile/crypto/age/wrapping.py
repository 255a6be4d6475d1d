"""Recipients wrap the file key, identities unwrap it; which recipients may stand together."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from casefile.crypto.age.errors import DamagedHeader, MixedRecipients, NeedsPassphrase, WrongKey, WrongPassphrase
from casefile.crypto.age.header import Header, Stanza, make_header
from casefile.crypto.canonical import NotCanonical, decode

FILE_KEY_BYTES = 16
WRAPPED_BYTES = FILE_KEY_BYTES + 16
SCRYPT = "scrypt"
HYBRID = "mlkem768x25519"
# The one nonce of a wrapping key: each is derived from fresh randomness and used once (C2SP age.md).
_ONLY_NONCE = bytes(12)


class Recipient(Protocol):
    """Someone a file is encrypted to."""

    def wrap(self, file_key: bytes) -> Stanza:
        """The stanza from which this recipient's identity gets the 16-byte `file_key` back."""


class Identity(Protocol):
    """Someone who opens files."""

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """The file key, or None where no stanza is for this identity.

        Raises:
            DamagedHeader: a stanza of this identity's type breaks a rule.
            TooMuchWork: a stanza asks for more than this identity grants.
        """


def new_file_key() -> bytes:
    """16 random bytes."""
    return os.urandom(FILE_KEY_BYTES)


def new_header(recipients: Sequence[Recipient], file_key: bytes) -> Header:
    """The header that gives a 16-byte file key, used for this file alone, to `recipients`.

    Raises:
        MixedRecipients: these may not open one file together. A passphrase beside anything else would no longer say who wrote the
            file; a classical recipient beside a hybrid one would undo what the hybrid one is for.
    """
    if not recipients:
        raise ValueError("a file needs a recipient")
    stanzas = [recipient.wrap(file_key) for recipient in recipients]
    types = {stanza.type for stanza in stanzas}
    if (SCRYPT in types and len(stanzas) > 1) or (HYBRID in types and len(types) > 1):
        raise MixedRecipients
    return make_header(stanzas, file_key)


def open_file(header: Header, identities: Sequence[Identity]) -> bytes:
    """The file key of an authentic `header`.

    Raises:
        WrongKey: no identity opens it; WrongPassphrase and NeedsPassphrase where that is the reason.
        DamagedHeader, DamagedMac, TooMuchWork
    """
    locked = any(stanza.type == SCRYPT for stanza in header.stanzas)
    if locked and len(header.stanzas) > 1:
        raise DamagedHeader
    for identity in identities:
        file_key = identity.unwrap(header.stanzas)
        if file_key is not None:
            header.verify(file_key)
            return file_key
    if not locked:
        raise WrongKey
    tried = any(getattr(identity, "stanza_type", None) == SCRYPT for identity in identities)
    raise WrongPassphrase if tried else NeedsPassphrase


def wrap_under(key: bytes, file_key: bytes) -> bytes:
    """The 32-byte stanza body: `file_key` under a 32-byte wrapping key that is used for nothing else."""
    return ChaCha20Poly1305(key).encrypt(_ONLY_NONCE, file_key, None)


def unwrap_under(key: bytes, body: bytes) -> bytes | None:
    """The file key, or None where `key` is not the one."""
    try:
        return ChaCha20Poly1305(key).decrypt(_ONLY_NONCE, body, None)
    except InvalidTag:
        return None


def check_stanza(stanza: Stanza, arguments: int) -> None:
    """Hold a stanza to its number of arguments and to the one length of body that can hold a file key.

    The length is checked before anything is decrypted, so that no body can be made that opens under many keys.
    """
    if len(stanza.arguments) != arguments or len(stanza.body) != WRAPPED_BYTES:
        raise DamagedHeader


def decode_argument(text: str, size: int) -> bytes:
    """The `size` bytes that an argument spells in unpadded canonical base64."""
    try:
        data = decode(text.encode("ascii"))
    except NotCanonical:
        raise DamagedHeader from None
    if len(data) != size:
        raise DamagedHeader
    return data
