"""A case as its page shows it, read off the window's thread."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from casefile import clock
from casefile.domain.chronology import KINDS, Chronology, EntryKind, chronology
from casefile.domain.kinds import Record
from casefile.usecases import cases, deadlines
from casefile.usecases.deadlines import Proposed
from casefile.usecases.session import Session
from ui.case import added
from ui.case.heading import CaseHeading, heading
from ui.case.reader import Reader


@dataclass(frozen=True)
class Loaded:
    """One case in the reader's language. `today` is the day on which it was read, `proposed` what rules on deadlines say of it."""

    reader: Reader
    heading: CaseHeading
    chronology: Chronology
    today: date
    proposed: tuple[Proposed, ...] = ()

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
    return Loaded(reader, heading(reader), rows, clock.now().date(), proposed)
