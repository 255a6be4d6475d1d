"""Opening a vault with a recovery key when its passphrase, or its whole header, is lost."""

from __future__ import annotations

import secrets
from pathlib import Path

from casefile.crypto.age import Identity
from casefile.crypto.kdf import Argon2Parameters
from casefile.errors import Refused
from casefile.progress import SILENT, Progress
from casefile.vault import database, founding, recovery
from casefile.vault.header import HeaderCopy, encode
from casefile.vault.headerpair import HeaderPair, Unlocked
from casefile.vault.keys import Keys
from casefile.vault.lock import FolderLock
from casefile.vault.secret import Secret
from casefile.vault.slots import Entry
from casefile.vault.vault import Vault
from casefile.vault.ways import Ways


def recover(
    path: Path,
    identity: Identity,
    passphrase: str,
    author_name: str,
    parameters: Argon2Parameters | None = None,
    *,
    keyfile: bytes | None = None,
    header_folder: Path | None = None,
    progress: Progress = SILENT,
) -> Vault:
    """Give a vault a new passphrase by its recovery file, and open it.

    Where a header is left, the others in it stay: a person of it who is called `author_name` gets the passphrase instead of
    their own, the first person where no name is given, and a name that is not in it is one more person. Where no header
    is left, a new one is written with one way in, for a new author of that name and at the cost `parameters`.

    Args:
        identity: the recovery key, or a colleague's identity that the file was written for.

    Raises:
        Refused: no vault, no recovery file, open elsewhere, the passphrase is a way in already; nothing changed.
        WrongKey, Damaged, VerificationFailed: about ``recovery.age``.
        Cancelled
    """
    headers = HeaderPair(header_folder or path)
    if not (path / database.NAME).is_file():
        raise Refused("vault.not_a_vault", name=path.name)
    recovered = recovery.read(headers.folder, identity)
    lock = FolderLock(path)
    try:
        keys, secret = Keys.of(recovered.vault_key), Secret(passphrase, keyfile)
        present = headers.genuine(keys.header_mac)
        progress.check()
        if present is None:
            cost = parameters or founding.calibrate()
            unlocked = _founded(headers, keys, _named(author_name), secret, cost, recovered.vault_id)
        else:
            unlocked = _let_in(headers, Unlocked(present, keys, 0), author_name, secret)
        return Vault(path, lock, headers, unlocked)
    except BaseException:
        lock.release()
        raise


def _founded(
    headers: HeaderPair, keys: Keys, author: Entry, secret: Secret, cost: Argon2Parameters, vault_id: bytes
) -> Unlocked:
    """A new header with one way in, in place of those that are lost."""
    salt = founding.new_salt()
    header = founding.new_header(keys, author, secret.stretched_with(salt, cost), salt, cost, vault_id)
    data = encode(header, keys.header_mac)
    headers.rewrite(data)
    return Unlocked(HeaderCopy(header, data), keys, 0)


def _let_in(headers: HeaderPair, present: Unlocked, author_name: str, secret: Secret) -> Unlocked:
    """The header that is left, with one way in more or instead of another."""
    ways = Ways(headers, present)
    people = [(number, entry) for number, entry in enumerate(ways.entries()) if entry is not None]
    wanted = [(number, entry) for number, entry in people if author_name in ("", entry.name)]
    if wanted:
        ways.let_in(wanted[0][1], secret, wanted[0][0])
    else:
        ways.let_in(_named(author_name), secret)
    data = encode(ways.header, present.keys.header_mac)
    return Unlocked(HeaderCopy(ways.header, data), present.keys, ways.slot_of(secret))


def _named(author_name: str) -> Entry:
    if not author_name.strip():
        raise Refused("keys.no_name")
    return Entry(secrets.token_bytes(16), author_name.strip())
