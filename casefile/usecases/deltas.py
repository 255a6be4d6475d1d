"""What goes to a colleague: which records, which of their entries, and how these are cut into the files of a bundle."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from casefile.domain.kinds import Evidence
from casefile.errors import NotFound
from casefile.handover import delta
from casefile.handover.delta import Held
from casefile.journal import holding
from casefile.journal.entry import Entry, Operation, entry_to_json
from casefile.journal.intervals import Intervals
from casefile.journal.log import entries_of_all
from casefile.progress import Progress
from casefile.records import casefiles, repository
from casefile.records.database import Connection
from casefile.usecases import cases, purge
from casefile.usecases.casesfound import cases_found
from casefile.usecases.confirmed import NOTHING, Confirmed
from casefile.usecases.session import Session

LOCAL_KINDS = frozenset({"contact"})
"""Kinds of record that are this vault's own and never travel."""

_PAGE = 100
_MOST_FOUND = 100_000


@dataclass(frozen=True, slots=True)
class Scope:
    """Which cases: `sort` is ``cases`` (by `references`), ``search`` (all that `words` find) or ``all``, everything else with them."""

    sort: str = "all"
    references: tuple[str, ...] = ()
    words: str = ""

    @classmethod
    def of_cases(cls, *references: str) -> Scope:
        """These cases, by reference or id."""
        return cls("cases", references)

    @classmethod
    def of_search(cls, words: str) -> Scope:
        """The cases in which these words are found."""
        return cls("search", words=words)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The records in a scope, in order, of which something may go; `cases` are the ids of its cases, none where it is everything.

    `confirmed` is what the contact has already.
    """

    scope: Scope
    cases: tuple[str, ...]
    records: tuple[str, ...]
    confirmed: Confirmed

    def entries(self, connection: Connection, progress: Progress, start: int = 0) -> Iterator[tuple[int, list[Entry]]]:
        """Each record by its place, from `start` on, with the entries of it that go."""
        for page in range(start, len(self.records), _PAGE):
            progress.check()
            wanted = self.records[page : page + _PAGE]
            found: dict[str, list[Entry]] = {record: [] for record in wanted}
            for entry in entries_of_all(connection, wanted):
                if self.confirmed.wants(entry) and entry.kind not in LOCAL_KINDS:
                    found[entry.record].append(entry)
            for place, record in enumerate(wanted, page):
                if found[record]:
                    yield place, found[record]


@dataclass
class Tally:
    """What goes, counted: `entries` and `records` by kind; `touched` are the ids of the records of which more goes than word of handovers;
    `whole` and `partial` the positions of each device, apart those of which some values are withheld; `evidence` the ids of which it is told where
    the file comes from."""

    entries: Counter[str] = field(default_factory=Counter)
    records: Counter[str] = field(default_factory=Counter)
    withheld: int = 0
    size: int = 0
    whole: dict[str, list[int]] = field(default_factory=dict)
    partial: dict[str, list[int]] = field(default_factory=dict)
    touched: list[str] = field(default_factory=list)
    evidence: set[str] = field(default_factory=set)
    came: dict[str, set[str]] = field(default_factory=dict)
    """Of evidence whose file came here: the signing keys of those from whom it came, so that it does not go back to them."""
    authors: set[str] = field(default_factory=set)
    told: bool = False
    """Whether any entry says more than that something was handed over or received."""

    def add(self, entry: Entry) -> int:
        """Count an entry; about how many bytes it takes."""
        self.entries[entry.kind] += 1
        self.withheld += bool(entry.withheld)
        kept = self.partial if entry.withheld else self.whole
        kept.setdefault(entry.device, []).append(entry.position)
        self.authors.add(entry.author)
        self.told |= entry.operation is not Operation.CUSTODY
        if entry.kind == "evidence":
            self._note_file(entry)
        size = len(json.dumps(entry_to_json(entry), ensure_ascii=False, separators=(",", ":")).encode()) + 1
        self.size += size
        return size

    def held(self) -> tuple[dict[str, Intervals], dict[str, Intervals]]:
        """The positions, whole and in part."""
        whole, partial = (
            {device: Intervals.of(each) for device, each in kept.items()} for kept in (self.whole, self.partial)
        )
        return whole, partial

    def _note_file(self, entry: Entry) -> None:
        """Evidence of which an entry says which file it is, or that it came here and was not here before."""
        for change in entry.changes:
            event = change.value if entry.operation is Operation.CUSTODY else {}
            if change.path == "sha256" or event.get("event") == "imported":
                self.evidence.add(entry.record)
            elif event.get("event") == "received" and not event.get("here_before"):
                self.came.setdefault(entry.record, set()).add(event.get("sender_key") or "")


Cut = tuple[tuple[int, int], tuple[int, int]]
"""Where a file of entries begins and where the next does: the record's place, and how many of its entries were in the file before."""


def choose(session: Session, connection: Connection, scope: Scope, confirmed: Confirmed) -> Chosen:
    """The records of which something may go.

    Raises:
        NotFound, Refused: no such case, or an ambiguous reference.
    """
    if scope.sort == "all":
        own: tuple[str, ...] = ()
        found = holding.records_outside(connection, confirmed.settled) | _regained(connection, confirmed)
    else:
        own = _cases(session, connection, scope)
        found = _around(connection, own, confirmed)
    return Chosen(scope, own, tuple(sorted(found - purge.removed_here(session, connection, found))), confirmed)


def cut(connection: Connection, chosen: Chosen, progress: Progress) -> tuple[list[Cut], Tally]:
    """Where the files of entries begin and end, each of about `delta.PART_BYTES`, and what is in all of them."""
    cuts: list[Cut] = []
    tally, begun, size = Tally(), (0, 0), 0
    for place, found in chosen.entries(connection, progress):
        progress.step(place, len(chosen.records))
        tally.records[found[0].kind] += 1
        if any(entry.operation is not Operation.CUSTODY for entry in found):
            tally.touched.append(chosen.records[place])
        for number, entry in enumerate(found):
            size += tally.add(entry)
            if size > delta.PART_BYTES:
                cuts.append((begun, (place, number + 1)))
                begun, size = (place, number + 1), 0
    return [*cuts, (begun, (len(chosen.records), 0))], tally


def between(connection: Connection, chosen: Chosen, part: Cut, progress: Progress) -> list[Entry]:
    """The entries of one file."""
    (first, skipped), (last, after) = part
    kept: list[Entry] = []
    for place, found in chosen.entries(connection, progress, first):
        if place > last or (place == last and not after):
            break
        kept += found[skipped if place == first else 0 : after if place == last else None]
    return kept


def evidence_of(connection: Connection, chosen: Chosen, tally: Tally, keys: Collection[str]) -> list[Evidence]:
    """The evidence whose files belong to what goes: those that it tells of, and those that the contact, who signs with `keys`, knows of and has no
    file of. What they gave themselves does not go back, and where they want nothing of a record its file does not go either."""
    waiting = repository.with_contents(connection, chosen.confirmed.files) if chosen.confirmed.files else []
    inside = waiting if chosen.scope.sort == "all" else sorted(set(waiting) & set(chosen.records))
    came = (record for record, senders in tally.came.items() if not senders <= set(keys))
    wanted = _wanted(connection, {*tally.evidence, *came, *inside}, chosen.confirmed.declined)
    found = repository.many(connection, "evidence", sorted(wanted))
    return [each.record for each in found if isinstance(each.record, Evidence) and each.record.sha256]


def _wanted(connection: Connection, records: set[str], declined: Held) -> set[str]:
    """Without those of which the contact declined all, or took all out of their vault: word of handovers alone is no reason to send a file, and
    that it was sent would be word again."""
    if not declined:
        return records
    said = (each for each in entries_of_all(connection, sorted(records)) if each.operation is not Operation.CUSTODY)
    return {each.record for each in said if each.position not in declined.get(each.device, NOTHING)}


def _cases(session: Session, connection: Connection, scope: Scope) -> tuple[str, ...]:
    if scope.sort == "cases":
        return tuple(dict.fromkeys(cases.find(session, each).id for each in scope.references))
    ids = sorted(cases_found(session, connection, scope.words, _MOST_FOUND))
    if not ids:
        raise NotFound("sync.nothing_found", words=scope.words)
    return tuple(ids)


def _around(connection: Connection, own: Sequence[str], confirmed: Confirmed) -> set[str]:
    found: set[str] = set()
    for stored in repository.many(connection, "case", own):
        whole = casefiles.load(connection, stored.record)  # type: ignore[arg-type]  # of this kind
        found.update((stored.record.id, *whole.records))
    return found | _gone(connection, found, confirmed)


def _gone(connection: Connection, inside: set[str], confirmed: Confirmed) -> set[str]:
    """Deleted records that named one of those inside, and deleted or purged ones that the contact knows, of which anything may have to go."""
    beside = {each.id for each in casefiles.deleted_beside(connection, inside)}
    held = confirmed.settled
    return beside | holding.taken_back_among(connection, held, confirmed.told) if held else beside


def _regained(connection: Connection, confirmed: Confirmed) -> set[str]:
    """Records of which the contact has entries in part."""
    positions = {device: runs for device, runs in confirmed.partial.items() if runs}
    return holding.records_among(connection, positions) if positions else set()
