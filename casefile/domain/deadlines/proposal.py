"""A proposal: a rule, what began it, and when it ends. A person accepts it or dismisses it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casefile.domain.deadlines.reckoning import Reckoning
from casefile.domain.deadlines.triggers import Trigger
from casefile.domain.definition import Ref
from casefile.domain.kinds import DeadlineRule


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a rule says of one record. `id` is that of the task it becomes, the same on every device, so that it is proposed once."""

    id: str
    rule: DeadlineRule
    trigger: Trigger
    reckoning: Reckoning

    @property
    def cases(self) -> tuple[Ref, ...]:
        """The cases of the record that began it."""
        return tuple(getattr(self.trigger.record, "cases", ()))

    @property
    def order(self) -> tuple[date, str, str]:
        """What is surely over first is first."""
        return self.reckoning.latest, self.reckoning.time or "~", self.id
