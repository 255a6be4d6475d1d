"""Courts and authorities: proceedings, what they impose, and the law itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from casefile.domain.definition import Field, Ref
from casefile.domain.kinds.base import PARTIES, PERSONAL, Element, Record
from casefile.domain.values import Amount, Length, Text, When


@dataclass(frozen=True, kw_only=True)
class Charge(Element):
    """What someone is accused of, as the authority words it."""

    article: Annotated[str | None, Field(weight=1)] = None
    text: Annotated[Text | None, Field(weight=3, required=True)] = None
    status: Annotated[str | None, Field(terms="charge_status", weight=1)] = None
    date: Annotated[When | None, Field()] = None
    requested_by: Annotated[Ref | None, Field(to=PARTIES)] = None
    possible_penalty: Annotated[Text | None, Field()] = None


@dataclass(frozen=True, kw_only=True)
class Instance(Element):
    """One level of court or authority and what it decided."""

    level: Annotated[str | None, Field(terms="instance_level", required=True)] = None
    body: Annotated[Ref | None, Field(to=("organisation",))] = None
    date: Annotated[When | None, Field()] = None
    decision: Annotated[Text | None, Field(weight=2)] = None
    appealed_by: Annotated[Ref | None, Field(to=PARTIES, sensitivity=PERSONAL)] = None


@dataclass(frozen=True, kw_only=True)
class Proceeding(Record):
    """Criminal, administrative, civil, tax, disciplinary, registration, extradition, asylum … Its steps are happenings."""

    cases: Annotated[tuple[Ref, ...], Field(to=("case",))] = ()
    type: Annotated[str | None, Field(terms="proceeding_type", required=True, weight=1)] = None
    title: Annotated[Text | None, Field(weight=4, required=True, sensitivity=PERSONAL)] = None
    number: Annotated[str | None, Field(weight=2, sensitivity=PERSONAL)] = None
    subjects: Annotated[tuple[Ref, ...], Field(to=PARTIES, sensitivity=PERSONAL)] = ()
    charges: Annotated[tuple[Charge, ...], Field()] = ()
    instances: Annotated[tuple[Instance, ...], Field()] = ()
    stage: Annotated[str | None, Field(terms="proceeding_stage", weight=1)] = None
    stage_as_of: Annotated[When | None, Field()] = None
    defence_lawyer: Annotated[Ref | None, Field(to=("person",), sensitivity=PERSONAL)] = None
    closed_to_public: Annotated[bool | None, Field()] = None
    in_absentia: Annotated[bool | None, Field()] = None
    language: Annotated[str | None, Field()] = None
    outcome: Annotated[str | None, Field(terms="proceeding_outcome", weight=1)] = None
    outcome_detail: Annotated[Text | None, Field(weight=1)] = None


@dataclass(frozen=True, kw_only=True)
class Condition(Element):
    """One thing a measure forbids or demands, and what it leaves out ("except a funeral")."""

    act: Annotated[Text | None, Field(weight=2, required=True)] = None
    exception: Annotated[Text | None, Field(weight=1)] = None


@dataclass(frozen=True, kw_only=True)
class Measure(Record):
    """What a decision imposes or a state does. An end that is not stated stays empty: it is never computed silently."""

    cases: Annotated[tuple[Ref, ...], Field(to=("case",))] = ()
    subject: Annotated[Ref | None, Field(to=PARTIES, required=True, sensitivity=PERSONAL)] = None
    type: Annotated[str | None, Field(terms="measure_type", required=True, weight=2)] = None
    title: Annotated[Text | None, Field(weight=3, sensitivity=PERSONAL)] = None
    decision: Annotated[Ref | None, Field(to=("happening", "proceeding"))] = None
    length: Annotated[Length | None, Field(weight=1)] = None
    start: Annotated[When | None, Field()] = None
    end: Annotated[When | None, Field()] = None
    conditions: Annotated[tuple[Condition, ...], Field()] = ()
    amount: Annotated[Amount | None, Field()] = None
    convertible_to: Annotated[Text | None, Field(weight=1)] = None
    replaced_by: Annotated[Ref | None, Field(to=("measure",))] = None
    ended_because: Annotated[str | None, Field(terms="end_reason", weight=1)] = None
    status: Annotated[str | None, Field(terms="measure_status")] = None
    suspended: Annotated[bool | None, Field()] = None


@dataclass(frozen=True, kw_only=True)
class Stage(Element):
    """A step in the making of a law."""

    stage: Annotated[str | None, Field(terms="legislative_stage", required=True, weight=1)] = None
    date: Annotated[When | None, Field()] = None
    body: Annotated[Ref | None, Field(to=("organisation",))] = None


@dataclass(frozen=True, kw_only=True)
class Provision(Element):
    """A rule in a law or draft and how it is assessed."""

    text: Annotated[Text | None, Field(weight=2, required=True)] = None
    assessment: Annotated[str | None, Field(terms="assessment")] = None
    dropped: Annotated[bool | None, Field()] = None


@dataclass(frozen=True, kw_only=True)
class Instrument(Record):
    """A law, a draft, a regulation."""

    cases: Annotated[tuple[Ref, ...], Field(to=("case",))] = ()
    title: Annotated[Text | None, Field(weight=5, required=True)] = None
    type: Annotated[str | None, Field(terms="instrument_type", required=True, weight=1)] = None
    stages: Annotated[tuple[Stage, ...], Field()] = ()
    provisions: Annotated[tuple[Provision, ...], Field()] = ()
    assessment: Annotated[Text | None, Field(weight=1)] = None
    period: Annotated[When | None, Field()] = None
