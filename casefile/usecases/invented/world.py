"""What invented cases have in common: places, courts and police, organisations, the officials and lawyers whom one meets again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from casefile.domain.definition import Ref
from casefile.domain.kinds import Name, Organisation, Person, Place, Record, Source
from casefile.domain.values import Text
from casefile.usecases.invented import dates
from casefile.usecases.invented.dice import Dice
from casefile.usecases.invented.names import Naming, draw, romanised, russified, spellings
from casefile.usecases.invented.words import LANGUAGES, listed, sentence

TAG = ("invented",)

_OFFICIALS = 300
_SOURCES = 250
_SCRIPTS = {"en": "Latn", "ru": "Cyrl", "kk": "Cyrl"}


@dataclass(frozen=True, slots=True)
class Named:
    """Something shared that a sentence can name: its id and its name by language."""

    id: Ref
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Official:
    """Someone who acts for the state, or a lawyer: `role` is the code of what they are in a case."""

    id: Ref
    naming: Naming
    role: str


@dataclass(frozen=True, slots=True)
class World:
    """`records` are all that is shared; the other fields say what can be referred to."""

    records: tuple[Record, ...]
    regions: tuple[Named, ...]
    towns: tuple[Named, ...]
    bodies: tuple[Named, ...]
    civil: tuple[Named, ...]
    officials: tuple[Official, ...]
    sources: tuple[Named, ...]

    @classmethod
    def of(cls, seed: int) -> World:
        """The world of a seed."""
        dice = Dice(f"{seed}/world")
        regions = list(_regions(dice))
        towns = list(_towns(dice, regions))
        bodies = [_body(dice, pattern, town) for town in towns[::3] for pattern in listed("organisations")["bodies"]]
        civil = [
            _body(dice, pattern, dice.pick(towns)) for pattern in listed("organisations")["civil"] for _ in range(25)
        ]
        officials = [_official(dice) for _ in range(_OFFICIALS)]
        sources = [_source(dice, towns) for _ in range(_SOURCES)]
        groups: tuple[list[Any], ...] = (regions, towns, bodies, civil, officials, sources)
        records = tuple(record for group in groups for record, _ in group)
        return cls(records, *(tuple(shared for _, shared in group) for group in groups))


def _regions(dice: Dice) -> Iterator[tuple[Place, Named]]:
    for english, russian, kazakh in listed("places")["regions"]:
        yield _place(dice, {"en": english, "ru": russian, "kk": kazakh}, "region", None)


def _towns(dice: Dice, regions: list[tuple[Place, Named]]) -> Iterator[tuple[Place, Named]]:
    lists = listed("places")
    for first in lists["first"]:
        for second in (each for each in lists["second"] if dice.chance(0.4)):
            russian = russified(first + second)
            names = {"en": romanised(russian), "ru": russian, "kk": first + second}
            yield _place(dice, names, dice.pick(("city", "village", "district")), dice.pick(regions)[1].id)


def _place(dice: Dice, names: Mapping[str, str], sort: str, within: Ref | None) -> tuple[Place, Named]:
    place = Place(id=dice.id(), tags=TAG, names=_in_three(dice, names), sort=sort, country="kz", within=within)
    return place, Named(Ref(place.id), names)


def _body(dice: Dice, pattern: Mapping[str, Any], town: tuple[Place, Named]) -> tuple[Organisation, Named]:
    word, number = dice.pick(listed("organisations")["words"]), dice.between(1, 9)
    names = {
        language: pattern[language].format(place=town[1].names[language], word=word, n=number)
        for language in ("en", "ru", "kk")
    }
    body = Organisation(
        id=dice.id(),
        tags=TAG,
        names=_in_three(dice, names),
        types=tuple(pattern["types"]),
        place=Ref(town[0].id),
    )
    return body, Named(Ref(body.id), names)


def _official(dice: Dice) -> tuple[Person, Official]:
    female = dice.chance(0.4)
    naming = draw(dice, female=female)
    role = dice.pick(("judge", "judge", "investigator", "prosecutor", "lawyer", "lawyer", "official"))
    known = ("lawyer",) if role == "lawyer" else ("official",)
    person = Person(
        id=dice.id(),
        tags=TAG,
        names=spellings(dice, naming),
        sex="female" if female else "male",
        characteristics=known,
    )
    return person, Official(Ref(person.id), naming, role)


def _source(dice: Dice, towns: list[tuple[Place, Named]]) -> tuple[Source, Named]:
    language = dice.pick(LANGUAGES)
    values = {"word": dice.pick(listed("organisations")["words"]), "place": dice.pick(towns)[1].names[language]}
    title = sentence("source", language, dice, values)
    day = dates.begun(dice)
    source = Source(
        id=dice.id(),
        tags=TAG,
        title=Text.of(title, language),
        kind=dice.pick(("report", "news", "interview", "social_media", "court_document", "press_release")),
        date=dates.when(dice, day, language),
        language=language,
        reliability_of_source=dice.pick(("highly_reliable", "mostly_reliable", "unsure")),
    )
    return source, Named(Ref(source.id), dict.fromkeys(("en", "ru", "kk"), title))


def _in_three(dice: Dice, names: Mapping[str, str]) -> tuple[Name, ...]:
    return tuple(
        Name(id=dice.id(), text=text, script=_SCRIPTS[language], language=language, sort="usual")
        for language, text in names.items()
    )
