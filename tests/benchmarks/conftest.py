"""One table of all figures at the end of ``make bench``."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from casefile.crypto import kdf

Figure = Callable[[str, str], None]


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
