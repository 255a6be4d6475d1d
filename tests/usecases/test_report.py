"""A report is pasted once: its text kept, its passages cited, records begun from them."""

from __future__ import annotations

import pytest

from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Citation, Happening, Measure, Name, Organisation, Person, Position, Role, Source
from casefile.domain.passages import Span
from casefile.domain.values import Text, When
from casefile.errors import Refused
from casefile.usecases import cases, drafts, edit, evidencelist, recordform, report, search
from casefile.usecases.report import Report
from casefile.usecases.session import Session

TEXT = """An invented update

On 22 July 2099 Aigul Sarsenova was fined in Uralsk. Her camera was broken.\r
Bolat Invented, a witness, said that nobody helped. Sarsenova denied it on 23 July 2099."""
WOMAN = Person(names=(Name(text="Айгүл Сәрсенова", language="kk"), Name(text="Aigul Sarsenova", language="en")))
CASE = Case(reference="KZ-2099-001", title=Text.of("An invented fine", "en"))
SOURCE = Source(title=Text.of("An invented update", "en"), kind="report", date=When("2099-08"))


@pytest.fixture
def pasted(session: Session) -> Report:
    """The text as it is kept, with a case and a woman who are here."""
    edit.save(session, [CASE, WOMAN, Role(party=Ref(WOMAN.id), role="victim", record=Ref(CASE.id))])
    report.keep(session, SOURCE, TEXT, "en")
    return report.load(session, SOURCE.id, "en")


def _span(pasted: Report, first: str, last: str = "") -> Span:
    start = pasted.text.index(first)
    return Span(start, pasted.text.index(last or first, start) + len(last or first))


def test_the_text_is_kept_word_for_word_and_found_by_its_words(session: Session, pasted: Report) -> None:
    assert pasted.text == TEXT.replace("\r\n", "\n")
    assert pasted.language == "en"
    assert SOURCE.id in {each.id for each in search.find(session, "camera broken")}
    with pytest.raises(Refused):
        report.keep(session, SOURCE, "  \n", "en")


def test_date_and_names_of_a_passage_are_found(session: Session, pasted: Report) -> None:
    found = report.look_into(session, pasted, _span(pasted, "On 22 July", "Uralsk."), "en", CASE.id)
    assert [each.when.edtf for each in found.dates] == ["2099-07-22"]
    assert [each.record.id for each in found.names if each.record] == [WOMAN.id]
    alone = report.look_into(session, pasted, _span(pasted, "Bolat Invented, a witness"), "en", CASE.id)
    assert [(each.words, each.record) for each in alone.names] == [("Bolat Invented", None)]


def test_an_organisation_is_named_by_its_whole_name_not_by_a_town_in_it(session: Session, pasted: Report) -> None:
    channel = Organisation(names=(Name(text="Uralsk TV"), Name(text="Nobody Helped Union")))
    edit.save(session, [channel, Role(party=Ref(channel.id), role="witness", record=Ref(CASE.id))])
    fined = report.look_into(session, pasted, _span(pasted, "On 22 July", "Uralsk."), "en", CASE.id)
    assert channel.id not in {each.record.id for each in fined.names if each.record}
    report.keep(session, SOURCE, "Uralsk TV reported it.", "en")
    told = report.load(session, SOURCE.id, "en")
    found = report.look_into(session, told, Span(0, len(told.text)), "en", CASE.id)
    assert [each.record.id for each in found.names if each.record] == [channel.id]


def test_who_is_not_of_the_case_but_here_is_found_too(session: Session, pasted: Report) -> None:
    found = report.look_into(session, pasted, _span(pasted, "On 22 July", "Uralsk."), "en")
    assert [each.record.id for each in found.names if each.record] == [WOMAN.id]


def test_a_record_is_begun_from_a_passage_and_saved_with_its_citation(session: Session, pasted: Report) -> None:
    span = _span(pasted, "On 22 July", "Uralsk.")
    passage = report.look_into(session, pasted, span, "en", CASE.id)
    draft = report.begin(session, pasted, passage, "measure", CASE.id, "start")
    assert isinstance(draft.record, Measure)
    assert (draft.record.subject, draft.record.start, draft.record.cases) == (WOMAN.id, When("2099-07-22"), (CASE.id,))
    opened = recordform.load(session, "measure", draft.record.id, "en", CASE.id)
    assert opened.draft.citations == draft.citations
    drafts.save(session, opened.draft)
    again = report.load(session, SOURCE.id, "en")
    assert [(each.record.id, each.field, each.span) for each in again.passages] == [(draft.record.id, "start", span)]
    citation = cases.load(session, CASE.id).of(Citation)[0]
    assert str(citation.passage) == pasted.text[span.start : span.end]
    assert citation.passage is not None
    assert citation.passage.versions[0].language == "en"
    assert citation.locator == "paragraph 2"


def test_each_kind_takes_what_it_can_from_the_passage(session: Session, pasted: Report) -> None:
    short = report.look_into(session, pasted, _span(pasted, "Her camera was broken."), "en", CASE.id)
    happening = report.begin(session, pasted, short, "happening", CASE.id).record
    assert isinstance(happening, Happening)
    assert str(happening.title) == "Her camera was broken."
    denied = report.look_into(session, pasted, _span(pasted, "Sarsenova denied", "2099."), "en", CASE.id)
    position = report.begin(session, pasted, denied, "position", CASE.id).record
    assert isinstance(position, Position)
    assert (position.who, position.date) == (WOMAN.id, When("2099-07-23"))
    named = report.look_into(session, pasted, _span(pasted, "Bolat Invented"), "en", CASE.id)
    person = report.begin(session, pasted, named, "person", CASE.id).record
    assert isinstance(person, Person)
    assert [name.text for name in person.names] == ["Bolat Invented"]
    role = report.begin(session, pasted, denied, "role", CASE.id).record
    assert isinstance(role, Role)
    assert (role.party, role.record) == (WOMAN.id, CASE.id)


def test_a_passage_can_be_cited_for_a_record_that_is_here(session: Session, pasted: Report) -> None:
    span = _span(pasted, "Aigul Sarsenova")
    assert report.cite(session, pasted, span, WOMAN.id, "names").records
    assert not report.cite(session, pasted, span, WOMAN.id, "names").records
    found = report.load(session, SOURCE.id, "en").passages
    assert [(each.record.id, each.field) for each in found] == [(WOMAN.id, "names")]


def test_a_citation_whose_words_are_not_in_the_text_is_counted(session: Session, pasted: Report) -> None:
    edit.save(session, [Citation(record=Ref(WOMAN.id), source=Ref(SOURCE.id), passage=Text.of("Other words.", "en"))])
    again = report.load(session, SOURCE.id, "en")
    assert (again.passages, again.lost) == ((), 1)


def test_a_changed_text_keeps_its_translations(session: Session, pasted: Report) -> None:
    source = edit.read(session, "source", SOURCE.id).record
    assert isinstance(source, Source)
    assert source.testimony is not None
    report.keep(session, source, pasted.text + " More.", "en")
    assert report.load(session, SOURCE.id, "en").text.endswith("More.")


def test_every_kind_that_is_offered_can_be_begun_and_has_fields_to_cite(session: Session, pasted: Report) -> None:
    passage = report.look_into(session, pasted, _span(pasted, "On 22 July", "Uralsk."), "en", CASE.id)
    for kind in report.MAKES:
        assert report.begin(session, pasted, passage, kind, CASE.id).record.id
        assert report.fields_to_cite(kind)


def test_the_text_of_a_file_is_read_by_the_worker(sample_session: Session) -> None:
    files = evidencelist.page(sample_session).rows
    chosen = next(row.evidence.id for row in files if row.evidence.original_name == "statement.txt")
    evidence, text = report.text_of(sample_session, chosen)
    assert evidence.id == chosen
    assert text.strip()
