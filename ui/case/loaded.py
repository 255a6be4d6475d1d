"""A case as its page shows it, read off the window's thread."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from casefile import clock
from casefile.domain.chronology import KINDS, Chronology, EntryKind, Row, begun_before, chronology
from casefile.domain.kinds import Record
from casefile.usecases import cases, deadlines
from casefile.usecases.deadlines import Proposed
from casefile.usecases.session import Session
from ui.case import added
from ui.case.heading import CaseHeading, heading
from ui.case.reader import Reader

_LATEST = 4


@dataclass(frozen=True)
class Loaded:
    """One case in the reader's language. `today` is the day on which it was read, `proposed` what rules on deadlines say of it.

    `latest` are the last rows of the chronology, the newest last. Not `whole`: a very large case, of which the chronology only begins and
    some of the rest is here.
    """

    reader: Reader
    heading: CaseHeading
    chronology: Chronology
    latest: tuple[Row, ...]
    today: date
    proposed: tuple[Proposed, ...] = ()
    whole: bool = True

    @property
    def id(self) -> str:
        """The id of the case."""
        return self.reader.casefile.case.id

    def record(self, record_id: str) -> Record | None:
        """A record of the case, or the case itself."""
        if record_id == self.id:
            return self.reader.casefile.case
        return self.reader.casefile.records.get(record_id)


def load(session: Session, reference: str, language: str, kinds: Collection[EntryKind] = KINDS) -> Loaded:
    """Read a case by reference or id, its chronology with only `kinds`.

    Raises:
        NotFound, Refused: as `cases.load`.
    """
    casefile = cases.load(session, reference)
    reader = Reader(casefile, language)
    proposed = deadlines.proposals(session, casefile.case.id).first
    rows = added.in_rows(reader, chronology(casefile, language, kinds))
    return Loaded(reader, heading(reader), rows, _latest(rows), clock.now().date(), proposed)


def load_first(session: Session, reference: str, language: str, kinds: Collection[EntryKind] = KINDS) -> Loaded:
    """As `load`; of a very large case, what is on the first screen.

    Raises:
        NotFound, Refused: as `cases.load`.
    """
    ends = cases.ends(session, reference)
    if ends is None:
        return load(session, reference, language, kinds)
    reader = Reader(ends.casefile, language)
    told = added.in_rows(reader, chronology(ends.casefile, language, kinds))
    begun = begun_before(date.fromisoformat(ends.until), told, ends.casefile) if ends.until else told
    return Loaded(reader, heading(reader), begun, _latest(told), clock.now().date(), whole=False)


def _latest(told: Chronology) -> tuple[Row, ...]:
    return tuple(row for row in told.rows if row.kind != "silence")[-_LATEST:]
