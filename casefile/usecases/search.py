"""Finding anything: one box, names in any script first, then full text with the place where it stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from casefile.domain.additions import Additions
from casefile.domain.definition import Shape
from casefile.domain.kinds import Evidence, Record, kind_of
from casefile.progress import SILENT, Progress
from casefile.records import additions, repository
from casefile.records.database import Connection
from casefile.records.sameperson import Groups, groups
from casefile.search import asking, query
from casefile.search.asking import Asked, Counted
from casefile.search.filetexts import passage
from casefile.search.folding import fold
from casefile.search.names import Hit
from casefile.search.narrowing import EVERYTHING, Narrowing
from casefile.search.texts import display_title, names_of, searchable
from casefile.usecases.session import Session

__all__ = ["AS_ONE_TYPES", "EVERYTHING", "Found", "KindFound", "Narrowing", "answer", "find", "survey"]

AS_ONE_TYPES = 24
"""So many are shown of names and as many of texts while somebody types: more than anybody reads before the next letter."""
_LIMIT = 50
_AROUND = 60
_PARTIES = ("person", "organisation")
_KAZAKH, _CYRILLIC = re.compile("[әғқңөұүһі]", re.IGNORECASE), re.compile("[а-я]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A record that was found.

    `snippet` is a passage around the first place that matches, `marks` the (start, end) places in it; `title_marks` those in the title;
    `spellings` the other names of a person, and `spelling_marks` the places that match in each; `cases` ids of the cases it belongs to;
    `record` the record itself.
    """

    id: str
    kind: str
    title: str
    title_marks: tuple[tuple[int, int], ...]
    snippet: str
    marks: tuple[tuple[int, int], ...]
    spellings: tuple[str, ...]
    spelling_marks: tuple[tuple[tuple[int, int], ...], ...]
    cases: tuple[str, ...]
    record: Record


@dataclass(frozen=True, slots=True)
class KindFound:
    """Of one kind, the best results, and how many there are in all; `more`: at least so many, for more than some thousand are not counted."""

    kind: str
    total: int
    best: tuple[Found, ...]
    more: bool = False


def survey(
    session: Session,
    typed: str,
    language: str,
    each: int,
    kinds: Sequence[str] = (),
    narrowing: Narrowing = EVERYTHING,
    furthest: int | None = asking.ASKED_AT_ONCE,
    progress: Progress = SILENT,
) -> tuple[KindFound, ...]:
    """What was found kind by kind, the best `each` of every kind or, of `kinds` alone, with the totals of all others as well.

    Where that is little, what answers in other words or in part is among it, last. Of a narrowed search only the `furthest` first hits are
    looked at, as is quick enough while somebody types; None: all, which can be cancelled.

    Raises:
        Cancelled: as `progress` says.
    """
    with session.database.reading() as connection:
        asked = _asked(connection, typed, narrowing)
        counted = asking.counted(connection, asked, furthest, progress)
        totals = {kind: len(hits) for kind, hits in counted.hits.items()}
        showing = _showing(connection, asked, language)
        best = {kind: showing.all(_first(connection, asked, counted, kind, kinds, each)) for kind in totals}
        progress.check()
        if sum(totals.values()) < asking.ENOUGH and not counted.more:
            known = {hit.record for hits in counted.hits.values() for hit in hits}
            showing, more = _in_other_words(connection, asked, (), language, known)
            for hit in more:
                totals[hit.kind] = totals.get(hit.kind, 0) + 1
                shown = best.setdefault(hit.kind, ())
                if len(shown) < each and (not kinds or hit.kind in kinds):
                    best[hit.kind] = shown + showing.all([hit])
    return tuple(KindFound(kind, total, best.get(kind, ()), counted.more) for kind, total in totals.items())


def _first(
    connection: Connection, asked: Asked, counted: Counted, kind: str, kinds: Sequence[str], limit: int
) -> Sequence[Hit]:
    """The best of a kind: among what was counted, where that has enough of them."""
    if kinds and kind not in kinds:
        return ()
    if counted.more and kinds and not asked.narrowed.conditions:
        return asking.exactly(connection, asked, (kind,), limit)[:limit]
    return counted.hits[kind][:limit]


def find(
    session: Session,
    typed: str,
    kinds: Sequence[str] = (),
    language: str = "en",
    limit: int = _LIMIT,
    *,
    every_spelling: bool = True,
    narrowing: Narrowing = EVERYTHING,
) -> tuple[Found, ...]:
    """What holds everything that was typed, names first, at most `limit` of each; with nothing typed, the newest within `narrowing`.

    `every_spelling` also finds a name in texts where it is spelled otherwise.
    """
    with session.database.reading() as connection:
        asked = _asked(connection, typed, narrowing, every_spelling=every_spelling)
        return _showing(connection, asked, language).all(asking.exactly(connection, asked, kinds, limit))


def answer(
    session: Session,
    typed: str,
    kinds: Sequence[str] = (),
    language: str = "en",
    limit: int = _LIMIT,
    *,
    every_spelling: bool = True,
    narrowing: Narrowing = EVERYTHING,
) -> tuple[Found, ...]:
    """As `find`; where that is little, what answers in other forms of the words, in other words, another language or in part comes after."""
    with session.database.reading() as connection:
        asked = _asked(connection, typed, narrowing, every_spelling=every_spelling)
        hits = asking.exactly(connection, asked, kinds, limit)
        found = _showing(connection, asked, language).all(hits)
        if len(hits) < asking.ENOUGH:
            showing, more = _in_other_words(connection, asked, kinds, language, {hit.record for hit in hits})
            found += showing.all(more)
        return found


def _asked(connection: Connection, typed: str, narrowing: Narrowing, *, every_spelling: bool = True) -> Asked:
    def names(bearers: Iterable[Hit]) -> Iterable[str]:
        found = _records(connection, bearers).values()
        others = _others(connection, groups(connection), found)
        return [name for one in found for record in (one, *others.get(one.id, ())) for name in names_of(record)]

    return asking.asked(connection, typed, names if every_spelling else None, narrowing)


def _in_other_words(
    connection: Connection, asked: Asked, kinds: Sequence[str], language: str, known: Container[str]
) -> tuple[_Showing, list[Hit]]:
    question = asking.question(connection, asked)
    hits = asking.loosely(connection, asked, question, kinds)
    stems = frozenset(stem for concept in question for stem in concept.stems)
    showing = _Showing(connection, language, partial(query.word_spans, stems=stems), sorted(stems))
    return showing, [hit for hit in hits if hit.record not in known]


def _showing(connection: Connection, asked: Asked, language: str) -> _Showing:
    marked = " ".join([asked.named, *(word for words in asked.spellings.values() for word in words)])
    return _Showing(connection, language, partial(query.spans, typed=marked), sorted(set(fold(marked).split())))


Spans = Callable[[str], list[tuple[int, int]]]
"""Where in a text stands what was looked for."""


@dataclass(frozen=True)
class _Showing:
    """Hits as results: `spans` marks what was looked for, `words` are the beginnings of words, folded, by which a file's text is opened."""

    connection: Connection
    language: str
    spans: Spans
    words: Sequence[str]

    @cached_property
    def _additions(self) -> Additions:
        return additions.load(self.connection)

    @cached_property
    def _groups(self) -> Groups:
        return groups(self.connection)

    def all(self, hits: Sequence[Hit]) -> tuple[Found, ...]:
        """Every hit whose record is here, in the same order."""
        records = _records(self.connection, hits)
        others = _others(self.connection, self._groups, records.values())
        found = (records[hit.record] for hit in hits if hit.record in records)
        return tuple(self._found(each, others.get(each.id, ())) for each in found)

    def _found(self, record: Record, others: Iterable[Record]) -> Found:
        title = unicodedata.normalize("NFC", display_title(record, self.language))
        snippet, marks = self._snippet(record, title)
        called = (name for each in (record, *others) for name in names_of(each))
        names = (unicodedata.normalize("NFC", name) for name in called)
        spellings = tuple(dict.fromkeys(name for name in names if name != title))
        return Found(
            record.id,
            kind_of(record).name,
            title,
            tuple(self.spans(title)),
            snippet,
            marks,
            spellings,
            tuple(tuple(self.spans(each)) for each in spellings),
            _cases(record),
            record,
        )

    def _snippet(self, record: Record, title: str) -> tuple[str, tuple[tuple[int, int], ...]]:
        texts = searchable(record, self._additions)
        found: tuple[str, tuple[int, int]] | None = None
        for text in (*texts.body, *texts.title):
            original = unicodedata.normalize("NFC", text)
            if original == title or not (spans := self.spans(original)):
                continue
            if _language_of(original) == self.language:
                return self._around(original, spans[0])
            found = found or (original, spans[0])
        if found is not None:
            return self._around(*found)
        if isinstance(record, Evidence):
            piece = " ".join(passage(self.connection, record, self.words).split())
            if spans := self.spans(piece):
                return self._around(f"… {piece} …", (spans[0][0] + 2, spans[0][1] + 2))
        return "", ()

    def _around(self, original: str, place: tuple[int, int]) -> tuple[str, tuple[tuple[int, int], ...]]:
        start = max(0, place[0] - _AROUND)
        start = original.rfind(" ", 0, start) + 1 if start else 0
        end = place[1] + 2 * _AROUND
        if end < len(original):
            space = original.rfind(" ", place[1], end)
            end = end if space < 0 else space  # no word is cut
        passage = original[start:end]
        before, after = "… " if start else "", " …" if end < len(original) else ""
        shown = f"{before}{passage}{after}"
        return shown, tuple(self.spans(shown))


def _records(connection: Connection, hits: Iterable[Hit]) -> dict[str, Record]:
    wanted: dict[str, list[str]] = {}
    for hit in hits:
        wanted.setdefault(hit.kind, []).append(hit.record)
    return {
        stored.record.id: stored.record
        for kind, ids in wanted.items()
        for stored in repository.many(connection, kind, ids)
    }


def _others(connection: Connection, one_person: Groups, records: Collection[Record]) -> dict[str, list[Record]]:
    """Id → the other records that stand for the same person or organisation."""
    linked = {each.id: one_person.members(each.id) for each in records if each.id in one_person.linked}
    ids = {member for members in linked.values() for member in members}
    stored = [each.record for kind in _PARTIES for each in repository.many(connection, kind, ids)] if ids else []
    known = {each.id: each for each in stored}
    return {
        each: [known[member] for member in members if member != each and member in known]
        for each, members in linked.items()
    }


def _language_of(text: str) -> str:
    """Which of our languages a text seems to be in, by its letters. Good enough to show the reader's among several versions."""
    if _KAZAKH.search(text):
        return "kk"
    return "ru" if _CYRILLIC.search(text) else "en"


def _cases(record: Record) -> tuple[str, ...]:
    fields = {field.name: field.shape for field in kind_of(record).fields}
    return tuple(getattr(record, "cases", ())) if fields.get("cases") is Shape.REFS else ()
