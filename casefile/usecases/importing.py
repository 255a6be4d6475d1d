"""Taking in what others wrote down: looked at first, told row by row what stands in the way, then all at once or not at all.

The preview and the import read the same files by the same code, so what the first says is what the second does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import islice
from types import MappingProxyType

from casefile import clock
from casefile.domain.cells import Reading
from casefile.domain.codec import record_from_json, record_to_json
from casefile.domain.kinds import KINDS, Organisation, Person, Record
from casefile.errors import Refused
from casefile.importers.found import Candidate, Place, Problem
from casefile.importers.joining import joined, meant
from casefile.importers.mapping import Mapping as ColumnMapping
from casefile.importers.mapping import SheetMapping, read, written
from casefile.progress import SILENT, Progress
from casefile.records import additions, repository
from casefile.records.database import Connection
from casefile.records.unit import Changes
from casefile.usecases import bulk, importfiles
from casefile.usecases.importfiles import Source, TableLook, file, look, pasted
from casefile.usecases.importnames import InVault, Likely, likely
from casefile.usecases.session import Session

__all__ = [
    "NOBODY",
    "NO_MAPPING",
    "Changes",
    "ColumnMapping",
    "Imported",
    "Likely",
    "Place",
    "Preview",
    "Problem",
    "SheetMapping",
    "Source",
    "TableLook",
    "Told",
    "file",
    "look",
    "pasted",
    "preview",
    "read",
    "take_in",
    "written",
]  # fmt: skip

NO_MAPPING = ColumnMapping({})
"""Every table is one of our own, or is guessed."""

NOBODY: Mapping[str, str] = MappingProxyType({})
"""None of the new records is one that is here."""

MOST_TOLD = 1000
"""Problems that are told one by one; all are counted."""

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Told:
    """A problem and the file it is in."""

    source: str
    problem: Problem


@dataclass(frozen=True)
class Preview:
    """What an import would do. Nothing of it is done.

    Attributes:
        new, changed: kind → how many records would be made, and would get other values.
        same: how many are here as they are; `deleted`: how many were deleted here, and stay so.
        problems: the first `MOST_TOLD` of `problem_count`.
        likely: new people and organisations who may be here already under another spelling.
    """

    new: Mapping[str, int]
    changed: Mapping[str, int]
    same: int
    deleted: int
    problems: tuple[Told, ...]
    problem_count: int
    likely: tuple[Likely, ...] = ()


@dataclass(frozen=True)
class Imported:
    """What an import did: the counts, as the preview of the same files has them, and what views must read again."""

    counts: Preview
    changes: Changes


class _Verdict(Enum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DELETED = "deleted"


def preview(
    session: Session,
    sources: Sequence[Source],
    mapping: ColumnMapping = NO_MAPPING,
    progress: Progress = SILENT,
    today: date | None = None,
    same: Mapping[str, str] = NOBODY,
) -> Preview:
    """Read everything and tell what would come of it.

    Args:
        mapping: which column is which field; a table that it does not name is one of our own, or is guessed.
        today: for words such as "yesterday".
        same: id of a new record → id of the one here that it is, as a person decided about `Preview.likely`.

    Raises:
        Refused: a file as a whole cannot be read: the sentence says why.
        Cancelled
    """
    with session.database.reading() as connection:
        judge = _Judge(connection, progress)
        fresh = list(_named(judge.records(_found(connection, sources, mapping, progress, today), same)))
        return judge.counts(likely(connection, fresh))


def take_in(
    session: Session,
    sources: Sequence[Source],
    mapping: ColumnMapping = NO_MAPPING,
    progress: Progress = SILENT,
    today: date | None = None,
    same: Mapping[str, str] = NOBODY,
    *,
    leave_out_faulty: bool = False,
) -> Imported:
    """Take everything in, in one transaction.

    Args:
        mapping, today, same: as `preview`.
        leave_out_faulty: rows with a problem are left out; otherwise one of them keeps everything out.

    Raises:
        Refused: a file cannot be read, or a row has a problem; nothing was taken in.
        Cancelled: nothing was taken in.
    """
    with session.database.reading() as connection:
        judge = _Judge(connection, progress)
        found = judge.records(_found(connection, sources, mapping, progress, today), same)
        added = bulk.add(session, _sound(found, judge, leave_out_faulty=leave_out_faulty), progress)
    return Imported(judge.counts(()), added.changes)


def _sound(found: Iterable[tuple[Record, bool]], judge: _Judge, *, leave_out_faulty: bool) -> Iterator[Record]:
    for record, _ in found:
        if judge.problems and not leave_out_faulty:
            break
        yield record
    if judge.problems and not leave_out_faulty:
        raise Refused("importing.refused.problems")


def _found(
    connection: Connection,
    sources: Sequence[Source],
    mapping: ColumnMapping,
    progress: Progress,
    today: date | None,
) -> Iterator[tuple[str, Candidate | Problem]]:
    known = InVault(connection)
    added = additions.load(connection)
    reading = Reading(mapping.language, today or clock.now().date(), added.list, added.of_kind)
    return importfiles.candidates(sources, mapping, known, reading, progress)


class _Judge:
    """Compares candidates with what is here, and counts."""

    def __init__(self, connection: Connection, progress: Progress) -> None:
        self._connection, self._progress = connection, progress
        self._new: Counter[str] = Counter()
        self._changed: Counter[str] = Counter()
        self._others: Counter[_Verdict] = Counter()
        self._seen: set[bytes] = set()
        self.problems: list[Told] = []
        self._problem_count = 0

    def records(
        self, found: Iterable[tuple[str, Candidate | Problem]], same: Mapping[str, str]
    ) -> Iterator[tuple[Record, bool]]:
        """The records to be saved, in order, and whether each is new."""
        remaining = iter(found)
        while batch := list(islice(remaining, _BATCH)):
            self._progress.check()
            sound = [(source, meant(each, same)) for source, each in batch if isinstance(each, Candidate)]
            for source, each in batch:
                if isinstance(each, Problem):
                    self._tell(source, each)
            yield from self._judged(sound)

    def counts(self, alike: tuple[Likely, ...]) -> Preview:
        """What was counted."""
        same, deleted = self._others[_Verdict.SAME], self._others[_Verdict.DELETED]
        return Preview(
            dict(self._new), dict(self._changed), same, deleted, tuple(self.problems), self._problem_count, alike
        )

    def _judged(self, batch: Sequence[tuple[str, Candidate]]) -> Iterator[tuple[Record, bool]]:
        here = self._here([each for _, each in batch])
        for source, candidate in batch:
            stored = here.get(candidate.id)
            own = candidate.id.encode()
            if own in self._seen:
                self._tell(source, Problem(candidate.place, "importing.row.twice"))
                continue
            self._seen.add(own)
            if stored is not None and stored[0] != candidate.kind:
                self._tell(source, Problem(candidate.place, "importing.row.other_kind"))
                continue
            record, verdict = _judged(candidate, None if stored is None else stored[1])
            if verdict is _Verdict.NEW:
                self._new[candidate.kind] += 1
            elif verdict is _Verdict.CHANGED:
                self._changed[candidate.kind] += 1
            else:
                self._others[verdict] += 1
                continue
            yield record, verdict is _Verdict.NEW

    def _here(self, batch: Sequence[Candidate]) -> dict[str, tuple[str, repository.Stored]]:
        """Id → kind and record, of those that are here."""
        by_kind: dict[str, list[str]] = {}
        for record_id, kind in repository.kinds_of(self._connection, (each.id for each in batch)).items():
            by_kind.setdefault(kind, []).append(record_id)
        return {
            each.record.id: (kind, each)
            for kind, ids in by_kind.items()
            for each in repository.many(self._connection, kind, ids, deleted=True)
        }

    def _tell(self, source: str, problem: Problem) -> None:
        self._problem_count += 1
        if len(self.problems) < MOST_TOLD:
            self.problems.append(Told(source, problem))


def _judged(candidate: Candidate, stored: repository.Stored | None) -> tuple[Record, _Verdict]:
    fields = KINDS[candidate.kind].fields
    before = None if stored is None else record_to_json(stored.record)
    after = joined(fields, before, candidate)
    record = record_from_json(candidate.kind, after)
    if stored is None:
        return record, _Verdict.NEW
    if stored.deleted:
        return record, _Verdict.DELETED
    return record, _Verdict.SAME if record_to_json(record) == before else _Verdict.CHANGED


def _named(judged: Iterable[tuple[Record, bool]]) -> Iterator[Record]:
    """The first new people and organisations; what is judged is read to its end all the same."""
    kept = 0
    for record, is_new in judged:
        if is_new and kept < MOST_TOLD and isinstance(record, Person | Organisation):
            kept += 1
            yield record
