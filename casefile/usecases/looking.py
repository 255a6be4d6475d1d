"""Finding out what a sync bundle would change here, while its files of entries stream by. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from casefile.domain.kinds import KINDS, Contact, Record, Term
from casefile.handover.content import SyncContent
from casefile.handover.delta import Part, Vouched
from casefile.journal.entry import DELETED, Entry, Operation
from casefile.journal.log import entries_of_all
from casefile.journal.purging import is_answer
from casefile.journal.replay import Heads, heads_after, state_of
from casefile.records import additions
from casefile.records.database import Connection
from casefile.records.rows import record_of
from casefile.usecases import comingcases, declining, peers, picking, purge, sameperson, stranded
from casefile.usecases.additions import KINDS as ADDITIONS
from casefile.usecases.arrival import Alike, Arrival, Asked, Clash, Coming, ComingFile, Origin, Regraded, Version
from casefile.usecases.arriving import Gate, check_own_section
from casefile.usecases.comingcases import ComingCase, Links
from casefile.usecases.inspection import Checked
from casefile.usecases.session import Session

_LOOKED_UP = 50
"""New people who are looked for under other spellings: each costs some milliseconds."""


class Looking:
    """Looks at each file of entries in turn; `arrival` at the end."""

    def __init__(self, session: Session, connection: Connection, language: str) -> None:
        self._session = session
        self._connection = connection
        self._language = language
        self._own = session.database.devices
        self._gate = Gate(session, connection)
        self._declined = declining.declined(session, connection)
        self._removed = purge.removed_ever(session, connection)
        self._added = additions.load(connection)
        self._records: list[Coming] = []
        self._conflicts: list[Clash] = []
        self._purges: list[Asked] = []
        self._regraded: list[Regraded] = []
        self._redefined: list[Coming] = []
        self._forks: list[tuple[str, int]] = []
        self._again: list[str] = []
        self._back: list[str] = []
        self._whole: set[str] = set()
        self._contents: dict[str, str] = {}
        self._links: dict[str, Links] = {}
        self._people: list[tuple[Coming, Record]] = []
        self._origins: dict[str, Origin] = {}
        self._own_sections: list[Vouched] = []
        self._begun: dict[str, dict[str, Entry]] = {}
        self._entries = self._fresh = self._withheld = 0
        self._older_copy = False

    def take_part(self, part: Part, sections: Sequence[Vouched]) -> None:
        """Look at one file of entries.

        Raises:
            VerificationFailed: it holds what cannot be taken in.
        """
        del part
        self._gate.check_part(self._connection, sections)
        histories, self._begun = self._begun, {}
        for section in sections:
            self._note_origin(section)
            for entry in section.section.entries:
                histories.setdefault(entry.record, {})[entry.id] = entry
        self._note_forks(sections)
        if histories:  # entries come by record, so the last may go on in the next file
            last = max(histories)
            self._begun = {last: histories.pop(last)}
        self._look_at_all(histories)

    def _look_at_all(self, histories: Mapping[str, Mapping[str, Entry]]) -> None:
        here: dict[str, dict[str, Entry]] = {record: {} for record in histories}
        for entry in entries_of_all(self._connection, sorted(histories)):
            here[entry.record][entry.id] = entry
        for record, came in histories.items():
            self._look_at(record, came, here[record])

    def arrival(self, checked: Checked, contact: Contact | None, *, received: bool) -> Arrival:
        """All that was found."""
        content = checked.content
        assert isinstance(content, SyncContent)
        self._look_at_all(self._begun)
        for section in self._own_sections:
            check_own_section(section, checked)
        session, connection = self._session, self._connection
        files = tuple(
            ComingFile(each.sha256, each.size, session.local.blob(connection, each.sha256) is not None)
            for each in content.about.files
        )
        return Arrival(
            checked,
            contact,
            received,
            tuple(self._records),
            self._entries,
            self._fresh,
            tuple(self._conflicts),
            tuple(self._alike()),
            self._withheld,
            tuple(self._again),
            self._coming_back(),
            tuple(self._purges),
            tuple(self._regraded),
            tuple(self._redefined),
            tuple(each for each in self._origins.values() if each.device != checked.device),
            declining.lacking(session, connection, content.about.assumes),
            peers.standing(session, connection, checked, content.about.consistency),
            tuple(self._forks),
            self._older_copy,
            files,
            self._missing({each.sha256 for each in files}),
            content.about.authors,
            self._cases(),
            bool(content.about.scope.cases) and self._whole.issuperset(content.about.scope.cases),
            self._stranded(),
        )

    def _stranded(self) -> tuple[str, ...]:
        staying = [each for each in self._records if not each.deleted]
        kinds = {each.id: each.kind for each in staying}
        fields = {each.id: {path.partition("/")[0] for path in each.paths} for each in staying}
        return tuple(stranded.coming(self._connection, self._links, kinds, fields))

    def _coming_back(self) -> tuple[str, ...]:
        if not self._removed:
            return ()
        named = {to for pointed in self._links.values() for _, to in pointed}
        gone = purge.removed_here(self._session, self._connection, {*self._back, *named})
        new = [each.id for each in self._records if each.new]
        parts = comingcases.parts_of(gone, self._links, new)
        return (*(each for each in self._back if each in gone), *sorted(parts.difference(self._back)))

    def _look_at(self, record: str, came: Mapping[str, Entry], here: Mapping[str, Entry]) -> None:
        self._entries += len(came)
        self._withheld += sum(bool(entry.withheld) for entry in came.values())
        fresh = {name: entry for name, entry in came.items() if _tells_more(entry, here.get(name))}
        if record in self._declined.records:
            self._again.append(record)
        if not fresh:
            return
        self._fresh += len(fresh)
        self._older_copy |= any(entry.device == self._own[0] and name not in here for name, entry in fresh.items())
        if record in self._removed:
            self._back.append(record)
            if all(name in fresh or not _lacks_words(entry) for name, entry in here.items()):
                self._whole.add(record)
        if next(iter(fresh.values())).kind in KINDS:
            self._compare(record, here, {**here, **fresh}, fresh)

    def _compare(
        self, record: str, here: Mapping[str, Entry], merged: Mapping[str, Entry], fresh: Mapping[str, Entry]
    ) -> None:
        kind = next(iter(fresh.values())).kind
        before, after = heads_after(list(here.values()), self._own), heads_after(list(merged.values()), self._own)
        was, now = state_of(before), state_of(after)
        made = record_of(KINDS[kind], record, now.paths)
        label = picking.called(made, self._language, self._added)
        paths = tuple(path for path in sorted({*was.paths, *now.paths}) if was.paths.get(path) != now.paths.get(path))
        known = any(entry.operation is not Operation.CUSTODY for entry in here.values())
        coming = Coming(
            record,
            kind,
            label,
            not known,
            len(fresh),
            paths,
            deleted=now.deleted and known and not was.deleted,
            restored=was.deleted and not now.deleted,
        )
        self._records.append(coming)
        self._links[record] = comingcases.links_of(made)
        self._conflicts += _clashes(coming, before, after)
        self._note_purges(coming, fresh)
        if kind == "addedfield" and known and "sensitivity" in paths:
            levels = was.paths.get("sensitivity"), now.paths.get("sensitivity")
            self._regraded.append(Regraded(record, label, *levels))
        if kind in ADDITIONS and paths and not self._only_adds(coming, made):
            self._redefined.append(coming)
        if kind == "evidence" and not now.deleted and now.paths.get("sha256"):
            self._contents[record] = now.paths["sha256"]
        if not known and kind in ("person", "organisation") and len(self._people) < _LOOKED_UP:
            self._people.append((coming, made))

    def _only_adds(self, coming: Coming, made: Record) -> bool:
        """Whether it is a word for a list that has none under this code, of the program or of anyone here."""
        if not isinstance(made, Term) or not coming.new or not made.list or not made.code:
            return False
        return self._added.list(made.list).find(made.code) is None

    def _note_purges(self, coming: Coming, fresh: Mapping[str, Entry]) -> None:
        for name, entry in fresh.items():
            if entry.operation is Operation.PURGE and entry.device not in self._own and not is_answer(entry):
                paths = tuple(change.path for change in entry.changes)
                place = coming.id, coming.kind, coming.label
                self._purges.append(Asked(name, *place, entry.author, entry.time, paths))

    def _note_origin(self, section: Vouched) -> None:
        device, entries = section.section.device, len(section.section.entries)
        if not section.section.note or section.is_by_origin:
            self._own_sections.append(_emptied(section))
        earlier = self._origins.get(device)
        known = self._gate.knows(device)
        by_origin = section.is_by_origin and (earlier is None or earlier.by_origin)
        self._origins[device] = Origin(device, entries + (earlier.entries if earlier else 0), by_origin, known)

    def _note_forks(self, sections: Sequence[Vouched]) -> None:
        seen: dict[tuple[str, int], str] = {}
        twice: dict[tuple[str, int], set[str]] = {}
        for section in sections:
            for entry in section.section.entries:
                place = entry.device, entry.position
                if seen.setdefault(place, entry.id) != entry.id:
                    twice.setdefault(place, {seen[place]}).add(entry.id)
        self._forks += declining.contradicted(self._connection, seen)
        # A fork of which both ways are here was told before.
        self._forks += [each for each, ids in twice.items() if not ids <= declining.here_at(self._connection, *each)]

    def _cases(self) -> tuple[ComingCase, ...]:
        labels = {each.id: each.label for each in self._records if each.kind == "case"}
        return comingcases.sorted_in(self._connection, self._links, labels, self._language)

    def _alike(self) -> Iterable[Alike]:
        for coming, record in self._people:
            names = tuple(name.text for name in getattr(record, "names", ()))
            kind: Any = coming.kind
            found = sameperson.suggest(self._session, kind, names, self._language, record.id)
            if found:
                yield Alike(coming.id, coming.kind, coming.label, found)

    def _missing(self, came: set[str]) -> tuple[str, ...]:
        local = self._session.local
        return tuple(
            record
            for record, sha256 in self._contents.items()
            if sha256 not in came and local.blob(self._connection, sha256) is None
        )


def _emptied(section: Vouched) -> Vouched:
    """A section without its entries, which have been looked at: to remember what it is proven to."""
    return replace(section, section=replace(section.section, entries=(), cover=()), nodes={})


def _lacks_words(entry: Entry) -> bool:
    """Whether something was taken out of it that its sender can have: word of handing over is each one's own."""
    return bool(entry.withheld) and entry.operation is not Operation.CUSTODY


def _tells_more(entry: Entry, known: Entry | None) -> bool:
    return known is None or (bool(known.withheld) and len(entry.withheld) < len(known.withheld))


def _clashes(coming: Coming, before: Heads, after: Heads) -> list[Clash]:
    found = []
    for path, heads in after.items():
        if len(heads) > 1 and heads.keys() != before.get(path, {}).keys():
            versions = tuple(Version(value, entry.author, entry.time) for entry, value in heads.values())
            if path == DELETED or any(each.value != versions[0].value for each in versions):
                found.append(Clash(coming.id, coming.kind, coming.label, path, versions))
    return found
