"""Pictures of people who stand twice: a second record of a published name, and an invented pair."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from casefile.domain.kinds import Name, Person
from casefile.usecases import edit, sameperson, search
from tests.ui import sample_pages
from ui.shell.targets import NewRecord


def directory() -> QWidget:
    """The directory with those alone who may be here twice."""
    _add()
    return sample_pages.page("people", then=lambda page: (page.list.alike.click(), sample_pages.settle()))


def linked() -> QWidget:
    """One person under two records, and a third who may be the same."""
    _add()
    session = sample_pages.session()
    first, second = (each.id for each in search.find(session, "Sarsenova", ("person",))[:2])
    sameperson.link(session, first, second)
    return sample_pages.page("people", first)


def form() -> QWidget:
    """A new person who may be here already."""

    def wait(page: Any) -> None:
        page.form().name_check._ask()  # not a third of a second later

    return sample_pages.page("form", NewRecord("person", {"names": (Name(text="Макс Боқаев", language="kk"),)}), wait)


def _add() -> None:
    session = sample_pages.session()
    if not search.find(session, "Sarsenova", ("person",)):
        names = ("Айгүл Сәрсенова", "Aigul Sarsenova", "А. Сарсенова")
        edit.save(session, [Person(names=(Name(text=each),)) for each in names])
