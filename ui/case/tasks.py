"""The Tasks and Notes tabs, and what waits in a case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from casefile.domain.kinds import Note, Task
from ui.case.people import section
from ui.case.reader import Reader, day_key, joined
from ui.facts.rows import Fact, FactRow


def rows(reader: Reader, today: date) -> tuple[FactRow, ...]:
    """Open tasks by the day they are due, then those that are done."""
    open_tasks = waiting(reader)
    done = sorted(
        (task for task in reader.casefile.of(Task) if task.done), key=lambda task: day_key(task.done), reverse=True
    )
    return (
        *section(reader, "case.tasks.open", [fact(reader, task, today) for task in open_tasks]),
        *section(reader, "case.tasks.done", [_done(reader, task) for task in done]),
    )


def waiting(reader: Reader) -> Sequence[Task]:
    """The tasks that are not done, by day and hour."""
    found = [task for task in reader.casefile.of(Task) if task.done is None]
    return sorted(found, key=lambda task: (day_key(task.due), task.time or "~", task.id))


def fact(reader: Reader, task: Task, today: date) -> Fact:
    """A task that waits; overdue in an amber chip, due within a week in amber."""
    day = day_key(task.due)
    overdue, soon = day < today.isoformat(), day <= date.fromordinal(today.toordinal() + 7).isoformat()
    due = joined(reader.compact(task.due), task.time or "")
    return Fact(
        task.id,
        reader.title(task),
        second=joined(task.who or "", reader.record(task.about), task.rule or ""),
        left=reader.term("task_kind", task.kind),
        right=due,
        right_tone="due" if soon else "ink2",
        right_chip="due" if overdue and due else None,
    )


def _done(reader: Reader, task: Task) -> Fact:
    return Fact(
        task.id,
        reader.title(task),
        second=task.who or "",
        left=reader.term("task_kind", task.kind),
        right=reader.t("case.tasks.done_on", date=reader.compact(task.done)),
        quiet=True,
    )


def notes(reader: Reader) -> tuple[FactRow, ...]:
    """The notes, each with the record it is about."""
    return tuple(
        Fact(note.id, reader.text(note.text), second=joined(reader.record(note.about), ", ".join(note.tags)))
        for note in reader.casefile.of(Note)
    )
