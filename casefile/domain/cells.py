"""What one cell of a table says, as JSON of the field it is meant for. Lenient in form, strict in meaning.

Dates are read as people write them in three languages, terms by code or by label in any of the three, yes and no likewise. What can be
read in two ways, or not at all, is refused with a sentence; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from casefile.domain.dates import read
from casefile.domain.definition import FieldDefinition, Shape
from casefile.domain.terms import TermList, shipped_lists, term_list
from casefile.domain.values import When
from casefile.i18n import LANGUAGES

LARGEST_NUMBER = 2**53 - 1
"""What JSON carries between programs without loss (RFC 8259, section 6)."""

_SEPARATOR = "|"
_SPLIT = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_NUMBER = re.compile(r"[+-]?\d{1,18}(\.0+)?")
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f]")
_SPAN = re.compile(r"(\d{4}-\d\d-\d\d)?:(\d{4}-\d\d-\d\d)?")
_TIMED = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d(:\d\d(\.\d+)?)?")
_FLAGS: Mapping[str, bool] = {
    **dict.fromkeys(("true", "yes", "y", "1", "да", "иә", "ия", "истина", "шын"), True),
    **dict.fromkeys(("false", "no", "n", "0", "нет", "жоқ", "ложь", "жалған"), False),
}
_SPREADSHEET_ERRORS = frozenset(
    {"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#ЗНАЧ!", "#ССЫЛКА!"}
)


Lists = Callable[[str], TermList]

Added = Callable[[str], tuple[FieldDefinition, ...]]


def nothing_added(_kind: str) -> tuple[FieldDefinition, ...]:
    """No field was added to any kind."""
    return ()


class Unreadable(ValueError):
    """A cell that its field cannot hold: `key` names the sentence, `values` what it sets in."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values


def joined(items: list[str]) -> str:
    """Several values in one cell, ``|`` between them; a ``|`` inside a value is written ``\\|``, a backslash ``\\\\``."""
    return _SEPARATOR.join(item.replace("\\", "\\\\").replace(_SEPARATOR, "\\" + _SEPARATOR) for item in items)


def parted(cell: str) -> list[str]:
    """The inverse of `joined`; spaces around values and empty ones are dropped."""
    marked = _SPLIT.sub(lambda found: found[1] + "\0", cell.replace("\0", ""))
    pieces = (re.sub(r"\\(.)", r"\1", piece, flags=re.DOTALL).strip() for piece in marked.split("\0"))
    return [piece for piece in pieces if piece]


@dataclass(frozen=True, slots=True)
class Reading:
    """How cells are to be read.

    Attributes:
        language: of the person, for words that two languages share.
        today: for words such as "yesterday".
        lists: name → term list, with what people added to it.
        added: kind → the fields that people added to it.
        keeps_codes: what has the form of a code is taken for one that this vault does not know yet, as in a table that Casefile wrote.
    """

    language: str
    today: date
    lists: Lists = term_list
    added: Added = nothing_added
    keeps_codes: bool = False


def said(field: FieldDefinition, cell: str, reading: Reading) -> str | int | bool | dict[str, object]:
    """The JSON of a field that fits one cell: a line, a term's code, a number, yes or no, a date.

    Raises:
        Unreadable
    """
    if cell in _SPREADSHEET_ERRORS:
        raise Unreadable("importing.cell.error_value", cell=cell)
    match field.shape:
        case Shape.WHEN:
            return when(cell, reading.language, reading.today)
        case Shape.NUMBER:
            return number(cell)
        case Shape.FLAG:
            return _flag(cell)
        case _:
            return _term(reading, field.about.terms, cell) if field.about.terms else cell


def _term(reading: Reading, terms: str, cell: str) -> str:
    try:
        return code(reading.lists(terms), cell)
    except Unreadable:
        if reading.keeps_codes and _CODE.fullmatch(cell):
            return cell
        raise


def code(terms: TermList, cell: str) -> str:
    """The code of a term, given as its code or as its label in any language.

    Raises:
        Unreadable: the list has no such term, or two that are called so.
    """
    shipped = terms.name in shipped_lists() and term_list(terms.name) is terms
    known = _shipped_codes(terms.name) if shipped else _codes(terms)
    found = known.get(_plain(cell), frozenset())
    if cell in terms:
        return cell
    if len(found) != 1:
        raise Unreadable("importing.cell.two_terms" if found else "importing.cell.unknown_term", cell=cell)
    return next(iter(found))


def when(cell: str, language: str, today: date) -> str | dict[str, object]:
    """A date as JSON: its EDTF, and its words where they say more. ``from:to`` is a range as Uwazi has them.

    Raises:
        Unreadable: it says no date, or more than one.
    """
    span = _SPAN.fullmatch(cell.strip())
    if span and (span[1] or span[2]):
        cell = span[1] if span[1] == span[2] else f"{span[1] or '..'}/{span[2] or '..'}"
    timed = _TIMED.fullmatch(cell)
    found: When | None = read(timed[1] if timed else cell, language, today)
    if found is None:
        raise Unreadable("importing.cell.no_date", cell=cell)
    return found.edtf if found.words is None else {"edtf": found.edtf, "words": found.words}


def number(cell: str) -> int:
    """A whole number, however its thousands are set apart by spaces.

    Raises:
        Unreadable: it is none, or too large for other programs.
    """
    plain = _SPACES.sub("", cell)
    if not _NUMBER.fullmatch(plain):
        raise Unreadable("importing.cell.no_number", cell=cell)
    found = int(plain.partition(".")[0])
    if abs(found) > LARGEST_NUMBER:
        raise Unreadable("importing.cell.no_number", cell=cell)
    return found


def _flag(cell: str) -> bool:
    found = _FLAGS.get(cell.casefold())
    if found is None:
        raise Unreadable("importing.cell.no_flag", cell=cell)
    return found


@cache
def _shipped_codes(name: str) -> Mapping[str, frozenset[str]]:
    return _codes(term_list(name))


def _codes(terms: TermList) -> Mapping[str, frozenset[str]]:
    """What a term may be called → the codes that are called so."""
    found: dict[str, set[str]] = {}
    for term in terms:
        for name in (term.code, *(term.labels[language] for language in LANGUAGES)):
            found.setdefault(_plain(name), set()).add(term.code)
    return {name: frozenset(codes) for name, codes in found.items()}


def _plain(name: str) -> str:
    return " ".join(name.replace("_", " ").casefold().replace("ё", "е").split())
