"""The label beside a file that Casefile drops into an inbox: what it was called, and how long it is without its padding.

An age file of its own, ``NAME.label.age`` beside ``NAME.age``, of one size: neither the name nor the exact length of what was dropped
is to be read off a locked vault. JSON, filled up with spaces. Files dropped by other age tools have none.
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from casefile.crypto.age import AgeError, Decryptor, Encryptor, Identity, Recipient
from casefile.errors import VerificationFailed
from casefile.vault import durable

SUFFIX = ".label.age"
_PLAIN_SIZE = 2048  # a name of 255 characters in any script, with its JSON
_FILE_LIMIT = 1 << 16


@dataclass(frozen=True)
class Label:
    """What the label says.

    Attributes:
        name: of the file that was dropped.
        length: its bytes.
    """

    name: str
    length: int


def beside(content: Path) -> Path:
    """Where the label of a dropped file lies."""
    return content.with_name(content.name.removesuffix(".age") + SUFFIX)


def content_of(path: Path) -> Path:
    """Where the dropped file of a label lies; for a part, a path at which nothing lies."""
    return path.with_name(path.name.removesuffix(SUFFIX) + ".age")


def write(content: Path, label: Label, recipient: Recipient) -> None:
    """Write the label of the dropped file `content`, durably.

    Raises:
        Refused: the disk is full.
    """
    sink = io.BytesIO()
    encryptor = Encryptor(sink, [recipient])
    encryptor.write(json.dumps(asdict(label), ensure_ascii=False).encode().ljust(_PLAIN_SIZE))
    encryptor.finish()
    durable.replace(beside(content), sink.getvalue())
    durable.set_constant_time(beside(content))


def read(content: Path, identities: Sequence[Identity]) -> Label | None:
    """The label of a dropped file; None where it has none.

    Raises:
        VerificationFailed: it is damaged, or not for this vault.
    """
    try:
        with durable.open_plain(beside(content)) as file:
            sealed = file.read(_FILE_LIMIT)
        return _label(json.loads(b"".join(Decryptor(io.BytesIO(sealed), identities))))
    except FileNotFoundError:
        return None
    except (AgeError, ValueError, TypeError, LookupError, RecursionError) as fault:
        raise VerificationFailed("vault.inbox_unreadable", name=content.name) from fault


def _label(untrusted: Any) -> Label:
    """What a label says. Anyone may have written it: to whom it is encrypted stands in the header for all to read."""
    name, length = untrusted["name"], untrusted["length"]
    if not isinstance(name, str) or type(length) is not int or length < 0:
        raise TypeError("not what a label says")
    name.encode("utf-8")
    return Label(name, length)
