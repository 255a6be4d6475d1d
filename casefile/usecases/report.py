"""A report that is pasted once: its text kept with its source, its passages marked, and records made or supported by them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from casefile import clock
from casefile.domain.definition import Ref, Shape
from casefile.domain.kinds import KINDS, Case, Citation, Evidence, Name, Organisation, Person, Source
from casefile.domain.names import SAME, compare
from casefile.domain.passages import DateSaid, Span, cleaned, dates_in, paragraph_of, place_of, trimmed
from casefile.domain.redaction.finding import find
from casefile.domain.redaction.namebook import NameBook
from casefile.domain.values import Text
from casefile.errors import NotFound, Refused
from casefile.i18n import Catalogue
from casefile.progress import SILENT, Progress
from casefile.records import casefiles, repository
from casefile.records.database import Connection
from casefile.records.unit import Changes
from casefile.search import names as named
from casefile.search.texts import names_of
from casefile.usecases import drafts, picking
from casefile.usecases.drafts import Draft
from casefile.usecases.picking import Candidate
from casefile.usecases.preview import Viewing
from casefile.usecases.session import Session

MAKES = ("happening", "measure", "person", "organisation", "role", "position", "proceeding", "intervention")
"""Kinds of record that are made from a passage, in the order in which they are offered."""

_LONGEST_TITLE = 90
_CAPITALISED = re.compile(r"[^\W\d_a-zа-яё][\w’'-]*(?:\s+[^\W\d_a-zа-яё][\w’'-]*)+")
_LOOKED_AT = 6
_DATE_FIELDS = ("when", "date", "start", "stage_as_of")
_PARTY_FIELDS = ("subject", "who", "party", "by", "subjects")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that is cited: where it stands, for which record, and which field of it (empty for the whole)."""

    span: Span
    citation: str
    record: Candidate
    field: str


@dataclass(frozen=True)
class Report:
    """A source with its text. `passages` are in the order of the text; `lost` counts citations whose words do not stand in it."""

    source: Source
    text: str
    language: str
    passages: tuple[Passage, ...]
    lost: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody a passage names: a record that is here, or only words that look like a name."""

    words: str
    record: Candidate | None = None


@dataclass(frozen=True, slots=True)
class InPassage:
    """What was found in a passage."""

    span: Span
    words: str
    dates: tuple[DateSaid, ...]
    names: tuple[Named, ...]


def load(session: Session, source_id: str, reader: str) -> Report:
    """A source with its text and what is cited from it.

    Raises:
        NotFound: it is not here.
    """
    with session.database.reading() as connection:
        stored = repository.get(connection, "source", source_id)
        if stored is None or not isinstance(stored.record, Source):
            raise NotFound("records.gone")
        source = stored.record
        ids = repository.pointing_to(connection, [source_id], ("citation",)).get("citation", set())
        found = [each.record for each in repository.many(connection, "citation", sorted(ids))]
        cited = [each for each in found if isinstance(each, Citation) and each.source == source_id and each.record]
        names = picking.named_in(connection, {str(each.record) for each in cited}, reader)
    version = source.testimony.best() if source.testimony and source.testimony.versions else None
    text, language = (version.text, version.language) if version else ("", source.language or reader)
    places = [(each, place_of(text, _words(each), each.locator)) for each in cited if each.record in names]
    passages = [Passage(span, each.id, names[str(each.record)], each.field or "") for each, span in places if span]
    return Report(
        source,
        text,
        language,
        tuple(sorted(passages, key=lambda each: (each.span.start, each.span.end))),
        sum(span is None and bool(_words(each)) for each, span in places),
    )


def keep(session: Session, source: Source, text: str, language: str) -> Changes:
    """Store a source with `text` as what it says, in `language` (BCP 47). Translations of an older text stay beside it; a draft of the
    source is dropped.

    Raises:
        Refused: there is no text.
    """
    said = cleaned(text)
    if not said.strip():
        raise Refused("report.no_text")
    others = source.testimony.versions[1:] if source.testimony else ()
    first = Text.of(said, language).versions[0]
    with session.database.writing() as unit:
        unit.save(replace(source, testimony=Text((first, *others)), language=source.language or language))
        drafts.drop(session, unit.connection, source.id)
        return unit.flush()


def text_of(session: Session, evidence_id: str, progress: Progress = SILENT) -> tuple[Evidence, str]:
    """A file and the text in it, as the confined worker reads it; its transcript where a person wrote one.

    Raises:
        NotFound: it is not here.
        Refused: there is no text in it, or it cannot be read.
    """
    with session.database.reading() as connection:
        stored = repository.get(connection, "evidence", evidence_id)
    if stored is None or not isinstance(stored.record, Evidence):
        raise NotFound("records.gone")
    record = stored.record
    if record.transcript and record.transcript.versions:
        return record, str(record.transcript)
    with Viewing(session, evidence_id, progress) as viewing:
        text = cleaned(viewing.text())
    if not text.strip():
        raise Refused("report.no_text_in_file")
    return record, text


def look_into(session: Session, report: Report, span: Span, reader: str, case: str = "") -> InPassage:
    """The dates and names in a passage. Names are those of the case's people and organisations in any spelling and case ending, then whoever
    else is here under a name that stands there, then words that look like one."""
    span = trimmed(report.text, span)
    words = report.text[span.start : span.end]
    with session.database.reading() as connection:
        marked = _marked(words, report.language, _of_case(connection, case))
        here = dict.fromkeys(person for _, _, person in marked)
        candidates = picking.named_in(connection, here, reader)
        found = {each: Named(candidates[each].title, candidates[each]) for each in here if each in candidates}
        for run in _runs(words):
            if any(start < run.end and run.start < end for start, end, _ in marked):
                continue
            named_so = words[run.start : run.end]
            record = _bearer(connection, named_so, reader)
            found.setdefault(record.id if record else named_so, Named(named_so, record))
    dates = dates_in(words, report.language, clock.now().date())
    return InPassage(span, words, dates, tuple(found.values()))


def citation_of(report: Report, span: Span, record: str, field: str = "") -> Citation:
    """A citation of a passage, word for word, with the paragraph in which it stands."""
    span = trimmed(report.text, span)
    place = Catalogue(report.language if report.language in ("ru", "kk") else "en").text(
        "report.paragraph", number=paragraph_of(report.text, span.start)
    )
    return Citation(
        record=Ref(record),
        field=field or None,
        source=Ref(report.source.id),
        passage=Text.of(report.text[span.start : span.end], report.language),
        locator=place,
    )


def begin(session: Session, report: Report, passage: InPassage, kind: str, case: str = "", field: str = "") -> Draft:
    """Begin a record of `kind` from a passage: a draft with the date and the names that stand there, and the citation, to be opened in a form.

    Nothing is stored but the draft; saving the form stores record and citation together.
    """
    record = KINDS[kind].record(**_values(report, passage, kind, case))
    draft = Draft(record, citations=(citation_of(report, passage.span, record.id, field),))
    drafts.keep(session, draft)
    return draft


def cite(session: Session, report: Report, span: Span, record: str, field: str = "") -> Changes:
    """Cite a passage for a record that is here, or for one field of it (``end``); citing it again changes nothing."""
    citation = citation_of(report, span, record, field)
    same = [
        each
        for each in load(session, report.source.id, report.language).passages
        if (each.record.id, each.field, each.span) == (record, field, trimmed(report.text, span))
    ]
    if same:
        return Changes()
    with session.database.writing() as unit:
        unit.save(citation)
        return unit.flush()


def fields_to_cite(kind: str) -> tuple[str, ...]:
    """The fields of a kind for which a passage can speak; those that only order records are none."""
    aside = ("cases", "confidentiality", "remarks", "tags", "extra")
    return tuple(field.name for field in KINDS[kind].fields if field.name not in aside)


def _words(citation: Citation) -> str:
    return str(citation.passage) if citation.passage and citation.passage.versions else ""


def _of_case(connection: Connection, case: str) -> list[Person | Organisation]:
    stored = repository.get(connection, "case", case) if case else None
    if stored is None or not isinstance(stored.record, Case):
        return []
    whole = casefiles.load(connection, stored.record)
    return [*whole.of(Person), *whole.of(Organisation)]


def _marked(words: str, language: str, known: Sequence[Person | Organisation]) -> list[tuple[int, int, str]]:
    """(start, end, id) of those who are named: people in any spelling and case ending, organisations by a whole name, for a word of it may be a town."""
    people = {each.id: names_of(each) for each in known if isinstance(each, Person)}
    organisations = [(each.id, name) for each in known if isinstance(each, Organisation) for name in names_of(each)]
    marks = find(words, language, NameBook(people, {}, [name for _, name in organisations]))
    found = [(mark.start, mark.end, mark.person) for mark in marks if mark.person and not mark.doubt]
    for party, name in organisations:
        whole = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) if name else None
        found += [(*whole.span(), party)] if whole else []
    return sorted(found)


def _runs(words: str) -> Iterable[Span]:
    """Words with capitals one behind the other, which may be a name."""
    return (Span(*found.span()) for found in _CAPITALISED.finditer(words))


def _bearer(connection: Connection, name: str, reader: str) -> Candidate | None:
    """The only one here who is taken for the bearer of a name."""
    hits = named.names(connection, name, ["person", "organisation"], _LOOKED_AT)
    alike = {}
    for hit in hits:
        for stored in repository.many(connection, hit.kind, [hit.record]):
            if any(compare(name, other).score >= SAME for other in names_of(stored.record)):
                alike[hit.record] = picking.candidate(stored.record, reader)
    return next(iter(alike.values())) if len(alike) == 1 else None


def _values(report: Report, passage: InPassage, kind: str, case: str) -> Mapping[str, Any]:
    """Fields of a new record that the passage fills."""
    fields = {field.name: field for field in KINDS[kind].fields}
    found: dict[str, Any] = {"cases": (Ref(case),)} if case and "cases" in fields else {}
    if kind == "role" and case:
        found["record"] = Ref(case)
    date = next((name for name in _DATE_FIELDS if name in fields), "")
    if date and passage.dates:
        found[date] = passage.dates[0].when
    party = next((name for name in _PARTY_FIELDS if name in fields), "")
    known = [Ref(each.record.id) for each in passage.names if each.record is not None]
    if party and known:
        found[party] = tuple(known) if fields[party].shape is Shape.REFS else known[0]
    return {**found, **_WORDS.get(kind, _no_words)(report, passage)}


def _no_words(_report: Report, _passage: InPassage) -> Mapping[str, Any]:
    return {}


def _title(report: Report, passage: InPassage) -> Mapping[str, Any]:
    words = " ".join(passage.words.split())
    return {"title": Text.of(words, report.language)} if len(words) <= _LONGEST_TITLE else {}


def _said(report: Report, passage: InPassage) -> Mapping[str, Any]:
    return {"words": Text.of(passage.words, report.language)}


def _called(report: Report, passage: InPassage) -> Mapping[str, Any]:
    """The first name of nobody who is here; a selection of few words is the name itself."""
    short = passage.words.strip() if len(passage.words.split()) <= 4 else ""
    new = next((each.words for each in passage.names if each.record is None), short)
    return {"names": (Name(text=" ".join(new.split()), language=report.language),)} if new else {}


_WORDS: Mapping[str, Callable[[Report, InPassage], Mapping[str, Any]]] = MappingProxyType(
    {
        "happening": _title,
        "proceeding": _title,
        "position": _said,
        "person": _called,
        "organisation": _called,
    }
)
