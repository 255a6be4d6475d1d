"""What stands behind a citation mark: the passages of one source that speak for one record, and the source itself."""

from __future__ import annotations

from dataclasses import dataclass

from casefile.domain.kinds import Citation, Source, kind_of
from casefile.domain.labels import field_key
from casefile.domain.saying import said_of
from casefile.domain.values import Text, Version
from ui.case import sources
from ui.case.reader import Reader, joined


@dataclass(frozen=True)
class Passage:
    """One citation: the `words` of the source where they were kept, `place` in it, `about` which record and field, `certainty`.

    `translation` are the words in the reader's language where somebody translated them, `translated` who did and whether it was checked.
    """

    words: str
    place: str
    about: str
    certainty: str
    translation: str = ""
    translated: str = ""


@dataclass(frozen=True)
class CitationView:
    """A source and the passages in question. `evidence` is the id of the file that holds it, or empty."""

    number: int
    source_id: str
    title: str
    described: str
    link: str
    evidence: str
    passages: tuple[Passage, ...]


def view(reader: Reader, number: int, record_ids: tuple[str, ...] = ()) -> CitationView | None:
    """The source `number` with what it says of `record_ids`; without them only how it is described. None: no such number."""
    if not 1 <= number <= len(reader.casefile.sources):
        return None
    source = reader.casefile.sources[number - 1]
    passages = [
        _passage(reader, citation)
        for record_id in record_ids
        for citation in reader.casefile.citations_of(record_id)
        if citation.source == source.id
    ]
    return CitationView(
        number,
        source.id,
        reader.text(source.title) or source.short or "",
        sources.described(reader, source),
        source.link or "",
        _file(reader, source),
        tuple(dict.fromkeys(passages)),
    )


def _file(reader: Reader, source: Source) -> str:
    return source.evidence if source.evidence and source.evidence in reader.casefile.records else ""


def _passage(reader: Reader, citation: Citation) -> Passage:
    about = reader.record(citation.record)
    translation = _translation(reader, citation.passage)
    return Passage(
        citation.passage.best().text if citation.passage else "",
        citation.locator or "",
        joined(about, _field(reader, citation)),
        reader.term("certainty", citation.certainty),
        translation.text if translation else "",
        said_of(translation, reader.language) if translation else "",
    )


def _translation(reader: Reader, passage: Text | None) -> Version | None:
    """The passage in the reader's language, where that is not the one it was said in."""
    if passage is None or not passage.has(reader.language):
        return None
    found = passage.best(reader.language)
    return None if found.original else found


def _field(reader: Reader, citation: Citation) -> str:
    record = reader.casefile.records.get(citation.record or "")
    if record is None or not citation.field:
        return ""
    key = field_key(kind_of(record).name, citation.field.partition("/")[0])
    return reader.t(key) if reader.catalogue.has(key) else citation.field
