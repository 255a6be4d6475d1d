"""The ways into an open vault: whose passphrases open it, and where its header lies."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Sequence
from pathlib import Path

from casefile.crypto.age import HybridIdentity, HybridRecipient
from casefile.errors import Refused, VerificationFailed
from casefile.vault import durable, recovery
from casefile.vault.header import Header, encode
from casefile.vault.headerpair import NAMES, HeaderPair, Unlocked
from casefile.vault.secret import Secret
from casefile.vault.slots import Directory, Entry, empty_slot, fill_slot, find_slot, seal_directory, unseal_directory


class Ways:
    """Slots, directory and place of an open vault's header. Any thread may call.

    Each change is one new header, written so that a kill at any moment leaves the earlier or the new one. An older copy
    of the header, on a backup or a stick, opens with what it held when it was made, until the vault has new keys.
    """

    def __init__(self, headers: HeaderPair, unlocked: Unlocked) -> None:
        self._headers = headers
        self._keys = unlocked.keys
        self._changing = threading.Lock()  # its own: a key derivation takes seconds, and saving goes on
        self.header = unlocked.copy.header

    @property
    def folder(self) -> Path:
        """Where header and recovery file lie."""
        return self._headers.folder

    def people(self) -> tuple[Entry, ...]:
        """Who has a way in, each person once, in the order of the slots."""
        found: dict[bytes, Entry] = {}
        for entry in self.entries():
            if entry is not None:
                found.setdefault(entry.author_id, entry)
        return tuple(found.values())

    def entries(self) -> Directory:
        """The 16 entries of the directory, None where a slot is unused."""
        return unseal_directory(self.header.directory, self._keys.directory, self.header.vault_id)

    def author_at(self, slot: int) -> Entry:
        """Whose slot it is.

        Raises:
            VerificationFailed: the directory calls it unused.
        """
        author = self.entries()[slot]
        if author is None:
            raise VerificationFailed("vault.header_altered")
        return author

    def slot_of(self, secret: Secret) -> int:
        """Number of the slot that a secret opens.

        Raises:
            Refused: none.
        """
        found = find_slot(secret.stretched(self.header), self.header)
        if found is None:
            raise Refused("vault.wrong_passphrase")
        return found[0]

    def change(self, old: Secret, new: Secret) -> None:
        """Let `new` in where `old` was let in.

        Raises:
            Refused: `old` opens nothing, `new` is empty or a way in already, the disk fails; nothing changed.
        """
        with self._changing:
            self._fill(self.slot_of(old), self._unused(new), self.entries())

    def let_in(self, person: Entry, secret: Secret, slot: int | None = None) -> None:
        """One more way in; or, where a `slot` is named, one instead of whatever let in there.

        Raises:
            Refused: all 16 are used, the secret is empty or a way in already, the name is too long, the disk fails.
        """
        with self._changing:
            directory = list(self.entries())
            if slot is None:
                slot = _free(directory)
            directory[slot] = person
            self._fill(slot, self._unused(secret), tuple(directory))

    def shut_out(self, author_id: bytes) -> None:
        """Make every slot of a person random bytes again.

        Raises:
            Refused: they have no way in, or nobody else has one.
        """
        with self._changing:
            directory = self.entries()
            theirs = [number for number, entry in enumerate(directory) if entry and entry.author_id == author_id]
            if not theirs:
                raise Refused("keys.no_such_person")
            if len(self.people()) == 1:
                raise Refused("keys.last_person")
            slots = [empty_slot() if number in theirs else slot for number, slot in enumerate(self.header.slots)]
            left = tuple(None if number in theirs else entry for number, entry in enumerate(directory))
            self._write(slots, left)

    def write_recovery(self, recipients: Sequence[HybridRecipient], earlier: Sequence[HybridIdentity]) -> None:
        """Write the recovery file anew. See `recovery.write`."""
        recovery.write(self.folder, self._keys, self.header.vault_id, recipients, earlier)

    def recovery_holds(self, recipients: Sequence[HybridRecipient], earlier: Sequence[HybridIdentity]) -> bool:
        """Whether the recovery file is the one written last. See `recovery.holds`."""
        return recovery.holds(self.folder, self._keys, self.header.vault_id, recipients, earlier)

    def move(self, folder: Path) -> None:
        """Take header and recovery file to another folder, and destroy them where they were.

        A kill half way leaves two that open; moving again, or `clear`, ends it.

        Raises:
            Refused: another vault's header lies there, or a disk fails; then the header is whole at one of both places at least.
        """
        with self._changing, durable.plain_faults():
            earlier, target = self.folder, HeaderPair(folder)
            if folder.resolve() == earlier.resolve():
                raise Refused("keys.header_is_there", name=folder.name)
            if target.exists() and target.genuine(self._keys.header_mac) is None:
                raise Refused("vault.exists", name=folder.name)
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if (earlier / recovery.NAME).is_file():
                durable.replace(folder / recovery.NAME, (earlier / recovery.NAME).read_bytes())
            target.rewrite(encode(self.header, self._keys.header_mac))
            self._headers = target
            _destroy(earlier)

    def clear(self, folder: Path) -> bool:
        """Destroy what an interrupted `move` left in a folder where the header lies no more; False where nothing is left.

        Raises:
            Refused: the disk fails.
        """
        with self._changing, durable.plain_faults():
            left = folder.resolve() != self.folder.resolve() and any(
                (folder / (name + end)).exists() for name in (recovery.NAME, *NAMES) for end in ("", durable.PART)
            )
            if left:
                _destroy(folder)
            return left

    def give_way(self, successor: Header, mac_key: bytes) -> None:
        """Write the header of a vault with new keys over this one. Nothing but closing the vault may follow.

        Raises:
            Refused: the disk failed; whether this header still `stands` is to be asked.
        """
        with self._changing:
            self._headers.rewrite(encode(successor, mac_key))

    def stands(self) -> bool:
        """Whether both header files are as they were last written here."""
        return self._headers.hold(encode(self.header, self._keys.header_mac))

    def _unused(self, secret: Secret) -> bytes:
        """The stretched secret, which no slot may know."""
        stretched = secret.stretched(self.header)
        if find_slot(stretched, self.header) is not None:
            raise Refused("vault.passphrase_in_use")
        return stretched

    def _fill(self, slot: int, stretched: bytes, directory: Directory) -> None:
        slots = list(self.header.slots)
        slots[slot] = fill_slot(stretched, self.header, slot, self._keys.vault)
        self._write(slots, directory)

    def _write(self, slots: Sequence[bytes], directory: Directory) -> None:
        changed: Header = dataclasses.replace(
            self.header,
            sequence=self.header.sequence + 1,
            slots=tuple(slots),
            directory=seal_directory(directory, self._keys.directory, self.header.vault_id),
        )
        self._headers.rewrite(encode(changed, self._keys.header_mac))
        self.header = changed


def _destroy(folder: Path) -> None:
    """Destroy header and recovery file, all that can be; then tell the first fault."""
    faults = []
    for name in (recovery.NAME, *NAMES):
        try:
            durable.destroy(folder / name)
        except Refused as fault:
            faults.append(fault)
    if faults:
        raise faults[0]


def _free(directory: Sequence[Entry | None]) -> int:
    if None not in directory:
        raise Refused("keys.no_free_slot")
    return directory.index(None)
