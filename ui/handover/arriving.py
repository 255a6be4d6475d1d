"""What a sync bundle brings, in the words of the window, and what the person chose of it. No Qt: it is made off the window's thread."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from casefile.domain.kinds import KINDS
from casefile.domain.labels import kind_key, kinds_key
from casefile.progress import Progress
from casefile.usecases import edit, syncing
from casefile.usecases.arrival import Arrival, Asked, Clash, Coming
from casefile.usecases.inspection import shown
from casefile.usecases.sameperson import Suggestion
from casefile.usecases.session import Session
from casefile.usecases.syncing import Answers
from ui.fieldwords import field_label, field_labels, value_words
from ui.handover import wording
from ui.handover.ledger import Entry
from ui.handover.notes import Note
from ui.parts.rows import Row
from ui.words import language, t

LOOSE = "kind/"
"""Of the keys of the rows that stand for the records of one kind which belong to no case; the kind follows."""
_FEW = 4


@dataclass(frozen=True)
class Shown:
    """An `arrival` with everything that is said of it; `authors` are names by id."""

    arrival: Arrival
    authors: Mapping[str, str]
    notes: tuple[Note, ...]
    counts: tuple[Entry, ...]
    records: tuple[Row, ...]
    cases: tuple[Row, ...]
    conflicts: tuple[Row, ...]
    alike: tuple[Row, ...]


def look(session: Session, path: Path, passphrase: str | None, progress: Progress) -> Shown:
    """Check the file and put into words what it would change.

    Raises:
        As `syncing.preview`.
    """
    return in_words(session, syncing.preview(session, path, passphrase, language(), progress))


def in_words(session: Session, found: Arrival) -> Shown:
    """Everything that is said of an arrival."""
    authors, removed = {**found.authors, **edit.authors(session)}, frozenset(found.removed)
    return Shown(
        found,
        authors,
        tuple(_notes(found)),
        tuple(_counts(found)),
        tuple(_record(each, removed) for each in found.records),
        tuple(_cases(found)),
        tuple(_clash(each, authors) for each in found.conflicts),
        tuple(
            Row(
                each.record,
                shown(each.label),
                t("merging.maybe", names=_names(each.suggestions)),
                t(kind_key(each.kind)),
            )
            for each in found.alike
        ),
    )


@dataclass
class Picked:
    """What the person takes of an `arrival`: everything, but what was declined before or removed from this vault."""

    arrival: Arrival
    records: set[str] = field(default_factory=set)
    purges: dict[str, str] = field(default_factory=dict)
    both_ways: bool = False

    def __post_init__(self) -> None:
        coming = {each.id for each in self.arrival.records}
        self._removed = coming.intersection(self.arrival.removed)
        self._out = self.arrival.left_out.union(self.arrival.declined)
        self.records = coming - self._out
        self._members = {each.id: frozenset(each.records) for each in self.arrival.cases}
        for kind, loose in _loose(self.arrival).items():
            self._members[LOOSE + kind] = frozenset(each.id for each in loose)

    def cases(self) -> set[str]:
        """The cases of which everything is taken."""
        return {case for case, members in self._members.items() if members and members <= self.records}

    def toggle(self, record: str) -> None:
        """Take a record, or leave it."""
        self.records ^= {record}

    def toggle_case(self, case: str) -> None:
        """Take a whole case, or leave it; what another case that is taken needs is taken with that one."""
        taken = self.cases()
        if case not in taken:
            self.records |= self._members[case]
            return
        others = frozenset[str]().union(*(self._members[each] for each in taken - {case}))
        self.records -= self._members[case] - others

    def brings_back(self) -> bool:
        """Whether everything is taken that was removed from this vault."""
        return bool(self._removed) and self._removed <= self.records

    def bring_back(self, wanted: bool) -> None:
        """Take all that was removed from this vault, or leave it out."""
        self.records = self.records | self._removed if wanted else self.records - self._removed

    def answers(self) -> Answers:
        """The same for the core."""
        coming = {each.id for each in self.arrival.records}
        hidden = self.arrival.left_out if self.brings_back() else frozenset[str]()
        return Answers(
            decline=frozenset(coming - self.records - self._out),
            anew=frozenset(self.records & self._out) | hidden,
            accept_purges=self._answered("accept"),
            decline_purges=self._answered("decline"),
            accept_fork=self.both_ways,
        )

    def to_destroy(self) -> list[Asked]:
        """The requests to which the answer is yes."""
        accepted = self._answered("accept")
        return [each for each in self.arrival.purges if each.id in accepted]

    def _answered(self, answer: str) -> frozenset[str]:
        # Whoever leaves a record leaves the requests about it as well.
        taken = {each.id for each in self.arrival.purges if each.record in self.records}
        return frozenset(each for each, said in self.purges.items() if said == answer and each in taken)


def asked_line(asked: Asked, authors: Mapping[str, str]) -> str:
    """Whose request it is, when, and what would be gone."""
    name = shown(authors.get(asked.author, "")) or t("merging.somebody")
    fields = field_labels(asked.kind, asked.paths)
    return t("merging.asks", name=name, date=wording.day(asked.time), fields=fields)


def sender_name(found: Arrival) -> str:
    """The name under which we know the sender, else what they call themselves."""
    if found.contact and found.contact.name:
        return shown(found.contact.name)
    return shown(found.checked.sender.name if found.checked.sender else "") or t("handing.no_name")


def _notes(found: Arrival) -> list[Note]:
    deleted = sum(each.deleted for each in found.records)
    restored = sum(each.restored for each in found.records)
    lacking = sum(map(len, found.lacking.values()))
    by_word = sum(each.entries for each in found.origins if not each.by_origin)
    strangers = sum(not each.known for each in found.origins)
    size = wording.size(sum(each.size for each in found.files))
    here = sum(each.here for each in found.files)
    said: tuple[tuple[object, str, str, str, dict[str, object]], ...] = (
        (lacking, "info", "due", "lacking", {"n": lacking}),
        (deleted, "trash-2", "due", "deleted", {"n": deleted}),
        (restored, "undo-2", "ink2", "restored", {"n": restored}),
        (found.stranded, "git-merge", "due", "stranded", {"n": len(found.stranded)}),
        (found.declined, "info", "ink2", "declined", {"n": len(found.declined)}),
        (found.withheld, "eye-off", "ink2", "withheld", {"n": found.withheld}),
        (found.redefined, "shield-alert", "due", "redefined", {"names": _labels(found.redefined)}),
        (by_word, "shield-alert", "due", "by_word", {"n": by_word}),
        (strangers, "shield-alert", "due", "strangers", {"n": strangers}),
        (found.files, "paperclip", "ink2", "files", {"n": len(found.files), "size": size, "here": here}),
        (found.missing, "paperclip", "ink2", "missing", {"n": len(found.missing)}),
    )
    notes = [Note(icon, t(f"merging.note.{key}", **values), tone) for there, icon, tone, key, values in said if there]
    for each in found.regraded:
        before, after = (value_words("addedfield", "sensitivity", code) for code in (each.before, each.after))
        words = t("merging.note.regraded", label=shown(each.label), before=before, after=after)
        notes.append(Note("shield-alert", words, "due"))
    return notes


def _labels(several: Sequence[Coming]) -> str:
    """Some of what they are called."""
    return _first([shown(each.label) for each in several])


def _counts(found: Arrival) -> list[Entry]:
    lines, counts = [], found.counts
    for kind in filter(counts.__contains__, (*KINDS, *sorted(counts.keys() - KINDS.keys()))):
        new, changed = counts[kind]
        fresh = t("merging.new", n=new) if new else ""
        lines.append(Entry(t(kinds_key(kind)), right=fresh, last=t("merging.changed", n=changed) if changed else ""))
    return lines


def removed_names(found: Arrival) -> str:
    """The first of what was removed from this vault and would come back, cases before their parts."""
    back = [each for each in found.records if each.id in found.removed and each.label]
    cases = [each for each in back if each.kind == "case"]
    return _labels(cases or back)


def _record(each: Coming, removed: Collection[str]) -> Row:
    said = t("merging.is_removed") if each.id in removed else _what(each)
    return Row(each.id, shown(each.label), said, t(kind_key(each.kind)))


def _what(each: Coming) -> str:
    if each.deleted:
        return t("merging.gets_deleted")
    if each.restored:
        return t("merging.gets_restored")
    if each.new:
        return t("merging.is_new")
    return t("merging.changes", fields=field_labels(each.kind, each.paths)) if each.paths else t("merging.only_history")


def _cases(found: Arrival) -> list[Row]:
    """The cases, then kind by kind what belongs to none, with its first names."""
    new = {each.id for each in found.records if each.new}
    rows = [
        Row(each.id, shown(each.label) or t("kind.case"), _new_and_changed(each.records, new)) for each in found.cases
    ]
    for kind, loose in _loose(found).items():
        counts = _new_and_changed([each.id for each in loose], new)
        names = _first(sorted((shown(each.label) for each in loose if each.label), key=str.casefold))
        rows.append(Row(LOOSE + kind, t(kinds_key(kind)), names, counts))
    return rows


def _loose(found: Arrival) -> dict[str, list[Coming]]:
    """Kind → the records that belong to no case, in the order of the kinds."""
    inside = {record for each in found.cases for record in each.records}
    loose: dict[str, list[Coming]] = {}
    for each in found.records:
        if each.id not in inside:
            loose.setdefault(each.kind, []).append(each)
    return {kind: loose[kind] for kind in (*KINDS, *sorted(loose.keys() - KINDS.keys())) if kind in loose}


def _new_and_changed(records: Sequence[str], new: set[str]) -> str:
    fresh = sum(each in new for each in records)
    said = (("merging.new", fresh), ("merging.changed", len(records) - fresh))
    return ", ".join(t(key, n=number) for key, number in said if number)


def _clash(each: Clash, authors: Mapping[str, str]) -> Row:
    versions = (
        t(
            "merging.version",
            value=shown(value_words(each.kind, each.path, one.value)),
            name=shown(authors.get(one.author, "")) or t("merging.somebody"),
        )
        for one in each.versions
    )
    title = f"{shown(each.label)}: {field_label(each.kind, each.path)}"
    return Row(f"{each.record} {each.path}", title, " · ".join(versions))


def _names(suggestions: Sequence[Suggestion]) -> str:
    return _first([shown(each.candidate.line or each.candidate.title) for each in suggestions])


def _first(names: Sequence[str]) -> str:
    return ", ".join(names[:_FEW]) + (", …" if len(names) > _FEW else "")
