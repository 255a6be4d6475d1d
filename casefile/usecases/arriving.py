"""Entries from a colleague, held against what this vault can hold and what it knows, before any of them is taken in.

A colleague may be hostile, or their laptop in other hands. So each value must be one of its field, nobody speaks for a device of this vault but
the device itself, and no counter runs away. Kinds and fields that are not known here stay in the journal, where they harm nobody.
"""

from __future__ import annotations

from collections.abc import Sequence

from casefile.crypto.signing import VerifyKey
from casefile.domain import foreign
from casefile.domain.kinds import KINDS
from casefile.errors import VerificationFailed
from casefile.handover.content import SyncContent
from casefile.handover.delta import Vouched
from casefile.handover.proofs import ORIGIN
from casefile.journal import holding
from casefile.journal.entry import DELETED, Entry, Operation
from casefile.journal.purging import ACCEPTS, DECLINES
from casefile.records.database import Connection
from casefile.usecases import contacts, peers
from casefile.usecases.deltas import LOCAL_KINDS
from casefile.usecases.inspection import Checked
from casefile.usecases.session import Session

_FURTHEST = 1 << 32
"""How far the counter of an entry may be ahead of ours: more entries than any group of people writes."""


class Gate:
    """Lets entries of one bundle through that this vault can take in. To be asked part by part.

    Attributes:
        counter: the highest Lamport counter that entries may have.
    """

    def __init__(self, session: Session, connection: Connection) -> None:
        self._own = peers.own_keys(session)
        self._pinned = peers.pins(session, connection, contacts.signers(session))
        self.counter = holding.highest_counter(connection) + _FURTHEST
        self._kinds: dict[str, str] = {}

    def knows(self, device: str) -> bool:
        """Whether a device is one of ours, or its key is known to be its own."""
        return device in self._own or device in self._pinned

    def check_part(self, connection: Connection, sections: Sequence[Vouched]) -> None:
        """Hold a file of entries against the rules.

        Raises:
            VerificationFailed: one is broken; the whole bundle is to be refused.
        """
        kinds = self._kinds
        for section in sections:
            self._check_signer(section)
            for entry in section.section.entries:
                self._check_entry(entry)
                if kinds.setdefault(entry.record, entry.kind) != entry.kind:
                    raise VerificationFailed("sync.two_kinds", record=entry.record)
        here = list({entry.record for section in sections for entry in section.section.entries})
        for record, kind in holding.kinds_in_journal(connection, here):
            if kinds[record] != kind:
                raise VerificationFailed("sync.two_kinds", record=record)

    def _check_signer(self, section: Vouched) -> None:
        device = section.section.device
        own = self._own.get(device)
        if device in self._own and (own is None or section.key != own):
            raise VerificationFailed("sync.speaks_for_us")
        pinned = self._pinned.get(device)
        if section.is_by_origin and pinned and section.key not in pinned:
            raise VerificationFailed("sync.other_key", device=device)

    def _check_entry(self, entry: Entry) -> None:
        if entry.kind in LOCAL_KINDS:
            raise VerificationFailed("sync.local_kind")
        if entry.lamport > self.counter:
            raise VerificationFailed("sync.counter_runs_away")
        if not _is_plain(entry):
            raise VerificationFailed("sync.unfit", kind=entry.kind, record=entry.record)


def check_sender(found: Checked) -> None:
    """That a bundle speaks of the log of the very device that signed it, and carries entries.

    Raises:
        VerificationFailed: it does not.
    """
    assert found.sender is not None and isinstance(found.content, SyncContent)
    if VerifyKey.parse(found.sender.key)[0] != found.origin or not (found.origin or "").startswith(ORIGIN):
        raise VerificationFailed("handover.checkpoint_differs")


def check_own_section(section: Vouched, found: Checked) -> None:
    """That the sender's own log is proven to the checkpoint that the bundle signs.

    Raises:
        VerificationFailed: it is proven to another.
    """
    if section.section.device == found.device and (section.checkpoint.size, section.checkpoint.root.hex()) != (
        found.entries,
        found.root,
    ):
        raise VerificationFailed("handover.checkpoint_differs")


def _is_plain(entry: Entry) -> bool:
    said = {change.path: change.value for change in entry.changes}
    if len(said) != len(entry.changes):
        return False
    if entry.operation is Operation.CUSTODY:
        return all(path == "event" and _is_event(value) for path, value in said.items())
    if entry.kind not in KINDS:
        return True
    marks = (said.pop(DELETED, None) in (None, True), *(_is_line(said.pop(each, None)) for each in (ACCEPTS, DECLINES)))
    return all(marks) and all(foreign.fits(entry.kind, *each) for each in said.items())


def _is_event(value: object) -> bool:
    return isinstance(value, dict) and isinstance(value.get("event"), str)


def _is_line(value: object) -> bool:
    return value is None or isinstance(value, str)
