"""Coming back into a vault whose passphrase, or whole header, is lost."""

from __future__ import annotations

from pathlib import Path

from casefile.crypto.age import BadKey, HybridIdentity, Identity, parse_identity_file
from casefile.crypto.kdf import Argon2Parameters
from casefile.errors import Refused
from casefile.progress import SILENT, Progress
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from casefile.vault import recovering, sharing
from casefile.vault.durable import plain_faults

__all__ = ["from_shares", "key_in", "recover", "text_of"]

_BEGINS = "AGE-SECRET-KEY-PQ-1"
_LARGEST = 64 << 10  # bytes


def text_of(file: Path) -> str:
    """What is written in a file with a key or shares, for `key_in` and `from_shares`.

    Raises:
        Refused: no such file, or it is larger than a page of keys can be.
    """
    if not file.is_file():
        raise Refused("evidence.no_such_file", name=file.name)
    with plain_faults(), file.open("rb") as source:
        content = source.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise Refused("keys.not_a_recovery_key")
    return content.decode("utf-8-sig", "replace")


def key_in(text: str) -> HybridIdentity:
    """The recovery key in a text: as it was typed from the page, spaces and line breaks included, or a key file as age tools and
    ``casefile identity --export-identity`` write it.

    Raises:
        Refused: there is none in it, or a letter is wrong.
    """
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    typed = "".join("".join(lines).split()).upper()
    try:
        if typed.count(_BEGINS) == 1 and typed.startswith(_BEGINS):
            return HybridIdentity.parse(typed)
        found = [each for each in parse_identity_file(text) if isinstance(each, HybridIdentity)]
    except BadKey:
        raise Refused("keys.not_a_recovery_key") from None
    if len(found) != 1:
        raise Refused("keys.not_a_recovery_key")
    return found[0]


def from_shares(text: str) -> HybridIdentity:
    """The recovery key of enough shares, one a line, in any order; empty lines and lines with ``#`` say nothing.

    Raises:
        Refused: a share is miswritten (its number among the lines is named), they are too few, or of several keys.
    """
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return HybridIdentity.from_seed(sharing.join(lines))


def recover(
    path: Path,
    identity: Identity,
    passphrase: str,
    author: str = "",
    parameters: Argon2Parameters | None = None,
    *,
    keyfile: bytes | None = None,
    header_folder: Path | None = None,
    progress: Progress = SILENT,
) -> Session:
    """Make a new way into a vault, and open it.

    Args:
        identity: `key_in` or `from_shares`, or the identity of a colleague who was made a keeper.
        passphrase: the new one.
        author: who will use it. Someone of this name in the vault gets it instead of their own; no name means the first person; a
            new name is one more person. Where no header is left, a name is needed.
        parameters: what a guess costs, for a header that has to be made anew; calibrated when left out.
        keyfile: content of a file that is to be needed beside the passphrase.
        header_folder: where header and recovery file lie, when not in the vault.

    Raises:
        Refused: not a vault, no recovery file, open elsewhere, the passphrase is a way in already; nothing changed.
        AgeError: the file is not for this key, or damaged.
        Cancelled
    """
    opened = recovering.recover(
        path,
        identity,
        passphrase,
        author,
        parameters,
        keyfile=keyfile,
        header_folder=header_folder,
        progress=progress,
    )
    return sessions.of(opened)
