"""What a bundle to a colleague holds: chosen at one moment of the database, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casefile.crypto.checkpoint import Checkpoint
from casefile.domain.kinds import Contact, Evidence
from casefile.handover import delta, layout
from casefile.handover.delta import About, Consistency, SyncFile
from casefile.journal import holding
from casefile.journal.intervals import Intervals
from casefile.journal.log import root_at
from casefile.journal.tiles import Tiles
from casefile.journal.tree import consistency_proof
from casefile.progress import Progress
from casefile.records.database import Connection
from casefile.usecases import confirmed, contacts, deltas, edit, letters
from casefile.usecases.confirmed import Confirmed, Sent
from casefile.usecases.deltas import Chosen, Cut, Scope, Tally
from casefile.usecases.session import Session
from casefile.vault.blobs import Blob


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a bundle would hold.

    Attributes:
        records, entries: kind → how many.
        files, bytes: how many files go and how large everything is, about.
        missing: evidence of which no file is here.
        left_out: how many entries of all devices the contact has confirmed, of which none goes.
        withheld: entries of which some values are not here, and so cannot go.
        only_custody: nothing goes but word of who handed what to whom, which is no reason for a bundle of its own.
    """

    cases: tuple[str, ...]
    records: Mapping[str, int]
    entries: Mapping[str, int]
    files: int
    bytes: int
    missing: tuple[str, ...]
    left_out: int
    withheld: int
    only_custody: bool

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to send."""
        return not self.entries and not self.files


@dataclass(frozen=True, slots=True)
class Ready:
    """Everything that a bundle is made of, at one moment of the database: what was chosen and where it is cut into files, the files that go, the
    contents (SHA-256) that are here and stay behind, and the ids of evidence without a file here."""

    chosen: Chosen
    cuts: tuple[Cut, ...]
    tally: Tally
    files: tuple[tuple[SyncFile, Blob], ...]
    left: tuple[str, ...]
    missing: tuple[str, ...]
    checkpoint: Checkpoint
    about: About

    @property
    def outlook(self) -> Outlook:
        """What a person is told of it."""
        held = self.chosen.confirmed.settled
        return Outlook(
            self.chosen.cases,
            dict(self.tally.records),
            dict(self.tally.entries),
            len(self.files),
            self.tally.size + sum(each.size for each, _ in self.files),
            self.missing,
            sum(map(len, held.values())),
            self.tally.withheld,
            only_custody=not self.tally.told and not self.files,
        )


def gather(
    session: Session,
    connection: Connection,
    scope: Scope,
    contact: Contact,
    progress: Progress,
    *,
    full: bool,
    files: bool,
    under_way: Sequence[Sent] = (),
) -> Ready:
    """Choose what goes; the arguments are those of `sharing.make`.

    Raises:
        NotFound, Refused: no such case, or several have the reference. Cancelled
    """
    known = confirmed.of(session, connection, contact.id)
    left_out = Confirmed() if full else confirmed.reckoned(known, under_way)
    chosen = deltas.choose(session, connection, scope, left_out)
    cuts, tally = deltas.cut(connection, chosen, progress)
    evidence = deltas.evidence_of(connection, chosen, tally, contacts.keys_of(contact))
    going, left, missing = _files(session, connection, evidence, files=files)
    checkpoint = letters.own_checkpoint(session, connection)
    about = About(
        delta.Scope(scope.sort, chosen.cases),
        _assumed(connection, chosen, Confirmed() if full else known),
        _consistency(connection, known, checkpoint, session.database.device),
        {author: name for author, name in edit.authors(session).items() if author in tally.authors},
        tuple(each for each, _ in going),
    )
    return Ready(chosen, tuple(cuts), tally, going, left, missing, checkpoint, about)


def _assumed(connection: Connection, chosen: Chosen, known: Confirmed) -> dict[str, Intervals]:
    """What is left out because the contact has it: of some cases, only what concerns them."""
    held = confirmed.joined(known.whole, known.partial)
    if chosen.scope.sort == "all" or not held:
        return held
    return confirmed.common(held, holding.positions_of(connection, chosen.records))


def _consistency(connection: Connection, known: Confirmed, own: Checkpoint, device: str) -> Consistency | None:
    """That this log extends the one which the contact cosigned."""
    if known.device != device or not 0 < known.size <= own.size:
        return None
    if root_at(connection, device, known.size).hex() != known.root:
        return None
    return Consistency(known.size, consistency_proof(known.size, own.size, Tiles(connection, device, own.size).node))


def _files(
    session: Session, connection: Connection, evidence: list[Evidence], *, files: bool
) -> tuple[tuple[tuple[SyncFile, Blob], ...], tuple[str, ...], tuple[str, ...]]:
    """The files that go, each content once; those that are here and stay behind; ids of evidence without a file here."""
    going: dict[str, tuple[SyncFile, Blob]] = {}
    left: list[str] = []
    missing: list[str] = []
    for each in sorted(evidence, key=lambda evidence: evidence.id):
        sha256 = each.sha256 or ""
        blob = session.local.blob(connection, sha256)
        if blob is None:
            missing.append(each.id)
        elif sha256 not in going and (not files or len(going) == layout.MAX_EVIDENCE):
            left.append(sha256)
        elif sha256 not in going:
            name = layout.evidence_name(len(going) + 1, each.media_type, each.original_name)
            going[sha256] = (SyncFile(name, blob.length, sha256), blob)
    return tuple(going.values()), tuple(sorted(set(left))), tuple(missing)
