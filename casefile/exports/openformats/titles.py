"""What every record of an export is called, for formats that point to records by their title.

A record that has no title of its own is called by what it must say: "A. Invented — Victim — Trial". No two records of a kind are called
the same: the second is "A. Invented (2)".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from casefile.domain.definition import Shape
from casefile.domain.kinds import Case, Record, Source, kind_of
from casefile.domain.labels import kind_key
from casefile.domain.saying import say
from casefile.exports.openformats.gathered import Gathered
from casefile.i18n import Catalogue
from casefile.search.texts import display_title

_LONGEST = 200
_SAID_OF_OTHERS = ("measure", "position", "relationship", "role", "link", "consent", "citation")
"""Kinds that are called by the records they speak of, which are named before them."""
_BETWEEN = " — "


class Titles:
    """Id → what a record is called in one language.

    Args:
        kinds: of the records that are named; what others are called nobody asks.
    """

    def __init__(self, gathered: Gathered, kinds: Iterable[str], language: str) -> None:
        self._language, self._additions = language, gathered.additions
        self._of: dict[str, str] = {}
        for kind in sorted(kinds, key=lambda each: _SAID_OF_OTHERS.index(each) if each in _SAID_OF_OTHERS else -1):
            used: Counter[str] = Counter()
            for record in gathered.read(kind):
                title = self._title(record)
                used[title] += 1
                self._of[record.id] = title if used[title] == 1 else f"{title} ({used[title]})"

    def __call__(self, record_id: str) -> str:
        """The title of the record with this id; empty where it does not leave."""
        return self._of.get(record_id, "")

    def __contains__(self, record_id: object) -> bool:
        return record_id in self._of

    def _title(self, record: Record) -> str:
        own = record.short if isinstance(record, Source) else None
        found = own or display_title(record, self._language) or self._must_say(record)
        if not found and isinstance(record, Case):
            found = record.reference or ""
        clean = " ".join(found.replace("|", "/").split())
        if not clean:
            clean = Catalogue(self._language).text(kind_key(kind_of(record).name))
        return clean if len(clean) <= _LONGEST else clean[: _LONGEST - 1] + "…"

    def _must_say(self, record: Record) -> str:
        needed = ((field, getattr(record, field.name)) for field in kind_of(record).fields if field.about.required)
        said = (
            say(field, value, self._language, self, self._additions)
            for field, value in needed
            if value and (field.shape is not Shape.REF or value in self)
        )
        return _BETWEEN.join(part for part in said if part)
