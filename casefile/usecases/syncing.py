"""Receiving whole entries from a colleague: look at what comes, choose, and merge it in one transaction; a receipt goes back.

The bundle is read twice. First all of it is checked and looked at, and evidence files come into the store, to which no record refers yet. Then its
files of entries are read again, inside the transaction, one at a time.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from casefile.crypto.age import Identity
from casefile.domain.kinds import KINDS, Contact
from casefile.errors import Refused, VerificationFailed
from casefile.handover import layout, statement
from casefile.handover.content import TakePart
from casefile.handover.delta import Held, Part, Vouched
from casefile.handover.passes import Pass
from casefile.handover.reading import Begin, Take
from casefile.handover.receipt import Receipt
from casefile.handover.statement import Statement
from casefile.handover.ustar import Member
from casefile.journal import holding
from casefile.journal.entry import Entry
from casefile.journal.intervals import Intervals
from casefile.journal.log import entries_by_id
from casefile.progress import SILENT, Progress
from casefile.records import repository
from casefile.records.unit import Changes, UnitOfWork
from casefile.usecases import (
    arriving,
    bulk,
    bundles,
    conflicts,
    evidence,
    inspection,
    origins,
    purge,
    readying,
    settling,
    stranded,
)
from casefile.usecases import session as sessions
from casefile.usecases.arrival import Arrival
from casefile.usecases.bundles import Opened
from casefile.usecases.forking import Forking
from casefile.usecases.looking import Looking
from casefile.usecases.session import Session
from casefile.vault.blobs import Blob

__all__ = ["Answers", "Arrival", "Taken", "preview", "receive"]


@dataclass(frozen=True, slots=True)
class Answers:
    """What the person chose.

    Attributes:
        decline: ids of records of which nothing is to be taken; it is remembered.
        anew: ids of records that were declined before, or removed from this vault, and are wanted now.
        accept_purges, decline_purges: ids of requests (`Asked.id`); the others stay open.
        accept_fork: keep both ways that a log went; where it is the log of this very vault, of which somebody made a copy, it goes on as a
            new device.
    """

    decline: frozenset[str] = frozenset()
    anew: frozenset[str] = frozenset()
    accept_purges: frozenset[str] = frozenset()
    decline_purges: frozenset[str] = frozenset()
    accept_fork: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in: the records concerned, what had been found, who sent it, and the receipt for them. `again` says that it had been received
    before, and nothing changed."""

    changes: Changes
    arrival: Arrival
    contact: Contact
    receipt: Receipt
    again: bool = False


def preview(
    session: Session,
    path: Path,
    passphrase: str | None = None,
    language: str = "en",
    progress: Progress = SILENT,
) -> Arrival:
    """Check a bundle and say what it would change. Nothing is written; an unknown signer is told, not refused.

    Args:
        passphrase: of the bundle, where it was locked with one.
        language: in which records are named.

    Raises:
        WrongKey: it is for someone else. NotAge, Refused: it is no sync bundle, or was made for someone else and passed on.
        Damaged, Truncated, VerificationFailed: damaged, unsigned, wrongly signed, or it holds what no vault can take in.
        Cancelled
    """
    known = bundles.identities(session, passphrase)
    with inspection.open_bundle(path) as source:
        return _look(session, source, known, language, _require_entries, None, progress)[1]


def receive(
    session: Session,
    path: Path,
    answers: Answers = Answers(),
    *,
    passphrase: str | None = None,
    trusted: str | None = None,
    looked_at: Arrival | None = None,
    language: str = "en",
    progress: Progress = SILENT,
) -> Taken:
    """Check a bundle and merge it, all that is not declined together. One that was received before changes nothing.

    Args:
        trusted: the fingerprint of a sender who is no contact yet, as they told it over another way; they become one.
        looked_at: what `preview` found there, for the answers concern that: another file that was put in its place meanwhile is refused.

    Raises:
        As `preview`; and Refused: the signer is unknown, or is not the trusted one, a log was forked, or the disk is full.
        VerificationFailed: this vault is an older copy. Nothing changes and nothing is left behind by any of them.
    """
    session.require_writable()
    known = bundles.identities(session, passphrase)
    with inspection.open_bundle(path) as source, _quarantine(session) as quarantine:

        def begin(said: Statement) -> None:
            _require_entries(said)
            bundles.require_sender(session, said.sender, trusted)  # before a file of theirs is as much as put aside

        opened, arrival = _look(session, source, known, language, begin, quarantine.take, Pass(0, progress))
        if looked_at is not None and looked_at.checked.manifest != arrival.checked.manifest:
            raise Refused("sync.replaced_meanwhile")
        if arrival.received and not answers.anew:
            return _again(session, opened, arrival)
        _require_one_history(arrival, answers)
        if arrival.older_copy:
            sessions.go_on_as_new_device(session)
        source.seek(0)
        return _merge(session, source, known, opened, arrival, answers, quarantine, Pass(1, progress))


def _look(
    session: Session,
    source: BinaryIO,
    known: list[Identity],
    language: str,
    begin: Begin,
    take: Take | None,
    progress: Progress,
) -> tuple[Opened, Arrival]:
    with bulk.collecting_seldom(), session.database.reading() as connection:
        looking = Looking(session, connection, language)
        opened = bundles.read(session, source, known, progress, take, _and_collect(looking.take_part), begin)
        arriving.check_sender(opened.checked)
        received = settling.receipt_of(session, connection, opened.checked) is not None
        return opened, looking.arrival(opened.checked, opened.contact, received=received)


def _and_collect(take_part: TakePart) -> TakePart:
    """Look for garbage after each file of entries: all threads stand still meanwhile, the window's too, so little by little."""

    def take(part: Part, sections: Sequence[Vouched]) -> None:
        take_part(part, sections)
        gc.collect(0)

    return take


def _require_entries(said: Statement) -> None:
    if said.kind != statement.SYNC:
        raise Refused("sync.not_a_sync", kind=said.kind)


def _require_one_history(arrival: Arrival, answers: Answers) -> None:
    if arrival.older_copy and not answers.accept_fork:
        raise VerificationFailed("journal.own_entries_unknown")
    if arrival.is_forked and not answers.accept_fork:
        raise Refused("sync.forked", name=arrival.checked.sender.name if arrival.checked.sender else "")


def _again(session: Session, opened: Opened, arrival: Arrival) -> Taken:
    with session.database.reading() as connection:
        known = settling.receipt_of(session, connection, opened.checked)
    assert known is not None and opened.contact is not None
    return Taken(Changes(), arrival, opened.contact, known, again=True)


def _merge(
    session: Session,
    source: BinaryIO,
    known: list[Identity],
    opened: Opened,
    arrival: Arrival,
    answers: Answers,
    quarantine: _Quarantine,
    progress: Progress,
) -> Taken:
    with session.database.writing() as unit, readying.ready_for(unit, len(arrival.records)):
        contact, before = bundles.contact_of(session, unit, opened), holding.last(unit.connection)
        taking, forking = _Taking(session, unit, arrival, answers), Forking(unit.connection, arrival.forks)
        reading = _EntriesOnly(opened.bundle.hashes)
        with suppress(_AllEntriesRead):
            bundles.read(session, source, known, progress, reading.take, _and_collect(taking.take_part))
        gone = taking.answer_purges()
        stranded.note(session, unit.connection, before, taking.assumed)
        files = quarantine.keep(unit)
        found = taking.taken(files, quarantine.here_before)
        settling.note(session, unit, opened.checked, contact, found)
        forking.send_both_ways(session, unit.connection)
        answer = settling.answer(session, unit, opened.checked, found)
        changes = unit.flush()
        concerned = Changes(changes.records | taking.touched, changes.kinds | taking.kinds)
    if answers.accept_purges:
        purge.gone(session, gone)
    return Taken(concerned, arrival, contact, answer)


class _AllEntriesRead(Exception):
    """The first evidence file is reached: it was checked and taken in before."""


class _EntriesOnly:
    """Reads the files of entries alone, and makes sure that they are the same as before."""

    def __init__(self, hashes: Mapping[str, str]) -> None:
        self._hashes = hashes

    def take(self, member: Member, pieces: Iterator[bytes]) -> Iterator[bytes]:
        if layout.is_evidence(member.name):
            raise _AllEntriesRead
        digest = hashlib.sha256()
        for piece in pieces:
            digest.update(piece)
            yield piece
        if digest.hexdigest() != self._hashes.get(member.name, digest.hexdigest()):
            raise VerificationFailed("handover.changed_meanwhile")


@dataclass
class _Taking:
    """Takes in each file of entries in turn, but for what is declined."""

    session: Session
    unit: UnitOfWork
    arrival: Arrival
    answers: Answers
    touched: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    found: settling.Found = field(default_factory=settling.Found)
    assumed: Held = field(default_factory=dict)

    def __post_init__(self) -> None:
        declined = (set(self.arrival.declined) | self.answers.decline) - self.answers.anew
        left = self.arrival.left_out - self.answers.anew
        self._declined = declined | left
        self._stripped = purge.removed_ever(self.session, self.unit.connection).difference(self.arrival.removed)
        if not self._declined.issuperset(self.arrival.removed):
            self._stripped = frozenset()
        self.found.declined_records |= declined
        self.found.left_records |= left

    def take_part(self, part: Part, sections: Sequence[Vouched]) -> None:
        """Merge one file of entries."""
        self.assumed = part.about.assumes if part.about else self.assumed
        came = [entry for section in sections for entry in section.section.entries]
        chosen = self._without_taken_out([entry for entry in came if entry.record not in self._declined])
        known = {entry.record for entry in chosen if entry.kind in KINDS}
        self.touched |= self.unit.take_in(chosen) & known
        changes = self.unit.flush()
        self.kinds |= changes.kinds
        for section in sections:
            kept = [entry for entry in section.section.entries if entry.record not in self._declined]
            positions = Intervals.of(entry.position for entry in kept)
            origins.keep(self.session, self.unit.connection, section, positions)
            self.found.note_origin(section)
        self.found.note_entries(self.unit.connection, came, self._declined)

    def _without_taken_out(self, came: list[Entry]) -> list[Entry]:
        """But for earlier entries of what stayed here when a case was removed: they would say again that it belongs to that case too."""
        here = entries_by_id(self.unit.connection, [entry.id for entry in came if entry.record in self._stripped])
        known = {entry.id for entry in here}
        return [entry for entry in came if entry.id not in known]

    def answer_purges(self) -> list[Blob]:
        """Accept and decline what was asked; the files that go with it."""
        for each in sorted(self.answers.decline_purges):
            conflicts.declined(self.unit, each)
        doomed = [
            record for each in sorted(self.answers.accept_purges) for record in conflicts.accepted(self.unit, each)
        ]
        return purge.let_go(self.session, self.unit, doomed) if doomed else []

    def taken(self, files: Collection[str], here_before: Collection[str]) -> settling.Found:
        """All that was taken, with these files, of which some were here before."""
        self.found.files, self.found.here_before = tuple(sorted(files)), frozenset(here_before)
        return self.found


class _Quarantine:
    """Evidence files of a bundle, in the store and referred to by nothing until the entries are in."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.here_before: set[str] = set()
        self.blobs: dict[str, Blob] = {}

    def take(self, member: Member, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """Take in a file as it streams by."""
        if not layout.is_evidence(member.name):
            yield from pieces
            return
        with self._session.vault.store.adding() as coming:
            for piece in pieces:
                coming.write(piece)
                yield piece
        if coming.blob is not None:
            sha256 = coming.blob.sha256.hex()
            if sha256 in self.blobs:
                self._session.vault.store.remove(coming.blob.name)
            else:
                self.blobs[sha256] = coming.blob

    def keep(self, unit: UnitOfWork) -> list[str]:
        """Keep the files that evidence here refers to, and are not here; SHA-256 of all that came and are here now."""
        held = []
        for sha256, blob in self.blobs.items():
            if not repository.has_content(unit.connection, sha256):
                continue
            held.append(sha256)
            if self._session.local.blob(unit.connection, sha256) is None:
                self._session.local.keep_blob(unit.connection, blob)
            else:
                self.here_before.add(sha256)
        return held


@contextmanager
def _quarantine(session: Session) -> Iterator[_Quarantine]:
    quarantine = _Quarantine(session)
    try:
        yield quarantine
    finally:  # also where it was committed and the head could not be written: then the file is a row's, and stays
        for blob in quarantine.blobs.values():
            evidence.settle(session, blob)
