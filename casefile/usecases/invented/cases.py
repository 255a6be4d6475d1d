"""One invented case with everything that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from casefile.domain.kinds import Case, Happening, Record
from casefile.domain.terms import term_list
from casefile.domain.values import Quantity, Text, Version
from casefile.usecases.invented import dates
from casefile.usecases.invented.dice import Dice
from casefile.usecases.invented.names import draw
from casefile.usecases.invented.papers import papers
from casefile.usecases.invented.people import cast, status
from casefile.usecases.invented.scene import Scene, arcs
from casefile.usecases.invented.words import LANGUAGES, listed
from casefile.usecases.invented.world import TAG, World

_STATUSES = ("open",) * 3 + ("watching",) * 4 + ("dormant",) * 4 + ("closed",) * 9


def records_of(number: int, dice: Dice, world: World) -> Iterator[Record]:
    """The case of that number, the people in it, what happened, and the papers."""
    female = dice.chance(0.4)
    state = dice.pick(_STATUSES)
    scene = _scene(dice, world, female=female)
    yield _case(scene, number, state)
    yield from cast(scene, female=female)
    yield from _story(scene)
    yield from papers(scene, is_open=state in ("open", "watching"))


def _scene(dice: Dice, world: World, *, female: bool) -> Scene:
    arc = dice.pick(_arcs())
    return Scene(
        dice=dice,
        world=world,
        case=dice.id(),
        arc=arc,
        language=dice.pick(LANGUAGES),
        day=dates.begun(dice),
        naming=draw(dice, female=female),
        main=dice.id(),
        place=dice.pick(world.towns),
        body=dice.pick(world.civil if arc["kind"] == "organisation_under_pressure" else world.bodies),
        source=dice.pick(world.sources),
        street=dice.pick(listed("places")["streets"]),
    )


def _case(scene: Scene, number: int, state: str) -> Case:
    dice, arc = scene.dice, scene.arc
    return Case(
        id=scene.case,
        tags=TAG,
        reference=f"INV-{scene.day:%Y}-{number:06}",
        title=scene.title(),
        kind=arc["kind"],
        status=state,
        priority=dice.pick(("normal", "normal", "normal", "low", "high")),
        summary=scene.say("summary", dice.between(1, 3)),
        themes=tuple(arc["themes"][: dice.between(1, 2)]),
        rights=tuple(arc["rights"][: dice.between(1, 2)]),
        region=dice.pick(scene.world.regions).id,
        opened=dates.exact(scene.day),
        closed=dates.exact(dates.later(dice, scene.day, 900)) if state == "closed" else None,
        statuses=(status(scene),) if dice.chance(0.5) else (),
    )


def _story(scene: Scene) -> Iterator[Happening]:
    """Steps of the arc in their order, from the first on."""
    dice, day = scene.dice, scene.day
    steps = scene.arc["steps"]
    for step in steps[: dice.few(1, 5)]:
        yield _happening(scene, step, day)
        day = dates.later(dice, day, 120)


def _happening(scene: Scene, step: str, day: date) -> Happening:
    dice, language = scene.dice, scene.language
    own = dice.id()
    scene.happenings.append(own)
    label = term_list("happening_type").label(step, language)
    named = scene.naming.best(language) if dice.chance(0.6) else scene.place.names[language]
    return Happening(
        id=own,
        cases=(scene.case,),
        type=step,
        title=Text((Version(language, f"{label[:1].upper()}{label[1:]}: {named}"),)),
        when=dates.when(dice, day, language),
        time=f"{dice.between(6, 23):02}:{dice.below(60):02}+05:00" if dice.chance(0.15) else None,
        place=scene.place.id if dice.chance(0.7) else None,
        description=scene.say("happening", dice.between(1, 3)),
        persons_affected=Quantity(minimum=dice.between(2, 60), qualifier="about") if dice.chance(0.1) else None,
        verification=dice.pick(("unverified", "one_source", "corroborated")) if dice.chance(0.4) else None,
    )


@cache
def _arcs() -> tuple[dict[str, object], ...]:
    return tuple(dict(arc) for arc in arcs())
