"""The published cases of the sample: every fact says where it comes from, and every exercise file says that it is one."""

from __future__ import annotations

from casefile.domain.kinds import (
    Case,
    Citation,
    Happening,
    Instrument,
    Intervention,
    Link,
    Measure,
    Position,
    Proceeding,
)
from casefile.domain.terms import term_list
from casefile.domain.values import Text
from casefile.usecases import samplecases

_FACTS = (Case, Happening, Proceeding, Measure, Intervention, Position, Instrument, Link)
_LANGUAGES = ("en", "ru", "kk")
_PRACTICE = ("Exercise", "Учебный файл", "Оқу файлы")


def _title(record: object) -> Text | None:
    title: Text | None = getattr(record, "title", None)
    return title


def test_every_fact_of_the_sample_is_cited() -> None:
    records = list(samplecases.records())
    cited = {record.record for record in records if isinstance(record, Citation)}
    assert [str(record) for record in records if isinstance(record, _FACTS) and record.id not in cited] == []


def test_every_title_of_the_sample_is_in_three_languages() -> None:
    titles = [title for record in samplecases.records() if (title := _title(record)) is not None]
    assert [str(title) for title in titles if not all(title.has(language) for language in _LANGUAGES)] == []


def test_no_two_cases_of_the_sample_share_a_reference() -> None:
    references = [record.reference for record in samplecases.records() if isinstance(record, Case)]
    assert len(set(references)) == len(references)


def test_the_appeal_of_the_seventh_platform_stands_in_each_of_the_eleven_cases() -> None:
    appeal = next(
        record
        for record in samplecases.records()
        if isinstance(record, Intervention) and record.id == samplecases.sample_id("platform-7-appeal-2019")
    )
    assert len(appeal.cases) == len(appeal.about) == 11
    assert appeal.open_list


def test_each_exercise_file_says_in_three_languages_that_it_is_one() -> None:
    for _name, evidence in samplecases.evidence():
        assert evidence.title is not None
        for language, word in zip(_LANGUAGES, _PRACTICE, strict=True):
            assert evidence.title.best(language).text.startswith(word)


def test_the_codes_that_the_sample_uses_have_a_name() -> None:
    kinds = {record.type for record in samplecases.records() if isinstance(record, Happening)}
    assert kinds <= {term.code for term in term_list("happening_type").terms}
