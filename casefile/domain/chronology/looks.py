"""What the codes of the term lists mean for the drawing."""

from __future__ import annotations

from casefile.domain.chronology.rows import Swatch
from casefile.domain.terms import term_list


def _codes(words: str) -> frozenset[str]:
    return frozenset(words.split())


COURT_STEPS = _codes(
    "investigation_opened investigation_ended investigation_closed charge charge_changed charges_dropped detention_sanctioned "
    "detention_extended trial_opened hearing hearing_closed verdict acquittal court_decision appeal_filed appeal_decision "
    "complaint_rejected complaint_upheld settlement sentence_changed extradition_request asylum_decision"
)
"""Happenings that are steps of a proceeding even where none is named."""

IMPOSING = _codes(
    "arrest detention mass_detention verdict court_decision sentence_changed appeal_decision detention_sanctioned detention_extended "
    "charge blocking wanted_notice exit_ban activity_suspended organisation_closed organisation_banned access_ban fine "
    "state_of_emergency tax_claim seizure"
)
"""Happenings that a measure beginning on their day can come from; one that ends things, as a release, is not."""

VERDICTS = frozenset({"verdict", "acquittal"})
RELEASES = frozenset({"release", "amnesty", "acquittal"})
ENDING = VERDICTS | RELEASES | {"appeal_decision", "court_decision", "sentence_changed", "settlement", "unblocking"}

_ORDER_OF_A_DAY = (
    _codes("election assembly picket public_event event_disrupted disaster investigation_opened trial_opened search"),
    _codes("arrest detention mass_detention seizure"),
    frozenset[str](),
    ENDING | _codes("investigation_ended investigation_closed charges_dropped inaction fine"),
)
_ELSE = 2


def stage_of_day(happening_type: str | None) -> int:
    """Where a happening comes among others of its day: what sets off the rest first, what ends things last."""
    return next((n for n, codes in enumerate(_ORDER_OF_A_DAY) if happening_type in codes), _ELSE)


_LOOKS: dict[Swatch, str] = {
    "remand": "detention remand extradition_detention house_arrest",
    "imprisonment": "imprisonment life_imprisonment administrative_arrest solitary_confinement compulsory_treatment",
    "restriction": "suspended_sentence restriction_of_freedom probation supervision recognisance travel_ban activity_ban "
    "position_ban profession_ban assembly_ban contact_ban access_ban asset_freeze suspension blocking warrant "
    "international_warrant wanted_list financial_list state_of_emergency",
}
_LOOK_OF = {code: look for look, codes in _LOOKS.items() for code in codes.split()}


def look_of(measure_type: str | None) -> Swatch | None:
    """How a measure is drawn: custody before a verdict hollow, deprivation of liberty solid, a restriction hatched; None for what does
    not last (a fine)."""
    return _LOOK_OF.get(measure_type or "")


def severity(measure_type: str | None) -> tuple[bool, int]:
    """Orders the measures of one decision: those that last first, then as their term list does, the heaviest first."""
    codes = [term.code for term in term_list("measure_type")]
    return look_of(measure_type) is None, codes.index(measure_type) if measure_type in codes else len(codes)


def takes_liberty(look: str | None) -> bool:
    """Whether a person under this cannot be under another like it."""
    return look in ("remand", "imprisonment")
