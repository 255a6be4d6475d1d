"""From one random vault key to the key of each thing.

HKDF-SHA-512 with a label each, so that no key tells anything of another. The labels are part of format 1: with the
vault key and this table anyone can open the database and the evidence with public tools.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from casefile.crypto.age import HybridIdentity, X25519Identity
from casefile.crypto.kdf import expand

KEY_BYTES = 32
DATABASE = "casefile/v1/database"
HEAD = "casefile/v1/head"
DIRECTORY = "casefile/v1/directory"
HEADER_MAC = "casefile/v1/header-mac"
STORE = "casefile/v1/store-identity"
INBOX = "casefile/v1/inbox-identity"
LOCAL = "casefile/v1/local-rows"


def new_vault_key() -> bytes:
    """32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


@dataclass(frozen=True)
class Keys:
    """All keys of an open vault; never printed, never logged.

    Attributes:
        vault: the random vault key, 32 bytes.
        database: raw SQLCipher key, 32 bytes.
        head: seals the head file, 32 bytes.
        directory: seals the header's directory, 32 bytes.
        header_mac: HMAC key of the header, 32 bytes.
        local: seals the database rows that no journal vouches for, 32 bytes.
        store: hybrid identity of evidence and inbox files.
        inbox: X25519 identity of files dropped in by phone apps.
    """

    vault: bytes = field(repr=False)
    database: bytes = field(repr=False)
    head: bytes = field(repr=False)
    directory: bytes = field(repr=False)
    header_mac: bytes = field(repr=False)
    local: bytes = field(repr=False)
    store: HybridIdentity = field(repr=False)
    inbox: X25519Identity = field(repr=False)

    @classmethod
    def of(cls, vault_key: bytes) -> Keys:
        """Derive every key from the 32-byte vault key."""
        return cls(
            vault=vault_key,
            database=expand(vault_key, DATABASE),
            head=expand(vault_key, HEAD),
            directory=expand(vault_key, DIRECTORY),
            header_mac=expand(vault_key, HEADER_MAC),
            local=expand(vault_key, LOCAL),
            store=HybridIdentity.from_seed(expand(vault_key, STORE)),
            inbox=X25519Identity(expand(vault_key, INBOX)),
        )
