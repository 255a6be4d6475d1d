"""A case read in the reader's language: the words for its records, dates, codes and citations."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from casefile.domain.casefile import CaseFile
from casefile.domain.dates import bounds, show
from casefile.domain.dates.edtf import Grain, Shape, parse
from casefile.domain.kinds import (
    Citation,
    Link,
    Organisation,
    Person,
    Place,
    Position,
    Record,
    Relationship,
    Role,
    Source,
    kind_of,
)
from casefile.domain.labels import kind_key
from casefile.domain.shown import name_of
from casefile.domain.values import Text, When
from casefile.i18n import Catalogue

SEPARATOR = " · "


class Reader:
    """Reads one `casefile` in one language. `t` gives words of the catalogue."""

    def __init__(self, casefile: CaseFile, language: str) -> None:
        self.casefile = casefile
        self.language = language
        self.catalogue = Catalogue(language)
        self.t = self.catalogue.text

    def text(self, text: Text | None) -> str:
        """A text in the reader's language, else as it was said."""
        return text.best(self.language).text if text else ""

    def term(self, terms: str, code: str | None) -> str:
        """The words for a code, empty where there is none."""
        return self.casefile.additions.list(terms).label(code, self.language) if code else ""

    def date(self, when: When | None) -> str:
        """A date, whole. One that cannot be read stands as it was typed: nothing is hidden."""
        if when is None:
            return ""
        try:
            return show(when, self.language)
        except ValueError:
            return when.words or when.edtf

    def compact(self, when: When | None) -> str:
        """A day, month or year without a frame as short as it can be said with its year ("Feb 2021"); others whole."""
        if when is None:
            return ""
        try:
            expression = parse(when.edtf)
            point = expression.first
            plain = expression.shape is Shape.POINT and point and point.grain in (Grain.DAY, Grain.MONTH)
            if not plain or not point or point.approximate or when.words or self.language != "en":
                return self.date(when)
            short = show(When(when.edtf), self.language, "short")
            return self.t("dates.short.with_year", date=short, year=point.year)
        except ValueError:
            return self.date(when)

    def party(self, reference: str | None) -> str:
        """The name of a person or organisation; empty where it is not here."""
        party = self.casefile.party(reference)
        return name_of(party, self.language) if party else ""

    def parties(self, references: Iterable[str | None]) -> str:
        """Names in a row."""
        return ", ".join(name for each in references if (name := self.party(each)))

    def place(self, reference: str | None) -> str:
        """The name of a place."""
        place = self.casefile.get(reference, Place)
        return name_of(place, self.language) if place else ""

    def record(self, reference: str | None) -> str:
        """The title of the record a reference points to; empty where it is not here."""
        if reference == self.casefile.case.id:
            return self.title(self.casefile.case)
        record = self.casefile.records.get(reference or "")
        return self.title(record) if record else ""

    def title(self, record: Record) -> str:
        """What stands for a record in a line. Never empty: without a title its type or kind stands."""
        return self._title(record) or self.t(kind_key(kind_of(record).name))

    def _title(self, record: Record) -> str:
        if isinstance(record, Person | Organisation | Place):
            return name_of(record, self.language)
        if isinstance(record, Role):
            return joined(self.party(record.party), self.term("role", record.role))
        if isinstance(record, Source):
            return record.short or self.text(record.title)
        if isinstance(record, Citation):
            return joined(self.record(record.source), record.locator or "")
        if isinstance(record, Position):
            return joined(self.party(record.who), self.term("stance", record.stance))
        if isinstance(record, Relationship):
            return joined(self.party(record.subject), self.term("relationship", record.type))
        if isinstance(record, Link):
            return joined(self.record(record.subject), self.term("link_type", record.type))
        return self._by_fields(record)

    def _by_fields(self, record: Record) -> str:
        for name in ("title", "text"):
            text = getattr(record, name, None)
            if isinstance(text, Text):
                return self.text(text)
        code = getattr(record, "type", None) or getattr(record, "kind", None)
        field = next((each for each in kind_of(record).fields if each.name in ("type", "kind")), None)
        return self.term(field.about.terms, code) if field and field.about.terms else ""

    def citations(self, *records: str) -> tuple[int | None, ...]:
        """The numbers under which records are cited; one None where nothing cites them."""
        found = {
            number
            for record in records
            for citation in self.casefile.citations_of(record)
            if (number := self._numbers.get(citation.source or "")) is not None
        }
        return tuple(sorted(found)) or (None,)

    def field_citations(self, record: str, path: str) -> tuple[int, ...]:
        """The numbers under which one field or element (``conditions/<id>``) is cited by itself."""
        found = {
            number
            for citation in self.casefile.citations_of(record)
            if citation.field and citation.field.startswith(path)
            if (number := self._numbers.get(citation.source or "")) is not None
        }
        return tuple(sorted(found))

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {source.id: number for number, source in enumerate(self.casefile.sources, 1)}


def at(record_id: str, path: str) -> str:
    """The key of one field or element of a record, as rows carry it; `split_key` takes it apart."""
    return f"{record_id}#{path}"


def split_key(key: str) -> tuple[str, str]:
    """The record's id and the path in it, empty for the record itself."""
    record_id, _, path = key.partition("#")
    return record_id, path


def joined(*parts: str) -> str:
    """The parts that are not empty, with dots between."""
    return SEPARATOR.join(part for part in parts if part)


def small(words: str) -> str:
    """Without its capital, to stand inside a line; abbreviations keep theirs."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def day_key(when: When | None) -> str:
    """ISO date to sort by; what has no readable date comes last."""
    try:
        return bounds(when.edtf).earliest.isoformat() if when else "9999"
    except ValueError:
        return "9999"
