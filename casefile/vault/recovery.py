"""``recovery.age``: what it takes to open the vault without its passphrase and without Casefile.

It must not be found damaged only on the day it is needed. So its file key is derived from the vault key and the nonce of its payload,
which is as good as random to all others: an open vault reads it with no keeper's identity, and knows whether it is the one last written.

Always there, always the same size, always four hybrid stanzas in an order that says nothing: a place that nobody was
given goes to a key thrown away at once. So the file does not tell whether a recovery key exists.
"""

from __future__ import annotations

import hashlib
import io
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from casefile.crypto.age import (
    AgeError,
    Decryptor,
    Encryptor,
    HybridIdentity,
    HybridRecipient,
    Identity,
    reopened,
)
from casefile.crypto.kdf import expand
from casefile.errors import Refused, VerificationFailed
from casefile.vault import durable
from casefile.vault.keys import Keys

NAME = "recovery.age"
PLACES = 4
_PLAIN_SIZE = 4096
_FILE_LIMIT = 1 << 16
_VAULT_ID, _VAULT_KEY = "Vault id: ", "Vault key: "
_FILE_KEY, _FILE_KEY_BYTES = "casefile/v1/recovery-file/", 16
_STORE, _DATABASE = "Store identity: ", "Database key: "
_EARLIER = "Earlier store identity, for what the new one does not open: "
_TEXT = """\
Casefile recovery file, format 1

{vault_id_label}{vault_id}
{vault_key_label}{vault_key}
{store_label}{store}{earlier}
{database_label}{database}
Keepers: {keepers}

Everything in this vault can be read with public tools. Work on a copy of its folder, on a computer that you trust.

1. Records. records.db is a SQLCipher 4 database (not 3) with a raw key; keep records.db-wal beside it if it is there.
   With the shell sqlcipher, version 4:
       sqlcipher records.db
       PRAGMA key = "x'THE DATABASE KEY'";
       .dump
   Or with Python and the package sqlcipher3, or with DB Browser for SQLite: SQLCipher 4, raw key 0xTHE DATABASE KEY.
2. Evidence. Save the line of the store identity, from AGE-SECRET-KEY-PQ-1 on, in a file key.txt. Each file under
   evidence/ is an age file with zero bytes added at its end; the database says what it is and how long it really is:
       SELECT e.title, e.original_name, b.name, b.length, b.sha256
         FROM evidence e JOIN blob b ON b.sha256 = e.sha256;
       age -d -i key.txt evidence/xx/NAME | head -c LENGTH > ORIGINAL_NAME
   age 1.3 or later (https://age-encryption.org), or the package age-encryption from npm.
3. Casefile itself opens the vault with the recovery key and asks for a new passphrase:
       casefile recover VAULT --identity RECOVERY_KEY.txt

Whoever holds this text holds the whole vault. Keep it nowhere that is not encrypted.
"""


@dataclass(frozen=True)
class Recovered:
    """What the file holds.

    Attributes:
        vault_id: 16 bytes.
        vault_key: 32 bytes.
        text: the whole of it, for a person.
    """

    vault_id: bytes
    vault_key: bytes = field(repr=False)
    text: str = field(repr=False)


def write(
    folder: Path,
    keys: Keys,
    vault_id: bytes,
    recipients: Sequence[HybridRecipient],
    earlier: Sequence[HybridIdentity] = (),
) -> None:
    """Write the file anew for up to four recipients; it replaces the earlier one.

    Args:
        earlier: store identities under which some evidence files still lie, because the vault was given new keys.

    Raises:
        Refused: too many recipients, or the disk is full; the earlier file stands.
    """
    if len(recipients) > PLACES:
        raise Refused("vault.recovery_full")
    discarded = [HybridIdentity.generate().recipient for _ in range(PLACES - len(recipients))]
    order = [*recipients, *discarded]
    secrets.SystemRandom().shuffle(order)
    sink = io.BytesIO()
    encryptor = Encryptor(sink, order, _file_key(keys))
    encryptor.write(_content(keys, vault_id, recipients, earlier))
    encryptor.finish()
    durable.replace(folder / NAME, sink.getvalue())


def holds(
    folder: Path,
    keys: Keys,
    vault_id: bytes,
    recipients: Sequence[HybridRecipient],
    earlier: Sequence[HybridIdentity] = (),
) -> bool:
    """Whether the file is there, undamaged, and the one that `write` makes of the same; not an older one for other keepers."""
    try:
        sealed = _bytes(folder)
        content = b"".join(reopened(io.BytesIO(sealed), _file_key(keys)))
    except (OSError, AgeError):
        return False
    return content == _content(keys, vault_id, recipients, earlier)


def read(folder: Path, identity: Identity) -> Recovered:
    """Open the file with the recovery key, or with a colleague's identity that was made a recipient.

    Raises:
        Refused: there is no such file.
        WrongKey, Damaged: as every age file.
        VerificationFailed: the content is not a recovery text of format 1.
    """
    try:
        sealed = _bytes(folder)
    except FileNotFoundError as fault:
        raise Refused("vault.recovery_missing") from fault
    text = b"".join(Decryptor(io.BytesIO(sealed), [identity])).decode("ascii", "replace").rstrip("\n") + "\n"
    vault_id, vault_key = _value(text, _VAULT_ID), _value(text, _VAULT_KEY)
    return Recovered(vault_id, vault_key, text)


def _bytes(folder: Path) -> bytes:
    """What lies there, never more than could be the file: who had the vault in hand may have put anything in its place."""
    with durable.open_plain(folder / NAME) as file:
        return file.read(_FILE_LIMIT)


def _file_key(keys: Keys) -> Callable[[bytes], bytes]:
    return lambda nonce: expand(keys.vault, _FILE_KEY + nonce.hex(), _FILE_KEY_BYTES)


def _content(
    keys: Keys, vault_id: bytes, recipients: Sequence[HybridRecipient], earlier: Sequence[HybridIdentity]
) -> bytes:
    text = _TEXT.format(
        vault_id_label=_VAULT_ID,
        vault_id=vault_id.hex(),
        vault_key_label=_VAULT_KEY,
        vault_key=keys.vault.hex(),
        store_label=_STORE,
        store=keys.store.encode(),
        earlier="".join(f"\n{_EARLIER}{each.encode()}" for each in earlier),
        database_label=_DATABASE,
        database=keys.database.hex(),
        keepers=hashlib.sha256("\n".join(sorted(each.encode() for each in recipients)).encode()).hexdigest(),
    )
    return text.encode("ascii").ljust(_PLAIN_SIZE, b"\n")


def _value(text: str, label: str) -> bytes:
    lines = [line for line in text.splitlines() if line.startswith(label)]
    try:
        return bytes.fromhex(lines[0].removeprefix(label))
    except (IndexError, ValueError):
        raise VerificationFailed("vault.recovery_unreadable") from None
