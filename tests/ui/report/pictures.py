"""Pictures of a report: a published text pasted for a published case, and a passage of it marked."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from casefile.domain.kinds import Happening, Source
from casefile.domain.passages import Span
from casefile.domain.values import Text, When
from casefile.usecases import cases, report
from tests.ui import sample_pages
from ui.shell.targets import OpenReport

_TEXT = """An invented update on an invented trial

On 22 July 2019, a press conference in Almaty was disrupted by some twenty women. Bolat Invented, a reporter, was pushed, and his camera was broken.

Yevgeny Zhovtis said on 24 July that nobody had been questioned. A complaint was sent to the police in late July 2019.

No answer had come by the middle of August 2019."""
_SOURCE = Source(title=Text.of("An invented update", "en"), kind="report", date=When("2019-08"))


def paste() -> QWidget:
    """Nothing pasted yet."""
    return sample_pages.page("report", OpenReport(case=_case()))


def passage() -> QWidget:
    """A passage that is marked, and another that is cited."""
    session = sample_pages.session()
    report.keep(session, _SOURCE, _TEXT, "en")
    kept = report.load(session, _SOURCE.id, "en")
    happening = cases.load(session, "KZ-2019-101").of(Happening)[0]
    report.cite(session, kept, _span("A complaint was sent to the police in late July 2019."), happening.id, "when")

    def mark(page: Any) -> None:
        page.text.select(
            _span("On 22 July 2019, a press conference in Almaty was disrupted by some twenty women. Bolat Invented")
        )
        page._look(page.text.span())  # not a moment later

    return sample_pages.page("report", OpenReport(_SOURCE.id, _case()), mark)


def _case() -> str:
    return cases.load(sample_pages.session(), "KZ-2019-101").case.id


def _span(words: str) -> Span:
    return Span(_TEXT.index(words), _TEXT.index(words) + len(words))
