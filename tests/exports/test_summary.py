"""Every fact of a case has its line in the summary."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from casefile.domain.casefile import CaseFile
from casefile.domain.definition import Ref, Sensitivity, Shape, fields_of
from casefile.domain.kinds import Case, Name, Person, Relationship, Role, kind_of
from casefile.domain.values import Text, Version
from casefile.exports.document import Document, Facts, Heading, Paragraph, Table, Timeline, plain
from casefile.exports.parties import parties
from casefile.exports.reader import Reader

_NOT_PRINTED = {
    "cases",
    "tags",
    "confidentiality",
    "remarks",
    "priority",
    "monitoring",
    "assigned_to",
    "script",
    "short",
}


def _all(document: Document) -> str:
    found = [document.title, document.subtitle]
    for block in document.blocks:
        match block:
            case Heading():
                found.append(block.text)
            case Paragraph():
                found.append(plain(block.lines))
            case Facts():
                found += [plain(fact.lines) for fact in block.facts]
            case Table():
                found += [plain(cell) for row in block.rows for cell in row]
            case Timeline():
                found += [f"{row.title} {row.second}" for row in block.rows]
    return "\n".join(found)


def _texts(owner: object, prefix: str) -> Iterator[tuple[str, str]]:
    """Every free text and line of a record, by its path."""
    for field in fields_of(type(owner)):
        value = getattr(owner, field.name)
        if value in (None, ()) or field.name in _NOT_PRINTED or field.about.sensitivity is Sensitivity.SECRET:
            continue
        path = f"{prefix}.{field.name}"
        if isinstance(value, Text):
            yield path, value.best("en").text
        elif field.shape is Shape.LINE and not field.about.terms and field.name not in ("language", "sha256"):
            yield path, value
        elif field.shape is Shape.ELEMENTS:
            for element in value:
                yield from _texts(element, path)


def test_every_fact_has_its_line(casefile: CaseFile, document: Document) -> None:
    printed = _all(document)
    missing = [
        path
        for record in casefile
        for path, text in _texts(record, kind_of(record).name)
        if text not in printed and not path.startswith("place.")  # a place stands under one name
    ]
    assert missing == []


def test_sources_are_numbered_as_they_are_cited(document: Document) -> None:
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    assert next(block.aside for block in headings if block.text == "Verdict") == "[1]"
    sources = [block for block in document.blocks if isinstance(block, Facts) and block.facts[0].label == "[1]"]
    assert plain(sources[0].facts[0].lines).startswith("A published report")


def test_citations_give_place_and_passage(document: Document) -> None:
    assert "[1] · page 4: “verbatim words”" in _all(document)


@pytest.mark.parametrize(
    ("version", "printed"),
    [
        (Version("ru", "дословно"), "дословно [in Russian, not translated]"),
        (Version("en", "word by word", False), "word by word [translation]"),
        (
            Version("en", "word by word", False, "A. Invented", True),
            "word by word [translated by A. Invented, checked]",
        ),
    ],
)
def test_a_passage_says_that_it_is_a_translation_and_whose(casefile: CaseFile, version: Version, printed: str) -> None:
    said = Text((Version("ru", "дословно"), version)) if not version.original else Text((version,))
    assert plain((Reader(casefile, "en").verbatim(said),)) == printed


def test_someone_under_two_records_has_one_row_and_no_tie_to_themselves() -> None:
    case = Case(reference="KZ-1", title=Text.of("Invented", "en"))
    people = [
        Person(id=n * 32, names=(Name(text=name),)) for n, name in (("1", "Invented Person"), ("2", "I. Personov"))
    ]
    roles = [Role(party=Ref(each.id), record=Ref(case.id), role="victim", naming="public") for each in people]
    tie = Relationship(subject=Ref("1" * 32), type="same_person", object=Ref("2" * 32))
    reader = Reader(CaseFile(case, {each.id: each for each in (*people, *roles, tie)}), "en")
    blocks = list(parties(reader))
    (table,) = (each for each in blocks if isinstance(each, Table))
    assert [plain(row[0]) for row in table.rows] == ["Invented Person\nI. Personov\nalso recorded as I. Personov"]
    assert [plain(row[1]) for row in table.rows] == ["Victim"]
    assert not any(isinstance(each, Facts) for each in blocks)


def test_what_was_said_and_why_stand_with_the_event(document: Document) -> None:
    printed = _all(document)
    assert "Court No. 7: denies · No torture was found" in printed
    assert "Open letter (1 July 2020), according to Timur Abayev" in printed


@pytest.mark.parametrize("audience", ["un"])
def test_the_audience_is_named(document: Document) -> None:
    first = document.blocks[0]
    assert isinstance(first, Facts)
    assert any("UN body" in plain(fact.lines) for fact in first.facts)
    assert any(plain(fact.lines) == "2 May 2024" for fact in first.facts)
