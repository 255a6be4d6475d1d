"""What a person who may not be named is called: their own pseudonym, or their part in the matter and a number."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from casefile.domain.casefile import CaseFile
from casefile.domain.kinds import Name, Person, Relationship, Role
from casefile.i18n import LANGUAGES, Catalogue

_PARTS = {
    "witness": "witness",
    "source": "source",
    "lawyer": "lawyer",
    "relative": "relative",
    "complainant": "complainant",
    "private_accuser": "complainant",
    "applicant": "applicant",
    "claimant": "applicant",
    "expert": "expert",
    "observer": "observer",
    "victim": "victim",
    "accused": "accused",
    "suspect": "accused",
    "convicted": "accused",
    "organiser": "organiser",
    "participant": "participant",
    "official": "official",
    "judge": "official",
    "prosecutor": "official",
    "investigator": "official",
}
_TIES = {
    "friend": "friend",
    "colleague": "colleague",
    "neighbour": "neighbour",
    "lawyer": "lawyer",
    **dict.fromkeys(("spouse", "former_spouse", "parent", "child", "sibling", "relative"), "relative"),
}
_PART_ORDER = tuple(_PARTS)


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """Person → language → what they are called."""

    of: Mapping[str, Mapping[str, str]]

    def name(self, person: str | None, language: str) -> str:
        """What stands for a person's name in a text; for None, a name that several protected people share."""
        if person is None:
            return Catalogue(language).text("redaction.as.withheld")
        return self.of[person][language]

    def names(self, person: str) -> tuple[Name, ...]:
        """The pseudonym as the names of a record."""
        spoken = self.of[person]
        return tuple(
            Name(id=_name_id(person, language), text=spoken[language], language=language, sort="usual")
            for language in LANGUAGES
        )


def assign(casefile: CaseFile, protected: Iterable[str]) -> Pseudonyms:
    """Pseudonyms for the protected, numbered within their part in the order of their ids, so that every export says the same."""
    numbers: dict[str, int] = {}
    found: dict[str, Mapping[str, str]] = {}
    for person_id in sorted(protected):
        person = casefile.get(person_id, Person)
        if person and person.pseudonym:
            found[person_id] = dict.fromkeys(LANGUAGES, person.pseudonym)
            continue
        part = _part(casefile, person_id)
        numbers[part] = numbers.get(part, 0) + 1
        found[person_id] = {
            language: Catalogue(language).text(f"redaction.as.{part}", number=numbers[part]) for language in LANGUAGES
        }
    return Pseudonyms(found)


def _part(casefile: CaseFile, person: str) -> str:
    """The most telling of their roles, else what they are to another, else only a person."""
    roles = {role.role or "" for role in casefile.of(Role) if role.party == person}
    for role in _PART_ORDER:
        if role in roles:
            return _PARTS[role]
    for tie in casefile.of(Relationship):
        if tie.subject == person and tie.type in _TIES:
            return _TIES[tie.type]
    return "person"


def _name_id(person: str, language: str) -> str:
    return hashlib.sha256(f"casefile pseudonym {person} {language}".encode()).hexdigest()[:32]
