"""The file itself and what is planned and noted in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from casefile.domain.definition import Field, Ref
from casefile.domain.kinds.base import IDENTIFYING, PARTIES, PERSONAL, SECRET, Element, Record
from casefile.domain.values import Text, When


@dataclass(frozen=True, kw_only=True)
class StatusAsOf(Element):
    """A status and the day it was last known: printed as "last known on", never as "today"."""

    status: Annotated[str | None, Field(terms="person_status", required=True, weight=1)] = None
    detail: Annotated[Text | None, Field(weight=1)] = None
    as_of: Annotated[When | None, Field(required=True)] = None
    source: Annotated[Ref | None, Field(to=("source",))] = None


@dataclass(frozen=True, kw_only=True)
class Case(Record):
    """[Event] What the file is about."""

    reference: Annotated[str | None, Field(weight=9, required=True, huridocs="Event record number")] = None
    title: Annotated[Text | None, Field(weight=9, required=True, sensitivity=PERSONAL, huridocs="Event title")] = None
    kind: Annotated[str | None, Field(terms="case_kind", required=True, weight=1)] = None
    status: Annotated[str | None, Field(terms="case_status")] = None
    priority: Annotated[str | None, Field(terms="priority")] = None
    summary: Annotated[Text | None, Field(weight=4, sensitivity=PERSONAL, huridocs="Event description")] = None
    themes: Annotated[tuple[str, ...], Field(terms="theme", weight=1, huridocs="Local index")] = ()
    rights: Annotated[tuple[str, ...], Field(terms="right", weight=1, huridocs="Rights affected")] = ()
    region: Annotated[Ref | None, Field(to=("place",), huridocs="Geographical term")] = None
    opened: Annotated[When | None, Field(huridocs="Initial date")] = None
    closed: Annotated[When | None, Field(huridocs="Final date")] = None
    assigned_to: Annotated[str | None, Field(sensitivity=SECRET)] = None
    monitoring: Annotated[str | None, Field(terms="monitoring_status", huridocs="Monitoring status")] = None
    impact: Annotated[Text | None, Field(weight=1, huridocs="Impact of event")] = None
    statuses: Annotated[tuple[StatusAsOf, ...], Field(sensitivity=PERSONAL)] = ()


@dataclass(frozen=True, kw_only=True)
class Reminder(Element):
    """When to be reminded of a task."""

    on: Annotated[When | None, Field(required=True)] = None


@dataclass(frozen=True, kw_only=True)
class Task(Record):
    """Something due: a deadline, a hearing to attend, a follow-up.

    `rule` is the id of the `DeadlineRule` it came from, `about` then the record that began the time; `basis` says how `due` was reckoned.
    """

    cases: Annotated[tuple[Ref, ...], Field(to=("case",))] = ()
    kind: Annotated[str | None, Field(terms="task_kind", required=True)] = None
    title: Annotated[Text | None, Field(weight=3, required=True, sensitivity=SECRET)] = None
    due: Annotated[When | None, Field(sensitivity=SECRET)] = None
    time: Annotated[str | None, Field(sensitivity=SECRET)] = None
    rule: Annotated[Ref | None, Field(to=("deadlinerule",), sensitivity=SECRET)] = None
    basis: Annotated[Text | None, Field(weight=1, sensitivity=SECRET)] = None
    reminders: Annotated[tuple[Reminder, ...], Field(sensitivity=SECRET)] = ()
    who: Annotated[str | None, Field(sensitivity=SECRET)] = None
    done: Annotated[When | None, Field(sensitivity=SECRET)] = None
    about: Annotated[Ref | None, Field(sensitivity=SECRET)] = None
    document: Annotated[Ref | None, Field(to=("evidence",), sensitivity=SECRET)] = None


@dataclass(frozen=True, kw_only=True)
class Note(Record):
    """Words of the people who keep the file, for themselves."""

    cases: Annotated[tuple[Ref, ...], Field(to=("case",))] = ()
    about: Annotated[Ref | None, Field(sensitivity=SECRET)] = None
    text: Annotated[Text | None, Field(weight=2, required=True, sensitivity=SECRET)] = None


@dataclass(frozen=True, kw_only=True)
class Consent(Record):
    """What a person allowed, and whether it still stands."""

    person: Annotated[Ref | None, Field(to=("person",), required=True, sensitivity=PERSONAL)] = None
    use: Annotated[str | None, Field(terms="consent_use", required=True)] = None
    answer: Annotated[str | None, Field(terms="consent_answer", required=True)] = None
    given: Annotated[When | None, Field()] = None
    recorded_by: Annotated[str | None, Field(sensitivity=IDENTIFYING)] = None
    withdrawn: Annotated[When | None, Field()] = None
    cases: Annotated[tuple[Ref, ...], Field(to=("case",))] = ()


@dataclass(frozen=True, kw_only=True)
class Position(Record):
    """What someone says to it: alleges, denies, confirms, demands."""

    cases: Annotated[tuple[Ref, ...], Field(to=("case",))] = ()
    who: Annotated[Ref | None, Field(to=PARTIES, required=True, sensitivity=PERSONAL)] = None
    stance: Annotated[str | None, Field(terms="stance", required=True)] = None
    words: Annotated[Text | None, Field(weight=2, sensitivity=PERSONAL)] = None
    on: Annotated[Ref | None, Field()] = None
    date: Annotated[When | None, Field()] = None
