"""Who may be named to an audience, from the naming basis of their roles and from what they allowed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from casefile.domain.casefile import CaseFile
from casefile.domain.kinds import Consent, Person, Relationship, Role
from casefile.domain.redaction.audiences import Policy
from casefile.domain.sameperson import SAME, joined

Reason = Literal["no_basis", "no_consent", "refused", "withdrawn"]
"""Why a person is not named: no role says on what basis; a basis of consent without consent for this use; refused; taken back."""

_GRANTED = "granted"
_REFUSALS = frozenset({"refused", "granted_without_name"})


def protected(casefile: CaseFile, policy: Policy) -> dict[str, Reason]:
    """Ids of the people who have a name and may not be named, with the reason."""
    bases: dict[str, set[str | None]] = {}
    for role in casefile.of(Role):
        bases.setdefault(role.party or "", set()).add(role.naming)
    answers = _answers(casefile, policy)
    found: dict[str, Reason] = {}
    for person in casefile.of(Person):
        reason = _reason(bases.get(person.id, set()), answers.get(person.id, []), policy)
        if person.names and reason:
            found[person.id] = reason
    return {**_linked(casefile, found), **found}


def _linked(casefile: CaseFile, found: Mapping[str, Reason]) -> dict[str, Reason]:
    """Whoever is the same person as one who may not be named may not be named either, under whichever record."""
    ties = (each for each in casefile.of(Relationship) if each.type == SAME and each.subject and each.object)
    together = joined((str(each.subject), str(each.object)) for each in ties)
    return {
        other: reason
        for person, reason in found.items()
        for other in together.get(person, ())
        if (record := casefile.get(other, Person)) and record.names
    }


def agreed(casefile: CaseFile, policy: Policy) -> frozenset[str]:
    """Ids of the people whose own words may go: they granted a use of this audience, with their name or without."""
    return frozenset(
        person
        for person, consents in _answers(casefile, policy).items()
        if any(
            consent.withdrawn is None and consent.answer in (_GRANTED, "granted_without_name") for consent in consents
        )
    )


def _answers(casefile: CaseFile, policy: Policy) -> Mapping[str, list[Consent]]:
    found: dict[str, list[Consent]] = {}
    for consent in casefile.of(Consent):
        if consent.use in policy.consents:
            found.setdefault(consent.person or "", []).append(consent)
    return found


def _reason(bases: set[str | None], consents: list[Consent], policy: Policy) -> Reason | None:
    """None when the person may be named. What they said themselves counts before what is known of them; an official who acts as
    such cannot refuse. A role marked as without basis outweighs another with one: they may be a witness unseen."""
    stated = bases - {None}
    if any(consent.withdrawn is None and consent.answer == _GRANTED for consent in consents):
        return None
    if stated == {"official"}:
        return None
    if any(consent.withdrawn is not None for consent in consents):
        return "withdrawn"
    if any(consent.answer in _REFUSALS for consent in consents):
        return "refused"
    if policy.all_names or ("none" not in stated and stated & policy.bases):
        return None
    return "no_consent" if stated == {"consent"} else "no_basis"
