"""Where the records of an export come from: the vault as it is, without what stays there, or the cases as one audience may read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Protocol

from casefile.domain.additions import Additions
from casefile.domain.casefile import CaseFile
from casefile.domain.codec import record_from_json, record_to_json
from casefile.domain.kinds import KINDS, Case, Record, kind_of
from casefile.domain.redaction import Redacted
from casefile.errors import NotFound
from casefile.exports.openformats.withheld import open_part, stays
from casefile.progress import Progress
from casefile.records import additions, casefiles, repository, streaming
from casefile.records.database import Connection

_REPORT_EVERY = 200

Data = dict[str, Any]


class Source(Protocol):
    """The records of an export as they may leave, read anew each time they are asked for."""

    @property
    def additions(self) -> Additions:
        """The fields and terms that people added."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that leave, in the order of the definitions."""

    @property
    def withheld(self) -> int:
        """How many records stay behind."""

    def records(self, kind: str) -> Iterator[Data]:
        """The records of one kind as JSON, by id."""

    def read(self, kind: str) -> Iterator[Record]:
        """The same as records."""

    def cases(self) -> Iterator[CaseFile]:
        """Each case with everything that belongs to it."""

    def counts(self) -> dict[str, int]:
        """Kind → how many records were last read."""


class FromVault:
    """All records, or those of some cases, in one view of the database. What is no backup of the person's own has no secret field."""

    def __init__(self, connection: Connection, chosen: Sequence[str], *, own_backup: bool, progress: Progress) -> None:
        self._connection, self._own_backup, self._progress = connection, own_backup, progress
        self._chosen = tuple(chosen)
        self.additions = additions.load(connection)
        self._ids = ids_of(connection, chosen) if chosen else None
        self._counts: dict[str, int] = {}
        self._read = 0
        self.kinds = tuple(name for name, kind in KINDS.items() if own_backup or not stays(kind))
        self.withheld = sum(self._count(name) for name in KINDS if name not in self.kinds)

    def records(self, kind: str) -> Iterator[Data]:
        """The records of one kind as JSON, by id."""
        number = 0
        for record in self._of(kind):
            number += 1
            self._read += 1
            if self._read % _REPORT_EVERY == 0:
                self._progress.check()
                self._progress.step(self._read, None)
            yield self._leaving(kind, record)
        self._counts[kind] = number

    def read(self, kind: str) -> Iterator[Record]:
        """The same as records."""
        return map(partial(record_from_json, kind), self.records(kind))

    def cases(self) -> Iterator[CaseFile]:
        """Each case with everything that belongs to it."""
        for case in self._of("case"):
            self._progress.check()
            assert isinstance(case, Case)
            whole = casefiles.load(self._connection, case)
            own, *others = (self._open(each) for each in whole if kind_of(each).name in self.kinds)
            assert isinstance(own, Case)
            yield CaseFile(own, {each.id: each for each in others})

    def counts(self) -> dict[str, int]:
        """Kind → how many records were last read."""
        return {kind: number for kind, number in self._counts.items() if number}

    def _leaving(self, kind: str, record: Record) -> Data:
        data = record_to_json(record)
        return data if self._own_backup else open_part(KINDS[kind].fields, data, self.additions)

    def _open(self, record: Record) -> Record:
        kind = kind_of(record).name
        return record_from_json(kind, self._leaving(kind, record))

    def _of(self, kind: str) -> Iterator[Record]:
        if self._ids is None:
            yield from streaming.of_kind(self._connection, kind)
            return
        found = repository.many(self._connection, kind, self._ids.get(kind, ()))
        yield from sorted((each.record for each in found), key=lambda record: record.id)

    def _count(self, kind: str) -> int:
        if self._ids is None:
            return repository.count(self._connection, kind)
        return len(self._ids.get(kind, ()))


class AsReadable:
    """The cases as one audience may read them: names replaced, records withheld. `parts` are the cases, taken out of what was redacted."""

    def __init__(self, redacted: Redacted, parts: Sequence[CaseFile]) -> None:
        self._parts = tuple(parts)
        together = {each.id: each for part in parts for each in part}
        self._by_kind: dict[str, list[Record]] = {}
        for record in sorted(together.values(), key=lambda each: each.id):
            self._by_kind.setdefault(kind_of(record).name, []).append(record)
        self.additions = Additions.among(together.values())
        self.kinds = tuple(name for name, kind in KINDS.items() if not stays(kind))
        self.withheld = sum(each.records for each in redacted.withheld if each.reason != "secret")

    def records(self, kind: str) -> Iterator[Data]:
        """The records of one kind as JSON, by id."""
        return map(record_to_json, self.read(kind))

    def read(self, kind: str) -> Iterator[Record]:
        """The same as records."""
        return iter(self._by_kind.get(kind, ()))

    def cases(self) -> Iterator[CaseFile]:
        """Each case with everything that belongs to it."""
        return iter(self._parts)

    def counts(self) -> dict[str, int]:
        """Kind → how many records there are."""
        return {kind: len(records) for kind, records in self._by_kind.items() if kind in self.kinds}


def ids_of(connection: Connection, chosen: Sequence[str]) -> Mapping[str, set[str]]:
    """Kind → ids of everything in the chosen cases.

    Raises:
        NotFound: one of them is not here.
    """
    found: dict[str, set[str]] = {}
    for case_id in chosen:
        for record in whole(connection, case_id):
            found.setdefault(kind_of(record).name, set()).add(record.id)
    return found


def whole(connection: Connection, case_id: str) -> CaseFile:
    """One case with everything that belongs to it.

    Raises:
        NotFound: it is not here.
    """
    stored = repository.get(connection, "case", case_id)
    if stored is None or not isinstance(stored.record, Case):
        raise NotFound("cases.not_found", reference=case_id)
    return casefiles.load(connection, stored.record)
