"""Invented tasks, hearings and a backup around the day on which a picture of the start page is taken."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from casefile import clock
from casefile.domain.kinds import Task
from casefile.domain.values import Text, When
from casefile.usecases import edit
from casefile.usecases.session import Session

_TASKS = (
    (-2, "Ask counsel for the next hearing date", "call", None),
    (-1, "Answer due on an invented request", "deadline", None),
    (0, "Send the papers to counsel", "document", "17:00"),
    (1, "Renew consent to name the family", "follow_up", None),
    (4, "Last day to appeal the invented fine", "deadline", None),
    (6, "Send observation notes to the coordinator", "follow_up", None),
    (5, "Trial continues, closed to the public", "hearing", "10:00"),
    (12, "Review of detention", "hearing", "15:00"),
)


@cache
def add_to(session: Session) -> None:
    """Add them once."""
    today = clock.now().date()
    edit.save(session, [_task(today, *task) for task in _TASKS])
    nine_days_ago = clock.now() - timedelta(9)
    session.keep("backup", {"time": nine_days_ago.isoformat(), "place": "Blue stick"})


def _task(today: date, days: int, title: str, kind: str, time: str | None) -> Task:
    due = When((today + timedelta(days)).isoformat())
    return Task(title=Text.of(title, "en"), kind=kind, due=due, time=time)
