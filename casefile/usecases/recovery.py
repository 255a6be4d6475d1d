"""Who can open the vault when its passphrases are lost: a key on paper, shares of one, a colleague. At most four of them.

Each stands as a recipient of the file ``recovery.age``, which lies beside the header and holds the keys; which of them there
are is kept in the vault alone, and does not show from outside. A recovery key stays good when passphrases are changed and when the
vault is given new keys. A keeper who was removed can still open an older copy of the file and the vault that lay beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from casefile import clock
from casefile.crypto.age import BadKey, HybridIdentity, HybridRecipient
from casefile.errors import Refused
from casefile.exports import recoverysheet
from casefile.exports.sheet import Sheet
from casefile.usecases import contacts, keepers
from casefile.usecases.keepers import Keeper, Kind
from casefile.usecases.session import Session
from casefile.vault import durable, sharing
from casefile.vault.recovery import PLACES as PLACES

__all__ = [
    "PLACES",
    "add_keeper",
    "keep",
    "known",
    "make_key",
    "make_share_files",
    "make_shares",
    "recipients",
    "remove",
]

_ID_SHOWN = 8


def known(session: Session) -> tuple[Keeper, ...]:
    """All keepers, in the order in which they were made.

    Raises:
        VerificationFailed: the list was altered outside Casefile.
    """
    with session.database.reading() as connection:
        return keepers.listed(connection, session.local)


def recipients(session: Session) -> tuple[HybridRecipient, ...]:
    """Whom ``recovery.age`` is encrypted to."""
    return keepers.recipients_of(known(session))


def make_key(session: Session, output: Path, language: str) -> Path:
    """Make a recovery key and write it out as a PDF page, to be printed and then deleted. It is nowhere else.

    Args:
        output: a new file; best on a stick, for a disk may keep what was deleted.
        language: of the first page, ``en``, ``ru`` or ``kk``; the second says the same in the other two.

    Raises:
        Refused: four keepers are there already, something lies at `output`, or a disk is full; nothing changed.
    """
    identity = HybridIdentity.generate()
    pages = {output: lambda sheet: recoverysheet.key(sheet, identity.encode())}
    _make(session, ("key", ""), identity, pages, language)
    return output


def make_shares(session: Session, threshold: int, count: int, output: Path, language: str) -> Path:
    """Make a recovery key that exists in shares alone, and write them out as a PDF, a page each, for different people.

    Any `threshold` of the `count` shares (SLIP-39, 33 words each) open the vault, fewer tell nothing. They are made in a process
    of their own that ends at once.

    Raises:
        Refused: not 2 ≤ `threshold` ≤ `count` ≤ 9, or as `make_key`.
    """
    session.require_writable()  # before a process is started for the shares
    identity = HybridIdentity.generate()
    written = sharing.split(identity.seed(), threshold, count)
    pages = {output: lambda sheet: recoverysheet.shares(sheet, written, threshold)}
    _make(session, ("shares", f"{threshold}/{count}"), identity, pages, language)
    return output


def make_share_files(session: Session, threshold: int, count: int, folder: Path, language: str) -> tuple[Path, ...]:
    """As `make_shares`, with a PDF of its own for each share: ``recovery-share-1.pdf`` and so on in `folder`."""
    identity = HybridIdentity.generate()
    written = sharing.split(identity.seed(), threshold, count)
    pages = {
        folder / f"recovery-share-{number}.pdf": partial(
            recoverysheet.share, written=written, threshold=threshold, number=number
        )
        for number in range(1, count + 1)
    }
    _make(session, ("shares", f"{threshold}/{count}"), identity, pages, language)
    return tuple(pages)


def add_keeper(session: Session, word: str) -> Keeper:
    """Let a colleague open the vault with their own identity, if they come by a copy of it.

    Args:
        word: their exchange recipient ``age1pq1…``, or a contact's name or id.

    Raises:
        NotFound, Refused: no such contact, no hybrid recipient, there already, or four keepers are.
    """
    session.require_writable()
    name, recipient = ("", word.strip()) if word.strip().startswith("age1") else _contact(session, word)
    try:
        HybridRecipient.parse(recipient)
    except BadKey:
        raise Refused("keys.keeper_not_hybrid") from None
    keeper = Keeper("person", name, today(), recipient)
    keep(session, keeper)
    return keeper


def keep(session: Session, keeper: Keeper) -> None:
    """Let one more keeper open the vault.

    Raises:
        Refused: they are there already, four keepers are, or the disk is full; nothing changed.
    """
    if keeper.recipient in {each.recipient for each in known(session)}:
        raise Refused("keys.keeper_is_there")
    _write(session, (*known(session), keeper))


def remove(session: Session, recipient: str) -> None:
    """Let a keeper open the vault no more. An older copy of ``recovery.age`` still opens for them until the vault has new keys.

    Raises:
        Refused: there is no such keeper, or the disk is full; nothing changed.
    """
    session.require_writable()
    left = tuple(each for each in known(session) if each.recipient != recipient)
    if len(left) == len(known(session)):
        raise Refused("keys.no_such_keeper")
    _write(session, left)


def _make(
    session: Session,
    what: tuple[Kind, str],
    identity: HybridIdentity,
    pages: Mapping[Path, Callable[[Sheet], bytes]],
    language: str,
) -> None:
    """Write the pages, then the recovery file; without the second the first are taken back. They stay where the vault may open for them."""
    there = next((each for each in pages if each.exists()), None)
    if there is not None:
        raise Refused("vault.exists", name=there.name)
    if len(known(session)) >= PLACES:
        raise Refused("vault.recovery_full")
    sheet, written = Sheet(session.vault.id[:_ID_SHOWN], clock.now().date(), language), []
    keeper = Keeper(*what, today(), identity.recipient.encode())
    try:
        for output, page in pages.items():
            written.append(output)
            durable.replace(output, page(sheet))
        keep(session, keeper)
    except BaseException:
        if keeper not in known(session):  # once committed they are a way in, whatever failed after that
            with ExitStack() as left:  # all of them, also where one cannot be destroyed: enough pages are the key
                for output in written:
                    left.callback(durable.destroy, output)
        raise


def _write(session: Session, wanted: Sequence[Keeper]) -> None:
    """The file first, the list with the commit. A kill between leaves a file that the next unlock writes anew from the list."""
    with session.database.maintaining() as connection:
        keepers.store(connection, session.local, wanted)
        session.vault.set_recovery(keepers.recipients_of(wanted))


def _contact(session: Session, word: str) -> tuple[str, str]:
    contact = contacts.find(session, word)
    return contact.name or "", contact.recipient or ""


def today() -> str:
    """The day of a keeper that is made now (ISO 8601)."""
    return clock.now().date().isoformat()
