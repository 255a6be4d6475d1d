"""What begins a time limit: a record that a rule names by its type, and the day and hour from which it counts."""

from __future__ import annotations

from dataclasses import dataclass

from casefile.domain.kinds import DeadlineRule, Happening, Intervention, Measure, Proceeding, Record
from casefile.domain.values import When

STARTING_KINDS = ("happening", "measure", "proceeding", "intervention")
"""Kinds of record that can begin a limit."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A record that begins a limit, and when. `clock` is an hour with its offset.

    `proceeding_unknown`: the rule holds in some proceedings only, and the record does not say in which it stands.
    """

    record: Record
    when: When
    clock: str | None = None
    proceeding_unknown: bool = False


def trigger_of(rule: DeadlineRule, record: Record, proceeding: Proceeding | None = None) -> Trigger | None:
    """How `record` begins the limit of `rule`; None where it does not. `proceeding` is the one a happening belongs to, if it is here.

    A measure whose end is stated or that has ended begins none.
    """
    match record:
        case Happening() if record.when and record.type in rule.happening_types:
            return _within(rule, Trigger(record, record.when, record.time), proceeding)
        case Measure() if record.start and record.type in rule.measure_types:
            return None if record.end or record.ended_because else Trigger(record, record.start)
        case Proceeding() if record.stage_as_of and record.stage in rule.stages:
            return _within(rule, Trigger(record, record.stage_as_of), record)
        case Intervention() if record.date and record.type in rule.intervention_types:
            return Trigger(record, record.date)
    return None


def _within(rule: DeadlineRule, trigger: Trigger, proceeding: Proceeding | None) -> Trigger | None:
    if not rule.proceeding_types:
        return trigger
    if proceeding is None or proceeding.type in (None, "unknown"):
        return Trigger(trigger.record, trigger.when, trigger.clock, proceeding_unknown=True)
    return trigger if proceeding.type in rule.proceeding_types else None
