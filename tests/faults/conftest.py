"""The summary of all faults at the end of a run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

_COLUMNS = ("points", "opened", "lost", "half_done", "unclear")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line a path and fault: how many points were tried, after how many the vault opened, what was lost, half done or unclear."""
    rows = sorted(_rows(terminalreporter), key=lambda row: (row["path"], row["fault"]))
    if not rows:
        return
    for row in rows:
        row["opened"] = row["points"] - row["closed"]
    rows.append({"path": "all", "fault": "", **{name: sum(row[name] for row in rows) for name in _COLUMNS}})
    terminalreporter.write_sep("=", "faults")
    terminalreporter.write_line(
        f"{'path':<22}{'fault':<22}" + "".join(f"{name.replace('_', ' '):>10}" for name in _COLUMNS)
    )
    for row in rows:
        counts = "".join(f"{row[name]:>10}" for name in _COLUMNS)
        terminalreporter.write_line(f"{row['path']:<22}{row['fault']:<22}{counts}")


def _rows(reporter: pytest.TerminalReporter) -> Iterator[dict[str, Any]]:
    for reports in reporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", ()):
                if name == "faults" and getattr(report, "when", "") == "call":
                    yield from (dict(tally) for tally in value)
