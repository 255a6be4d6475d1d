"""What a form reads of a record, how records are named and found for a reference, and what a deletion takes along."""

from dataclasses import replace

import pytest

from casefile import clock
from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Citation, Happening, Measure, Name, Person, Role, Source
from casefile.domain.values import Text, When
from casefile.errors import NotFound
from casefile.usecases import drafts, edit, picking, recordform
from casefile.usecases.drafts import Draft


def english(text: str) -> Text:
    return Text.of(text, "en")


@pytest.fixture
def told(session):
    case = Case(reference="KZ-2031-001", title=english("Invented Person"), kind="person_at_risk")
    person = Person(names=(Name(text="Aigerim Omarqyzy", language="en"), Name(text="Айгерим Омаркызы", language="ru")))
    verdict = Happening(cases=(Ref(case.id),), type="verdict", title=english("Verdict"), when=When("2031-11"))
    measure = Measure(
        cases=(Ref(case.id),), subject=Ref(person.id), type="restriction_of_freedom", decision=Ref(verdict.id)
    )
    source = Source(title=english("A statement"), short="Invented Watch, 2031", kind="statement")
    citation = Citation(record=Ref(measure.id), source=Ref(source.id))
    role = Role(party=Ref(person.id), role="subject", record=Ref(measure.id))
    edit.save(session, [case, person, verdict, measure, source, citation, role])
    return case, person, verdict, measure, source, citation, role


def test_a_form_gets_record_names_case_and_history(session, told):
    _, person, verdict, measure, source, citation, _ = told
    opened = recordform.load(session, "measure", measure.id, "ru")
    assert opened.draft.record == opened.draft.before == measure
    assert opened.draft.citations == (citation,)
    assert not opened.kept
    assert opened.case is not None and opened.case.line == "KZ-2031-001 · Invented Person"
    assert opened.names[person.id].line == "Айгерим Омаркызы"
    assert opened.names[verdict.id].line == "Verdict, ноябрь 2031 г."
    assert opened.names[source.id].line == "Invented Watch, 2031"
    assert {line.operation for line in opened.history} == {"create"}
    assert opened.authors[opened.history[0].author] == "Invented Author"
    assert picking.called(measure, "en") == "Restriction of freedom"


def test_a_draft_is_opened_in_place_of_what_is_stored(session, told):
    measure = told[3]
    drafts.keep(session, Draft(replace(measure, status="in_force"), measure))
    opened = recordform.load(session, "measure", measure.id, "en")
    assert opened.kept
    assert opened.draft.record.status == "in_force"
    assert opened.draft.before == measure


def test_a_new_record_stands_in_its_case_and_is_offered_again(session, told):
    case = told[0]
    opened = recordform.blank(session, "happening", {"cases": (Ref(case.id),)}, "en")
    assert opened.case is not None and opened.case.id == case.id
    assert recordform.unfinished(session, "happening") is None
    drafts.keep(session, opened.draft)
    found = recordform.unfinished(session, "happening")
    assert found is not None and found.record == opened.draft.record
    assert recordform.load(session, "happening", opened.draft.record.id, "en").kept
    with pytest.raises(NotFound):
        recordform.load(session, "happening", "0" * 32, "en")


def test_a_role_stands_in_the_case_of_its_record(session, told):
    case, role = told[0], told[-1]
    opened = recordform.load(session, "role", role.id, "en")
    assert opened.case is not None and opened.case.id == case.id


def test_likely_records_are_those_of_the_case_and_names_are_found_in_any_spelling(session, told):
    case, person, verdict = told[:3]
    stranger = Person(names=(Name(text="Someone Else", language="en"),))
    edit.save(session, [stranger])
    assert [each.id for each in picking.likely(session, ("person",), [case.id], "en")] == [person.id, stranger.id]
    assert [each.id for each in picking.likely(session, ("happening",), [case.id], "en")] == [verdict.id]
    (found,) = picking.matching(session, "омаркызы", ("person", "organisation"), "en")
    assert (found.id, found.title, found.second) == (person.id, "Aigerim Omarqyzy", "Айгерим Омаркызы")


def test_a_deletion_names_what_it_takes_along_and_can_be_taken_back(session, told):
    _, _, verdict, measure, _, citation, role = told
    assert recordform.fate(session, verdict.id) == recordform.Fate({}, 1)
    goes = recordform.fate(session, measure.id)
    assert goes == recordform.Fate({"citation": (citation.id,), "role": (role.id,)}, 0)
    recordform.delete(session, measure)
    assert edit.read(session, "role", role.id).deleted
    assert recordform.load(session, "measure", measure.id, "en").deleted
    recordform.restore(session, measure)
    opened = recordform.load(session, "measure", measure.id, "en")
    assert not opened.deleted
    assert opened.draft.citations == (citation,)
    assert not edit.read(session, "role", role.id).deleted


def test_what_went_with_another_record_in_the_same_second_stays_deleted(session, told, monkeypatch):
    _, _, verdict, measure, source, citation, role = told
    other = Citation(record=Ref(verdict.id), source=Ref(source.id))
    edit.save(session, [other])
    moment = clock.now()
    monkeypatch.setattr(clock, "now", lambda: moment)
    recordform.delete(session, measure)
    recordform.delete(session, verdict)
    recordform.restore(session, measure)
    assert not edit.read(session, "citation", citation.id).deleted
    assert not edit.read(session, "role", role.id).deleted
    assert edit.read(session, "citation", other.id).deleted
