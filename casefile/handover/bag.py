"""The papers of a bag: BagIt 1.0 (RFC 8493). Lines of manifests are those of ``sha256sum``."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from casefile import __version__
from casefile.errors import VerificationFailed
from casefile.handover import layout

BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_LINE = re.compile(r"([0-9a-f]{64})  ([A-Za-z0-9._/-]{1,100})", re.ASCII)
_INFO = re.compile(
    r"Bag-Software-Agent: Casefile ([^\x00-\x1f]{1,40})\n"
    r"Bagging-Date: ([0-9]{4}-[0-9]{2}-[0-9]{2})\n"
    r"External-Identifier: casefile-([0-9a-f]{32})\n"
    r"Payload-Oxum: ([0-9]{1,19})\.([0-9]{1,5})\n",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class BagInfo:
    """What a bag says of itself: ISO day of its making, its id, bytes and number of its payload files."""

    day: str
    bundle_id: str
    octets: int
    files: int


def manifest(entries: Iterable[tuple[str, str]]) -> bytes:
    """A manifest of (name, hexadecimal SHA-256)."""
    return "".join(f"{sha256}  {name}\n" for name, sha256 in entries).encode("ascii")


def parse_manifest(data: bytes) -> dict[str, str]:
    """Name → hexadecimal SHA-256, in the order of the lines.

    Raises:
        VerificationFailed: not a manifest, or a name stands in it twice.
    """
    found: dict[str, str] = {}
    try:
        lines = data.decode("ascii").split("\n")
    except UnicodeDecodeError:
        raise VerificationFailed("handover.manifest_damaged") from None
    if lines.pop():
        raise VerificationFailed("handover.manifest_damaged")
    for line in lines:
        parts = _LINE.fullmatch(line)
        if parts is None or parts[2] in found:
            raise VerificationFailed("handover.manifest_damaged")
        found[parts[2]] = parts[1]
    return found


def bag_info(info: BagInfo) -> bytes:
    """The content of ``bag-info.txt``."""
    return (
        f"Bag-Software-Agent: Casefile {__version__}\n"
        f"Bagging-Date: {info.day}\n"
        f"External-Identifier: {layout.root(info.bundle_id)}\n"
        f"Payload-Oxum: {info.octets}.{info.files}\n"
    ).encode("ascii")


def parse_bag_info(data: bytes) -> BagInfo:
    """The inverse of `bag_info`.

    Raises:
        VerificationFailed: not as it is written here.
    """
    found = _INFO.fullmatch(data.decode("ascii", "replace"))
    if found is None:
        raise VerificationFailed("handover.manifest_damaged")
    return BagInfo(found[2], found[3], int(found[4]), int(found[5]))


def sha256(data: bytes) -> str:
    """Hexadecimal."""
    return hashlib.sha256(data).hexdigest()
