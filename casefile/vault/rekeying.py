"""New keys for an open vault: from one moment to the next the header opens another database, head and recovery file.

Evidence files stay where they are and open under the earlier store identity, which the new database remembers, until they
are encrypted anew one by one (`usecases.rekey`). So no second copy of the evidence has to fit on the disk, whoever was
shut out is shut out at once, and a kill at any moment leaves the earlier or the new vault whole.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from casefile.crypto.age import HybridRecipient
from casefile.crypto.kdf import Argon2Parameters
from casefile.errors import Refused, VerificationFailed
from casefile.progress import SILENT, Progress
from casefile.vault import founding, succession
from casefile.vault.earlier import EarlierKeys
from casefile.vault.header import SLOT_COUNT, Header, HeaderCopy, encode
from casefile.vault.headerpair import HeaderPair, Unlocked
from casefile.vault.keys import Keys, new_vault_key
from casefile.vault.lock import FolderLock
from casefile.vault.secret import Secret
from casefile.vault.slots import Entry, empty_slot, fill_slot, seal_directory
from casefile.vault.succession import Fill, Plan
from casefile.vault.vault import Vault


@dataclasses.dataclass(frozen=True)
class Successor:
    """New keys before they are in force.

    Attributes:
        keys: the keys.
        header: what will open them.
        slot: through which whoever has the vault open comes in.
    """

    keys: Keys
    header: Header
    slot: int


def prepare(vault: Vault, secrets: Sequence[Secret], cost: Argon2Parameters | None = None) -> Successor:
    """New keys, and a header that lets in who enters their passphrase now, and nobody else. Runs two derivations each.

    Args:
        secrets: of everyone who is to keep their way in; whoever has the vault open among them.
        cost: of all passphrases from now on; as before where none is given.

    Raises:
        Refused: a passphrase opens nothing, or that of the person who has the vault open is missing.
    """
    present, directory = vault.ways.header, vault.ways.entries()
    kept = {vault.ways.slot_of(secret): secret for secret in secrets}
    own = [slot for slot in kept if _author(directory[slot]) == vault.author_id]
    if not own:
        raise Refused("keys.own_passphrase_missing")
    keys = Keys.of(new_vault_key())
    left = tuple(entry if slot in kept else None for slot, entry in enumerate(directory))
    header = dataclasses.replace(
        present,
        sequence=present.sequence + 1,
        parameters=cost or present.parameters,
        salt=founding.new_salt(),
        store_recipient=keys.store.recipient.encode(),
        inbox_recipient=keys.inbox.recipient.encode(),
        directory=seal_directory(left, keys.directory, present.vault_id),
    )
    slots = [empty_slot() for _ in range(SLOT_COUNT)]
    for slot, secret in kept.items():
        slots[slot] = fill_slot(secret.stretched(header), header, slot, keys.vault)
    return Successor(keys, dataclasses.replace(header, slots=tuple(slots)), own[0])


def switch(
    vault: Vault,
    successor: Successor,
    recipients: Sequence[HybridRecipient],
    earlier: EarlierKeys,
    fill: Fill,
    progress: Progress = SILENT,
) -> None:
    """Put the new keys in force. Nobody may write to the vault's database meanwhile; then the vault is closed and `reopen`ed.

    Args:
        recipients: of the recovery file.
        earlier: what the new vault will have to remember, which `fill` writes down.
        fill: brings what the database seals to the new keys.
        progress: bytes of the database.

    Raises:
        Refused, VerificationFailed, Cancelled: the earlier keys stay in force and nothing of the new is left.
    """
    if vault.head is None:
        raise VerificationFailed("vault.head_altered")
    plan = Plan(successor.keys, bytes.fromhex(vault.id), vault.head, recipients, earlier.stores, fill)
    source = vault.connect()
    try:
        succession.stage(vault.path, source, plan, progress)
    finally:
        source.close()
    try:
        vault.ways.give_way(successor.header, successor.keys.header_mac)
    except BaseException:
        if vault.ways.stands():
            succession.clear(vault.path)
        else:  # one header file may have changed for good: only who opens the vault next sees which of the two it is
            vault.supersede()
        raise
    vault.supersede()


def reopen(path: Path, header_folder: Path, successor: Successor) -> Vault:
    """Open the vault under its new keys, which needs no passphrase once more.

    Raises:
        Refused: another program was faster; then the vault opens with a passphrase as ever.
    """
    lock = FolderLock(path)
    try:
        copy = HeaderCopy(successor.header, encode(successor.header, successor.keys.header_mac))
        return Vault(path, lock, HeaderPair(header_folder), Unlocked(copy, successor.keys, successor.slot))
    except BaseException:
        lock.release()
        raise


def _author(entry: Entry | None) -> str:
    return entry.author_id.hex() if entry is not None else ""
