"""What a bundle carries, by kind, and how it is gathered while its files stream by.

Small files are handed to a `Gathering` once their hash was found right; what is large streams past it. Of a sync bundle one file of entries is in memory at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from casefile.errors import VerificationFailed
from casefile.handover import card, delta, disclosure, jsonfiles, layout, proofs, receipt
from casefile.handover.card import SignedCard
from casefile.handover.counting import Counting, Counts
from casefile.handover.delta import About, Part, Vouched
from casefile.handover.disclosure import Disclosure
from casefile.handover.proofs import Proven
from casefile.handover.receipt import Receipt, Seen
from casefile.handover.statement import Signing, Statement
from casefile.handover.ustar import Member
from casefile.progress import Progress

TakePart = Callable[[Part, Sequence[Vouched]], None]
"""Given each file of entries in turn, and its sections, of which the proofs hold."""


@dataclass(frozen=True, slots=True)
class DisclosureContent:
    """Cases as their audience reads them, and how much of them verifies against the journal."""

    disclosure: Disclosure
    proven: Proven


@dataclass(frozen=True, slots=True)
class SyncContent:
    """Entries, all of them proven: what stands before them, in how many files and sections they came, and what they are."""

    about: About
    parts: int
    sections: int
    counts: Counts


@dataclass(frozen=True, slots=True)
class ReceiptContent:
    """A receipt, and what its signatures vouch for."""

    receipt: Receipt
    seen: Seen


@dataclass(frozen=True, slots=True)
class CardContent:
    """The card of the one who signed the bundle, signed by all keys that it names; `data` are its bytes."""

    card: SignedCard
    data: bytes


Content = DisclosureContent | SyncContent | ReceiptContent | CardContent


class Gathering(Protocol):
    """Makes the content of one kind of bundle."""

    def wants(self, name: str) -> bool:
        """Whether this file is to be kept in memory and given to `add`; its size is within `layout.limit`."""

    def add(self, name: str, data: bytes) -> None:
        """Take a file whose hash is that of the manifest.

        Raises:
            VerificationFailed
        """

    def finished(self, members: Sequence[Member]) -> Content:
        """The content, once all files were there.

        Raises:
            VerificationFailed
        """


def gathering(
    kind: str,
    hashes: Mapping[str, str],
    signing: Signing,
    said: Statement | None,
    take_part: TakePart | None,
    progress: Progress,
) -> Gathering:
    """What gathers a bundle of `kind`, of which the payload has these hashes.

    Raises:
        VerificationFailed: nobody signed it, and without a signature its kind says nothing.
    """
    if kind == layout.DISCLOSURE:
        return _OfDisclosure(hashes, said)
    if said is None:
        raise VerificationFailed(f"handover.signature_{signing}")
    if kind == layout.SYNC:
        return _OfSync(hashes, said, take_part, progress)
    return _OfReceipt(said) if kind == layout.RECEIPT else _OfCard(said)


class _OfDisclosure:
    def __init__(self, hashes: Mapping[str, str], said: Statement | None) -> None:
        self._hashes = hashes
        self._checkpoint = said.checkpoint if said else None
        self._kept: dict[str, bytes] = {}

    def wants(self, name: str) -> bool:
        return name in (layout.JOURNAL, layout.CASE)

    def add(self, name: str, data: bytes) -> None:
        self._kept[name] = data

    def finished(self, members: Sequence[Member]) -> Content:
        del members
        cases = jsonfiles.load(layout.CASE, self._kept.pop(layout.CASE))
        found = disclosure.from_json(cases)
        if not disclosure.names_match(found, self._hashes):
            raise VerificationFailed("handover.content_unreadable", name=layout.CASE)
        records = disclosure.record_objects(cases)
        journal = jsonfiles.load(layout.JOURNAL, self._kept.pop(layout.JOURNAL))
        return DisclosureContent(found, proofs.check(journal, records, self._checkpoint))


class _OfSync:
    def __init__(
        self, hashes: Mapping[str, str], said: Statement, take_part: TakePart | None, progress: Progress
    ) -> None:
        self._hashes = hashes
        self._said = said
        self._take_part = take_part
        self._progress = progress
        self._about = About()
        self._parts = self._sections = 0
        self._counting = Counting()

    def wants(self, name: str) -> bool:
        return not layout.is_evidence(name)

    def add(self, name: str, data: bytes) -> None:
        part = delta.load(name, data, self._parts + 1)
        del data
        self._parts += 1
        self._about = part.about or self._about
        proven = [self._proven(section) for section in part.sections]
        self._sections += len(proven)
        self._counting.add(proven)
        if self._take_part is not None:
            self._take_part(part, proven)

    def _proven(self, section: delta.Section) -> Vouched:
        self._progress.check()
        return delta.vouched(section, self._said.checkpoint, self._said.sender.key)

    def finished(self, members: Sequence[Member]) -> Content:
        came = [(each.name, each.size, self._hashes[each.name]) for each in members if layout.is_evidence(each.name)]
        if [(each.name, each.size, each.sha256) for each in self._about.files] != came:
            raise VerificationFailed("handover.content_unreadable", name=layout.JOURNAL)
        return SyncContent(self._about, self._parts, self._sections, self._counting.counts())


class _OfReceipt:
    def __init__(self, said: Statement) -> None:
        self._signer = said.sender.key
        self._data = b""

    def wants(self, name: str) -> bool:
        return name == layout.RECEIPT_FILE

    def add(self, name: str, data: bytes) -> None:
        del name
        self._data = data

    def finished(self, members: Sequence[Member]) -> Content:
        del members
        found = receipt.load(self._data)
        return ReceiptContent(found, receipt.verified(found, self._signer))


class _OfCard:
    def __init__(self, said: Statement) -> None:
        self._sender = said.sender
        self._data = b""

    def wants(self, name: str) -> bool:
        return name == layout.CARD_FILE

    def add(self, name: str, data: bytes) -> None:
        del name
        self._data = data

    def finished(self, members: Sequence[Member]) -> Content:
        del members
        found = card.read(self._data)
        if (found.key, found.recipient) != (self._sender.key, self._sender.recipient):
            raise VerificationFailed("handover.card_of_another")
        return CardContent(found, self._data)
