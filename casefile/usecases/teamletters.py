"""What this vault remembers of letters in the team folder, and of the last exchange. Local rows ``team/letter/<mailbox>/<name>`` and ``team/last``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casefile.records.database import Connection
from casefile.usecases import settling, teampost
from casefile.usecases.session import Session

NO_MEMBER, TO_LOOK_AT = "team.sender_not_of_the_team", "team.to_look_at"
"""Why letters that are sound wait: nobody of the team sent them, or a person is to decide."""

LOST = "handover.signer_lost"
"""Why one waits that is signed with a key of a contact which counts no more."""

_LETTER, _LAST = "team/letter/", "team/last"


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of a letter.

    Attributes:
        reason, values: why it waits for a person, as a key and values of a sentence; without one it was merged or let be.
        contact, receipt: to whom (id) a receipt for it went, and the receipt's bundle id.
        manifest: which bundle it is (`handover.reading.Bundle.manifest`), where that could be read.
    """

    sender: str = ""
    reason: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    contact: str = ""
    receipt: str = ""
    manifest: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter that a person must look at: its file, who sent it as far as that can be told, and why, as a key and values of a sentence."""

    path: Path
    sender: str
    reason: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Last:
    """The last exchange: when (ISO 8601), names of those from whom something came and to whom something went, and how many receipts came.

    `stopped` says that it did not come to its end.
    """

    time: str
    came: tuple[str, ...]
    went: tuple[str, ...]
    confirmed: int
    stopped: bool


def seen(session: Session, letter: Path) -> Seen | None:
    """What is remembered of a letter."""
    with session.database.reading() as connection:
        kept = session.local.kept(connection, _name(letter))
    return None if kept is None else Seen(**kept)


def note(session: Session, letter: Path, what: Seen) -> None:
    """Remember it, unless that is known already."""
    if seen(session, letter) != what:
        plain = {name: getattr(what, name) for name in ("sender", "reason", "contact", "receipt", "manifest")}
        session.keep(_name(letter), {**plain, "values": dict(what.values)})


def waiting(session: Session, folder: Path) -> tuple[Waiting, ...]:
    """What exchanges left for a person to look at, still lies in the folder, and was not received since."""
    with session.database.reading() as connection:
        rows = session.local.all_kept(connection, _LETTER)
        found = [(folder / name.removeprefix(_LETTER), Seen(**row)) for name, row in sorted(rows.items())]
        found = [(path, each) for path, each in found if each.reason and path.exists()]
        waits = [
            Waiting(path, each.sender, each.reason, each.values)
            for path, each in found
            if not settling.was_received(session, connection, teampost.bundle_of(path), each.manifest)
        ]
    return tuple(waits)


def forget_gone(session: Session, folder: Path) -> None:
    """Remember nothing of letters that lie in the folder no more."""
    with session.database.reading() as connection:
        rows = session.local.all_kept(connection, _LETTER)
    gone = [name for name in rows if not (folder / name.removeprefix(_LETTER)).exists()]
    if gone:
        with session.database.maintaining() as connection:
            for name in gone:
                session.local.forget(connection, name)


def forget_all(session: Session, connection: Connection) -> None:
    """Remember nothing of any letter, nor of the last exchange."""
    for name in [*session.local.all_kept(connection, _LETTER), _LAST]:
        session.local.forget(connection, name)


def last(session: Session) -> Last | None:
    """The last exchange, None where there was none since the folder was set up."""
    with session.database.reading() as connection:
        kept = session.local.kept(connection, _LAST)
    if kept is None:
        return None
    return Last(kept["time"], tuple(kept["came"]), tuple(kept["went"]), kept["confirmed"], kept["stopped"])


def keep_last(session: Session, this: Last) -> None:
    """Remember an exchange as the last one."""
    plain: dict[str, Any] = {"time": this.time, "confirmed": this.confirmed, "stopped": this.stopped}
    session.keep(_LAST, {**plain, "came": list(this.came), "went": list(this.went)})


def _name(letter: Path) -> str:
    """By the mailbox and the file alone: the folder may come to lie elsewhere."""
    return f"{_LETTER}{letter.parent.name}/{letter.name}"
