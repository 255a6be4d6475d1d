"""The Tasks and Notes tabs, and what waits in a case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from casefile.domain.kinds import Note, Task
from casefile.usecases import deadlines
from casefile.usecases.deadlines import Proposed
from ui.case import added
from ui.case.people import section
from ui.case.reader import Reader, day_key, joined
from ui.deadlines.wording import hour
from ui.facts.rows import Fact, FactRow, Head

PROPOSAL = "proposal:"
"""What the key of a proposal begins with; the rest is its id."""


def rows(reader: Reader, today: date, proposed: Sequence[Proposed] = ()) -> tuple[FactRow, ...]:
    """What is proposed, open tasks by the day they are due, then those that are done."""
    open_tasks = waiting(reader)
    done = sorted(
        (task for task in reader.casefile.of(Task) if task.done), key=lambda task: day_key(task.done), reverse=True
    )
    return (
        *_proposals(reader, proposed),
        *section(reader, "case.tasks.open", [_with_basis(reader, task, today) for task in open_tasks]),
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
    due = joined(reader.compact(task.due), hour(task.time))
    return Fact(
        task.id,
        reader.title(task),
        second=joined(task.who or "", reader.record(task.about)),
        left=reader.term("task_kind", task.kind),
        right=due,
        right_tone="due" if soon else "ink2",
        right_chip="due" if overdue and due else None,
    )


def _with_basis(reader: Reader, task: Task, today: date) -> Fact:
    """A task, and below it how its day was reckoned; what to look out for with the rule stands in its form."""
    said = fact(reader, task, today)
    basis = reader.text(task.basis).partition("\n")[0]
    return replace(said, second=added.below(reader, task, said.second, basis))


def _proposals(reader: Reader, proposed: Sequence[Proposed]) -> Iterator[FactRow]:
    if proposed:
        yield Head(reader.t("case.tasks.proposed"), str(len(proposed)))
    for each in proposed:
        yield from _proposal(reader, each)


def _proposal(reader: Reader, proposed: Proposed) -> tuple[Fact, Fact]:
    """What a rule proposes, and the link to decide on it."""
    proposal, key = proposed.proposal, f"{PROPOSAL}{proposed.proposal.id}"
    about = reader.record(proposal.trigger.record.id)
    row = Fact(
        key,
        reader.text(proposal.rule.title),
        second=f"{about}\n{deadlines.brief(proposal, reader.language)}".strip(),
        left=deadlines.length_in_words(proposal.rule, reader.language),
        right=joined(reader.compact(proposal.reckoning.due), hour(proposal.reckoning.time)),
        right_tone="due",
    )
    return row, Fact(key, reader.t("case.tasks.decide"), link=True)


def _done(reader: Reader, task: Task) -> Fact:
    return Fact(
        task.id,
        reader.title(task),
        second=added.below(reader, task, task.who or ""),
        left=reader.term("task_kind", task.kind),
        right=reader.t("case.tasks.done_on", date=reader.compact(task.done)),
        quiet=True,
    )


def notes(reader: Reader) -> tuple[FactRow, ...]:
    """The notes, each with the record it is about."""
    return tuple(
        Fact(
            note.id,
            reader.text(note.text),
            second=added.below(reader, note, joined(reader.record(note.about), ", ".join(note.tags))),
        )
        for note in reader.casefile.of(Note)
    )
