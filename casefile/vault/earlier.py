"""Keys that a vault had before it was given new ones, as far as something may still lie under them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from casefile.crypto.age import HybridIdentity, X25519Identity, parse_identity
from casefile.vault.keys import Keys

NAME = "earlier_keys"


@dataclass(frozen=True)
class EarlierKeys:
    """Kept in the database, under `NAME` among its local rows; never printed.

    Attributes:
        stores: store identities under which evidence files still lie; none once all are encrypted anew.
        inbox: identities to whose recipients people may still drop files, for ever.
        heads: 32-byte keys of heads; by them, backups made before are known as this vault's.
    """

    stores: tuple[HybridIdentity, ...] = field(default=(), repr=False)
    inbox: tuple[HybridIdentity | X25519Identity, ...] = field(default=(), repr=False)
    heads: tuple[bytes, ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, kept: Mapping[str, Any] | None) -> EarlierKeys:
        """From what `kept` made; nothing gives none."""
        if kept is None:
            return cls()
        return cls(
            tuple(HybridIdentity.parse(each) for each in kept["stores"]),
            tuple(parse_identity(each) for each in kept["inbox"]),
            tuple(map(bytes.fromhex, kept["heads"])),
        )

    def kept(self) -> dict[str, Any]:
        """A JSON object."""
        return {
            "stores": [each.encode() for each in self.stores],
            "inbox": [each.encode() for each in self.inbox],
            "heads": [each.hex() for each in self.heads],
        }

    def with_present(self, keys: Keys) -> EarlierKeys:
        """The same and the keys of today, for the vault that succeeds them."""
        inbox = (*self.inbox, keys.store, keys.inbox)
        return EarlierKeys((*self.stores, keys.store), inbox, (*self.heads, keys.head))

    def settled(self) -> EarlierKeys:
        """The same once no evidence lies under any of them."""
        return EarlierKeys((), self.inbox, self.heads)
