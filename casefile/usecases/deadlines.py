"""Time limits: the rules of a vault, what they propose, and what a person says to it. Nothing becomes a task by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from casefile import clock
from casefile.domain.deadlines import Proposal, brief, explanation, in_force, propose, shipped, task_of
from casefile.domain.deadlines.explaining import counsel, end_in_words, findings_in_words, length_in_words
from casefile.domain.deadlines.proposing import STILL_PROPOSED
from casefile.domain.kinds import Case, DeadlineRule, Happening, Proceeding, Record, Task
from casefile.errors import NotFound
from casefile.records import agenda, deadlines, repository
from casefile.records.agenda import Some
from casefile.records.database import Connection
from casefile.records.unit import Changes
from casefile.usecases import cases, edit
from casefile.usecases.session import Session

__all__ = [
    "Proposal", "Proposed", "Rule", "accept", "adopt", "brief", "counsel", "dismiss", "dismissed", "end_in_words", "explanation", "findings_in_words",
    "length_in_words", "proposals", "proposals_in", "rules", "switch", "take_back",
]  # fmt: skip


_COUNTED = 100
"""Records whose limits are reckoned at least, however few proposals are wanted: up to here they are counted."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal with what the case is called in which it arose; None where the record is in no case that is here."""

    proposal: Proposal
    case: Case | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of this vault. `is_example`: it comes with the program; `is_edited`: and stands here as a record of its own."""

    rule: DeadlineRule
    is_example: bool
    is_edited: bool


def rules(session: Session) -> tuple[Rule, ...]:
    """The examples that come with the program, as edited here, then the vault's own rules."""
    with session.database.reading() as connection:
        stored, removed = deadlines.rules(connection)
    own = {rule.id for rule in stored}
    examples = {rule.id for rule in shipped()}
    return tuple(Rule(rule, rule.id in examples, rule.id in own) for rule in in_force(stored, removed))


def switch(session: Session, rule: DeadlineRule, *, active: bool) -> Changes:
    """Let a rule propose deadlines, or no more. What it proposed before and was accepted stays."""
    return edit.save(session, [replace(rule, active=active)])


def adopt(session: Session, rule_id: str) -> Changes:
    """Make an example a record of this vault, so that it can be edited. Nothing where it is one already.

    Raises:
        NotFound: there is no such example.
    """
    rule = next((each.rule for each in rules(session) if each.rule.id == rule_id), None)
    if rule is None:
        raise NotFound("records.gone")
    return edit.save(session, [rule])


def proposals(session: Session, case: str | None = None, limit: int = 200) -> Some[Proposed]:
    """What the active rules propose and nobody has accepted or dismissed, what ends first first; of one case by reference or id, or of all.

    A limit that ended more than thirty days ago is history and is proposed no more.

    Raises:
        NotFound, Refused: there is no such case, or several have the reference.
    """
    wanted = cases.find(session, case) if case is not None else None
    with session.database.reading() as connection:
        return proposals_in(connection, wanted, limit)


def proposals_in(
    connection: Connection,
    case: Case | None = None,
    limit: int = 200,
    since: date = date.min,
    until: date = date.max,
) -> Some[Proposed]:
    """The same inside a reading transaction, of limits that can end between two days, both included."""
    today = clock.now().date()
    active = [rule for rule in in_force(*deadlines.rules(connection)) if rule.active]
    if case is not None:
        records, more = tuple(deadlines.of_case(connection, case).values()), False
    else:
        begun = deadlines.begun(connection, active, max(since, today - STILL_PROPOSED), until, max(limit, _COUNTED))
        records, more = begun.records, begun.more
    proceedings = deadlines.proceedings(connection, _proceedings(records))

    def proceeding_of(happening: Happening) -> Proceeding | None:
        return proceedings.get(happening.proceeding or "")

    proposed = propose(active, records, today, proceeding_of)
    found = [each for each in proposed if each.reckoning.earliest <= until and each.reckoning.latest >= since]
    known = deadlines.settled(connection, [each.id for each in found])
    open_ = [each for each in found if each.id not in known]
    return Some(_whole(connection, open_[:limit]), len(open_), more)


def accept(session: Session, proposal: Proposal, language: str) -> Changes:
    """Make a proposal a task. The rule, if it is an example, becomes a record too: what was relied on stays as it was then."""
    with session.database.writing() as unit:
        if repository.get(unit.connection, "deadlinerule", proposal.rule.id) is None:
            unit.save(proposal.rule)
        task = task_of(proposal, language)
        unit.save(task)
        unit.restore(task)  # a colleague may have dismissed it meanwhile
        return unit.flush()


def dismiss(session: Session, proposal: Proposal, language: str) -> Changes:
    """Say no to a proposal. It is remembered, on every device that gets the case, and can be taken back with `take_back`."""
    task = task_of(proposal, language)
    with session.database.writing() as unit:
        unit.save(task)
        unit.delete(task)
        return unit.flush()


def take_back(session: Session, task: Task) -> Changes:
    """Take a dismissal back: the proposal becomes a task after all."""
    return edit.restore(session, task)


def dismissed(session: Session, case: str) -> tuple[Task, ...]:
    """The proposals of a case, by reference or id, that were dismissed, or accepted and deleted later.

    Raises:
        NotFound, Refused: there is no such case, or several have the reference.
    """
    wanted = cases.find(session, case)
    with session.database.reading() as connection:
        records = deadlines.of_case(connection, wanted)
        found = propose(
            [replace(rule, active=True) for rule in in_force(*deadlines.rules(connection))],
            records.values(),
            clock.now().date(),
            lambda _happening: None,
        )
        stored = repository.many(connection, "task", [each.id for each in found], deleted=True)
    return tuple(each.record for each in stored if each.deleted and isinstance(each.record, Task))


def _proceedings(records: Iterable[Record]) -> list[str]:
    return [each.proceeding for each in records if isinstance(each, Happening) and each.proceeding]


def _whole(connection: Connection, found: Iterable[Proposal]) -> tuple[Proposed, ...]:
    """With all of the record that began each, and its case."""
    records = deadlines.whole(connection, [each.trigger.record for each in found])
    here = ((each, records.get(each.trigger.record.id)) for each in found)
    return _with_cases(
        connection, [replace(each, trigger=replace(each.trigger, record=record)) for each, record in here if record]
    )


def _with_cases(connection: Connection, found: list[Proposal]) -> tuple[Proposed, ...]:
    known = agenda.cases(connection, [case for each in found for case in each.cases[:1]])
    return tuple(Proposed(each, known.get(each.cases[0]) if each.cases else None) for each in found)
