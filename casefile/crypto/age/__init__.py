"""The age file format, version 1 (https://c2sp.org/age): files for people, as the age tools read and write them."""

from casefile.crypto.age.armor import ArmorReader, ArmorWriter
from casefile.crypto.age.decrypting import Decryptor, decrypt, reopened
from casefile.crypto.age.encrypting import Encryptor, encrypt
from casefile.crypto.age.errors import (
    AgeError,
    BadKey,
    Damaged,
    DamagedArmor,
    DamagedHeader,
    DamagedMac,
    DamagedPayload,
    MixedRecipients,
    NeedsPassphrase,
    NewerAge,
    NotAge,
    NotSeekable,
    TooMuchWork,
    Truncated,
    WrongKey,
    WrongPassphrase,
)
from casefile.crypto.age.header import Stanza
from casefile.crypto.age.hybrid import HybridIdentity, HybridRecipient
from casefile.crypto.age.keys import parse_identity, parse_identity_file, parse_recipient
from casefile.crypto.age.scrypt import ScryptIdentity, ScryptRecipient
from casefile.crypto.age.seekable import SeekableReader
from casefile.crypto.age.stream import sealed_size
from casefile.crypto.age.wrapping import Identity, Recipient
from casefile.crypto.age.x25519 import X25519Identity, X25519Recipient

__all__ = [
    "AgeError",
    "ArmorReader",
    "ArmorWriter",
    "BadKey",
    "Damaged",
    "DamagedArmor",
    "DamagedHeader",
    "DamagedMac",
    "DamagedPayload",
    "Decryptor",
    "Encryptor",
    "HybridIdentity",
    "HybridRecipient",
    "Identity",
    "MixedRecipients",
    "NeedsPassphrase",
    "NewerAge",
    "NotAge",
    "NotSeekable",
    "Recipient",
    "ScryptIdentity",
    "ScryptRecipient",
    "SeekableReader",
    "Stanza",
    "TooMuchWork",
    "Truncated",
    "WrongKey",
    "WrongPassphrase",
    "X25519Identity",
    "X25519Recipient",
    "decrypt",
    "encrypt",
    "parse_identity",
    "parse_identity_file",
    "parse_recipient",
    "reopened",
    "sealed_size",
]
