"""The HURIDOCS names and codes that the definitions and lists carry are those of the Events Standard Formats."""

from __future__ import annotations

import re

import pytest

from casefile.domain.kinds import KINDS
from casefile.domain.terms import shipped_lists, term_list

# The formats by their numbers, as the data dictionary of OpenEvSys has them.
FIELDS = {
    "case": "Event record number|Event title|Geographical term|Initial date|Final date|Event description|Impact of event|Rights affected|"
    "Local index|Monitoring status",
    "person": "Name|Address|Date of birth|Sex|Identification documents|Civil status|Formal education|Occupation|Health|Deceased|"
    "Number of persons in group|Religion|Citizenship|Ethnic background|General characteristics",
    "organisation": "Name",
    "happening": "Type of act|Initial date|Exact location|Stated reason|Method of violence|Physical consequences|"
    "Psychological consequences|Detention conditions|Whereabouts and outside contact during detention|Legal counsel|Statements signed|"
    "Medical attention|Autopsy results|Death certificate|Compensation",
    "link": "Type of chain of events",
    "relationship": "Type of relationship|Initial date|Position in organisation",
    "role": "Age at time of victimisation|Degree of involvement|Latest status as perpetrator in the act",
    "source": "Type of source material|Date of source material|Language of source material|Reliability as source|"
    "Reliability of information|Source connection to information",
    "intervention": "Type of intervention|Intervening party|Parties requested|Date of intervention|Impact on the situation|"
    "Intervention status",
    "term": "Term code",
}


@pytest.mark.parametrize("kind", KINDS)
def test_fields_are_called_as_the_formats_call_them(kind):
    named = {field.about.huridocs for field in KINDS[kind].fields if field.about.huridocs}
    assert named <= {*FIELDS.get(kind, "").split("|"), "Remarks"}


def test_codes_have_twelve_digits_and_belong_to_a_list_that_is_named():
    for name in shipped_lists():
        terms = term_list(name)
        codes = [term.huridocs for term in terms if term.huridocs]
        assert all(re.fullmatch(r"\d{12}", code) for code in codes), name
        if codes:
            assert re.match(r"\d\d [A-Z]", terms.huridocs or ""), name
