"""The words of the start page, without a window."""

from __future__ import annotations

from datetime import date

import pytest

from casefile.domain.additions import NONE, Additions
from casefile.domain.definition import Ref
from casefile.domain.kinds import AddedField, Case, Measure, Name, Person, Task
from casefile.domain.values import Length, Text, When
from casefile.usecases.today import Backup, Conflicting, DueTask, EndingMeasure, Lately
from ui import words
from ui.today import sayings
from ui.today.conflict import conflict

TODAY = date(2024, 5, 2)
CASE = Case(reference="KZ-1", title=Text.of("Invented Person", "en"))


def _due(due: str | None, day: str | None, time: str | None = None, *, overdue: bool = False) -> DueTask:
    task = Task(title=Text.of("Call", "en"), due=When(due) if due else None, time=time, kind="call")
    return DueTask(task, CASE, date.fromisoformat(day) if day else None, overdue)


@pytest.mark.parametrize(
    ("task", "lead", "look"),
    [
        (_due("2024-04-30", "2024-04-30", overdue=True), "Tue 30 Apr", "overdue"),
        (_due("2023-12-30", "2023-12-30", overdue=True), "30 Dec 2023", "overdue"),
        (_due("2024-05-02", "2024-05-02", "17:00"), "Today, 17:00", "due"),
        (_due("2024-05-03", "2024-05-03"), "Tomorrow", "plain"),
        (_due("2024-05-06", "2024-05-06"), "Mon 6 May", "plain"),
        (_due("2024-05-06", "2024-05-06", "10:00"), "Mon 6, 10:00", "plain"),
        (_due("2024-05", "2024-05-01"), "May, no day", "plain"),
        (_due(None, None), "No day", "plain"),
    ],
)
def test_days_of_tasks(task: DueTask, lead: str, look: str) -> None:
    line = sayings.due(task, TODAY)
    assert (line.lead, line.look, line.right) == (lead, look, "Invented Person")


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Thursday, 2 May 2024"),
        ("ru", "Четверг, 2 мая 2024"),
        ("kk", "Бейсенбі, 2024 жылғы 2 мамыр"),
    ],
)
def test_the_day_stands_above(language: str, title: str) -> None:
    words.use(language)
    assert sayings.heading(TODAY) == title


def test_measures_say_when_they_end_or_that_nobody_states_it() -> None:
    person = Person(names=(Name(text="Invented Person"),))
    ending = Measure(subject=Ref(person.id), type="restriction_of_freedom", end=When("2024-05-09"))
    line = sayings.measure(EndingMeasure(ending, person, 7), TODAY)
    assert (line.title, line.right, line.right_tone) == ("Invented Person", "in 7 days", "due")
    assert line.second.endswith(", until 9 May")
    open_end = Measure(subject=Ref(person.id), type="restriction_of_freedom", start=When("2021-02-04"))
    line = sayings.measure(EndingMeasure(open_end, person, None), TODAY)
    assert (line.right, line.right_tone) == ("no end stated", "ink2")
    assert line.second.endswith(", from 4 Feb 2021")


def test_a_conflict_quotes_its_versions() -> None:
    measure = Measure(title=Text.of("Sentence", "en"), length=Length("two years"))
    found = Conflicting(measure, "length", ({"words": "two years"}, {"words": "2 years 6 months"}))
    line = conflict(found, 0)
    assert line.title.startswith("Sentence: ")
    assert (line.second, line.right) == ("“two years” · “2 years 6 months”", "2 versions")
    coded = conflict(Conflicting(CASE, "status", ("open", None)), 0)
    assert coded.second == "“Open” · “empty”"


def test_a_conflict_in_a_field_that_people_added_has_its_name_and_words() -> None:
    village = AddedField(kind="measure", label=Text.of("Village of birth", "en"), shape="line")
    words.speak_of(Additions((village,)))
    try:
        measure = Measure(title=Text.of("Sentence", "en"))
        said = conflict(Conflicting(measure, f"extra/{village.id}", ({"line": "Aksu"}, {"line": "Karasu"})), 0)
        assert (said.title, said.second) == ("Sentence: village of birth", "“Aksu” · “Karasu”")
    finally:
        words.speak_of(NONE)


@pytest.mark.usefixtures("uralsk")
def test_what_changed_is_said_in_few_words() -> None:
    def said(made: bool = False, time: str = "2024-05-02T13:52:00+05:00", **parts: object) -> tuple[str, str]:
        values = {"added": {}, "fields": (), "touched": (), **parts}
        line = sayings.changed(Lately(CASE, time, "me", made, **values), TODAY, "me")  # type: ignore[arg-type]
        return line.note, line.right

    assert said(made=True) == ("new case", "you, 13:52")
    assert said(added={"evidence": 1}, time="2024-05-01T09:00:00+05:00") == ("1 file added", "you, yesterday")
    assert said(made=True, time="2024-05-01T22:30:00+02:00")[1] == "you, 01:30"
    assert said(fields=("status", "tags", "title"))[0] == "status, tags…"


def test_an_old_backup_waits_for_someone() -> None:
    assert sayings.backup(None, TODAY) == (*sayings.backup(None, TODAY)[:2], True)
    age, place, old = sayings.backup(Backup(9, date(2024, 4, 23), "Blue stick"), TODAY)
    assert (age, place, old) == ("Last backup 9 days ago", "23 April, to “Blue stick”, checked", True)
    assert sayings.backup(Backup(0, TODAY, "Blue stick"), TODAY)[2] is False
