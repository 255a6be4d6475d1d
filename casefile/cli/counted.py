"""How far a long command is, for whoever watches it in a terminal."""

from __future__ import annotations

import sys


class Counted:
    """A progress that counts in the last line of the terminal; nothing is told where standard error is not one."""

    def step(self, done: int, total: int | None) -> None:
        """Tell the figures."""
        if sys.stderr.isatty():
            print(f"\r{done:,}" + (f" of about {total:,}" if total else ""), end="", file=sys.stderr, flush=True)

    def check(self) -> None:
        """Never stop by itself: Ctrl+C ends the command."""
