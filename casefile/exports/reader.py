"""The values of a case in the words of one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from casefile.domain.amounts import quote_length, show_amount, show_number, show_quantity
from casefile.domain.casefile import CaseFile
from casefile.domain.dates import InvalidDate, show
from casefile.domain.definition import FieldDefinition, Shape, fields_of
from casefile.domain.kinds import (
    Happening,
    Intervention,
    Measure,
    Organisation,
    Person,
    Place,
    Record,
    Role,
    StatusAsOf,
    kind_of,
)
from casefile.domain.labels import field_key, kind_key
from casefile.domain.shown import name_of
from casefile.domain.values import Text, When
from casefile.exports.document import Line, Span, line
from casefile.i18n import Catalogue, language_name

_FEW = 3
_DAY = 10
_MONTH_OR_YEAR = (4, 7)


class Reader:
    """Says what the fields of a case hold, to readers of `language`."""

    def __init__(self, casefile: CaseFile, language: str) -> None:
        self.casefile = casefile
        self.language = language
        self.words = Catalogue(language)
        self._numbers = {source.id: number for number, source in enumerate(casefile.sources, 1)}

    def t(self, key: str, **values: object) -> str:
        """Words of the catalogue."""
        return self.words.text(key, **values)

    def label(self, owner: type[Any], name: str) -> str:
        """The label of a field."""
        return self.t(field_key(owner, name))

    def term(self, name: str, code: str | None) -> str:
        """The words for a code of a term list."""
        return self.casefile.additions.list(name).label(code, self.language) if code else ""

    def date(self, when: When | None) -> str:
        """A date in full; one that cannot be read is shown as it was written."""
        if when is None:
            return ""
        try:
            return show(when, self.language)
        except InvalidDate:
            return when.words or when.edtf

    def said(self, text: Text | None) -> str:
        """A text in the reader's language where it exists, else as it is."""
        return text.best(self.language).text if text else ""

    def text(self, text: Text | None) -> Line:
        """A text; where there is none in the reader's language the original, marked as not translated."""
        if text is None:
            return ()
        version = text.best(self.language)
        if version.language in (self.language, "und"):
            return line(version.text)
        return (Span(version.text), Span(f" [{self._untranslated(version.language)}]", "quiet"))

    def _untranslated(self, language: str) -> str:
        key = f"summary.untranslated.{language}"
        if self.words.has(key):
            return self.t(key)
        return self.t("summary.untranslated.other", language=self.language_name(language))

    def verbatim(self, text: Text | None) -> Line:
        """The words of a source. Of a translation it is said that it is one, and by whom, for those are not the words themselves."""
        if text is None:
            return ()
        version = text.best(self.language)
        if version.original or version.language != self.language:
            return self.text(text)
        key = "summary.translated.by" if version.by else "summary.translated"
        said = self.t(key, name=version.by or "")
        said += f", {self.t('saying.version.checked')}" if version.checked else ""
        return (Span(version.text), Span(f" [{said}]", "quiet"))

    def language_name(self, code: str) -> str:
        """The name of a language by its BCP 47 tag."""
        return language_name(code, self.language)

    def cited(self, record_id: str) -> str:
        """The numbers of a record's sources: "[1] [3]"."""
        return self.marks(citation.source for citation in self.casefile.citations_of(record_id))

    def marks(self, sources: Iterable[str | None]) -> str:
        """Numbers of sources in brackets, each once, in order."""
        numbers = sorted({self._numbers[each] for each in sources if each in self._numbers})
        return " ".join(f"[{number}]" for number in numbers)

    def name(self, reference: str | None) -> str:
        """What a referenced record is called in a line of text; empty when it is not here."""
        record = (
            self.casefile.case if reference == self.casefile.case.id else self.casefile.records.get(reference or "")
        )
        if record is None:
            return ""
        if isinstance(record, Person | Organisation | Place):
            return name_of(record, self.language)
        title = getattr(record, "title", None)
        return self.said(title) if title else self.t(kind_key(kind_of(record).name))

    def titled(self, reference: str | None) -> str:
        """As `name`, with the date of what has one."""
        date = self.date(_when(self.casefile.records.get(reference or "")))
        return f"{self.name(reference)} ({date})" if date else self.name(reference)

    def names(self, references: Iterable[str]) -> tuple[Line, ...]:
        """Names of several records: a few on lines of their own, many in one."""
        names = [name for reference in references if (name := self.titled(reference))]
        if len(names) > _FEW:
            return (line("; ".join(names)),)
        return tuple(map(line, names))

    def status(self, status: StatusAsOf) -> Line:
        """A status with the date on which it was last known, never as of today."""
        detail = self.text(status.detail)
        said: Line = line(self.term("person_status", status.status))
        if detail:
            said = (*said, Span(" · "), *detail)
        if status.as_of:
            said = (*said, Span(f", {self._last_known(status.as_of)}"))
        mark = self.marks([status.source])
        return (*said, Span(f" {mark}", "quiet")) if mark else said

    def _last_known(self, when: When) -> str:
        key = "on" if len(when.edtf) == _DAY else "in" if len(when.edtf) in _MONTH_OR_YEAR else "dated"
        return self.t(f"summary.last_known.{key}", date=self.date(when))

    def role(self, role: Role) -> str:
        """What someone was in a record, with position, age, degree and how far it is certain."""
        said = [self.term("role", role.role)]
        said += [self.t("summary.aged", age=role.age)] if role.age else []
        said += [small(self.term("degree_of_involvement", role.degree))] if role.degree else []
        said += [small(self.term("role_status", role.status))] if role.status else []
        if role.alleged and role.status not in ("convicted", "alleged"):
            said.append(self.t("summary.alleged"))
        known = ", ".join(said)
        return f"{known} ({self.said(role.position)})" if role.position else known

    def lines(self, field: FieldDefinition, value: Any) -> tuple[Line, ...]:
        """What a field holds, a line for each of several values."""
        match field.shape:
            case Shape.TEXT:
                return (self.text(value),)
            case Shape.REFS:
                return self.names(value)
            case Shape.LINES:
                return (line(", ".join(self._code(field, each) for each in value)),)
            case Shape.ELEMENTS:
                return tuple(self.element(each) for each in value)
            case _:
                said = self._scalar(field, value)
                return (line(said),) if said else ()

    def element(self, element: Any) -> Line:
        """One entry of a repeated field in a line: its values, parted by dots; those that need it with their label."""
        return joined(self._parts(element))

    def _parts(self, element: Any) -> Iterator[Line]:
        for field in fields_of(type(element)):
            value = getattr(element, field.name)
            if value in (None, ()):
                continue
            for said in self.lines(field, value):
                labelled = field.shape in (Shape.FLAG, Shape.WHEN, Shape.NUMBER)
                yield (Span(f"{self.label(type(element), field.name)}: "), *said) if labelled else said

    def _scalar(self, field: FieldDefinition, value: Any) -> str:
        match field.shape:
            case Shape.WHEN:
                return self.date(value)
            case Shape.FLAG:
                return self.t("summary.yes" if value else "summary.no")
            case Shape.NUMBER:
                return show_number(value, self.language)
            case Shape.QUANTITY:
                return show_quantity(value, self.language)
            case Shape.AMOUNT:
                purpose = self.term("amount_purpose", value.purpose)
                said = show_amount(value, self.language)
                return f"{said} ({purpose.lower()})" if purpose else said
            case Shape.LENGTH:
                return quote_length(value, self.language)
            case Shape.REF:
                return self.titled(value)
            case _:
                return self._code(field, value)

    def _code(self, field: FieldDefinition, value: str) -> str:
        if field.about.terms:
            return self.term(field.about.terms, value)
        return self.language_name(value) if field.name == "language" else value


def joined(parts: Iterable[Line], between: str = " · ") -> Line:
    """Lines as one."""
    found: list[Span] = []
    for part in parts:
        found += [Span(between), *part] if found else part
    return tuple(found)


def small(words: str) -> str:
    """The words as they go on inside a sentence. An abbreviation stays in capitals."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def _when(record: Record | None) -> When | None:
    if isinstance(record, Happening):
        return record.when
    if isinstance(record, Measure):
        return record.start
    return record.date if isinstance(record, Intervention) else None
