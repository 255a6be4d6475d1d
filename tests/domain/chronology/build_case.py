"""An invented case, put together record by record."""

from __future__ import annotations

from dataclasses import replace

from casefile.domain.casefile import CaseFile
from casefile.domain.definition import Ref
from casefile.domain.kinds import (
    Case,
    Citation,
    Happening,
    Intervention,
    Measure,
    Name,
    Person,
    Place,
    Record,
    Role,
    Source,
)
from casefile.domain.values import Text, Version, When


def text(en: str, ru: str | None = None) -> Text:
    """A text with an English original and perhaps a Russian translation."""
    versions = (Version("en", en),) + ((Version("ru", ru, original=False),) if ru else ())
    return Text(versions)


def named(name: str, language: str = "en") -> tuple[Name, ...]:
    """One usual name."""
    return (Name(text=name, script="Latn", language=language, sort="usual"),)


SUBJECT = Person(names=named("Olen Tarbaga"))
HOME = Place(names=named("Suvatka"))


class Told:
    """Collects the records of a case about one invented person, Olen Tarbaga of Suvatka."""

    def __init__(self) -> None:
        self.case = Case(title=text("Olen Tarbaga"), region=Ref(HOME.id))
        self.records: dict[str, Record] = {}
        self.add(SUBJECT, HOME, Role(party=Ref(SUBJECT.id), role="victim", record=Ref(self.case.id)))

    def add(self, *records: Record) -> None:
        """Put records into the case."""
        self.records |= {record.id: record for record in records}

    def happened(self, when: str | When, title: str, type: str = "threat", **fields: object) -> Happening:
        """Add something that happened."""
        date = When(when) if isinstance(when, str) else when
        record = replace(Happening(when=date, title=text(title), type=type), **fields)
        self.add(record)
        return record

    def intervened(self, when: str, title: str, **fields: object) -> Intervention:
        """Add an intervention."""
        record = replace(Intervention(date=When(when), title=text(title), type="appeal"), **fields)
        self.add(record)
        return record

    def imposed(self, type: str, start: str | None = None, end: str | None = None, **fields: object) -> Measure:
        """Add a measure on the subject."""
        dates = {"start": When(start) if start else None, "end": When(end) if end else None}
        record = replace(Measure(type=type, subject=Ref(SUBJECT.id)), **dates, **fields)
        self.add(record)
        return record

    def cited(self, record: Record, source: Source, field: str | None = None) -> None:
        """Say why we say so."""
        self.add(source, Citation(record=Ref(record.id), source=Ref(source.id), field=field))

    def role(self, record: Record, person: Person, role: str) -> None:
        """Say who was what."""
        self.add(person, Role(party=Ref(person.id), role=role, record=Ref(record.id)))

    def casefile(self) -> CaseFile:
        """The case with all of it."""
        return CaseFile(self.case, self.records)
