"""Names of people, put together from parts, as they are spelled in Kazakh, Russian and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from casefile.domain.kinds import Name
from casefile.usecases.invented.dice import Dice
from casefile.usecases.invented.words import listed

_OTHER_SPELLINGS = (("ye", "e"), ("zh", "j"), ("kh", "h"), ("ay", "ai"), ("ey", "ei"), ("iy", "y"), ("k", "q"))


@dataclass(frozen=True, slots=True)
class Naming:
    """One person's name in the two alphabets that people write it in: `kazakh` is empty for those who have no Kazakh name."""

    russian: str
    kazakh: str
    patronymic: str

    @property
    def english(self) -> str:
        """As a passport has it."""
        return romanised(self.russian)

    def best(self, language: str) -> str:
        """The spelling for a text in `language`."""
        if language == "en":
            return self.english
        return self.kazakh or self.russian if language == "kk" else self.russian


def draw(dice: Dice, *, female: bool) -> Naming:
    """A name that nobody is meant by."""
    if dice.chance(0.22):
        given = dice.pick(listed("names")["slavic_female" if female else "slavic_male"])
        family = dice.pick(listed("names")["slavic_stems"]) + ("ова" if female else "ов")
        return Naming(f"{given} {family}", "", "")
    given, father, stem = _given(dice, female=female), _given(dice, female=False), _given(dice, female=False)
    ending = _ending(stem, female=female)
    kazakh = f"{given} {stem}{ending}"
    patronymic = f"{russified(father)}{'овна' if female else 'ович'}"
    return Naming(russified(kazakh), kazakh, patronymic)


def spellings(dice: Dice, naming: Naming) -> tuple[Name, ...]:
    """The names under which a file knows someone: seldom all of them."""
    russian = Name(id=dice.id(), text=naming.russian, script="Cyrl", language="ru", sort="usual")
    found = [russian] if not naming.kazakh or dice.chance(0.85) else []
    if naming.kazakh and (not found or dice.chance(0.4)):
        found.append(Name(id=dice.id(), text=naming.kazakh, script="Cyrl", language="kk", sort="usual"))
    if dice.chance(0.5):
        text = naming.english if dice.chance(0.7) else _otherwise(dice, naming.english)
        found.append(Name(id=dice.id(), text=text, script="Latn", language="en", sort="transliteration"))
    if naming.patronymic and dice.chance(0.25):
        given, family = naming.russian.split(" ")
        text = f"{family} {given} {naming.patronymic}"
        found.append(Name(id=dice.id(), text=text, script="Cyrl", language="ru", sort="legal"))
    return tuple(found)


def russified(kazakh: str) -> str:
    """A Kazakh word in the letters of Russian."""
    return kazakh.translate(_to_russian())


@lru_cache(maxsize=50_000)
def romanised(russian: str) -> str:
    """Russian in Latin letters, capitals kept at the beginning of words."""
    table = _to_english()
    return " ".join("".join(table.get(each, each) for each in word.lower()).capitalize() for word in russian.split(" "))


def _given(dice: Dice, *, female: bool) -> str:
    lists = listed("names")
    return str(dice.pick(lists["first"]) + dice.pick(lists["second_female" if female else "second_male"]))


def _ending(stem: str, *, female: bool) -> str:
    ending = "ев" if stem[-1] in "йеіиәөүң" else "ов"
    return ending + ("а" if female else "")


def _otherwise(dice: Dice, english: str) -> str:
    written, other = dice.pick(_OTHER_SPELLINGS)
    return english.replace(written, other)


@cache
def _to_russian() -> Mapping[int, str]:
    small: Mapping[str, str] = listed("names")["to_russian"]
    return str.maketrans({**small, **{letter.upper(): other.upper() for letter, other in small.items()}})


@cache
def _to_english() -> Mapping[str, str]:
    found: Mapping[str, str] = listed("names")["to_english"]
    return found
