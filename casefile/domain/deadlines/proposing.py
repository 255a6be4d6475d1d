"""What rules propose of records, and the task that a proposal becomes when a person accepts it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid5

from casefile.domain.dates.edtf import Grain, Shape, parse
from casefile.domain.deadlines.explaining import explanation
from casefile.domain.deadlines.proposal import Proposal
from casefile.domain.deadlines.reckoning import Doubt, Reckoning, reckon
from casefile.domain.deadlines.triggers import trigger_of
from casefile.domain.definition import Ref
from casefile.domain.kinds import DeadlineRule, Happening, Proceeding, Record, Reminder, Task
from casefile.domain.values import Text, Version, When
from casefile.i18n import LANGUAGES

_TASKS = UUID("3c0a2a0e-6a53-5f5e-9f5d-0c6f6b7d7c55")

STILL_PROPOSED = timedelta(30)
"""How long after its end a limit is still proposed: what was missed lately is news, what was missed years ago is history."""


def task_of(proposal: Proposal, language: str) -> Task:
    """The task that a proposal becomes. How it was reckoned is written down in every language, the original in `language`."""
    reckoning = proposal.reckoning
    words = (language, *(each for each in LANGUAGES if each != language))
    basis = Text(tuple(Version(each, explanation(proposal, each), each == language) for each in words))
    return Task(
        id=proposal.id,
        cases=proposal.cases,
        kind=proposal.rule.task_kind or "deadline",
        title=proposal.rule.title,
        due=reckoning.due,
        time=reckoning.time,
        rule=Ref(proposal.rule.id),
        basis=basis,
        about=Ref(proposal.trigger.record.id),
        reminders=_reminders(proposal),
    )


def _reminders(proposal: Proposal) -> tuple[Reminder, ...]:
    days = proposal.rule.remind_days
    if not days or days < 0:
        return ()
    on = proposal.reckoning.earliest - timedelta(days)
    return (Reminder(id=uuid5(_TASKS, f"{proposal.id} reminder").hex, on=When(on.isoformat())),)


def task_id(rule: str, record: str) -> str:
    """The id of the task that a rule makes of a record: 32 hexadecimal digits of a name-based UUID (RFC 9562, version 5)."""
    return uuid5(_TASKS, f"{rule} {record}").hex


def propose(
    rules: Iterable[DeadlineRule],
    records: Iterable[Record],
    today: date,
    proceeding_of: Callable[[Happening], Proceeding | None],
) -> tuple[Proposal, ...]:
    """What `rules` that are active say of `records`, those that end first first.

    Args:
        proceeding_of: the proceeding of a happening, if it is here.
    """
    active = [rule for rule in rules if rule.active]
    reckoned: _Reckoned = {}
    found = (each for record in records for each in _of(active, record, proceeding_of, reckoned))
    oldest = today - STILL_PROPOSED
    wanted = (each for each in found if each.reckoning.latest >= oldest)
    return tuple(sorted(wanted, key=lambda each: each.order))


_Reckoned = dict[tuple[str, When, str | None], Reckoning | None]
"""What was reckoned: many records of a full vault begin on the same day."""


def _of(
    rules: Iterable[DeadlineRule],
    record: Record,
    proceeding_of: Callable[[Happening], Proceeding | None],
    reckoned: _Reckoned,
) -> Iterator[Proposal]:
    proceeding = proceeding_of(record) if isinstance(record, Happening) else None
    for rule in rules:
        trigger = trigger_of(rule, record, proceeding)
        if trigger is None or not _is_placed(trigger.when):
            continue
        beginning = (rule.id, trigger.when, trigger.clock)
        if beginning not in reckoned:
            reckoned[beginning] = reckon(rule, trigger.when, trigger.clock)
        reckoning = reckoned[beginning]
        if reckoning is None:
            continue
        if trigger.proceeding_unknown:
            reckoning = replace(reckoning, doubts=(*reckoning.doubts, Doubt.PROCEEDING_UNKNOWN))
        yield Proposal(task_id(rule.id, record.id), rule, trigger, reckoning)


def _is_placed(when: When) -> bool:
    """Whether the date says at least in which month: of "2024" or "the 2010s" no limit can sensibly be proposed."""
    try:
        expression = parse(when.edtf)
    except ValueError:
        return False
    points = (expression.first, expression.last) if expression.shape is Shape.ONE_OF else (expression.first,)
    return all(point is not None and point.grain in (Grain.DAY, Grain.MONTH) for point in points)
