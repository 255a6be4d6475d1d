"""Heads of columns, as lists of this work have them."""

from __future__ import annotations

import pytest

from casefile.errors import Refused
from casefile.importers import mapping
from casefile.importers.guess import guess, own_kind
from casefile.importers.mapping import Mapping, SheetMapping, is_target

LISTS = [
    (("ФИО", "Дата задержания", "Город"), ("person.names.1.text", "happening.when", "happening.place")),
    (("Name", "Date of arrest", "Where"), ("person.names.1.text", "happening.when", "happening.place")),
    (("Аты-жөні", "Ұсталған күні", "Қала"), ("person.names.1.text", "happening.when", "happening.place")),
]


@pytest.mark.parametrize(("heads", "targets"), LISTS)
def test_a_list_of_detained_people_is_understood_in_three_languages(heads, targets):
    found = guess("", heads)
    assert tuple(found.columns[head] for head in heads) == targets
    assert found.always == {"role.role": "victim"}


def test_labels_are_understood_and_a_sheet_says_the_kind():
    found = guess("Дела", ["Номер дела", "Название (kk)", "Название", "Состояние"])
    assert found.columns == {
        "Номер дела": "case.reference",
        "Название (kk)": "case.title.kk",
        "Название": "case.title",
        "Состояние": "case.status",
    }


def test_no_field_is_given_to_two_columns():
    columns = guess("", ["Name", "Full name", "Date", "When"]).columns
    assert len(set(columns.values())) == len(columns)


def test_what_is_not_known_stays_open():
    assert guess("", ["Foo", "Bar", ""]).columns == {}


def test_our_own_tables_are_told():
    assert own_kind("case", ["id", "title.ru", "statuses.1.as_of@words"]) == "case"
    assert own_kind("case (2)", ["id", "reference"]) == "case"
    assert own_kind("case", ["id", "Comment"]) is None
    assert own_kind("Лист1", ["id", "reference"]) is None


@pytest.mark.parametrize(
    "target", ["case.title.ru", "person#2.names.1.text", "happening.when@words", "measure.length.days"]
)
def test_targets_that_are_fields(target):
    assert is_target(target)


@pytest.mark.parametrize(
    "target", ["", "case", "case.foo", "foo.bar", "person.names", "person.names.x.text", "case.title.1!"]
)
def test_targets_that_are_none(target):
    assert not is_target(target)


def test_a_mapping_is_kept_as_a_file():
    kept = Mapping({"": SheetMapping({"ФИО": "person.names.1.text"}, {"role.role": "victim"})}, "ru")
    assert mapping.read(mapping.written(kept)) == kept


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"format":"casefile-mapping","version":2,"sheets":{"":{}}}',
        b'{"format":"casefile-mapping","version":1,"sheets":{"":{"columns":{"A":"case.nothing"}}}}',
        b'{"format":"casefile-mapping","version":1,"sheets":{"":{"columns":{"A":1}}}}',
        b'{"format":"casefile-mapping","version":1,"language":"xx","sheets":{"":{}}}',
    ],
)
def test_what_is_no_mapping_is_refused(data):
    with pytest.raises(Refused, match=r"importing\.mapping"):
        mapping.read(data)
