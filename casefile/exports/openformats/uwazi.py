"""Records as tables that Uwazi takes in: UTF-8 CSV, one template a kind, ``Title`` first.

As the documentation of Uwazi's CSV import has it (https://docs.uwazi.io/docs/reference/csv-import/): a column is named by its property;
``|`` stands between several values; a range of dates is ``from:to``; a place on the map is a column ``…_geolocation`` with
``latitude|longitude``; a text or a term that is given in several languages is a column ``Label__en``, ``Label__ru`` for each of them and none
without a language; a relationship names the other entity by its title; ``File`` and ``Attachments`` name files of the ZIP.

A date stands a second time as its EDTF, which keeps what a range of days cannot say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from casefile.domain.additions import Additions, value_of
from casefile.domain.definition import FieldDefinition, Shape
from casefile.domain.inert import inert
from casefile.domain.kinds import KINDS, Evidence, Record, kind_of
from casefile.domain.labels import kinds_key, label_of
from casefile.domain.saying import say
from casefile.domain.values import Text, When
from casefile.exports.openformats.days import days
from casefile.exports.openformats.gathered import Gathered, facts
from casefile.exports.openformats.titles import Titles
from casefile.i18n import Catalogue
from casefile.search.texts import display_title

TITLE = "Title"
ID = "Casefile ID"
FILE = "File"
ATTACHMENTS = "Attachments"
_SEVERAL = "|"
_COORDINATES = re.compile(r"\s*(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*")


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a template, to be made in Uwazi before the table is taken in. `type` is the word for it there."""

    label: str
    type: str
    of: str = ""


Column = tuple[Property, str]
"""A property and the language of what stands in the column, empty where it has none."""


class Templates:
    """The tables of an export.

    Args:
        language: of titles and labels, and of the instance that takes the tables in.
        files: evidence id → name of its file in the ZIP.
    """

    def __init__(self, gathered: Gathered, language: str, files: Mapping[str, str]) -> None:
        self.kinds = facts(gathered)
        self._gathered, self._language, self._files = gathered, language, files
        self._titles = Titles(gathered, self.kinds, language)
        self._others = tuple(sorted(_languages(gathered, self.kinds) - {language}))

    def name(self, kind: str) -> str:
        """What the template of a kind is called."""
        return Catalogue(self._language).text(kinds_key(kind))

    def columns(self, kind: str) -> list[Column]:
        """The columns that any record of the kind needs, the title first; none where there is no record."""
        used = {column for cells in self.rows(kind) for column in cells}
        order = {own: place for place, own in enumerate(self.properties(kind))}
        return sorted(used, key=lambda each: (order[each[0]], each[1] != self._language, each[1]))

    def heads(self, columns: Iterable[Column]) -> list[str]:
        """The heads of the columns: with a language where a property stands in several."""
        columns = tuple(columns)
        several = {own for own, language in columns if language not in ("", self._language)}
        return [f"{own.label}__{language}" if own in several else own.label for own, language in columns]

    def rows(self, kind: str) -> Iterator[Mapping[Column, str]]:
        """What each record says."""
        properties = self._by_name(kind)
        for record in self._gathered.read(kind):
            yield {key: _safe(key[0], cell) for key, cell in self._cells(record, properties) if cell}

    def properties(self, kind: str) -> list[Property]:
        """The properties that the template of a kind may need."""
        return list(dict.fromkeys(each for found in self._by_name(kind).values() for each in found))

    def _by_name(self, kind: str) -> dict[str, tuple[Property, ...]]:
        """The name of a field → its properties. No two of a template have one label."""
        taken = {each.casefold() for each in (TITLE, ID, FILE, ATTACHMENTS, "id", "files")}
        found: dict[str, tuple[Property, ...]] = {"": (Property(TITLE, "title"), Property(ID, "text"))}
        if kind == "evidence":
            found["@file"] = (Property(FILE, "file"), Property(ATTACHMENTS, "file"))
        for field in (*KINDS[kind].fields, *self._gathered.additions.of_kind(kind)):
            if field.name in ("extra", "title"):
                continue
            # People name the fields that they add, and a head is a cell as any other.
            label = inert(label_of(kind, field, self._language).replace(_SEVERAL, "/").replace("__", "_"))
            if label.casefold() in taken:
                label = f"{label} ({field.name.rpartition('/')[2]})"
            taken.add(label.casefold())
            found[field.name] = tuple(self._of_field(kind, field, label))
        return found

    def _of_field(self, kind: str, field: FieldDefinition, label: str) -> Iterator[Property]:
        if kind == "place" and field.name == "coordinates":
            yield Property(f"{label}_geolocation", "geolocation")
        elif field.name == "link":
            yield Property(label, "link")
        elif field.about.terms:
            yield Property(label, "multiselect" if field.shape is Shape.LINES else "select")
        elif field.shape is Shape.WHEN:
            words = Catalogue(self._language)
            yield Property(label, "daterange")
            yield Property(f"{label} (EDTF)", "text")
            yield Property(f"{label} ({words.text('export.uwazi.words')})", "text")
        else:
            yield Property(label, _TYPES.get(field.shape, "text"), ", ".join(map(self.name, field.about.to)))

    def _cells(self, record: Record, properties: Mapping[str, tuple[Property, ...]]) -> Iterator[tuple[Column, str]]:
        title, own_id = properties[""]
        yield (title, self._language), self._titles(record.id)
        for language in self._others:
            other = _title_in(record, language)
            yield (title, language), other
        yield (own_id, ""), record.id
        if isinstance(record, Evidence) and record.id in self._files:
            as_document, attached = properties["@file"]
            yield (as_document if record.media_type == "application/pdf" else attached, ""), self._files[record.id]
        fields = (*kind_of(record).fields, *self._gathered.additions.of_kind(kind_of(record).name))
        for field in fields:
            value = value_of(record, field) if field.name in properties else None
            if value is not None and value != ():
                yield from self._cell(field, value, properties[field.name])

    def _cell(self, field: FieldDefinition, value: object, own: tuple[Property, ...]) -> Iterator[tuple[Column, str]]:
        first = own[0]
        if first.type in ("select", "multiselect"):
            codes = value if isinstance(value, tuple) else (value,)
            for language in (self._language, *self._others):
                labels = (_term(field, str(each), language, self._gathered.additions) for each in codes)
                yield (first, language), _SEVERAL.join(labels)
        elif isinstance(value, Text):
            yield from self._text(first, value)
        elif isinstance(value, When):
            yield (first, ""), _range(value)
            yield (own[1], ""), value.edtf
            yield (own[2], ""), value.words or ""
        elif first.type == "relationship":
            named = value if isinstance(value, tuple) else (value,)
            yield (first, ""), _SEVERAL.join(title for each in named if (title := self._titles(str(each))))
        elif first.type == "geolocation":
            found = _COORDINATES.fullmatch(str(value))
            yield (first, ""), f"{found[1]}{_SEVERAL}{found[2]}" if found else ""
        elif first.type in ("link", "numeric"):
            yield (first, ""), str(value)
        elif field.name == "names":
            yield (first, ""), "; ".join(each.text for each in value)  # type: ignore[attr-defined]  # names hold names
        else:
            yield (first, ""), say(field, value, self._language, self._titles, self._gathered.additions)

    def _text(self, own: Property, text: Text) -> Iterator[tuple[Column, str]]:
        yield (own, self._language), text.best(self._language).text
        if len(text.versions) > 1:
            for version in text.versions:
                if version.language != self._language:
                    yield (own, version.language), version.text


_TYPES = {
    Shape.TEXT: "markdown",
    Shape.NUMBER: "numeric",
    Shape.REF: "relationship",
    Shape.REFS: "relationship",
}


def _safe(own: Property, cell: str) -> str:
    """Whoever looks at the table in a spreadsheet first runs nothing by it; numbers must stay as they are."""
    return cell if own.type in ("numeric", "geolocation") else inert(cell)


def _languages(gathered: Gathered, kinds: tuple[str, ...]) -> set[str]:
    """The languages in which anything is said beside another."""
    found: set[str] = set()
    for kind in kinds:
        texts = [field.name for field in KINDS[kind].fields if field.shape is Shape.TEXT]
        for record in gathered.read(kind) if texts else ():
            for name in texts:
                text = getattr(record, name)
                if text is not None and len(text.versions) > 1:
                    found.update(version.language for version in text.versions)
    return found


def _title_in(record: Record, language: str) -> str:
    """The title in another language, where it has one."""
    title = getattr(record, "title", None)
    if isinstance(title, Text):
        return title.best(language).text if title.has(language) else ""
    if any(name.language == language for name in getattr(record, "names", ())):
        return display_title(record, language)
    return ""


def _term(field: FieldDefinition, code: str, language: str, additions: Additions) -> str:
    assert field.about.terms is not None
    label = additions.list(field.about.terms).label(code, language)
    return label.replace(_SEVERAL, "/").replace("::", ":")


def _range(when: When) -> str:
    found = days(when)
    return f"{found.first}:{found.last}" if found else ""
