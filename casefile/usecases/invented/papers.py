"""The proceedings of an invented case, what they impose, why we say so, and what is still to be done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from casefile.domain.definition import Ref
from casefile.domain.kinds import (
    Charge,
    Citation,
    Condition,
    Evidence,
    Instance,
    Intervention,
    Measure,
    Note,
    Position,
    Proceeding,
    Record,
    Task,
)
from casefile.domain.values import Amount, Length, Quantity, When
from casefile.usecases.invented import dates
from casefile.usecases.invented.scene import Scene

_MONTHS = {"en": "{} months", "ru": "{} мес.", "kk": "{} ай"}
_FILES = (
    ("photo", "image/jpeg", "jpg"),
    ("video", "video/mp4", "mp4"),
    ("court_document", "application/pdf", "pdf"),
    ("screenshot", "image/png", "png"),
    ("letter", "application/pdf", "pdf"),
)


@dataclass(frozen=True, slots=True)
class Shares:
    """How many of the cases have each of these."""

    proceeding: float = 0.28
    measure: float = 0.6
    citation: float = 0.3
    evidence: float = 0.22
    task: float = 0.22
    note: float = 0.1
    intervention: float = 0.1
    position: float = 0.08


SHARES = Shares()


def papers(scene: Scene, *, is_open: bool) -> Iterator[Record]:
    """Everything in a case that is not a person and did not happen."""
    dice = scene.dice
    if dice.chance(SHARES.proceeding):
        proceeding = _proceeding(scene)
        yield proceeding
        if dice.chance(SHARES.measure):
            yield _measure(scene, Ref(proceeding.id))
    if scene.happenings and dice.chance(SHARES.citation):
        yield _citation(scene)
    if dice.chance(SHARES.evidence):
        yield _evidence(scene)
    if dice.chance(SHARES.task):
        yield _task(scene, is_open=is_open)
    if dice.chance(SHARES.note):
        yield Note(id=dice.id(), cases=(scene.case,), text=scene.say("note"))
    if dice.chance(SHARES.intervention):
        yield _intervention(scene)
    if dice.chance(SHARES.position):
        yield Position(id=dice.id(), cases=(scene.case,), who=scene.main, stance="alleges", words=scene.say("position"))


def _proceeding(scene: Scene) -> Proceeding:
    dice, day = scene.dice, dates.later(scene.dice, scene.day, 300)
    instances = tuple(
        Instance(
            id=dice.id(),
            level=level,
            body=dice.pick(scene.world.bodies).id,
            date=dates.when(dice, dates.later(dice, day, 200), scene.language),
        )
        for level in ("first", "appeal", "cassation")[: dice.few(1, 3)]
    )
    charge = Charge(
        id=dice.id(),
        article=str(dice.between(130, 520)),
        text=scene.say("charge"),
        status="charged",
        date=dates.exact(day),
    )
    return Proceeding(
        id=dice.id(),
        cases=(scene.case,),
        type=scene.arc["proceeding"],
        title=scene.title(),
        number=f"{dice.between(1, 9)}-{dice.between(100, 99999)}/{day:%Y}",
        subjects=(scene.main,),
        charges=(charge,) if "charge" in scene.arc["steps"] else (),
        instances=instances,
        defence_lawyer=scene.lawyer,
        outcome=dice.pick(("pending", "convicted", "penalty", "dropped", "upheld_on_appeal")),
    )


def _measure(scene: Scene, decision: Ref) -> Measure:
    dice, months = scene.dice, scene.dice.between(1, 60)
    begun = dates.later(dice, scene.day, 400)
    kind = dice.pick(scene.arc["measures"])
    fine = Amount(Quantity(minimum=dice.between(10, 900) * 1000), "KZT", "imposed")
    return Measure(
        id=dice.id(),
        cases=(scene.case,),
        subject=scene.main,
        type=kind,
        decision=decision,
        length=Length(_MONTHS[scene.language].format(months), months=months),
        start=dates.exact(begun),
        end=dates.exact(begun + timedelta(months * 30)) if dice.chance(0.5) else None,
        conditions=(Condition(id=dice.id(), act=scene.say("condition")),) if dice.chance(0.5) else (),
        amount=fine if kind in ("fine", "damages", "back_taxes") else None,
        status=dice.pick(("in_force", "ended", "ended", "overturned")),
    )


def _citation(scene: Scene) -> Citation:
    dice = scene.dice
    about = dice.pick((scene.case, dice.pick(scene.happenings)))
    return Citation(
        id=dice.id(),
        record=about,
        source=scene.source.id,
        passage=scene.say("happening", 2),
        locator=str(dice.between(1, 200)),
        certainty=dice.pick(("confirmed", "reported", "reported", "doubtful")),
    )


def _evidence(scene: Scene) -> Evidence:
    """A file that is described but did not come along."""
    dice, (kind, media_type, ending) = scene.dice, scene.dice.pick(_FILES)
    captured = dates.later(dice, scene.day, 60)
    return Evidence(
        id=dice.id(),
        tags=("invented",),
        cases=(scene.case,),
        title=scene.say("evidence"),
        original_name=f"{captured:%Y%m%d}_{dice.between(1, 9999):04}.{ending}",
        kind=kind,
        media_type=media_type,
        captured=dates.exact(captured),
        captured_where=scene.place.id,
        source=scene.source.id,
        verification=dice.pick(("unverified", "one_source", "corroborated", "verified")),
    )


def _task(scene: Scene, *, is_open: bool) -> Task:
    dice = scene.dice
    due = dates.LAST + timedelta(dice.between(-200, 400)) if is_open else dates.later(dice, scene.day, 500)
    done = None if is_open else When((due + timedelta(dice.between(-5, 5))).isoformat())
    kind = dice.pick(("deadline", "hearing", "follow_up", "call", "document"))
    return Task(id=dice.id(), cases=(scene.case,), kind=kind, title=scene.say("task"), due=dates.exact(due), done=done)


def _intervention(scene: Scene) -> Intervention:
    dice = scene.dice
    return Intervention(
        id=dice.id(),
        cases=(scene.case,),
        type=dice.pick(("statement", "appeal", "complaint", "un_letter", "trial_observation", "legal_aid")),
        title=scene.say("task"),
        to=(scene.body.id,),
        date=dates.exact(dates.later(dice, scene.day, 200)),
        description=scene.say("summary", 2),
        status=dice.pick(("sent", "answer_awaited", "no_answer", "answered", "rejected")),
    )
