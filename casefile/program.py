"""Starting this program once more, as another process of its own.

A program that was frozen into one file has no ``-m`` and no ``-c``: its executable is the program. There a hidden switch says which process it is
to be, and its entry points ask `became` before they load anything else.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

PROCESS = "--process"
_RUN = (
    "import sys; sys.path.insert(0, sys.argv[1]); from importlib import import_module; import_module(sys.argv[2]).run()"
)
_CLEAN = {"worker": "casefile.evidence.worker.service", "shares": "casefile.vault.sharing"}
_WINDOW = "window"


def clean(name: str) -> list[str]:
    """The command of a process that inherits nothing: ``worker`` or ``shares``, whose module's `run` it calls."""
    module = _CLEAN[name]
    if _is_frozen():
        return [sys.executable, PROCESS, name]
    return [sys.executable, "-I", "-X", "utf8", "-c", _RUN, str(Path(__file__).resolve().parents[1]), module]


def window(*words: str) -> list[str]:
    """The command of a window."""
    if _is_frozen():
        return [sys.executable, PROCESS, _WINDOW, *words]
    return [sys.executable, "-m", "ui", *words]


def became(words: Sequence[str]) -> bool:
    """Be one of the clean processes, if the words of the command line ask for it, and say afterwards that it is done."""
    if list(words[:1]) != [PROCESS] or len(words) != 2 or words[1] not in _CLEAN:
        return False
    import_module(_CLEAN[words[1]]).run()
    return True


def opens_window(words: Sequence[str]) -> bool:
    """Whether the words of the command line ask a frozen program for a window."""
    return list(words[:2]) == [PROCESS, _WINDOW]


def _is_frozen() -> bool:
    return bool(getattr(sys, "frozen", False))
