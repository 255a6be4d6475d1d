"""Whether a task is late, by the day and, where it has an hour, by the hour."""

from __future__ import annotations

from datetime import datetime

from casefile.domain.dates.order import bounds
from casefile.domain.deadlines import clocks
from casefile.domain.kinds import Task


def is_late(task: Task, now: datetime) -> bool:
    """Whether nothing of its day, or its hour on that day, is left. An hour without offset is one of the clock of `now`."""
    if task.due is None or task.done is not None:
        return False
    try:
        days = bounds(task.due.edtf)
    except ValueError:
        return False
    if days.latest < now.date() or not task.time or days.earliest != days.latest:
        return days.latest < now.date()
    at = clocks.read(task.time)
    if at is None:
        return False
    moment = datetime.combine(days.latest, at)
    return (moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)) < now
