"""Time limits of the law as data, so that people can check, edit and add them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from casefile.domain.definition import Field
from casefile.domain.kinds.base import SECRET, Record
from casefile.domain.values import Text, When


@dataclass(frozen=True, kw_only=True)
class DeadlineRule(Record):
    """What begins a time limit, how long it is, how it is counted, and which law says so.

    It begins with a happening, a measure, a stage of a proceeding or an intervention of the types named; `proceeding_types` narrows that to
    steps of such proceedings. `length` counts in `unit` (hours, days, months): hours from the moment by the clock, days and months from
    the next day on unless `counts_first_day`. `counting` says whether days off count, `moves_to_working_day` whether a last day that
    is off moves on; days off are those of `country`. `checked` is the day on which counsel confirmed the rule.
    """

    title: Annotated[Text | None, Field(weight=5, required=True)] = None
    task_kind: Annotated[str | None, Field(terms="task_kind")] = None
    happening_types: Annotated[tuple[str, ...], Field(terms="happening_type")] = ()
    measure_types: Annotated[tuple[str, ...], Field(terms="measure_type")] = ()
    stages: Annotated[tuple[str, ...], Field(terms="proceeding_stage")] = ()
    intervention_types: Annotated[tuple[str, ...], Field(terms="intervention_type")] = ()
    proceeding_types: Annotated[tuple[str, ...], Field(terms="proceeding_type")] = ()
    length: Annotated[int | None, Field(required=True)] = None
    unit: Annotated[str | None, Field(terms="deadline_unit", required=True)] = None
    counting: Annotated[str | None, Field(terms="day_counting")] = None
    counts_first_day: Annotated[bool | None, Field()] = None
    moves_to_working_day: Annotated[bool | None, Field()] = None
    country: Annotated[str | None, Field(terms="country")] = None
    body: Annotated[Text | None, Field()] = None
    legal_source: Annotated[Text | None, Field(weight=2, required=True)] = None
    note: Annotated[Text | None, Field(weight=1)] = None
    checked: Annotated[When | None, Field()] = None
    checked_by: Annotated[str | None, Field(sensitivity=SECRET)] = None
    remind_days: Annotated[int | None, Field()] = None
    active: Annotated[bool | None, Field()] = None
