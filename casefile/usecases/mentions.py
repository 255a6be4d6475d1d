"""Where the name of a person or an organisation stands in the texts of other records, in any spelling and with any ending.

A name that is known in Latin letters alone is found in Cyrillic texts only where someone who bears it is known in Cyrillic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from casefile.domain.kinds import Record, kind_of
from casefile.domain.redaction import fields, finding
from casefile.domain.redaction.endings import romanised
from casefile.domain.redaction.namebook import NameBook
from casefile.domain.redaction.words import cleaned
from casefile.records import repository
from casefile.records.database import Connection
from casefile.search import query
from casefile.search.texts import names_of
from casefile.usecases.session import Session

_CANDIDATES = 300  # records read for each word of a name
_BEARERS = 20
_AROUND = 40
_WORD = re.compile(r"\w{3,}")
_ENDING = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """A text with the name: the record and its kind, the path of the field or element, and the words around the name.

    `doubt`: it may be someone else, a relative or someone of that name, or the name mistyped.
    """

    record: str
    kind: str
    path: str
    words: str
    doubt: bool


def of(session: Session, record: Record, without: Iterable[str] = ()) -> tuple[Mention, ...]:
    """Where the names of `record` stand in free text, the certain ones first; one for each text. Records of `without` are left aside.

    The names of others are not texts: someone with the same name is not mentioned by it.
    """
    names = names_of(record)
    book, aside = NameBook({record.id: names}, {}), {record.id, *without}
    with session.database.reading() as connection:
        found = [
            mention
            for each in _candidates(connection, [*names, *_spelled_by_others(connection, names)])
            if each.id not in aside
            for mention in _mentions(each, book)
        ]
    return tuple(sorted(found, key=lambda mention: mention.doubt))


def _spelled_by_others(connection: Connection, names: Sequence[str]) -> Iterator[str]:
    """How those spell it who bear the same name: in other letters, it may be."""
    for name in names:
        for hit in query.names(connection, name, (), _BEARERS):
            yield from (
                each
                for stored in repository.many(connection, hit.kind, [hit.record])
                for each in names_of(stored.record)
            )


def _candidates(connection: Connection, names: Sequence[str]) -> Iterator[Record]:
    """Records that hold the beginning of a word of a name, as it is written or in Latin letters."""
    wanted: dict[str, dict[str, None]] = {}
    words = {word for name in names for word in _WORD.findall(name)}
    for stem in sorted({_stem(each) for word in words for each in (word, romanised(word))}):
        for hit in query.full_text(connection, stem, (), _CANDIDATES, query.spellings_of(stem, names)):
            wanted.setdefault(hit.kind, {})[hit.record] = None
    for kind, ids in wanted.items():
        yield from (stored.record for stored in repository.many(connection, kind, ids))


def _stem(word: str) -> str:
    """Without what an ending changes; too short a word stays whole."""
    return word[:-_ENDING] if len(word) > 2 * _ENDING + 1 else word


def _mentions(record: Record, book: NameBook) -> list[Mention]:
    found: dict[str, Mention] = {}
    kind = kind_of(record).name

    def look(text: str, language: str | None, path: str) -> str:
        tidy = cleaned(text)
        if not path.startswith("names/"):
            for mark in finding.find(tidy, language or "", book):
                before = found.get(path)
                if before is None or (before.doubt and not mark.doubt):
                    found[path] = Mention(record.id, kind, path, _around(tidy, mark.start, mark.end), mark.doubt)
        return text

    fields.rewritten(record, look)
    return list(found.values())


def _around(text: str, start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    if first:
        first = text.rfind(" ", 0, first) + 1
    if last < len(text):
        last = text.find(" ", last) if text.find(" ", last) >= 0 else len(text)
    shown = " ".join(text[first:last].split())
    return f"{'… ' if first else ''}{shown}{' …' if last < len(text) else ''}"
