"""What must hold after any fault: the vault opens, what was acknowledged is there, nothing is half done, and work goes on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from casefile.domain.kinds import Case, Record
from casefile.domain.values import Text
from casefile.errors import CasefileError
from casefile.records import repository
from casefile.usecases import edit, verify
from casefile.usecases import session as sessions
from casefile.usecases.session import Session

PASSPHRASE = "seven invented words that nobody uses here"
AUTHOR = "Invented Author"
_REPAIRS = frozenset(
    {"vault.finding.header_repaired", "vault.finding.head_repaired", "vault.finding.recovery_repaired"}
)

Content = Mapping[str, tuple[Record, bool]]
"""Every record by its id, and whether it is deleted."""


class DoesNotOpen(Exception):
    """The vault does not open any more."""


class Lost(Exception):
    """What was acknowledged is not there."""


class HalfDone(Exception):
    """Something is there by half, or a trace of it lies about, or a check fails."""


class Unclear(Exception):
    """The person was not told in a sentence, or with the wrong exit code."""


def opened(vault: Path, passphrase: str = PASSPHRASE) -> Session:
    """The vault, unlocked.

    Raises:
        DoesNotOpen
    """
    try:
        return sessions.unlock(vault, passphrase)
    except CasefileError as refusal:
        raise DoesNotOpen(f"{refusal.key} {dict(refusal.values)}") from refusal


def check(vault: Path, expect: Callable[[Session], None], passphrase: str = PASSPHRASE) -> None:
    """Open a vault twice: `expect` looks at it and something is saved; then the deep check and the look at the disk.

    Raises:
        DoesNotOpen, Lost, HalfDone
    """
    session = opened(vault, passphrase)
    later = Case(reference="LATER", title=Text.of("Saved afterwards", "en"))
    try:
        strange = [finding.key for finding in session.findings if finding.key not in _REPAIRS]
        if strange:
            raise HalfDone(f"found on opening: {strange}")
        expect(session)
        edit.save(session, [later])
    finally:
        session.lock()
    session = opened(vault, passphrase)
    try:
        if later.id not in content(session):
            raise Lost("a save after the fault")
        failed = [(each.key, dict(each.values)) for each in verify.deep(session) if not each.held]
        if failed:
            raise HalfDone(f"the deep check says {failed}")
        _check_disk(session)
    finally:
        session.lock()


def content(session: Session) -> Content:
    """All records of an open vault."""
    with session.database.reading() as connection:
        return {each.record.id: (each.record, each.deleted) for batch in repository.every(connection) for each in batch}


def expect_state(session: Session, states: list[Content], acknowledged: int) -> None:
    """The vault holds what it held after the last acknowledged step, or, where the process died, after the step in hand.

    Raises:
        Lost, HalfDone
    """
    found = content(session)
    allowed = states[acknowledged : acknowledged + 2]
    if found in allowed:
        return
    if found in states[:acknowledged]:
        raise Lost(f"{acknowledged} steps were acknowledged, {states.index(found)} are there")
    raise HalfDone(f"after {acknowledged} steps: {_difference(found, allowed[0])}")


def _difference(found: Content, expected: Content) -> str:
    both = found.keys() & expected.keys()
    changed = [each for each in both if found[each] != expected[each]]
    return (
        f"{len(found.keys() - expected.keys())} more, {len(expected.keys() - found.keys())} fewer, {len(changed)} other"
    )


def _check_disk(session: Session) -> None:
    """Nothing lies in the vault's folders that no row knows, and nothing that was begun is left."""
    staging = sorted(path.name for path in (session.path / "staging").iterdir())
    if staging:
        raise HalfDone(f"left in staging: {staging}")
    with session.database.reading() as connection:
        known = {blob.name for blob in session.local.blobs(connection)}
    lying = {path.name for path in (session.path / "evidence").rglob("*") if path.is_file()}
    if lying != known:
        raise HalfDone(f"evidence files: {len(lying - known)} unknown, {len(known - lying)} missing")
    # An inbox may be written to by others at any time, so what an interrupted drop left is kept there for a day.
    parts = sorted(path.name for path in session.path.rglob("*.part") if path.parent.name != "inbox")
    if parts:
        raise HalfDone(f"left behind: {parts}")
