"""The summary of all faults at the end of a run: a line a writing path, and what went wrong in words."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest

from tests.faults.stepping import KINDS

_ENDS = ("finished", "refused", "died")
_WRONGS = ("closed", "lost", "half_done", "unclear")
_LEGEND = (
    "calls: system calls by which the path changes a disk. killed, no room, I/O error, pulled: at how many of them the process was",
    "killed (before the call, and in the middle of a write), the disk was full (once, and from then on), it failed (likewise), or the",
    "stick was gone. finished, refused, died: how the job ended. closed: the vault did not open. lost: what was acknowledged was not",
    "there. half done: something by half, or damage that the deep check passed. unclear: no sentence for the person.",
)


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """The whole takes the time it takes: thousands of unlocks in one test are no hang."""
    if os.environ.get("CASEFILE_FAULTS") == "all":
        for item in items:
            if __package__ and item.module.__name__.startswith(__package__):  # type: ignore[attr-defined]  # a function's item has it
                item.add_marker(pytest.mark.timeout(6 * 3600))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show the table, where faults were tried."""
    rows = lines(list(_tallies(terminalreporter)))
    if not rows:
        return
    terminalreporter.write_sep("=", "faults at system calls")
    for row in [*rows, "", *_LEGEND]:
        terminalreporter.write_line(row)


def lines(tallies: Sequence[Mapping[str, Any]]) -> list[str]:
    """The table: a head, a line a path and their sum; empty without tallies."""
    if not tallies:
        return []
    paths = sorted({each["path"] for each in tallies})
    rows = {path: _row([each for each in tallies if each["path"] == path]) for path in paths}
    rows["all"] = {name: sum(row[name] for row in rows.values()) for name in rows[paths[0]]}
    head = "".join(f"{name.replace('_', ' '):>{_width(name)}}" for name in rows["all"])
    return [f"{'path':<21}{head}", *(_line(path, row) for path, row in rows.items())]


def _line(path: str, row: Mapping[str, int]) -> str:
    return f"{path:<21}" + "".join(f"{count:>{_width(name)},}" for name, count in row.items())


def _width(column: str) -> int:
    return max(len(column) + 2, 8)


def _row(tallies: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    return {
        "calls": max(each["calls"] for each in tallies),
        **{kind: sum(each["points"] for each in tallies if each["kind"] == kind) for kind in KINDS},
        **{name: sum(each[name] for each in tallies) for name in (*_ENDS, *_WRONGS)},
    }


def _tallies(reporter: pytest.TerminalReporter) -> Iterator[Mapping[str, Any]]:
    for reports in reporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", ()):
                if name == "faults" and getattr(report, "when", "") == "call":
                    yield from value
