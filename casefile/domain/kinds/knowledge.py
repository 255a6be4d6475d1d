"""Why we say so: sources, passages, files; and what was done with the knowledge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from casefile.domain.definition import Field, Ref
from casefile.domain.kinds.base import IDENTIFYING, PARTIES, PERSONAL, SECRET, Element, Record
from casefile.domain.values import Quantity, Text, When


@dataclass(frozen=True, kw_only=True)
class Source(Record):
    """[Source] Who told us, and how far it is reliable. `connection` says what ties the source to the matter."""

    title: Annotated[Text | None, Field(weight=4, required=True, sensitivity=PERSONAL)] = None
    short: Annotated[str | None, Field(weight=1, sensitivity=PERSONAL)] = None
    kind: Annotated[
        str | None, Field(terms="source_kind", required=True, weight=1, huridocs="Type of source material")
    ] = None
    authors: Annotated[tuple[Ref, ...], Field(to=PARTIES, sensitivity=IDENTIFYING)] = ()
    date: Annotated[When | None, Field(huridocs="Date of source material")] = None
    language: Annotated[str | None, Field(huridocs="Language of source material")] = None
    reliability_of_source: Annotated[
        str | None, Field(terms="reliability_of_source", sensitivity=SECRET, huridocs="Reliability as source")
    ] = None
    reliability_of_information: Annotated[
        str | None,
        Field(terms="reliability_of_information", sensitivity=SECRET, huridocs="Reliability of information"),
    ] = None
    connection: Annotated[
        str | None, Field(terms="source_connection", sensitivity=PERSONAL, huridocs="Source connection to information")
    ] = None
    testimony: Annotated[Text | None, Field(weight=2, sensitivity=IDENTIFYING)] = None
    link: Annotated[str | None, Field()] = None
    evidence: Annotated[Ref | None, Field(to=("evidence",))] = None
    legal_restriction: Annotated[str | None, Field(terms="legal_restriction")] = None


@dataclass(frozen=True, kw_only=True)
class Citation(Record):
    """[Information] Why we say so, for a record or for one field of it (``end``, ``conditions/<element id>``)."""

    record: Annotated[Ref | None, Field(required=True)] = None
    field: Annotated[str | None, Field()] = None
    source: Annotated[Ref | None, Field(to=("source",), required=True)] = None
    passage: Annotated[Text | None, Field(weight=1, sensitivity=PERSONAL)] = None
    locator: Annotated[str | None, Field()] = None
    certainty: Annotated[str | None, Field(terms="certainty")] = None


DISCLOSURE = "application/x-casefile-disclosure"
"""Media type of a bundle that was received and is kept as it came. It is shown under Handover, not among the evidence."""


@dataclass(frozen=True, kw_only=True)
class Evidence(Record):
    """One file and its provenance. `sha256` is of the original bytes, `size` their number; the file itself lies encrypted in the vault."""

    cases: Annotated[tuple[Ref, ...], Field(to=("case",))] = ()
    title: Annotated[Text | None, Field(weight=5, required=True, sensitivity=PERSONAL)] = None
    description: Annotated[Text | None, Field(weight=3, sensitivity=PERSONAL)] = None
    original_name: Annotated[str | None, Field(weight=2, sensitivity=IDENTIFYING)] = None
    kind: Annotated[str | None, Field(terms="evidence_kind", weight=1)] = None
    media_type: Annotated[str | None, Field()] = None
    size: Annotated[int | None, Field()] = None
    sha256: Annotated[str | None, Field(weight=1)] = None
    captured: Annotated[When | None, Field()] = None
    captured_time: Annotated[str | None, Field()] = None
    captured_where: Annotated[Ref | None, Field(to=("place",))] = None
    captured_by: Annotated[str | None, Field(sensitivity=IDENTIFYING, weight=1)] = None
    device: Annotated[str | None, Field(sensitivity=IDENTIFYING)] = None
    obtained_from: Annotated[str | None, Field(sensitivity=IDENTIFYING, weight=1)] = None
    obtained_how: Annotated[Text | None, Field(sensitivity=PERSONAL)] = None
    source: Annotated[Ref | None, Field(to=("source",))] = None
    language: Annotated[str | None, Field()] = None
    transcript: Annotated[Text | None, Field(weight=2, sensitivity=PERSONAL)] = None
    working_copy_of: Annotated[Ref | None, Field(to=("evidence",))] = None
    shows: Annotated[tuple[Ref, ...], Field()] = ()
    verification: Annotated[str | None, Field(terms="verification_status")] = None
    legal_restriction: Annotated[str | None, Field(terms="legal_restriction")] = None


@dataclass(frozen=True, kw_only=True)
class Demand(Element):
    """What an intervention asks of whom, by when, and what came of it."""

    addressee: Annotated[Ref | None, Field(to=PARTIES)] = None
    what: Annotated[Text | None, Field(required=True, weight=2)] = None
    answer_due: Annotated[When | None, Field()] = None
    answer: Annotated[Text | None, Field(weight=1)] = None
    answered: Annotated[When | None, Field()] = None


@dataclass(frozen=True, kw_only=True)
class Signatory(Element):
    """Who signed: a party here, a name, or both left out where only the number is known."""

    party: Annotated[Ref | None, Field(to=PARTIES, sensitivity=PERSONAL)] = None
    name: Annotated[str | None, Field(sensitivity=PERSONAL)] = None


@dataclass(frozen=True, kw_only=True)
class Intervention(Record):
    """[Intervention] Statement, appeal, complaint, letter to a UN body, trial observation, aid, visit."""

    cases: Annotated[tuple[Ref, ...], Field(to=("case",))] = ()
    type: Annotated[
        str | None, Field(terms="intervention_type", weight=2, required=True, huridocs="Type of intervention")
    ] = None
    title: Annotated[Text | None, Field(weight=4, required=True, sensitivity=PERSONAL)] = None
    by: Annotated[tuple[Ref, ...], Field(to=PARTIES, sensitivity=PERSONAL, huridocs="Intervening party")] = ()
    to: Annotated[tuple[Ref, ...], Field(to=PARTIES, huridocs="Parties requested")] = ()
    date: Annotated[When | None, Field(required=True, huridocs="Date of intervention")] = None
    description: Annotated[Text | None, Field(weight=2, sensitivity=PERSONAL)] = None
    demands: Annotated[tuple[Demand, ...], Field()] = ()
    signatories: Annotated[tuple[Signatory, ...], Field()] = ()
    signatory_number: Annotated[Quantity | None, Field()] = None
    open_list: Annotated[bool | None, Field()] = None
    about: Annotated[tuple[Ref, ...], Field()] = ()
    impact: Annotated[Text | None, Field(weight=1, huridocs="Impact on the situation")] = None
    status: Annotated[str | None, Field(terms="intervention_status", weight=1, huridocs="Intervention status")] = None
    next_step: Annotated[Text | None, Field(sensitivity=SECRET)] = None
