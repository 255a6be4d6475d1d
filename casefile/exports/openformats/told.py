"""What a record says in words, for formats that have a field for only some of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casefile.domain.additions import Additions
from casefile.domain.kinds import Record, kind_of
from casefile.domain.labels import kind_key, label_of
from casefile.domain.saying import Named, said_extras, say
from casefile.domain.values import Text
from casefile.i18n import Catalogue

_UNSAID = frozenset({"cases", "extra", "confidentiality"})


@dataclass(frozen=True, slots=True)
class Teller:
    """Says records in one language. `named` is what records are called."""

    language: str
    additions: Additions
    named: Named

    def text(self, text: Text | None) -> str:
        """A text in the language of the export, else in its own."""
        return text.best(self.language).text if text else ""

    def said(self, record: Record, name: str) -> str:
        """One field of a record in words; empty where it holds nothing."""
        field = kind_of(record).field(name)
        return say(field, getattr(record, name), self.language, self.named, self.additions)

    def term(self, terms: str | None, code: str | None) -> str:
        """The word for a code of a list."""
        return self.additions.list(terms).label(code, self.language) if terms and code else ""

    def rest(self, record: Record, used: Iterable[str] = ()) -> list[str]:
        """Lines for everything that a record holds beside the fields in `used`, each with its label."""
        done = _UNSAID.union(used)
        kind = kind_of(record)
        said = [
            (label_of(kind.name, field, self.language), self.said(record, field.name))
            for field in kind.fields
            if field.name not in done
        ]
        said += said_extras(record, self.language, self.named, self.additions)
        return [f"{label}: {value}" for label, value in said if value]

    def told(self, record: Record, used: Iterable[str] = ()) -> str:
        """A record in one line: its sort, its title if it has one, and what it says beside the fields in `used`."""
        sort = Catalogue(self.language).text(kind_key(kind_of(record).name))
        title = self.text(getattr(record, "title", None))
        return f"{sort}: {'; '.join([*([title] if title else ()), *self.rest(record, (*used, 'title'))])}"
