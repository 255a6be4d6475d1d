"""Making the files: the one job of the wizard, without Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from casefile.domain.kinds import Contact
from casefile.progress import Progress
from casefile.usecases import handover
from casefile.usecases.session import Session
from ui.handover.wizard import Plan


@dataclass(frozen=True)
class MadeFile:
    """A file that was made: where, its bytes, and for whom."""

    path: Path
    size: int
    whom: str


@dataclass(frozen=True)
class Made:
    """Everything that was made, for so many `recipients`. `passphrase` is empty where recipients' keys lock the files."""

    files: tuple[MadeFile, ...]
    how_to_open: Path
    cases: int
    recipients: int
    passphrase: str = ""

    @property
    def in_parts(self) -> bool:
        """Whether somebody's file was cut, as was asked or because the disk holds none as large."""
        return len(self.files) > self.recipients


def seal(
    session: Session,
    plan: Plan,
    recipients: Sequence[Contact],
    passphrase: str,
    whom: Sequence[str],
    progress: Progress,
) -> Made:
    """Make what `plan` says. `whom` names the recipient of each file, in their order.

    Raises:
        As `handover.make`; and Cancelled.
    """
    assert plan.destination is not None, "the wizard asks for a place first"
    named = [handover.to(session, each.id) for each in recipients]
    to = [handover.to_passphrase(passphrase)] if plan.locked else named
    made = handover.make(
        session, plan.cases, to, plan.destination, plan.audience, plan.language, progress, part_size=plan.part_size
    )
    files = tuple(
        MadeFile(file, file.stat().st_size, name)
        for each, name in zip(made.bundles, whom, strict=True)
        for file in each.files
    )
    return Made(files, made.how_to_open, len(plan.cases), len(made.bundles), passphrase if plan.locked else "")
