"""A picture of two sources that give different days: a published happening, and two invented passages."""

from __future__ import annotations

from functools import cache
from typing import Any

from PySide6.QtWidgets import QWidget

from casefile.domain.definition import Ref
from casefile.domain.kinds import Citation, Happening, Source
from casefile.domain.values import Text
from casefile.usecases import cases, edit
from tests.ui import sample_pages
from ui.shell.targets import OpenRecord

_SAID = ("Invented: some twenty women came on 22 July 2019.", "Invented: the hall was entered on 23 July 2019.")


@cache
def _add() -> str:
    session = sample_pages.session()
    happening = cases.load(session, "KZ-2019-101").of(Happening)[0]
    sources = [Source(title=Text.of(f"Invented report {n}", "en"), kind="report") for n in (1, 2)]
    cited = [
        Citation(
            record=Ref(happening.id),
            field="when",
            source=Ref(source.id),
            passage=Text.of(words, "en"),
            locator="paragraph 2",
        )
        for source, words in zip(sources, _SAID, strict=True)
    ]
    edit.save(session, [*sources, *cited])
    return happening.id


def disagreeing() -> QWidget:
    """The form of a happening with the card over it."""

    def show(page: Any) -> None:
        panel = page.form().citations
        panel.show_place("when")
        panel.beside.click()

    return sample_pages.page("form", OpenRecord("happening", _add(), at="when"), show)
