"""The form for the pictures: the measure of `record-form`, and a new happening."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import cache

from PySide6.QtWidgets import QWidget

from casefile.domain.definition import Ref
from casefile.domain.kinds import Citation, Happening, Measure
from casefile.domain.values import Text
from casefile.usecases import cases, edit
from casefile.usecases.session import Session
from tests.ui import sample_pages
from ui.form.page import RecordPage
from ui.shell.targets import NewRecord, OpenRecord
from ui.words import language

_WHOLE = "He may not volunteer, speak to journalists or sign a petition."
_LAST = "Nor may he take part in a protest or in any other gathering, with the exception of a funeral."
_TOO_EARLY = {"en": "February 2020", "ru": "февраль 2020 г.", "kk": "2020 ж. ақпан"}


def measure() -> QWidget:
    """A measure whose end lies before its beginning, and the passage behind its last condition."""
    session = sample_pages.session()
    found = _with_passages(session)

    def fill(page: RecordPage) -> None:
        form = page.form()
        assert form is not None
        form.body.go_to(f"conditions/{found.conditions[-1].id}")
        form.body.go_to("end")
        form.body.fields()["end"].editor.field.edit.setText(_TOO_EARLY[language()])  # type: ignore[attr-defined]
        until = time.monotonic() + 1
        while time.monotonic() < until:
            sample_pages.settle()
        form.keeper.discard(session)  # the next picture finds the vault as this one did

    return sample_pages.page("form", OpenRecord("measure", found.id), fill)


def new_happening() -> QWidget:
    """An empty form."""
    case = cases.find(sample_pages.session(), "KZ-2016-003")
    return sample_pages.page("form", NewRecord("happening", {"cases": (Ref(case.id),)}))


def translated() -> QWidget:
    """A happening whose title was translated by an invented person, the translation in sight."""
    session = sample_pages.session()
    found = next(each for each in cases.load(session, "KZ-2016-003").of(Happening) if each.title is not None)
    assert found.title is not None
    original = found.title.best("en")
    others = [
        replace(each, by="Invented Translator", checked=True) for each in found.title.versions if each != original
    ]

    def fill(page: RecordPage) -> None:
        form = page.form()
        assert form is not None
        title = form.body.fields()["title"].editor
        at = next((n for n, each in enumerate(others, 1) if each.language == language()), 1)
        title.show_value(Text((original, *others)))
        title.beside.shown.emit(at)  # type: ignore[attr-defined]
        form.keeper.discard(session)  # the next picture finds the vault as this one did

    return sample_pages.page("form", OpenRecord("happening", found.id), fill)


@cache
def _with_passages(session: Session) -> Measure:
    """The restrictions after the release, cited with invented passages."""
    whole = cases.load(session, "KZ-2016-003")
    found = next(each for each in whole.of(Measure) if len(each.conditions) == 6)
    cited = next(each for each in whole.citations_of(found.id) if each.field is None)
    passage = Text.of(f"{_WHOLE} {_LAST}", "en")
    last = Citation(
        record=Ref(found.id),
        field=f"conditions/{found.conditions[-1].id}",
        source=cited.source,
        passage=Text.of(_LAST, "en"),
        certainty=cited.certainty,
    )
    edit.save(session, [replace(cited, passage=passage), last])
    return found
