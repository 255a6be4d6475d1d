"""The list of cases for the pictures: a saved view in use."""

from __future__ import annotations

from functools import cache

from PySide6.QtWidgets import QWidget

from casefile.usecases import savedviews
from casefile.usecases.savedviews import SavedView
from tests.ui import sample_pages
from ui.cases.wanted import wanted_of


def view() -> QWidget:
    """The list narrowed to a saved view."""
    kept = _kept()
    return sample_pages.page("cases", "KZ-2016-003", lambda page: page.list.want(wanted_of(kept)))


@cache
def _kept() -> SavedView:
    session = sample_pages.session()
    savedviews.save(session, SavedView("Peaceful assembly", "", {"theme": "assembly"}))
    return savedviews.save(session, SavedView("Prisoners of expression", "detained", {"theme": "expression"}))
