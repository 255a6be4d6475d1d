"""Who is in an invented case, and as what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from casefile.domain.definition import Ref
from casefile.domain.kinds import Person, Record, Role, StatusAsOf
from casefile.domain.values import Text, When
from casefile.usecases.invented import dates
from casefile.usecases.invented.names import Naming, draw, spellings
from casefile.usecases.invented.scene import Scene
from casefile.usecases.invented.words import listed
from casefile.usecases.invented.world import TAG

_ROLES = (
    "witness",
    "witness",
    "relative",
    "relative",
    "victim",
    "accused",
    "complainant",
    "organiser",
    "participant",
    "source",
)
_KNOWN_AS = (
    "journalist",
    "blogger",
    "civil_society_activist",
    "human_rights_defender",
    "trade_unionist",
    "protester",
    "religious_believer",
)
_STATUSES = (
    "at_liberty",
    "at_liberty",
    "detained",
    "in_pretrial_detention",
    "in_prison",
    "under_restrictions",
    "released",
    "abroad",
)
_MOST = 9


def cast(scene: Scene, *, female: bool) -> Iterator[Record]:
    """Whom the case is about, the others in it, and what each is in it; then an official or a lawyer whom other cases know as well."""
    dice = scene.dice
    yield _person(scene, scene.main, scene.naming, female=female)
    yield _role(scene, scene.main, "accused" if "charge" in scene.arc["steps"] else "victim")
    for _ in range(dice.few(0, _MOST)):
        other, female = dice.id(), dice.chance(0.45)
        yield _person(scene, other, draw(dice, female=female), female=female)
        yield _role(scene, other, dice.pick(_ROLES))
    official = dice.pick(scene.world.officials)
    if official.role == "lawyer":
        scene.lawyer = official.id
    elif dice.chance(0.15):
        yield _role(scene, official.id, official.role)


def _person(scene: Scene, own: Ref, naming: Naming, *, female: bool) -> Person:
    dice, language = scene.dice, scene.language
    return Person(
        id=own,
        tags=TAG,
        names=spellings(dice, naming),
        sex="female" if female else "male",
        birth=_birth(scene) if dice.chance(0.5) else None,
        citizenship=("kz",) if dice.chance(0.4) else (),
        occupation=Text.of(dice.pick(listed("sentences")[language]["occupation"]), language)
        if dice.chance(0.4)
        else None,
        home=scene.place.id if dice.chance(0.3) else None,
        characteristics=(dice.pick(_KNOWN_AS),) if dice.chance(0.35) else (),
        statuses=(status(scene),) if dice.chance(0.2) else (),
    )


def status(scene: Scene) -> StatusAsOf:
    """What was last known of someone."""
    dice = scene.dice
    known = dates.later(dice, scene.day, 700)
    return StatusAsOf(id=dice.id(), status=dice.pick(_STATUSES), as_of=dates.exact(known), source=scene.source.id)


def _birth(scene: Scene) -> When:
    born = date(1945, 1, 1) + timedelta(scene.dice.below(60 * 365))
    return When(f"{born:%Y}") if scene.dice.chance(0.5) else dates.exact(born)


def _role(scene: Scene, party: Ref, role: str) -> Role:
    dice = scene.dice
    naming = "official" if role in ("judge", "prosecutor", "investigator") else dice.pick(("consent", "public", "none"))
    return Role(id=dice.id(), party=party, role=role, record=scene.case, naming=naming)
