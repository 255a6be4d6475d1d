"""The two header files: reading the better one, writing both so that a kill at any moment leaves one good."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from casefile.crypto.seal import Unsealable
from casefile.errors import Refused, VerificationFailed
from casefile.vault import durable, slots
from casefile.vault.header import (
    SIZE,
    Header,
    HeaderCopy,
    NotAHeader,
    TornHeader,
    check_whole,
    decode,
    sequence_of,
)
from casefile.vault.keys import Keys

NAMES = ("header.a", "header.b")


@dataclass(frozen=True)
class Unlocked:
    """What a passphrase opened.

    Attributes:
        copy: the header copy that counts.
        keys: every key of the vault.
        slot: number of the slot that opened.
    """

    copy: HeaderCopy
    keys: Keys
    slot: int


class HeaderPair:
    """``header.a`` and ``header.b`` in one folder: the vault's own, or a stick's for a detached header."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def exists(self) -> bool:
        """Whether there is a header file of either name."""
        return any((self.folder / name).is_file() for name in NAMES)

    def read(self) -> list[HeaderCopy]:
        """The copies whose checksum holds, newest first. Runs no key derivation.

        Raises:
            Refused: this is not a vault, both copies are torn, or the newest one may not be opened by this program.
        """
        copies, torn = self._whole()
        if not copies:
            raise Refused("vault.header_torn" if torn else "vault.not_a_vault", name=self.folder.name)
        return copies

    def genuine(self, mac_key: bytes) -> HeaderCopy | None:
        """The newest copy that the holder of the vault key wrote, or None where no copy is left.

        Raises:
            Refused: a copy asks for what this program does not know.
        """
        return next((copy for copy in self._whole()[0] if copy.authentic(mac_key)), None)

    def hold(self, data: bytes) -> bool:
        """Whether both files are there and hold `data`."""
        return set(self._contents().values()) == {data}

    def rewrite(self, data: bytes) -> list[str]:
        """Make both files hold `data` and return the names of those that did not.

        One after the other, each forced to the medium, so that one is good at any moment; in place, so that old slots
        do not linger elsewhere on the disk and a full disk does not matter.

        Raises:
            Refused: the disk failed; both files are as they were, as far as it still takes writes.
        """
        earlier = self._contents()
        changed = [name for name in NAMES if earlier[name] != data]
        try:
            for name in changed:
                self._put(name, data)
        except Refused:
            for name in changed:
                with contextlib.suppress(Refused):  # the first fault is the one to tell
                    self._put_back(name, earlier[name])
            raise
        return changed

    def _whole(self) -> tuple[list[HeaderCopy], bool]:
        """The copies whose checksum holds, newest first, and whether there is one whose checksum does not."""
        whole, torn = [], False
        for data in self._contents().values():
            try:
                check_whole(data)
                whole.append(data)
            except TornHeader:
                torn = True
            except NotAHeader:
                continue
        return [decode(data) for data in sorted(whole, key=sequence_of, reverse=True)], torn

    def _put(self, name: str, data: bytes) -> None:
        path = self.folder / name
        if path.is_file() and path.stat().st_size == len(data):
            durable.overwrite(path, data)
        else:
            durable.replace(path, data)

    def _put_back(self, name: str, earlier: bytes) -> None:
        if earlier:
            self._put(name, earlier)
        else:  # there was none, and an empty file would be taken for someone else's header
            durable.remove(self.folder / name)

    def _contents(self) -> Mapping[str, bytes]:
        """Bytes of both files; nothing for a missing one. At most one byte more than a header is read."""
        found = {}
        for name in NAMES:
            try:
                with durable.open_plain(self.folder / name) as file:
                    found[name] = file.read(SIZE + 1)
            except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
                found[name] = b""
        return found


def unlock(copies: list[HeaderCopy], stretch: Callable[[Header], bytes]) -> Unlocked:
    """Open the newest copy that is genuine.

    A newer copy that does not open counts as long as its MAC holds under the vault key that an older one gave: then
    the passphrase was changed, and the old one is wrong. Otherwise the newer copy is a forgery and the older counts.

    Args:
        copies: as `HeaderPair.read` gives them.
        stretch: runs the key derivation of a header on what the person typed, 32 bytes.

    Raises:
        Refused: the passphrase opens no slot.
        VerificationFailed: it opens one, and the header was changed outside Casefile.
    """
    stretched: dict[tuple[object, bytes], bytes] = {}
    altered = False
    for position, copy in enumerate(copies):
        cost = (copy.header.parameters, copy.header.salt)
        key = stretched.get(cost) or stretched.setdefault(cost, stretch(copy.header))
        try:
            found = slots.find_slot(key, copy.header)
        except Unsealable:
            altered = True
            continue
        if found is None:
            continue
        keys = Keys.of(found[1])
        if not copy.authentic(keys.header_mac):
            altered = True
            continue
        if any(newer.authentic(keys.header_mac) for newer in copies[:position]):
            break
        return Unlocked(copy, keys, found[0])
    if altered:
        raise VerificationFailed("vault.header_altered")
    raise Refused("vault.wrong_passphrase")
