"""The chronology of the sample's first case reads as the look has it drawn."""

import pytest

from casefile.domain.casefile import CaseFile
from casefile.domain.chronology import chronology
from casefile.domain.kinds import Case, Citation, Link, Organisation, Person, Place, Role, Source
from casefile.i18n import LANGUAGES
from casefile.usecases import samplecases

IN_ENGLISH = [
    (
        "2016",
        "17 May",
        "Arrested together with Talgat Ayan",
        "Remand until the verdict · for organising land-code protests",
    ),
    (None, "May – Oct", "Ill-treatment in pre-trial detention", None),
    (None, "12 Oct", "Trial of Bokayev and Ayan opens; up to ten years possible", None),
    (
        None,
        "24 Oct",
        "Key witness Rinat Iskaliev beaten at his home",
        "Attackers unidentified · feared to be because of the trial",
    ),
    (
        None,
        "25 Oct",
        "Two picketers detained outside the court",
        "Elena Semenova, Shattik Tazhkenova · 180 EUR, each or together not stated",
    ),
    (None, "Nov", "Verdict: five years in prison", "Imprisonment, “five years” · same sentence for Talgat Ayan"),
    ("2017", "before 12 Jun", "Moved to a colony in Petropavlovsk, some 2,000 km away", None),
    (None, "12 Jun", "Astana court rejects his complaint about the place", None),
    (None, "mid-Jun", "Hunger strike against the ruling, two weeks", None),
    (None, "", "25 months without a record", None),
    ("2019", "1 Aug", "Release demanded by the 7th Platform, Kadyr Kassiyet", None),
    (None, "", "18 months without a record", None),
    ("2021", "3 Feb", "Lukpan Akhmedyarov held on his way to the release", None),
    (None, "4 Feb", "Released, sentence served", None),
    (
        None,
        "from 4 Feb",
        "Restriction of freedom, length not stated",
        "6 conditions: no paid work … no mass gathering, except a funeral",
    ),
]
NODES = "●◌■●●□◌■◌ ◇ ●●▮"
CERTAINTIES = ("exact", "partial", "about")
_SHAPES = {"happening": "●○◌", "proceeding": "■□◌", "intervention": "◇◇◇", "measure": "▮▮▮"}


@pytest.fixture(scope="module")
def records():
    return list(samplecases.records())


@pytest.fixture(scope="module")
def bokayev(records):
    return whole(samplecases.sample_id("case-bokayev"), records)


def whole(case_id, records):
    """One case with all that belongs to it, as the vault would load it."""
    case = next(record for record in records if record.id == case_id)
    mine = {record.id for record in records if case_id in getattr(record, "cases", ())}
    kept = [record for record in records if record.id in mine or isinstance(record, Person | Organisation | Place)]
    kept += [each for each in records if isinstance(each, Role | Citation) and each.record in (*mine, case_id)]
    kept += [each for each in records if isinstance(each, Link) and each.subject in mine]
    cited = {each.source for each in kept if isinstance(each, Citation)}
    kept += [each for each in records if isinstance(each, Source) and each.id in cited]
    return CaseFile(case, {each.id: each for each in kept})


def test_the_rows_read_as_in_the_picture(bokayev):
    rows = chronology(bokayev, "en").rows
    assert [(row.year, row.date_text, row.title, row.second) for row in rows] == IN_ENGLISH
    drawn = [" " if row.kind == "silence" else _SHAPES[row.kind][CERTAINTIES.index(row.certainty)] for row in rows]
    assert "".join(drawn) == NODES
    assert [row.title for row in rows if row.alleged] == ["Ill-treatment in pre-trial detention"]
    assert rows[-1].end_text == "end not stated"
    assert all(row.citations for row in rows if row.kind != "silence")


def test_and_in_russian(bokayev):
    rows = chronology(bokayev, "ru").rows
    assert [row.date_text for row in rows if row.kind != "silence"] == [
        "17 мая",
        "май – окт.",
        "12 окт.",
        "24 окт.",
        "25 окт.",
        "ноябрь",
        "до 12 июня",
        "12 июня",
        "сер. июня",
        "1 авг.",
        "3 февр.",
        "4 февр.",
        "с 4 февр.",
    ]
    assert [row.title for row in rows if row.kind == "silence"] == ["25 месяцев без записей", "18 месяцев без записей"]
    assert rows[0].second == "Содержание под стражей до приговора · за земельные протесты"
    assert rows[-1].end_text == "конец не указан"


def test_the_bars_are_those_of_the_picture(bokayev):
    rows = chronology(bokayev, "en").rows
    below = ["".join(span.look[0] for span in row.lanes_below) for row in rows]
    assert below == ["r", "ra", "r", "r", "r", "i", "i", "i", "il", "i", "i", "i", "i", "r", "r"]
    tied = [row.title for row in rows if any(span.tied for span in (*row.lanes_above, *row.lanes_below))]
    assert tied == ["Arrested together with Talgat Ayan", "Verdict: five years in prison", "Released, sentence served"]
    inside = [row.title for row in rows if row.in_proceeding_below]
    assert inside == [rows[2].title, rows[3].title, rows[4].title]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_case_of_the_sample_reads_whole(records, language):
    for case in (record for record in records if isinstance(record, Case)):
        for row in chronology(whole(case.id, records), language).rows:
            assert row.title
            assert row.kind == "silence" or (row.citations and row.date_text and row.title_language == language)
