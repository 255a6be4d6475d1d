"""A person or an organisation as a list of facts: names, what was known when, cases, relationships, the rest, and the sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from babel import Locale

from casefile.domain.definition import FieldDefinition
from casefile.domain.kinds import KINDS, Case, Citation, Name, Position, Record, Source, kind_of
from casefile.domain.labels import field_key
from casefile.domain.saying import said_extras, say
from casefile.domain.values import When
from casefile.i18n import Catalogue
from casefile.usecases.directory import Dossier, InCase, Part, Tie
from casefile.usecases.picking import called
from ui.directory import saying
from ui.facts.rows import Fact, FactRow, Head

CASE, PARTY, SOURCE = "case:", "party:", "source:"
"""Begin the key of a fact that leads to a case, to another party (``party:<kind>:<id>``), or to a source."""

_MOST_PARTS = 6
_DATES = ("when", "date", "start")
_TOLD_ELSEWHERE = ("names", "statuses", "photo", "extra")


def rows(dossier: Dossier, language: str) -> tuple[FactRow, ...]:
    """Everything, section by section; what is not known has no row."""
    return tuple(_Teller(dossier, language).rows())


class _Teller:
    def __init__(self, dossier: Dossier, language: str) -> None:
        self._dossier, self._language = dossier, language
        self._t = Catalogue(language).text

    def rows(self) -> Iterator[FactRow]:
        named = [name for each in (self._dossier.party, *self._dossier.others) for name in each.names]
        names = list({(each.text, each.language, each.sort): each for each in named}.values())
        yield from self._section("names", [self._name(each) for each in names], self._own)
        yield from self._section("statuses", list(self._statuses()))
        yield from self._section("in_cases", [self._case(each) for each in self._dossier.cases])
        if self._dossier.latest_only:
            yield Fact(title=self._t("directory.latest_only"), quiet=True)
        yield from self._section("ties", [self._tie(each) for each in self._dossier.ties])
        yield from self._section("about", list(self._fields()), () if self._dossier.party.names else self._own)
        yield from self._section("sources", [self._source(each) for each in self._dossier.sources])

    def _section(self, name: str, facts: Sequence[Fact], citations: tuple[int | None, ...] = ()) -> Iterator[FactRow]:
        if facts:
            count = "" if name == "about" else str(len(facts))
            yield Head(self._t(f"directory.section.{name}"), count, citations=citations)
            yield from facts

    def _name(self, name: Name) -> Fact:
        tongue = Locale(self._language).languages.get(name.language or "", name.language or "")
        sort = "" if name.sort == "usual" else saying.term("name_kind", name.sort, self._language)
        return Fact(title=name.text, left=tongue[:1].upper() + tongue[1:], after=sort)

    def _statuses(self) -> Iterator[Fact]:
        known = sorted(
            [each for party in (self._dossier.party, *self._dossier.others) for each in party.statuses],
            key=lambda each: each.as_of.edtf if each.as_of else "",
            reverse=True,
        )
        for each in known:
            words = saying.term("person_status", each.status, self._language)
            detail = each.detail.best(self._language).text if each.detail else ""
            number = self._numbers.get(each.source or "")
            yield Fact(
                title=words or detail,
                left=saying.date(each.as_of, self._language),
                second=detail if words else "",
                citations=(number,),
            )

    def _case(self, found: InCase) -> Fact:
        own = [self._part_words(part) for part in found.parts if isinstance(part.record, Case)]
        others = [part for part in found.parts if not isinstance(part.record, Case)]
        lines = [saying.listed(list(dict.fromkeys(own)))] if own else []
        lines += list(dict.fromkeys(self._part_line(part) for part in others))
        more = len(lines) - _MOST_PARTS
        if more > 1:
            lines = [*lines[:_MOST_PARTS], self._t("directory.more", n=more)]
        cited = self._cited(*(part.role.id for part in found.parts if part.role))
        return Fact(
            f"{CASE}{found.case.id}",
            called(found.case, self._language, self._dossier.additions),
            second="\n".join(lines),
            left=found.case.reference or "",
            citations=cited,
            link=True,
        )

    def _part_line(self, part: Part) -> str:
        when = next((each for name in _DATES if isinstance(each := getattr(part.record, name, None), When)), None)
        title = called(part.record, self._language, self._dossier.additions).rstrip(".")
        said = f"{self._part_words(part)}: {title}"
        return f"{said}, {saying.date(when, self._language)}" if when else said

    def _part_words(self, part: Part) -> str:
        if part.role is None:
            return self._mention(part.record, part.field)
        role = saying.term("role", part.role.role, self._language)
        position = part.role.position.best(self._language).text if part.role.position else ""
        return f"{role} ({position})" if position else role

    def _mention(self, record: Record, field: str) -> str:
        if isinstance(record, Position) and record.stance:
            return saying.term("stance", record.stance, self._language)
        if field == "about":
            return self._t("directory.concerned")
        return self._t(_label(kind_of(record).name, field))

    def _tie(self, tie: Tie) -> Fact:
        party = saying.name(self._dossier.party, self._language)
        other = saying.name(tie.other, self._language) if tie.other else self._t("saying.elsewhere")
        position = tie.relationship.position.best(self._language).text if tie.relationship.position else ""
        return Fact(
            f"{PARTY}{kind_of(tie.other).name}:{tie.other.id}" if tie.other else "",
            f"{party} → {other}" if tie.outward else f"{other} → {party}",
            second=saying.joined(position, saying.date(tie.relationship.dates, self._language)),
            left=saying.term("relationship", tie.relationship.type, self._language),
            citations=self._cited(tie.relationship.id),
            link=tie.other is not None,
        )

    def _fields(self) -> Iterator[Fact]:
        kind = kind_of(self._dossier.party)
        for field in kind.fields:
            words = "" if field.name in _TOLD_ELSEWHERE else self._say(field)
            if words:
                cited = tuple(n for n in self._field_cited(field.name) if n is not None)
                yield Fact(title=words, left=self._t(field_key(kind.name, field.name)), citations=cited)
        for label, words in said_extras(self._dossier.party, self._language, self._named, self._dossier.additions):
            yield Fact(title=words, left=label)

    def _say(self, field: FieldDefinition) -> str:
        value = getattr(self._dossier.party, field.name)
        return say(field, value, self._language, self._named, self._dossier.additions)

    def _named(self, record_id: str) -> str:
        found = self._dossier.named.get(record_id)
        return found.title if found else ""

    def _source(self, source: Source) -> Fact:
        cited = [each for each in self._dossier.citations if each.source == source.id]
        places = list(dict.fromkeys(each.locator for each in cited if each.locator))
        title = source.title.best(self._language).text if source.title else ""
        return Fact(
            f"{SOURCE}{source.id}",
            source.short or title,
            second=saying.joined(title if source.short else "", ", ".join(places)),
            mark=self._numbers[source.id],
        )

    @cached_property
    def _own(self) -> tuple[int | None, ...]:
        return self._numbers_of(
            each for each in self._dossier.citations if each.record == self._dossier.party.id and not each.field
        ) or (None,)

    def _cited(self, *records: str) -> tuple[int | None, ...]:
        return self._numbers_of(each for each in self._dossier.citations if each.record in records)

    def _field_cited(self, name: str) -> tuple[int | None, ...]:
        return self._numbers_of(
            each
            for each in self._dossier.citations
            if each.record == self._dossier.party.id and each.field and each.field.partition("/")[0] == name
        )

    def _numbers_of(self, citations: Iterator[Citation]) -> tuple[int | None, ...]:
        return tuple(sorted({self._numbers[each.source] for each in citations if each.source in self._numbers}))

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {source.id: number for number, source in enumerate(self._dossier.sources, 1)}


def _label(kind: str, path: str) -> str:
    """The catalogue key of a field, or of a field inside an element (``instances/body``)."""
    name, _, inner = path.partition("/")
    element = KINDS[kind].field(name).element
    return field_key(element, inner) if inner and element is not None else field_key(kind, name)


__all__ = ["CASE", "PARTY", "SOURCE", "rows"]
