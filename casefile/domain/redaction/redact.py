"""A case as one audience may read it."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from casefile.domain.additions import Additions
from casefile.domain.casefile import CaseFile
from casefile.domain.definition import Sensitivity
from casefile.domain.kinds import (
    Case,
    Citation,
    Evidence,
    Organisation,
    Person,
    Record,
    Role,
    Source,
)
from casefile.domain.kinds import (
    Place as PlaceRecord,
)
from casefile.domain.redaction import extras, naming, withholding
from casefile.domain.redaction.audiences import POLICIES, Policy
from casefile.domain.redaction.fields import cleared, filled, paths, rewritten, without_references
from casefile.domain.redaction.namebook import NameBook
from casefile.domain.redaction.pseudonyms import Pseudonyms, assign
from casefile.domain.redaction.replacing import rewrite

_INTIMATE = (
    "birth",
    "citizenship",
    "ethnic_origin",
    "religion",
    "civil_status",
    "health",
    "home",
    "education",
    "photo",
)
"""What a public export does not say of anyone, however well known."""

_TELLING = frozenset({"sex", "statuses"})
"""Personal fields that a person who may not be named keeps: they describe a situation, not someone."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """A person who appears under a pseudonym. `name` is theirs and stays here; `places` counts where it stood in texts, `inflected`
    those of them with a case ending. `reason` is a code of `naming.Reason`."""

    person_id: str
    name: str
    pseudonym: Mapping[str, str]
    reason: str
    places: int
    inflected: int


@dataclass(frozen=True, slots=True)
class Withheld:
    """How many records stay behind for one reason, and how many of them are files."""

    reason: str
    records: int
    files: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where an export stops. `reason`: ``name`` (a protected name may still be recognised in `excerpt`), ``confidential`` (the case
    itself) or ``unpublished`` (nothing of it is public)."""

    record: str
    path: str
    excerpt: str
    reason: str = "name"


@dataclass(frozen=True)
class Redacted:
    """What goes out, and an account of what does not.

    `changed` holds (record id, journal path) of every value that is not what the vault holds; `untouched` those that are, which
    can still be proved against the journal. Records that stay behind are in neither: `hidden` has their ids.
    """

    casefile: CaseFile
    audience: str
    replaced: tuple[Replacement, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    blocked: tuple[Place, ...] = ()
    changed: frozenset[tuple[str, str]] = frozenset()
    untouched: frozenset[tuple[str, str]] = frozenset()
    hidden: frozenset[str] = frozenset()


def redact(casefile: CaseFile, audience: str) -> Redacted:
    """The case as `audience` may read it: ``lawyer``, ``un``, ``partner`` or ``public``. Where `blocked` is not empty it must not go.

    Raises:
        KeyError: there is no such audience.
    """
    return _Redaction(casefile, audience, POLICIES[audience]).result()


@dataclass
class _Redaction:
    whole: CaseFile
    audience: str
    policy: Policy
    found: Counter[str] = field(default_factory=Counter)
    inflected: Counter[str] = field(default_factory=Counter)
    blocked: list[Place] = field(default_factory=list)

    def result(self) -> Redacted:
        agreed = naming.agreed(self.whole, self.policy)
        self.protected = naming.protected(self.whole, self.policy)
        self.pseudonyms: Pseudonyms = assign(self.whole, self.protected)
        self.names = _namebook(self.whole, self.protected)
        self.silenced = withholding.silenced(self.whole, self.policy, agreed)
        reasons = withholding.withheld(self.whole, self.policy, agreed)
        reasons |= {each: "protected_person" for each in self._showing_protected() if each not in reasons}
        gone = {**reasons, **dict.fromkeys(withholding.hangs_on(self.whole, reasons), "")}
        additions = self.whole.additions
        secrets = {record.id for record in self.whole if record.id not in gone and _keeps_back(record, additions)}
        self._check_case(gone)
        case, *records = (self._redacted(record, gone) for record in self.whole if record.id not in gone)
        assert isinstance(case, Case)
        unused = extras.unused((case, *records))
        gone |= dict.fromkeys(unused, "")
        kept = CaseFile(case, {record.id: record for record in records if record.id not in unused})
        return self._account(kept, gone, secrets)

    def _showing_protected(self) -> Iterator[str]:
        """Files that show someone who may not be named, or in whose words their name stands; a file cannot be rewritten."""
        if not self.protected:
            return
        for evidence in self.whole.of(Evidence):
            said = evidence.transcript.versions if evidence.transcript else ()
            named = any(rewrite(each.text, each.language, self.names, self.pseudonyms.name).found for each in said)
            photo = any(person.photo == evidence.id for person in map(self._person, self.protected) if person)
            if named or photo or set(evidence.shows) & self.protected.keys():
                yield evidence.id

    def _person(self, person_id: str) -> Person | None:
        return self.whole.get(person_id, Person)

    def _check_case(self, gone: Mapping[str, str]) -> None:
        case = self.whole.case
        if case.confidentiality in self.policy.confidential:
            self.blocked.append(Place(case.id, "confidentiality", "", "confidential"))
        elif self.policy.published_only and not self._anything_public(gone):
            self.blocked.append(Place(case.id, "", "", "unpublished"))

    def _anything_public(self, gone: Mapping[str, str]) -> bool:
        return withholding.published(self.whole.case.id, self.whole) or any(
            isinstance(self.whole.get(citation.source, Source), Source) and citation.id not in gone
            for citation in self.whole.of(Citation)
        )

    def _redacted(self, record: Record, gone: Mapping[str, str]) -> Record:
        kept = cleared(record, self._hidden_fields(record))
        kept = dataclasses.replace(
            kept, extra=extras.readable(record, self.whole.additions, self.policy, self.protected)
        )
        kept = self._known_statuses(kept, gone)
        kept = without_references(kept, gone.__contains__)
        if isinstance(kept, Person):
            return self._person_redacted(kept)
        return rewritten(kept, lambda text, language, path: self._without_names(record, text, language, path))

    def _hidden_fields(self, record: Record) -> set[str]:
        hidden = set(_secret(record))
        if not self.policy.identifying and isinstance(record, Evidence):
            hidden |= {field.name for field in filled(record) if field.about.sensitivity is Sensitivity.IDENTIFYING}
        if isinstance(record, Source) and record.id in self.silenced:
            hidden.add("testimony")
        if isinstance(record, Citation) and record.source in self.silenced:
            hidden.add("passage")
        if isinstance(record, Role) and record.party in self.protected:
            hidden |= {"position", "age"}
        if isinstance(record, Person):
            hidden |= self._hidden_of_person(record)
        if isinstance(record, Case) and self.policy.published_only and not withholding.published(record.id, self.whole):
            hidden |= {"summary", "impact"}
        return hidden

    def _hidden_of_person(self, person: Person) -> set[str]:
        hidden = {"pseudonym"}
        if self.policy.published_only:
            hidden.update(_INTIMATE)
        if person.id in self.protected:
            hidden |= {
                field.name
                for field in filled(person)
                if field.about.sensitivity is not Sensitivity.PUBLIC and field.name not in _TELLING | {"names"}
            }
        return hidden

    def _known_statuses(self, record: Record, gone: Mapping[str, str]) -> Record:
        """A status told only by a source that stays behind stays with it."""
        if not isinstance(record, Case | Person | Organisation):
            return record
        open_ = not self.policy.published_only or withholding.published(record.id, self.whole)
        kept = tuple(
            status
            for status in record.statuses
            if status.source not in gone and (open_ or withholding.is_published(self.whole.get(status.source, Source)))
        )
        return dataclasses.replace(record, statuses=kept)

    def _person_redacted(self, person: Person) -> Person:
        """A person's own names are never searched: they go as they are, or not at all."""
        nameless = rewritten(
            dataclasses.replace(person, names=()),
            lambda text, language, path: self._without_names(person, text, language, path),
        )
        names = self.pseudonyms.names(person.id) if person.id in self.protected else person.names
        return dataclasses.replace(nameless, names=names)

    def _without_names(self, record: Record, text: str, language: str | None, path: str) -> str:
        if not self.protected:
            return text
        done = rewrite(text, language, self.names, self.pseudonyms.name)
        for mark in done.marks:
            self.found[mark.person or ""] += 1
            self.inflected[mark.person or ""] += mark.inflected
        self.blocked += (Place(record.id, path, excerpt) for excerpt in done.doubts)
        again = rewrite(done.text, language, self.names, self.pseudonyms.name) if done.marks else None
        if again and again.found and not done.doubts:
            # A pseudonym that itself holds the name.
            self.blocked.append(Place(record.id, path, done.text))
        return done.text

    def _account(self, kept: CaseFile, gone: Mapping[str, str], secrets: set[str]) -> Redacted:
        before = {(record.id, path): value for record in self.whole for path, value in paths(record).items()}
        after = {(record.id, path): value for record in kept for path, value in paths(record).items()}
        untouched = {key for key, value in after.items() if before.get(key) == value}
        changed = {key for key in before.keys() | after.keys() if key not in untouched and key[0] not in gone}
        return Redacted(
            kept,
            self.audience,
            tuple(self._replacement(person, reason) for person, reason in self.protected.items() if person not in gone),
            tuple(_counted(self.whole, gone, secrets)),
            tuple(dict.fromkeys(self.blocked)),
            frozenset(changed),
            frozenset(untouched),
            frozenset(gone),
        )

    def _replacement(self, person_id: str, reason: str) -> Replacement:
        person = self._person(person_id)
        assert person is not None
        return Replacement(
            person_id,
            person.names[0].text,
            self.pseudonyms.of[person_id],
            reason,
            self.found[person_id],
            self.inflected[person_id],
        )


def _namebook(casefile: CaseFile, protected: Mapping[str, str]) -> NameBook:
    named = {person.id: tuple(name.text for name in person.names) for person in casefile.of(Person)}
    others = [name.text for record in casefile.of(Organisation) for name in record.names]
    others += [name.text for record in casefile.of(PlaceRecord) for name in record.names]
    return NameBook(
        {person: names for person, names in named.items() if person in protected},
        {person: names for person, names in named.items() if person not in protected},
        others,
    )


def _secret(record: Record) -> Iterator[str]:
    return (field.name for field in filled(record) if field.about.sensitivity is Sensitivity.SECRET)


def _keeps_back(record: Record, additions: Additions) -> bool:
    """Whether something in a record is marked secret, in the fields of the program or in those that people added."""
    return any(name != "extra" for name in _secret(record)) or any(extras.secret(record, additions))


def _counted(whole: CaseFile, gone: Mapping[str, str], secrets: set[str]) -> Iterator[Withheld]:
    """Records by reason, most first; what merely hangs on them is not counted. Secret fields count with their record."""
    records = Counter(reason for reason in gone.values() if reason)
    records["secret"] += len(secrets)
    files = Counter(gone[evidence.id] for evidence in whole.of(Evidence) if evidence.id in gone)
    for reason, number in records.most_common():
        if number:
            yield Withheld(reason, number, files[reason])


__all__ = ["Place", "Redacted", "Replacement", "Withheld", "redact"]
