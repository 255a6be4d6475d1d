"""The people of a vault: each opens it with a passphrase of their own, and the history says who wrote what."""

from __future__ import annotations

import secrets

from casefile.errors import Refused
from casefile.usecases.session import Author, Session
from casefile.vault.secret import Secret
from casefile.vault.slots import Entry

__all__ = ["Author", "add", "find", "known", "owner", "remove"]

_AUTHORS = "authors"


def known(session: Session) -> tuple[Author, ...]:
    """Everyone who has a way in, in the order in which they were let in. There is room for 16 passphrases."""
    return tuple(Author(each.author_id.hex(), each.name) for each in session.vault.ways.people())


def find(session: Session, word: str) -> Author:
    """The person of an id, of its beginning, or of a name.

    Raises:
        Refused: there is none, or there are several.
    """
    wanted = word.strip().casefold()
    found = [
        each for each in known(session) if each.name.casefold() == wanted or (wanted and each.id.startswith(wanted))
    ]
    if not found:
        raise Refused("keys.no_such_person")
    if len(found) > 1:
        raise Refused("keys.several_people", name=word, ids=", ".join(each.id for each in found))
    return found[0]


def owner(session: Session, secret: Secret) -> Author:
    """Whose way in a passphrase is. Takes a second or two.

    Raises:
        Refused: it opens nothing.
    """
    ways = session.vault.ways
    entry = ways.author_at(ways.slot_of(secret))
    return Author(entry.author_id.hex(), entry.name)


def add(session: Session, name: str, passphrase: str, *, keyfile: bytes | None = None) -> Author:
    """Let one more person in, with a passphrase of their own that they typed themselves.

    Args:
        name: as colleagues will see it, up to 158 bytes of UTF-8; kept sealed.
        keyfile: content of a file that they need beside it.

    Raises:
        Refused: no name, 16 passphrases are in use, the passphrase is empty or a way in already, or the vault is open for rescue;
            nothing changed.
    """
    session.require_writable()
    if not name.strip():
        raise Refused("keys.no_name")
    person = Entry(secrets.token_bytes(16), name.strip())
    session.vault.ways.let_in(person, Secret(passphrase, keyfile))
    return Author(person.author_id.hex(), person.name)


def remove(session: Session, author_id: str) -> None:
    """Take a person's way in away: their slot becomes random bytes. What they wrote stays, under their name.

    A copy of the header made before, on a backup or a stick, still opens with their passphrase until the vault has new
    keys (`rekey`); say so (``keys.removed``).

    Raises:
        Refused: nobody of this id has a way in, it is the person who has the vault open, or the last one; or the vault is open for
            rescue.
    """
    session.require_writable()
    if author_id == session.author.id:
        raise Refused("keys.not_yourself")
    left = next((each for each in known(session) if each.id == author_id), None)
    if left is None:
        raise Refused("keys.no_such_person")
    _remember(session, left)  # first, so that a kill between the two leaves no line of the history without a name
    session.vault.ways.shut_out(bytes.fromhex(author_id))


def _remember(session: Session, author: Author) -> None:
    with session.database.maintaining() as connection:
        names = session.local.kept(connection, _AUTHORS) or {}
        session.local.keep(connection, _AUTHORS, {**names, author.id: author.name})
