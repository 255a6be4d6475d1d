"""A case for the pictures with what people add: fields of their own, a person under two records."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from PySide6.QtWidgets import QWidget

from casefile.domain.definition import Ref
from casefile.domain.kinds import AddedField, Extra, Measure, Name, Person, Role
from casefile.domain.values import Text, Version
from casefile.usecases import cases, edit, sameperson, search
from tests.ui import sample_pages

_REFERENCE = "KZ-2016-003"


def tab(name: str) -> QWidget:
    """A tab of the case: ``overview``, ``people``, ``proceedings``."""
    _added()
    return sample_pages.page("cases", _REFERENCE, lambda page: page.case.tabs.open(name))


@cache
def _added() -> None:
    session = sample_pages.session()
    whole = cases.load(session, _REFERENCE)
    box = AddedField(
        kind="case",
        label=_words("Archive box", "Коробка в архиве", "Мұрағаттағы қорап"),
        shape="line",
        sensitivity="personal",
    )
    seen = AddedField(
        kind="measure",
        label=_words("Probation officer", "Инспектор пробации", "Пробация инспекторы"),
        shape="line",
        sensitivity="personal",
    )
    measure = whole.of(Measure)[0]
    edit.save(
        session,
        [
            box,
            seen,
            replace(whole.case, extra=(Extra(id=box.id, line="7, upper shelf"),)),
            replace(measure, extra=(Extra(id=seen.id, line="Invented Officer"),)),
        ],
    )
    known = search.find(session, "Bokayev", ("person",))[0].id
    twin = Person(names=(Name(text="M. Bokaev", language="en"),))
    edit.save(session, [twin, Role(party=Ref(twin.id), role="organiser", record=Ref(whole.case.id), naming="public")])
    sameperson.link(session, known, twin.id)


def _words(english: str, russian: str, kazakh: str) -> Text:
    return Text((Version("en", english), Version("ru", russian, False), Version("kk", kazakh, False)))
