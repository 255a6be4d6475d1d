"""What the tabs of a case say, in plain rows: the published case of the sample, and invented ones where it has no example."""

from __future__ import annotations

from datetime import date

import pytest

from casefile.domain.casefile import CaseFile
from casefile.domain.definition import Ref
from casefile.domain.kinds import (
    Case,
    Citation,
    Demand,
    Intervention,
    Name,
    Person,
    Relationship,
    Role,
    Source,
    StatusAsOf,
    Task,
)
from casefile.domain.values import Text, Version, When
from casefile.usecases import cases
from casefile.usecases.casehistory import FieldStep, Step
from casefile.usecases.session import Session
from ui.case import citation, history, interventions, people, proceedings, sources, tasks
from ui.case.heading import heading
from ui.case.overview import main_rows, side_rows
from ui.case.reader import Reader
from ui.facts.rows import Fact, FactRow, Head

TODAY = date(2024, 5, 2)


@pytest.fixture
def bokayev(sample_session: Session) -> CaseFile:
    return cases.load(sample_session, "KZ-2016-003")


def _facts(rows: tuple[FactRow, ...] | list[FactRow]) -> list[Fact]:
    return [row for row in rows if isinstance(row, Fact)]


def _invented(*records: object) -> Reader:
    case = Case(id="c" * 32, reference="KZ-2024-900", title=Text.of("An invented case", "en"))
    return Reader(CaseFile(case, {record.id: record for record in records}), "en")  # type: ignore[attr-defined, misc]  # records


def test_the_header_says_who_where_and_what_was_known_last(bokayev: CaseFile) -> None:
    english, russian = heading(Reader(bokayev, "en")), heading(Reader(bokayev, "ru"))
    assert english.title == "Max Bokayev"
    assert english.spellings == ("Макс Бокаев", "Макс Боқаев")
    assert english.status == "Restricted · last known Feb 2021"
    assert english.meta == "KZ-2016-003 · Peaceful assembly, expression · Atyrau · with Talgat Ayan"
    assert russian.spellings == ("Макс Боқаев", "Max Bokayev")
    assert russian.status.endswith("последние данные: февраль 2021 г.")


def test_a_status_is_never_said_without_its_day() -> None:
    statuses = (
        StatusAsOf(status="detained", as_of=When("2024-01-05")),
        StatusAsOf(status="released", as_of=When("2024-03-12")),
    )
    case = Case(reference="KZ-2024-900", title=Text.of("Invented", "en"), statuses=statuses)
    assert heading(Reader(CaseFile(case, {}), "en")).status == "Released · last known 12 Mar 2024"


def test_people_stand_with_roles_and_why_they_may_be_named(bokayev: CaseFile) -> None:
    rows = people.rows(Reader(bokayev, "en"))
    assert [row.title for row in rows if isinstance(row, Head)][:2] == ["Whom the case is about", "Other people"]
    first = _facts(rows)[0]
    assert (first.title, first.left.split(",")[0]) == ("Max Bokayev", "Victim")
    assert "may be named: already public" in first.second


def _twice() -> Reader:
    """A man under two records in the roles of one case, and what ties them."""
    first = Person(id="1" * 32, names=(Name(text="Invented Person", language="en"),))
    second = Person(id="2" * 32, names=(Name(text="I. Personov", language="en"),))
    case = Ref("c" * 32)
    return _invented(
        first,
        second,
        Role(party=Ref(second.id), record=case, role="victim", naming="public"),
        Role(party=Ref(first.id), record=case, role="witness", naming="public"),
        Relationship(subject=Ref(first.id), type="same_person", object=Ref(second.id)),
    )


def test_someone_under_two_records_is_listed_once_with_all_their_roles() -> None:
    reader = _twice()
    rows = people.rows(reader)
    assert [row.title for row in rows if isinstance(row, Head)] == ["Whom the case is about"]
    (fact,) = _facts(rows)
    assert (fact.title, fact.key, fact.left) == ("Invented Person", "1" * 32, "Victim, witness")
    assert "also recorded as I. Personov" in fact.second
    russian = Person(id="3" * 32, names=(Name(text="Выдуманный Человек", language="ru"),))
    tie = Relationship(subject=Ref("1" * 32), type="same_person", object=Ref(russian.id))
    again = _facts(
        people.rows(
            Reader(CaseFile(reader.casefile.case, {**reader.casefile.records, "3" * 32: russian, tie.id: tie}), "ru")
        )
    )
    assert [fact.title for fact in again] == ["Выдуманный Человек"], "the best name that any of the records has"
    aside = side_rows(reader, TODAY)
    assert [fact.title for fact in _facts(aside)].count("Invented Person") == 1
    assert "People\u00a01" in _facts(aside)[-1].title


def test_someone_without_a_basis_is_not_to_be_named() -> None:
    person = Person(names=(Name(text="Anna Invented", language="en"),))
    role = Role(party=person.id, record="c" * 32, role="witness", naming="none")  # type: ignore[arg-type]  # a plain id
    assert "not to be named" in _facts(people.rows(_invented(person, role)))[0].second


def test_conditions_keep_their_exception_and_an_unstated_end_is_said(bokayev: CaseFile) -> None:
    facts = _facts(proceedings.rows(Reader(bokayev, "en")))
    restriction = next(fact for fact in facts if fact.title == "Restriction of freedom, length not stated")
    assert (restriction.left, restriction.left_second) == ("from 4 February 2021", "end not stated")
    conditions = [fact for fact in facts if fact.left.startswith("Condition")]
    assert len(conditions) == 6
    assert conditions[-1].second == "except: a funeral"


def test_charges_and_decisions_stand_under_their_proceeding(bokayev: CaseFile) -> None:
    rows = proceedings.rows(Reader(bokayev, "en"))
    assert isinstance(rows[0], Head)
    assert rows[0].title == "Criminal trial of Max Bokayev and Talgat Ayan"
    charge = next(fact for fact in _facts(rows) if fact.left == "Charge")
    assert "possible: Up to ten years in prison" in charge.second
    assert any(fact.title == "Five years in prison for each" for fact in _facts(rows))


def test_demands_say_what_was_answered_or_that_nothing_is_recorded() -> None:
    demands = (
        Demand(what=Text.of("Release her", "en"), answer=Text.of("Refused", "en"), answered=When("2024-05-01")),
        Demand(what=Text.of("Let a doctor in", "en"), answer_due=When("2024-05-10")),
    )
    asked = Intervention(title=Text.of("An appeal", "en"), date=When("2024-04-01"), demands=demands)
    answered, open_one = (fact for fact in _facts(interventions.rows(_invented(asked))) if fact.left == "Demand")
    assert answered.second == "answered 1 May 2024: Refused"
    assert open_one.second == "no answer recorded · due 10 May 2024"


def test_sources_stand_under_their_numbers(bokayev: CaseFile) -> None:
    rows = _facts(sources.rows(Reader(bokayev, "en")))
    assert [row.mark for row in rows] == list(range(1, len(rows) + 1))
    assert rows[0].title == "State tightens grip on protest rights in Kazakhstan"
    assert rows[0].right.startswith("cited ")


def test_a_mark_leads_to_the_place_in_the_source(bokayev: CaseFile) -> None:
    arrest = next(each for each in bokayev.records.values() if str(getattr(each, "title", "")).startswith("Arrested"))
    found = citation.view(Reader(bokayev, "en"), 1, (arrest.id,))
    assert found is not None
    assert found.title == "State tightens grip on protest rights in Kazakhstan"
    assert [passage.place for passage in found.passages] == ["paragraph 2"]
    assert found.passages[0].certainty == "Reported"
    assert citation.view(Reader(bokayev, "en"), 99) is None


def test_a_translated_passage_stands_below_the_words_of_the_source() -> None:
    case = Case(reference="A-1")
    source = Source(title=Text.of("A statement", "en"), kind="statement")
    passage = Text(
        (Version("kk", "Тілшіні тоқтатты."), Version("en", "They stopped the reporter.", False, "A. Translator", True))
    )
    cited = Citation(record=Ref(case.id), source=Ref(source.id), passage=passage)
    file = CaseFile(case, {each.id: each for each in (source, cited)})
    found = citation.view(Reader(file, "en"), 1, (case.id,))
    assert found is not None
    (shown,) = found.passages
    assert (shown.words, shown.translation) == ("Тілшіні тоқтатты.", "They stopped the reporter.")
    assert shown.translated == "English, translation by A. Translator, checked"
    in_kazakh = citation.view(Reader(file, "kk"), 1, (case.id,))
    assert in_kazakh is not None and in_kazakh.passages[0].translation == ""


def test_what_is_overdue_stands_in_an_amber_chip() -> None:
    late, soon, done = (
        Task(kind="deadline", title=Text.of(title, "en"), due=When(due), done=When("2024-04-30") if end else None)
        for title, due, end in (("Late", "2024-05-01", 0), ("Soon", "2024-05-08", 0), ("Done", "2024-04-01", 1))
    )
    rows = tasks.rows(_invented(soon, late, done), TODAY)
    facts = _facts(rows)
    assert [fact.title for fact in facts] == ["Late", "Soon", "Done"]
    assert (facts[0].right, facts[0].right_chip) == ("1 May 2024", "due")
    assert (facts[1].right_chip, facts[1].right_tone) == (None, "due")
    assert facts[2].right == "done 30 Apr 2024"


def test_the_overview_says_what_comes_next_and_what_came_last(bokayev: CaseFile) -> None:
    from casefile.domain.chronology import chronology

    reader = Reader(bokayev, "en")
    main = main_rows(reader, chronology(bokayev, "en").rows[-4:])
    assert [row.title for row in main if isinstance(row, Head)] == ["Summary", "Latest"]
    assert _facts(main)[2].title == "Restriction of freedom, length not stated"
    side = side_rows(reader, TODAY)
    assert "No next step" in [fact.title for fact in _facts(side)]
    assert "Max Bokayev" in [fact.title for fact in _facts(side)]


def test_history_says_what_a_field_was() -> None:
    task = Task(kind="deadline", title=Text.of("Appeal", "en"), due=When("2024-05-08"))
    fields = (FieldStep("due", "2024-05-01", "2024-05-08"),)
    step = Step("2024-05-02T12:00:00+05:00", "a" * 32, "task", task.id, "change", fields)
    rows = history.rows(_invented(task), [step], {"a" * 32: "A. Omarova"})
    assert isinstance(rows[0], Head)
    assert rows[0].title == "2 May 2024"
    fact = _facts(rows)[0]
    assert (fact.title, fact.left_second) == ("Due: 8 May 2024", "A. Omarova")
    assert fact.second == "was: 1 May 2024\nTask · Appeal"


@pytest.mark.usefixtures("uralsk")
def test_a_change_stands_under_the_day_of_its_clock() -> None:
    task = Task(kind="call", title=Text.of("One", "en"))
    steps = [Step("2024-05-01T22:30:00+02:00", "b" * 32, "task", task.id, "create", ())]
    head, fact = history.rows(_invented(task), steps, {})
    assert isinstance(head, Head) and isinstance(fact, Fact)
    assert (head.title, fact.left) == ("2 May 2024", "01:30")


def test_records_made_together_are_told_together_and_kinds_can_be_chosen() -> None:
    made = [Task(kind="call", title=Text.of(title, "en")) for title in ("One", "Two")]
    steps = [Step("2024-05-02T12:00:00+05:00", "b" * 32, "task", task.id, "create", ()) for task in made]
    reader = _invented(*made)
    assert [fact.title for fact in _facts(history.rows(reader, steps, {}))] == ["Tasks: 2 recorded"]
    assert history.kinds(reader, steps) == [("task", "Tasks")]
    assert history.rows(reader, steps, {}, "note") == ()
