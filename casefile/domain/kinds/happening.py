"""What happened, and what it has to do with what happened before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from casefile.domain.definition import Field, Ref
from casefile.domain.kinds.base import PARTIES, PERSONAL, Element, Record
from casefile.domain.values import Amount, Length, Quantity, Text, When


@dataclass(frozen=True, kw_only=True)
class ThingAffected(Element):
    """A camera broken, a car seized, a site blocked: what, whose, and what was done to it."""

    thing: Annotated[Text | None, Field(required=True, weight=1)] = None
    owner: Annotated[Ref | None, Field(to=PARTIES, sensitivity=PERSONAL)] = None
    effect: Annotated[str | None, Field(terms="effect_on_thing", weight=1)] = None


@dataclass(frozen=True, kw_only=True)
class Happening(Record):
    """[Act] Something that happened, on the timeline. Steps of a proceeding are happenings too.

    From `detention_conditions` on stand the additional particulars of the Events Standard Formats, for arrest and detention, torture, killing
    and destruction; of what they ask for besides, charges and courts are in the proceeding, methods and things affected above.
    """

    cases: Annotated[tuple[Ref, ...], Field(to=("case",))] = ()
    proceeding: Annotated[Ref | None, Field(to=("proceeding",))] = None
    type: Annotated[str | None, Field(terms="happening_type", weight=2, required=True, huridocs="Type of act")] = None
    title: Annotated[Text | None, Field(weight=5, required=True, sensitivity=PERSONAL)] = None
    when: Annotated[When | None, Field(required=True, huridocs="Initial date")] = None
    time: Annotated[str | None, Field()] = None
    length: Annotated[Length | None, Field()] = None
    ordinal: Annotated[int | None, Field()] = None
    count: Annotated[Quantity | None, Field()] = None
    place: Annotated[Ref | None, Field(to=("place",), huridocs="Exact location")] = None
    place_detail: Annotated[Text | None, Field(weight=1, sensitivity=PERSONAL)] = None
    description: Annotated[Text | None, Field(weight=3, sensitivity=PERSONAL)] = None
    rights: Annotated[tuple[str, ...], Field(terms="right")] = ()
    method: Annotated[Text | None, Field(weight=1, huridocs="Method of violence")] = None
    stated_reason: Annotated[Text | None, Field(weight=2, huridocs="Stated reason")] = None
    consequences: Annotated[Text | None, Field(weight=2)] = None
    things: Annotated[tuple[ThingAffected, ...], Field()] = ()
    persons_affected: Annotated[Quantity | None, Field()] = None
    amount: Annotated[Amount | None, Field()] = None
    alleged: Annotated[bool | None, Field()] = None
    verification: Annotated[str | None, Field(terms="verification_status")] = None
    detention_conditions: Annotated[
        Text | None, Field(weight=1, sensitivity=PERSONAL, huridocs="Detention conditions")
    ] = None
    whereabouts: Annotated[
        Text | None, Field(weight=1, sensitivity=PERSONAL, huridocs="Whereabouts and outside contact during detention")
    ] = None
    legal_counsel: Annotated[Text | None, Field(weight=1, sensitivity=PERSONAL, huridocs="Legal counsel")] = None
    statement_signed: Annotated[bool | None, Field(sensitivity=PERSONAL, huridocs="Statements signed")] = None
    medical_attention: Annotated[Text | None, Field(weight=1, sensitivity=PERSONAL, huridocs="Medical attention")] = (
        None
    )
    physical_consequences: Annotated[
        Text | None, Field(weight=1, sensitivity=PERSONAL, huridocs="Physical consequences")
    ] = None
    psychological_consequences: Annotated[
        Text | None, Field(weight=1, sensitivity=PERSONAL, huridocs="Psychological consequences")
    ] = None
    autopsy: Annotated[Text | None, Field(weight=1, sensitivity=PERSONAL, huridocs="Autopsy results")] = None
    death_certificate: Annotated[Text | None, Field(sensitivity=PERSONAL, huridocs="Death certificate")] = None
    compensation: Annotated[Text | None, Field(weight=1, huridocs="Compensation")] = None


@dataclass(frozen=True, kw_only=True)
class Link(Record):
    """[Chain of events] One record because of, in retaliation for, in response to or as part of another, as someone asserts."""

    subject: Annotated[Ref | None, Field(required=True)] = None
    type: Annotated[str | None, Field(terms="link_type", required=True, huridocs="Type of chain of events")] = None
    object: Annotated[Ref | None, Field(required=True)] = None
    asserted_by: Annotated[Ref | None, Field(to=PARTIES, sensitivity=PERSONAL)] = None
