"""One table of all figures at the end of ``make bench``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from casefile.crypto import kdf
from casefile.crypto.kdf import FLOOR
from casefile.usecases import sample
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from tests.usecases import exchanging

Figure = Callable[[str, str], None]
_CASES = 940
"""So many have some eleven thousand records."""


@pytest.fixture(autouse=True)
def _stretched_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an opening takes is measured with all that it takes."""
    monkeypatch.setattr(kdf, "Argon2id", Argon2id)


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Figure:
    """Put a line into the table: what was measured, and what came out, with its unit."""

    def figure(what: str, value: str) -> None:
        record_property("figure", (what, value))

    return figure


@pytest.fixture
def people(tmp_path: Path, passphrase: str) -> Iterator[list[Session]]:
    """Aye with many cases, and Bee with none, who know each other."""
    names = ("Aye", "Bee")
    opened = [sessions.create(tmp_path / f"{name}.casefile", passphrase, name, FLOOR) for name in names]
    sample.fill_invented(opened[0], _CASES, 1)
    exchanging.acquaint(opened, names)
    yield opened
    for each in opened:
        each.lock()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The table."""
    lines = [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", "") == "call"
        for name, value in report.user_properties
        if name == "figure"
    ]
    if lines:
        terminalreporter.write_sep("=", "figures")
    width = max((len(what) for what, _ in lines), default=0)
    for what, value in lines:
        terminalreporter.write_line(f"{what:<{width}}  {value}")
