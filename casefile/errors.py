"""What can go wrong outside the program, told in one sentence.

An environment fault or bad input is a `CasefileError`; a bug is any other exception. Each error carries a key of the
translation catalogue and the values for it, so that the window says it in the person's language and the command line in
English. Values are facts a person may see on a screen: never a secret, never a path the person did not name.
"""

from __future__ import annotations

import errno
import traceback
from pathlib import Path, PurePath

_ROOT = Path(__file__).resolve().parents[1]
_OWN = ("casefile/", "ui/")


class CasefileError(Exception):
    """A fault that the person can understand and act upon.

    Args:
        key: catalogue key of the sentence, for example ``vault.wrong_passphrase``.
        values: what the sentence interpolates.
    """

    exit_code = 1

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class Refused(CasefileError):
    """The request was understood and turned down; nothing changed."""


class VerificationFailed(CasefileError):
    """Something that was checked is not what it should be."""

    exit_code = 3


class CannotWrite(Refused):
    """The disk that a vault lies on takes nothing, so that it opens for reading alone."""


class NotFound(Refused):
    """No such case, record or file."""


class Cancelled(Exception):
    """The person stopped the job. Not an error: nothing was left half done."""


class Broken(CasefileError):
    """The program met what it did not expect: a bug, told without what it was about.

    An exception's own words may hold names and texts of a vault (a statement that the database refuses comes with its values), and what
    goes to standard error ends in a log of the system as often as not. So only its sort and where in our own code it came by are told.
    """

    def __init__(self, bug: BaseException) -> None:
        self.steps = tuple(_place(each) for each in traceback.extract_tb(bug.__traceback__))
        own = [each for each in self.steps if each.startswith(_OWN)]
        super().__init__("program.broken", kind=type(bug).__name__, place=own[-1] if own else "-")

    def trail(self) -> str:
        """The whole way through the code, a line for each step, for a report."""
        return "\n".join(("A fault of the program:", *(f"  {step}" for step in self.steps), f"  {self.values['kind']}"))


def _place(step: traceback.FrameSummary) -> str:
    path = Path(step.filename)
    shown = path.relative_to(_ROOT) if path.is_relative_to(_ROOT) else Path(path.name)
    return f"{shown.as_posix()}, line {step.lineno}"


_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_GONE = frozenset({errno.ENOENT, errno.ENOTDIR})
_SILENT = frozenset(
    getattr(errno, name, errno.EIO)
    for name in ("EIO", "ENODEV", "ENXIO", "ESTALE", "ENOTCONN", "ETIMEDOUT", "EHOSTDOWN", "EHOSTUNREACH", "EREMOTEIO")
)


def told_by_system(fault: OSError) -> Refused:
    """The sentence for what the system said no to. A file is called by its own name alone, without the folders it lies in."""
    named = fault.filename if isinstance(fault.filename, str) else ""
    name = PurePath(named).name or named
    if fault.errno in _FULL:
        return Refused("vault.disk_full")
    if fault.errno in _SILENT:
        return Refused("system.silent")
    if name and fault.errno in _FORBIDDEN:
        return Refused("system.forbidden", name=name)
    if name and fault.errno in _GONE:
        return Refused("system.gone", name=name)
    reason = (fault.strerror or type(fault).__name__).rstrip(".")
    return (
        Refused("system.refused_file", name=name, reason=reason) if name else Refused("system.refused", reason=reason)
    )
