"""What stands for a person, an organisation or a place in a line of text."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.domain.kinds import Name, Organisation, Person, Place

Named = Person | Organisation | Place


def name_of(named: Named, language: str) -> str:
    """The usual name in the reader's language, else in any; else the label of an unnamed person, or the pseudonym."""
    if named.names:
        return best_name(named.names, language)
    if isinstance(named, Person):
        return named.label.best(language).text if named.label else named.pseudonym or ""
    return ""


def best_name(names: Sequence[Name], language: str) -> str:
    """Of several names the usual one in the reader's language, else in any."""
    return min(enumerate(names), key=lambda pair: (*_preference(pair[1], language), pair[0]))[1].text


def _preference(name: Name, language: str) -> tuple[bool, bool, bool]:
    return name.language != language, name.sort != "usual", name.language != "en"


def is_unnamed(named: Named) -> bool:
    """Whether no name is known: a group, or someone known by what they are."""
    return not named.names
