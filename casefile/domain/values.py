"""Values that are not plain: text in several languages, partial dates, quantities, amounts.

All are frozen and compare by content. None of them holds a float: the journal's canonical JSON has no use for one.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4


def new_id() -> str:
    """A fresh identifier for a record or an element: 32 hexadecimal digits of a random UUID (RFC 9562, version 4)."""
    return uuid4().hex


@dataclass(frozen=True, slots=True)
class Version:
    """One language version of a text. `language` is a BCP 47 tag; `by` names the translator."""

    language: str
    text: str
    original: bool = True
    by: str | None = None
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """Words in one or more languages, the original first."""

    versions: tuple[Version, ...]

    @classmethod
    def of(cls, text: str, language: str) -> Text:
        """An original in one language."""
        return cls((Version(language, text),))

    def best(self, *languages: str) -> Version:
        """The version in the first of `languages` that exists, else the original."""
        for language in languages:
            for version in self.versions:
                if version.language == language:
                    return version
        return next((version for version in self.versions if version.original), self.versions[0])

    def has(self, language: str) -> bool:
        """Whether there is a version in `language`."""
        return any(version.language == language for version in self.versions)

    def __str__(self) -> str:
        return self.best().text


@dataclass(frozen=True, slots=True)
class When:
    """A date as far as it is known.

    `edtf` is Extended Date/Time Format (ISO 8601-2, levels 0 to 2); `words` what the source or the person said ("late January");
    `inferred` marks a year or day that the source does not state but implies.
    """

    edtf: str
    words: str | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as stated: "some 40", "several dozen", "more than 5,000".

    `qualifier` is a code of the list ``quantity_qualifier`` (about, more_than, at_least, less_than, several).
    """

    minimum: int | None = None
    maximum: int | None = None
    qualifier: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """Money as stated. `currency` is ISO 4217; `purpose` and `sharing` are term codes (imposed, alleged, claimed; each, together, unclear)."""

    quantity: Quantity
    currency: str
    purpose: str | None = None
    sharing: str | None = None


@dataclass(frozen=True, slots=True)
class Length:
    """A span of time as stated, not a date: "two and a half years", "100 hours"."""

    words: str
    years: int | None = None
    months: int | None = None
    days: int | None = None
    hours: int | None = None
