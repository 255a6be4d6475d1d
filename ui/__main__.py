"""``python -m ui``: the window."""

from __future__ import annotations

import sys
from importlib import import_module

from casefile import program


def main() -> int:
    """Show the window, or be the process that a frozen program asks itself for; return the exit code."""
    if program.became(sys.argv[1:]):
        return 0
    return int(import_module("ui.app").main())  # only now: that process loads no Qt


if __name__ == "__main__":
    raise SystemExit(main())
