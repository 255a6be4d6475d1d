"""People and organisations, what ties them together, and where they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from casefile.domain.definition import Field, Ref
from casefile.domain.kinds.base import IDENTIFYING, PARTIES, PERSONAL, SECRET, Element, Record
from casefile.domain.kinds.case import StatusAsOf
from casefile.domain.values import Quantity, Text, When


@dataclass(frozen=True, kw_only=True)
class Name(Element):
    """One name as it is written somewhere. `script` is ISO 15924, `language` BCP 47, `held` when it was the name."""

    text: Annotated[str, Field(weight=9, required=True)] = ""
    script: Annotated[str | None, Field()] = None
    language: Annotated[str | None, Field()] = None
    sort: Annotated[str | None, Field(terms="name_kind")] = None
    held: Annotated[When | None, Field()] = None


@dataclass(frozen=True, kw_only=True)
class ContactDatum(Element):
    """A telephone number, an address or the like, and when it held."""

    sort: Annotated[str | None, Field(terms="contact_kind")] = None
    value: Annotated[str, Field(required=True)] = ""
    held: Annotated[When | None, Field()] = None


@dataclass(frozen=True, kw_only=True)
class Person(Record):
    """[Person] Anyone; also a group with a number, or someone unnamed, by a label ("head of staff")."""

    names: Annotated[tuple[Name, ...], Field(sensitivity=IDENTIFYING, weight=9, huridocs="Name")] = ()
    label: Annotated[Text | None, Field(weight=5, sensitivity=PERSONAL)] = None
    pseudonym: Annotated[str | None, Field(weight=5)] = None
    number: Annotated[Quantity | None, Field(huridocs="Number of persons in group")] = None
    sex: Annotated[str | None, Field(terms="sex", sensitivity=PERSONAL, huridocs="Sex")] = None
    birth: Annotated[When | None, Field(sensitivity=IDENTIFYING, huridocs="Date of birth")] = None
    citizenship: Annotated[tuple[str, ...], Field(terms="country", sensitivity=PERSONAL, huridocs="Citizenship")] = ()
    ethnic_origin: Annotated[str | None, Field(sensitivity=PERSONAL, huridocs="Ethnic background")] = None
    religion: Annotated[str | None, Field(sensitivity=PERSONAL, huridocs="Religion")] = None
    civil_status: Annotated[str | None, Field(terms="civil_status", sensitivity=PERSONAL, huridocs="Civil status")] = (
        None
    )
    occupation: Annotated[Text | None, Field(weight=2, sensitivity=PERSONAL, huridocs="Occupation")] = None
    education: Annotated[Text | None, Field(sensitivity=PERSONAL, huridocs="Formal education")] = None
    health: Annotated[Text | None, Field(weight=1, sensitivity=PERSONAL, huridocs="Health")] = None
    home: Annotated[Ref | None, Field(to=("place",), sensitivity=PERSONAL)] = None
    contacts: Annotated[tuple[ContactDatum, ...], Field(sensitivity=SECRET, huridocs="Address")] = ()
    identification: Annotated[tuple[str, ...], Field(sensitivity=SECRET, huridocs="Identification documents")] = ()
    characteristics: Annotated[
        tuple[str, ...],
        Field(terms="characteristic", weight=1, sensitivity=PERSONAL, huridocs="General characteristics"),
    ] = ()
    photo: Annotated[Ref | None, Field(to=("evidence",), sensitivity=IDENTIFYING)] = None
    risk: Annotated[Text | None, Field(sensitivity=SECRET)] = None
    deceased: Annotated[When | None, Field(sensitivity=PERSONAL, huridocs="Deceased")] = None
    statuses: Annotated[tuple[StatusAsOf, ...], Field(sensitivity=PERSONAL)] = ()


@dataclass(frozen=True, kw_only=True)
class Registration(Element):
    """One application for registration, with its number in the series ("the 24th")."""

    ordinal: Annotated[int | None, Field()] = None
    date: Annotated[When | None, Field()] = None
    outcome: Annotated[str | None, Field(terms="registration_outcome", weight=1)] = None
    reason: Annotated[Text | None, Field()] = None


@dataclass(frozen=True, kw_only=True)
class Organisation(Record):
    """NGO, outlet, union, party, religious community, company, police, court, prosecutor, ministry, international body."""

    names: Annotated[tuple[Name, ...], Field(weight=9, huridocs="Name")] = ()
    types: Annotated[tuple[str, ...], Field(terms="organisation_type", weight=1)] = ()
    description: Annotated[Text | None, Field(weight=2)] = None
    parent: Annotated[Ref | None, Field(to=("organisation",))] = None
    place: Annotated[Ref | None, Field(to=("place",))] = None
    registrations: Annotated[tuple[Registration, ...], Field()] = ()
    statuses: Annotated[tuple[StatusAsOf, ...], Field()] = ()
    contacts: Annotated[tuple[ContactDatum, ...], Field(sensitivity=SECRET)] = ()


@dataclass(frozen=True, kw_only=True)
class Relationship(Record):
    """[Biographic details] One person or organisation to another: `subject` is `type` of `object`."""

    subject: Annotated[Ref | None, Field(to=PARTIES, required=True, sensitivity=PERSONAL)] = None
    type: Annotated[str | None, Field(terms="relationship", required=True, huridocs="Type of relationship")] = None
    object: Annotated[Ref | None, Field(to=PARTIES, required=True, sensitivity=PERSONAL)] = None
    dates: Annotated[When | None, Field(huridocs="Initial date")] = None
    position: Annotated[Text | None, Field(weight=1, huridocs="Position in organisation")] = None


@dataclass(frozen=True, kw_only=True)
class Role(Record):
    """[Involvement] Who was what, in a case, happening, proceeding, measure or intervention.

    `naming` is the basis on which the person may be named to an audience: consent, already public, official acting as such, none.
    """

    party: Annotated[Ref | None, Field(to=PARTIES, required=True, sensitivity=PERSONAL)] = None
    role: Annotated[str | None, Field(terms="role", required=True, weight=1)] = None
    record: Annotated[
        Ref | None, Field(to=("case", "happening", "proceeding", "measure", "intervention"), required=True)
    ] = None
    position: Annotated[Text | None, Field(sensitivity=PERSONAL, weight=1)] = None
    age: Annotated[str | None, Field(sensitivity=PERSONAL, huridocs="Age at time of victimisation")] = None
    degree: Annotated[str | None, Field(terms="degree_of_involvement", huridocs="Degree of involvement")] = None
    status: Annotated[str | None, Field(terms="role_status", huridocs="Latest status as perpetrator in the act")] = None
    alleged: Annotated[bool | None, Field()] = None
    naming: Annotated[str | None, Field(terms="naming_basis")] = None


@dataclass(frozen=True, kw_only=True)
class Place(Record):
    """A region, town or address, with its names through time and languages."""

    names: Annotated[tuple[Name, ...], Field(weight=5)] = ()
    sort: Annotated[str | None, Field(terms="place_kind")] = None
    country: Annotated[str | None, Field(terms="country")] = None
    within: Annotated[Ref | None, Field(to=("place",))] = None
    coordinates: Annotated[str | None, Field()] = None


@dataclass(frozen=True, kw_only=True)
class Contact(Record):
    """Someone to whom cases may be handed: the exchange recipient and the keys they sign with.

    `signing_key` is that of the card taken in last, `further_keys` those of their other devices and of the past, which still count;
    what is signed with `lost_keys` is nobody's word any more. `former_recipients` were encrypted to before. `compared` is the day on
    which the fingerprint was compared with theirs over another way; empty means that nobody has. `renewed` is the day on which other
    keys came in with a card that was vouched for by a key known before.
    """

    name: Annotated[str | None, Field(required=True, sensitivity=SECRET, weight=3)] = None
    purpose: Annotated[Text | None, Field(sensitivity=SECRET, weight=1)] = None
    recipient: Annotated[str | None, Field(required=True, sensitivity=SECRET)] = None
    signing_key: Annotated[str | None, Field(sensitivity=SECRET)] = None
    further_keys: Annotated[tuple[str, ...], Field(sensitivity=SECRET)] = ()
    lost_keys: Annotated[tuple[str, ...], Field(sensitivity=SECRET)] = ()
    former_recipients: Annotated[tuple[str, ...], Field(sensitivity=SECRET)] = ()
    compared: Annotated[When | None, Field(sensitivity=SECRET)] = None
    compared_how: Annotated[Text | None, Field(sensitivity=SECRET)] = None
    renewed: Annotated[When | None, Field(sensitivity=SECRET)] = None
    team: Annotated[bool | None, Field(sensitivity=SECRET)] = None
