"""Why we say so: which citations stand behind a field or an entry, and under which numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from casefile.domain.definition import Ref
from casefile.domain.kinds import Citation
from casefile.domain.values import Text


@dataclass(frozen=True)
class Behind:
    """The citations behind a place in a record. `place` is where they were found: the place itself, the field around it, or the
    whole record (empty)."""

    place: str
    citations: tuple[Citation, ...]


def behind(citations: Iterable[Citation], place: str) -> Behind:
    """The citations of `place` (``end``, ``conditions/<id>``, empty for the record), else those of what is around it."""
    known = tuple(citations)
    for each in dict.fromkeys((place, place.partition("/")[0], "")):
        found = tuple(citation for citation in known if (citation.field or "") == each)
        if found:
            return Behind(each, found)
    return Behind(place, ())


def has_own(citations: Iterable[Citation], place: str) -> bool:
    """Whether a citation was made for `place` itself."""
    return any((citation.field or "") == place for citation in citations)


def numbers(citations: Iterable[Citation]) -> dict[str, int]:
    """Source → the number under which it is cited here, in the order of first use."""
    found: dict[str, int] = {}
    for citation in citations:
        if citation.source:
            found.setdefault(citation.source, len(found) + 1)
    return found


def marks(citations: Sequence[Citation], place: str) -> tuple[int | None, ...]:
    """The numbers to show beside `place`; (None,) where nothing vouches for it."""
    numbered = numbers(citations)
    found = {numbered[each.source] for each in behind(citations, place).citations if each.source in numbered}
    return tuple(sorted(found)) or (None,)


def around(citations: Iterable[Citation], citation: Citation) -> str:
    """The longer passage of the same source that holds the passage of `citation`, to be shown with the latter marked; else empty."""
    own = words(citation.passage)
    longer = (words(each.passage) for each in citations if each.id != citation.id and each.source == citation.source)
    return max((text for text in longer if own and own in text and len(text) > len(own)), key=len, default="")


def narrowed(citation: Citation, place: str, passage: str) -> Citation:
    """A citation of `place` alone, by a `passage` out of that of `citation`."""
    versions = citation.passage.versions if citation.passage else ()
    language = versions[0].language if versions else "en"
    return Citation(
        record=citation.record,
        field=place,
        source=citation.source,
        passage=Text.of(passage, language) if passage else None,
        locator=citation.locator,
        certainty=citation.certainty,
    )


def fresh(record: str, place: str) -> Citation:
    """An empty citation of `place`."""
    return Citation(record=Ref(record), field=place or None)


def replaced(citations: Sequence[Citation], citation: Citation) -> tuple[Citation, ...]:
    """`citations` with `citation` in the place of its older self, or at the end."""
    if any(each.id == citation.id for each in citations):
        return tuple(citation if each.id == citation.id else each for each in citations)
    return (*citations, citation)


def is_empty(citation: Citation) -> bool:
    """Whether nothing was said yet that could be lost."""
    return replace(citation, id="", record=None, field=None) == Citation(id="")


def words(passage: Text | None) -> str:
    """The passage in its original language."""
    return passage.best().text if passage and passage.versions else ""
