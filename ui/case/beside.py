"""What several sources say of one record of a case, field by field."""

from __future__ import annotations

from datetime import date

from casefile.domain.kinds import Citation, kind_of
from casefile.domain.labels import field_key
from casefile.domain.saying import say
from casefile.domain.sidebyside import Place, places
from ui.case.reader import Reader, joined
from ui.sidebyside.columns import Told, Voice


def told(reader: Reader, record_id: str, today: date) -> tuple[Told, ...]:
    """A block for each field, and one for the whole record, for which two sources or more are cited."""
    record = reader.casefile.records.get(record_id)
    if record is None:
        return ()
    return tuple(
        _told(reader, record_id, each) for each in places(record, reader.casefile.citations_of(record_id), today)
    )


def _told(reader: Reader, record_id: str, place: Place) -> Told:
    record = reader.casefile.records[record_id]
    kind, (name, _, entry) = kind_of(record), place.field.partition("/")
    field = next((each for each in kind.fields if each.name == name), None)
    label = reader.t(field_key(kind.name, name)) if field is not None else ""
    recorded = ""
    if field is not None and not entry:
        recorded = say(field, getattr(record, name), reader.language, reader.record)
    voices = sorted((_voice(reader, each) for each in place.citations), key=lambda each: each.number)
    return Told(joined(reader.record(record_id), label), recorded, place.disagree, tuple(voices))


def _voice(reader: Reader, citation: Citation) -> Voice:
    source = reader.casefile.records.get(citation.source or "")
    number = reader.casefile.source_number(citation.source) or 0
    title = reader.text(getattr(source, "title", None)) if source is not None else ""
    where = joined(citation.locator or "", reader.term("certainty", citation.certainty))
    return Voice(number, title, reader.text(citation.passage), where)
