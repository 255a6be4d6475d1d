"""The texts of a handover as their audience will read them: where a name was replaced, and what was taken out beside."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from casefile.domain.casefile import CaseFile
from casefile.domain.definition import Sensitivity, Shape
from casefile.domain.kinds import Record, kind_of
from casefile.domain.labels import field_key
from casefile.domain.redaction import Replacement
from casefile.domain.values import Text
from casefile.i18n import LANGUAGES, Catalogue
from ui.handover import wording
from ui.words import language, t

PieceKind = Literal["plain", "replaced", "withheld"]
_TEXTS = frozenset({Shape.TEXT})


@dataclass(frozen=True)
class Piece:
    """Some words: as they were, in place of a name, or naming what was taken out."""

    text: str
    kind: PieceKind = "plain"


Paragraph = tuple[Piece, ...]


@dataclass(frozen=True)
class Passage:
    """A text of one record. `case` says of which case it is, `record` of which record."""

    case: str
    record: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def replaced(self) -> int:
        """In how many places a name was replaced."""
        return sum(piece.kind == "replaced" for paragraph in self.paragraphs for piece in paragraph)

    def plain(self) -> str:
        """The words, as they are read aloud."""
        return "\n".join("".join(piece.text for piece in paragraph) for paragraph in self.paragraphs)


def passages(
    cases: Collection[CaseFile], replaced: Collection[Replacement], changed: Collection[tuple[str, str]]
) -> tuple[Passage, ...]:
    """The texts in which something was replaced or beside which something was taken out; where there are none, what each case is about.

    Args:
        cases: as they will be read.
        replaced: whose names were replaced.
        changed: (record id, journal path) of every value that is not what the vault holds.
    """
    names = _pattern(replaced)
    gone = _gone(cases, changed)
    found: dict[str, Passage] = {}
    for case in cases:
        for record in case:
            passage = _passage(case, record, names, gone.get(record.id, ()))
            if passage is not None and record.id not in found:
                found[record.id] = passage
    some = sorted(found.values(), key=lambda passage: not passage.replaced)
    return tuple(some) or tuple(_about(case) for case in cases)


def _pattern(replaced: Collection[Replacement]) -> re.Pattern[str] | None:
    """Finds what stands in the place of names, the longest first: "Witness 12" is not "Witness 1" and a 2."""
    names = {name for each in replaced for name in each.pseudonym.values()}
    if not names:
        return None
    names |= {Catalogue(code).text("redaction.as.withheld") for code in LANGUAGES}
    longest = sorted(names, key=len, reverse=True)
    return re.compile("|".join(re.escape(name) + r"(?!\w)" for name in longest))


def _gone(cases: Collection[CaseFile], changed: Collection[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """Record id → names of the personal and secret fields that it has no more."""
    records = wording.records_of(cases)
    found: dict[str, dict[str, None]] = {}
    for record_id, path in sorted(changed):
        name, record = path.partition("/")[0], records.get(record_id)
        if record is None or getattr(record, name, None) not in (None, ()):
            continue
        if kind_of(record).field(name).about.sensitivity is not Sensitivity.PUBLIC:
            found.setdefault(record_id, {})[name] = None
    return {record_id: tuple(names) for record_id, names in found.items()}


def _passage(case: CaseFile, record: Record, names: re.Pattern[str] | None, gone: Collection[str]) -> Passage | None:
    marked = [
        paragraph
        for words in _texts(record)
        if names is not None and names.search(words)
        for paragraph in _paragraphs(words, names)
    ]
    if not marked and not gone:
        return None
    paragraphs = marked or [(Piece(wording.record_title(record)),)]
    label = kind_of(record).name
    chips = tuple(
        piece
        for name in gone
        for piece in (Piece(" "), Piece(t("handing.field_withheld", field=t(field_key(label, name))), "withheld"))
    )
    paragraphs[-1] = (*paragraphs[-1], *chips)
    return Passage(wording.cited_case(case.case), wording.record_title(record), tuple(paragraphs))


def _texts(record: Record) -> Iterator[str]:
    for field in kind_of(record).fields:
        value = getattr(record, field.name)
        if field.shape in _TEXTS and isinstance(value, Text):
            yield value.best(language()).text


def _paragraphs(words: str, names: re.Pattern[str]) -> Iterator[Paragraph]:
    for line in words.splitlines():
        if line.strip():
            yield tuple(_pieces(line, names))


def _pieces(line: str, names: re.Pattern[str]) -> Iterator[Piece]:
    end = 0
    for found in names.finditer(line):
        if found.start() > end:
            yield Piece(line[end : found.start()])
        yield Piece(found[0], "replaced")
        end = found.end()
    if end < len(line):
        yield Piece(line[end:])


def _about(case: CaseFile) -> Passage:
    words = wording.text(case.case.summary) or wording.case_title(case.case)
    paragraphs = tuple((Piece(line),) for line in words.splitlines() if line.strip())
    return Passage(wording.cited_case(case.case), wording.record_title(case.case), paragraphs)
