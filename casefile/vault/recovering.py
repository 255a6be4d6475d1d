"""Opening a vault with a recovery key when its passphrase, or its whole header, is lost."""

from __future__ import annotations

import secrets
from pathlib import Path

from casefile.crypto.age import Identity
from casefile.crypto.kdf import Argon2Parameters, derive
from casefile.errors import Refused
from casefile.progress import SILENT, Progress
from casefile.vault import database, founding, recovery
from casefile.vault.header import Header, HeaderCopy, encode
from casefile.vault.headerpair import HeaderPair, Unlocked
from casefile.vault.keys import Keys
from casefile.vault.lock import FolderLock
from casefile.vault.slots import Entry, unseal_directory
from casefile.vault.vault import Vault


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

    Where a header is left, the passphrase of the first person in it is replaced and the others stay. Where none is, a
    new one is written with one way in, for a new author of the name `author_name` and at the cost `parameters`.

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
        keys = Keys.of(recovered.vault_key)
        present = headers.genuine(keys.header_mac)
        progress.check()
        if present is None:
            cost, salt = parameters or founding.calibrate(), founding.new_salt()
            author = Entry(secrets.token_bytes(16), author_name)
            stretched = derive(passphrase, salt, cost, keyfile)
            header = founding.new_header(keys, author, stretched, salt, cost, recovered.vault_id)
            slot = 0
        else:
            slot = _first_used(present.header, keys)
            stretched = founding.stretch(passphrase, keyfile, present.header)
            header = founding.successor(present.header, slot, stretched, keys)
        data = encode(header, keys.header_mac)
        headers.rewrite(data)
        return Vault(path, lock, headers, Unlocked(HeaderCopy(header, data), keys, slot))
    except BaseException:
        lock.release()
        raise


def _first_used(header: Header, keys: Keys) -> int:
    directory = unseal_directory(header.directory, keys.directory, header.vault_id)
    return next(number for number, entry in enumerate(directory) if entry is not None)
