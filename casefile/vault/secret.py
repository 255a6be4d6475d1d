"""What a person shows to be let in."""

from __future__ import annotations

from dataclasses import dataclass, field

from casefile.crypto.kdf import Argon2Parameters, derive
from casefile.vault.header import Header


@dataclass(frozen=True)
class Secret:
    """A passphrase, and the content of a keyfile where one is needed beside it. Never printed."""

    passphrase: str = field(repr=False)
    keyfile: bytes | None = field(default=None, repr=False)

    def stretched(self, header: Header) -> bytes:
        """The 32-byte key that this gives under a header. Takes a second or two.

        Raises:
            UnsafeParameters, NotEnoughMemory, UnusablePassphrase
        """
        return self.stretched_with(header.salt, header.parameters)

    def stretched_with(self, salt: bytes, cost: Argon2Parameters) -> bytes:
        """The same under a 32-byte salt and a cost, for a header that is being made."""
        return derive(self.passphrase, salt, cost, self.keyfile)
