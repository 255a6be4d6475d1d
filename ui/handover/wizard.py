"""The way through a handover, decided without Qt: what is chosen, which step is next, and what still stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Literal

from casefile.domain.redaction import AUDIENCES
from ui.parts.standing import Standing

SUFFIX = ".age"


class Step(StrEnum):
    """The four steps, in their order."""

    CASES = "cases"
    WHOM = "whom"
    CHECK = "check"
    SEAL = "seal"


STEPS = tuple(Step)


@dataclass(frozen=True)
class Plan:
    """What was chosen so far.

    Attributes:
        cases: ids, in the order in which they were chosen.
        recipients: ids of contacts, one file each. They count only while `locked` is False.
        locked: whether one file is locked with a passphrase instead.
        audience: a code of `AUDIENCES`.
        language: of the summary.
        folder, name: where the file will lie; several get a number each.
        part_size: bytes of the parts that each file is cut into; None for one piece.
    """

    cases: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    locked: bool = False
    audience: str = "un"
    language: str = "en"
    folder: Path | None = None
    name: str = ""
    part_size: int | None = None

    @property
    def files(self) -> int:
        """How many files there will be."""
        return 1 if self.locked else len(self.recipients)

    @property
    def destination(self) -> Path | None:
        """The file as `usecases.handover.make` wants it named, or None while folder or name are missing."""
        return self.folder / self.name if self.folder and self.name.removesuffix(SUFFIX) else None

    def toggled(self, what: Literal["cases", "recipients"], chosen: str) -> Plan:
        """The plan with one case or recipient more, or, where it was chosen before, one less."""
        before: tuple[str, ...] = getattr(self, what)
        after = tuple(each for each in before if each != chosen) if chosen in before else (*before, chosen)
        return replace(self, cases=after) if what == "cases" else replace(self, recipients=after)


@dataclass(frozen=True)
class Wizard:
    """Where the person stands. `stops` counts the places where the export stops; None while that is not known."""

    plan: Plan = Plan()
    step: Step = Step.CASES
    stops: int | None = None

    def planned(self, plan: Plan) -> Wizard:
        """The wizard after a choice. Another set of cases or another audience has other stops."""
        same = (plan.cases, plan.audience) == (self.plan.cases, self.plan.audience)
        return replace(self, plan=plan, stops=self.stops if same else None)

    def hindrance(self, step: Step | None = None) -> str:
        """The code of what `step` (this one if not given) still needs before the next; empty when nothing."""
        plan = self.plan
        match step or self.step:
            case Step.CASES:
                return "" if plan.cases else "no_case"
            case Step.WHOM:
                return "" if plan.files and plan.audience in AUDIENCES else "nobody"
            case Step.CHECK:
                return "checking" if self.stops is None else "stopped" if self.stops else ""
            case Step.SEAL:
                return "" if plan.destination else "no_place"

    def reachable(self, step: Step) -> bool:
        """Whether every step before `step` has what it needs."""
        return not any(self.hindrance(each) for each in STEPS[: STEPS.index(step)])

    def forward(self) -> Wizard:
        """At the next step, if this one has what it needs and is not the last."""
        number = STEPS.index(self.step)
        if self.hindrance() or number + 1 == len(STEPS):
            return self
        return replace(self, step=STEPS[number + 1])

    def back(self) -> Wizard:
        """At the step before, with everything still chosen."""
        return replace(self, step=STEPS[max(STEPS.index(self.step) - 1, 0)])

    def at(self, step: Step) -> Wizard:
        """At `step`, if it can be reached."""
        return replace(self, step=step) if self.reachable(step) else self

    def standings(self) -> tuple[tuple[Step, Standing], ...]:
        """Each step with whether it lies behind, here or ahead."""
        here = STEPS.index(self.step)
        return tuple((each, "done" if n < here else "here" if n == here else "ahead") for n, each in enumerate(STEPS))


def begun(cases: Collection[str], language: str) -> Wizard:
    """A new wizard; with cases already chosen it begins at the second step."""
    plan = Plan(cases=tuple(dict.fromkeys(cases)), language=language)
    return Wizard(plan).forward() if plan.cases else Wizard(plan)


def file_names(name: str, files: int) -> tuple[str, ...]:
    """The names of the files as they will be made: numbered where there are several."""
    stem = name.removesuffix(SUFFIX)
    return (f"{stem}{SUFFIX}",) if files == 1 else tuple(f"{stem}-{n}{SUFFIX}" for n in range(1, files + 1))


def proposed_name(day: date, files: int, taken: Callable[[str], bool]) -> str:
    """A name that tells nobody anything but the day, and of which no file is `taken`."""
    stem = f"casefile-{day.isoformat()}"
    number = 1
    while any(map(taken, file_names(stem, files))):
        number += 1
        stem = f"casefile-{day.isoformat()}-{number}"
    return f"{stem}{SUFFIX}"
