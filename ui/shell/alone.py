"""Work beside which no page of the vault may run: giving it new keys, erasing it. `Desk.alone_asked` asks the window for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casefile.progress import Progress


def _nothing(_workspace: Any) -> None:
    return None


@dataclass(frozen=True)
class After:
    """How things stand afterwards.

    Attributes:
        session: the open vault to go on with; None when nothing is open any more.
        then: called with its workspace.
        title, words: where nothing is open, said before the window locks.
        path: where nothing is open, the vault to offer on the unlock page; None for none.
    """

    session: Any = None
    then: Callable[[Any], None] = _nothing
    title: str = ""
    words: str = ""
    path: Path | None = None


@dataclass(frozen=True)
class Alone:
    """The work: `title` and `words` stand on the window meanwhile. `job` runs on the pool and tells every end, refusals and `Cancelled` too."""

    title: str
    words: str
    job: Callable[[Progress], After]
    stoppable: bool = True
