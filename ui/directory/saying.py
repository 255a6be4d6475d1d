"""Names, roles, statuses and dates of a party in words of the reader's language."""

from __future__ import annotations

from casefile.domain.dates import show
from casefile.domain.kinds import Person, StatusAsOf
from casefile.domain.shown import name_of
from casefile.domain.values import When
from casefile.i18n import Catalogue
from casefile.usecases.directory import Party
from ui.words import term_list

SEPARATOR = " · "
_SPELLING_ORDER = ("ru", "kk", "en")


def joined(*parts: str) -> str:
    """The parts that are not empty, with dots between."""
    return SEPARATOR.join(part for part in parts if part)


def listed(words: list[str]) -> str:
    """Words in a row, as a sentence begins: only the first keeps its capital."""
    return ", ".join([*words[:1], *(_small(each) for each in words[1:])])


def name(party: Party, language: str) -> str:
    """The name in the reader's language; what stands for it where there is none."""
    return name_of(party, language) or Catalogue(language).text("directory.unnamed")


def spellings(party: Party, language: str) -> tuple[str, ...]:
    """The other names, the usual ones first, then by language."""

    def place(code: str | None) -> int:
        return _SPELLING_ORDER.index(code) if code in _SPELLING_ORDER else len(_SPELLING_ORDER)

    names = sorted(party.names, key=lambda each: (each.sort != "usual", place(each.language)))
    shown = name_of(party, language)
    found = [each.text for each in names if each.text != shown]
    if isinstance(party, Person) and party.pseudonym and party.pseudonym != shown:
        found.append(party.pseudonym)
    return tuple(dict.fromkeys(found))


def term(terms: str, code: str | None, language: str) -> str:
    """The words for a code, empty where there is none."""
    return term_list(terms).label(code, language) if code else ""


def date(when: When | None, language: str) -> str:
    """A date, whole. One that cannot be read stands as it was typed."""
    if when is None:
        return ""
    try:
        return show(when, language)
    except ValueError:
        return when.words or when.edtf


def status(known: StatusAsOf | None, language: str) -> str:
    """A status with the day for which it is known."""
    if known is None:
        return ""
    words = term("person_status", known.status, language) or (known.detail.best(language).text if known.detail else "")
    return ", ".join(part for part in (words, date(known.as_of, language)) if part)


def sorts(party: Party, language: str) -> str:
    """What a person does, or of what type an organisation is."""
    if isinstance(party, Person):
        return party.occupation.best(language).text if party.occupation else ""
    return listed([term("organisation_type", code, language) for code in party.types])


def _small(words: str) -> str:
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
