"""``python -m casefile``, and the entry point of a frozen program."""

from __future__ import annotations

import sys
from importlib import import_module

from casefile import program


def main() -> int:
    """Be the process that the words ask for; return its exit code."""
    if program.became(sys.argv[1:]):
        return 0
    # Only now: a process that looks into files or joins shares loads nothing that it does not need.
    start = "ui.app" if program.opens_window(sys.argv[1:]) else "casefile.cli"
    return int(import_module(start).main())


if __name__ == "__main__":
    raise SystemExit(main())
