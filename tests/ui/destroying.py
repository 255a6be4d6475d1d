"""Dialogs on what was there before and on what goes for good, for the pictures."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from casefile.domain.values import Text
from casefile.usecases import cases, edit, search
from tests.ui import sample_pages
from ui.facts.rows import Fact
from ui.purging.dialog import PurgeDialog

_REFERENCE = "KZ-2016-003"


def removal() -> QWidget:
    """A case that leaves this laptop."""
    case = cases.find(sample_pages.session(), _REFERENCE)
    return sample_pages.page("cases", _REFERENCE, lambda page: page.case.acts.act("remove", case))


def purge() -> QWidget:
    """A person who withdrew their consent."""
    person = search.find(sample_pages.session(), "Bokayev", ("person",))[0].id
    return sample_pages.page("people", person, lambda page: page.record.header.purge_asked.emit())


def purge_one() -> QWidget:
    """One spelling of a name, which somebody does not want to be found under."""
    person = search.find(sample_pages.session(), "Bokayev", ("person",))[0].id

    def choose(page: Any) -> None:
        page.record.header.purge_asked.emit()
        sample_pages.settle()
        (dialog,) = page.window().findChildren(PurgeDialog)
        dialog.some.setChecked(True)
        dialog.ticks.choose([next(iter(dialog.ticks.entries))])

    return sample_pages.page("people", person, choose)


def field() -> QWidget:
    """All that stood in the remarks of the case: invented words."""
    session = sample_pages.session()
    for words in ("To be asked of the lawyer", "To be asked of the lawyer in May"):
        edit.save(session, [replace(cases.find(session, _REFERENCE), remarks=Text.of(words, "en"))])

    def show(page: Any) -> None:
        page.case.tabs.open("history")
        sample_pages.settle()
        tab = page.case.stack.currentWidget()
        rows = (row for row in tab.facts.facts.rows if isinstance(row, Fact))
        tab.facts.opened.emit(next(row.key for row in rows if row.key.endswith("#remarks")))

    return sample_pages.page("cases", _REFERENCE, show)
