"""Values in the form of the HURIDOCS Events Standard Formats: codes of the micro-thesauri, dates with what is not known of them, remarks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from casefile.domain.kinds import Record
from casefile.domain.terms import term_list
from casefile.domain.values import When
from casefile.exports.openformats.days import days, unknown_part
from casefile.exports.openformats.told import Teller

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets)."""

_DATE_TYPES = {"estimate": "010000000000", "day": "020000000000", "month": "030000000000"}
"""Micro-thesaurus 48, Types of dates: estimate, unknown day, unknown month and day."""

_OPEN = frozenset({None, "public"})


def code(terms: str, own: str | None) -> str:
    """The code of the micro-thesaurus for a term of ours; empty where there is none."""
    found = term_list(terms).find(own) if own else None
    return (found.huridocs or "") if found else ""


@dataclass(frozen=True, slots=True)
class Writer(Teller):
    """Writes values into elements, and says in words what there is no element for."""

    def put(self, parent: Element, name: str, value: str | int | None) -> None:
        """An element with a text; none where there is nothing to say."""
        said = _NO_XML.sub("", str(value)) if value is not None else ""
        if said:
            SubElement(parent, name).text = said

    def codes(self, parent: Element, name: str, terms: str, own: Iterable[str | None]) -> None:
        """An element for each term that the micro-thesaurus has."""
        for each in dict.fromkeys(code(terms, one) for one in own):
            self.put(parent, name, each)

    def date(self, parent: Element, name: str, when: When | None, *, end: bool = False) -> None:
        """The first day that a date can mean, or the last, and the sort of date where it is not one day."""
        found = days(when) if when else None
        day = (found.last if end else found.first) if found else ""
        if when is None or not day:
            return
        self.put(parent, name, day)
        if sort := unknown_part(when):
            self.put(parent, f"{name}_type", _DATE_TYPES[sort])

    def confidential(self, parent: Element, record: Record) -> None:
        """Whether the record is for few people only."""
        self.put(parent, "confidentiality", "n" if record.confidentiality in _OPEN else "y")
