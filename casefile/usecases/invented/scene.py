"""One invented case while it is told: what it is about, who is in it, where, and in which language it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casefile.domain.definition import Ref
from casefile.domain.values import Text, Version
from casefile.usecases.invented.dice import Dice
from casefile.usecases.invented.names import Naming
from casefile.usecases.invented.words import filled, listed, sentence
from casefile.usecases.invented.world import Named, World

_ALL = ("en", "ru", "kk")


@dataclass(slots=True)
class Scene:
    """`case` is the id, `arc` the kind of story as ``arcs.json`` has it, `naming` whom it is about, `day` when it began."""

    dice: Dice
    world: World
    case: Ref
    arc: Mapping[str, Any]
    language: str
    day: date
    naming: Naming
    main: Ref
    place: Named
    body: Named
    source: Named
    street: str
    lawyer: Ref | None = None
    happenings: list[Ref] = field(default_factory=list)

    def values(self, language: str) -> dict[str, object]:
        """What sentences of this case name."""
        return {
            "name": self.naming.best(language),
            "place": self.place.names[language],
            "body": self.body.names[language],
            "source": self.source.names[language],
            "word": self.source.names[language],
            "street": self.street,
        }

    def say(self, subject: str, sentences: int = 1) -> Text:
        """Something about `subject` in the language of the case."""
        values = self.values(self.language)
        said = (sentence(subject, self.language, self.dice, values) for _ in range(sentences))
        return Text((Version(self.language, " ".join(dict.fromkeys(said))),))

    def title(self) -> Text:
        """What the case is called, often in a second language as well."""
        others = [each for each in _ALL if each != self.language and self.dice.chance(0.25)]
        chosen = self.dice.below(2)
        return Text(
            tuple(
                Version(each, self._title(each, chosen), original=each == self.language)
                for each in (self.language, *others)
            )
        )

    def _title(self, language: str, chosen: int) -> str:
        return filled(self.arc["titles"][language][chosen], language, self.dice, self.values(language))


def arcs() -> tuple[Mapping[str, Any], ...]:
    """The kinds of story, each as often as it is to come."""
    return tuple(arc for arc in listed("arcs") for _ in range(arc["share"]))
