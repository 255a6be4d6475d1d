"""Which records stay behind, and why: marked secret, confidential, under a legal restriction, unpublished, someone's own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casefile.domain.casefile import CaseFile
from casefile.domain.definition import Shape, fields_of
from casefile.domain.kinds import (
    Citation,
    Consent,
    Contact,
    Evidence,
    Happening,
    Instrument,
    Intervention,
    Link,
    Measure,
    Note,
    Organisation,
    Person,
    Place,
    Position,
    Proceeding,
    Record,
    Relationship,
    Role,
    Source,
    Task,
)
from casefile.domain.redaction.audiences import PUBLISHED, TESTIMONIES, Policy

_OWN = (Note, Task, Contact)
_FACTS = (Happening, Proceeding, Measure, Intervention, Instrument, Position, Link, Relationship)
_NAMED = (Person, Organisation, Place, Source)
"""Kinds that are in a case because something else names them."""

Withheld = dict[str, str]
"""Record id → code of the reason: ``secret``, ``confidential``, ``testimony``, ``unpublished`` or a legal restriction's."""


def withheld(casefile: CaseFile, policy: Policy, agreed: frozenset[str]) -> Withheld:
    """The records that this audience does not get. `agreed` are the people whose own words may go."""
    found = {record.id: reason for record in casefile.records.values() if (reason := _reason(record, policy))}
    for evidence in casefile.of(Evidence):
        if evidence.id not in found and _holds_words(casefile, evidence, policy, agreed):
            found[evidence.id] = "testimony"
    _add_known_only_from(casefile, found)
    if policy.published_only:
        _add_unpublished(casefile, found)
    return found


def silenced(casefile: CaseFile, policy: Policy, agreed: frozenset[str]) -> frozenset[str]:
    """Ids of the sources whose testimony and verbatim passages stay behind, while the facts go."""
    return frozenset(source.id for source in casefile.of(Source) if _silent(source, policy, agreed))


def published(record_id: str, casefile: CaseFile) -> bool:
    """Whether a record is cited to something that anyone could read, or was opened by those who keep it."""
    record = casefile.case if record_id == casefile.case.id else casefile.records.get(record_id)
    if record is not None and record.confidentiality == "open":
        return True
    sources = (casefile.get(citation.source, Source) for citation in casefile.citations_of(record_id))
    return any(is_published(source) for source in sources)


def is_published(source: Source | None) -> bool:
    """Whether anyone could read the source."""
    return source is not None and (source.kind in PUBLISHED or source.confidentiality == "open")


def hangs_on(casefile: CaseFile, gone: Mapping[str, str]) -> Iterator[str]:
    """Ids of records that make no sense without what is gone: roles in it, citations, links; and parties, places and sources that
    nothing else names any more."""
    lost = set(gone)
    for record in casefile.records.values():
        if record.id not in lost and _pointless(record, lost):
            lost.add(record.id)
            yield record.id
    while unnamed := [record.id for record in _unnamed(casefile, lost)]:
        lost.update(unnamed)
        yield from unnamed
    for record in casefile.records.values():
        if record.id not in lost and _pointless(record, lost):
            yield record.id


def _reason(record: Record, policy: Policy) -> str | None:
    if isinstance(record, _OWN):
        return "secret"
    if record.confidentiality in policy.confidential:
        return "confidential"
    if isinstance(record, Evidence | Source) and record.legal_restriction in policy.restrictions:
        # Citing a protected work is no copy of it; handing over the file is.
        if isinstance(record, Source) and record.legal_restriction == "copyright":
            return None
        return record.legal_restriction
    if isinstance(record, Consent) and not policy.all_names:
        shown = record.use in policy.consents and record.answer == "granted" and record.withdrawn is None
        return None if shown else "secret"
    return None


def _silent(source: Source, policy: Policy, agreed: frozenset[str]) -> bool:
    if source.kind not in TESTIMONIES and source.testimony is None:
        return False
    if policy.testimonies == "consented":
        return not (source.authors and set(source.authors) <= agreed)
    return policy.testimonies == "none"


def _holds_words(casefile: CaseFile, evidence: Evidence, policy: Policy, agreed: frozenset[str]) -> bool:
    return any(
        _silent(source, policy, agreed)
        for source in casefile.of(Source)
        if evidence.source == source.id or source.evidence == evidence.id
    )


def _add_unpublished(casefile: CaseFile, found: Withheld) -> None:
    for record in casefile.records.values():
        if record.id in found:
            continue
        if isinstance(record, Source):
            public = is_published(record)
        elif isinstance(record, Evidence):
            public = record.confidentiality == "open" or is_published(casefile.get(record.source, Source))
        elif isinstance(record, _FACTS):
            public = published(record.id, casefile)
        else:
            continue
        if not public:
            found[record.id] = "unpublished"


def _add_known_only_from(casefile: CaseFile, found: Withheld) -> None:
    """A fact goes with none of its sources, so one that only withheld sources tell stays with them."""
    for record in casefile.records.values():
        cited = [citation.source or "" for citation in casefile.citations_of(record.id)]
        if record.id not in found and isinstance(record, _FACTS) and cited and all(each in found for each in cited):
            found[record.id] = found[cited[0]]


def _pointless(record: Record, lost: set[str]) -> bool:
    if isinstance(record, Role):
        return record.record in lost or record.party in lost
    if isinstance(record, Citation):
        return record.record in lost or record.source in lost
    if isinstance(record, Link | Relationship):
        return record.subject in lost or record.object in lost
    return isinstance(record, Position) and record.on in lost


def _unnamed(casefile: CaseFile, lost: set[str]) -> Iterator[Record]:
    """What only withheld records named. A relationship names nobody: it is there because both its ends are."""
    named = {
        target
        for record in casefile
        if record.id not in lost and not isinstance(record, Relationship | Consent)
        for target in _references(record)
    }
    before = {target for record in casefile for target in _references(record)}
    for record in casefile.records.values():
        if isinstance(record, _NAMED) and record.id not in lost and record.id in before and record.id not in named:
            yield record


def _references(record: Record) -> Iterator[str]:
    yield from _references_in(record)


def _references_in(owner: object) -> Iterator[str]:
    for field in fields_of(type(owner)):
        value = getattr(owner, field.name)
        if field.shape is Shape.REF and value:
            yield value
        elif field.shape is Shape.REFS:
            yield from value
        elif field.shape is Shape.ELEMENTS:
            for element in value:
                yield from _references_in(element)
