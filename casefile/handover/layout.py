"""What lies in a bundle, under which generated names, in which order, and how large each may be.

The bag is BagIt 1.0 (RFC 8493). All names are ASCII and made here; nothing that a person typed stands in one. A reader takes no other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

MEBIBYTE = 1 << 20

SIGNATURE = "signature"
TAG_MANIFEST = "tagmanifest-sha256.txt"
MANIFEST = "manifest-sha256.txt"
BAGIT = "bagit.txt"
BAG_INFO = "bag-info.txt"
README = "README.txt"
JOURNAL = "data/journal.json"
CASE = "data/case.json"

TAG_FILES = (MANIFEST, BAGIT, BAG_INFO, README)
"""What the tag manifest lists, in the order in which it stands in the tar."""

SMALL = 64 * 1024
JSON_LIMIT = 16 * MEBIBYTE
SUMMARY_LIMIT = 64 * MEBIBYTE
MANIFEST_LIMIT = 2 * MEBIBYTE
MAX_EVIDENCE = 9999
MAX_SUMMARIES = 999
MAX_SIZE = 1 << 60
MAX_NAME = 300
"""The most characters of a person's name."""

_LIMITS = {
    SIGNATURE: SMALL,
    TAG_MANIFEST: SMALL,
    MANIFEST: MANIFEST_LIMIT,
    BAGIT: SMALL,
    BAG_INFO: SMALL,
    README: SMALL,
    JOURNAL: JSON_LIMIT,
    CASE: JSON_LIMIT,
}
_ROOT = re.compile(r"casefile-([0-9a-f]{32})", re.ASCII)
_SUMMARY = re.compile(r"data/summary(-[0-9]{1,3})?\.pdf", re.ASCII)
_EVIDENCE = re.compile(r"data/evidence/([0-9]{4})\.[a-z0-9]{1,5}", re.ASCII)
_EXTENSIONS = {
    "application/pdf": "pdf",
    "application/zip": "zip",
    "audio/flac": "flac",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
    "audio/wav": "wav",
    "audio/x-wav": "wav",
    "image/gif": "gif",
    "image/heic": "heic",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/tiff": "tif",
    "image/webp": "webp",
    "message/rfc822": "eml",
    "text/html": "html",
    "text/plain": "txt",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/webm": "webm",
    "video/x-matroska": "mkv",
}
_KNOWN_SUFFIXES = frozenset(
    (*_EXTENSIONS.values(), "csv", "doc", "docx", "jpeg", "odt", "opus", "xls", "xlsx", "3gp", "amr")
)


def root(bundle_id: str) -> str:
    """The one folder in the tar; `bundle_id` is 32 hexadecimal digits."""
    return f"casefile-{bundle_id}"


def bundle_id_of(folder: str) -> str | None:
    """The id in the name of the one folder, or None where no bundle has such a folder."""
    found = _ROOT.fullmatch(folder)
    return found[1] if found else None


def summary_name(number: int) -> str:
    """The name of the `number`-th summary, from 1: one a case."""
    return "data/summary.pdf" if number == 1 else f"data/summary-{number}.pdf"


def evidence_name(number: int, media_type: str | None, original_name: str | None) -> str:
    """The name of the `number`-th file, from 1. Its ending is one of a known list, so that the original name tells nothing here."""
    ending = _EXTENSIONS.get(media_type or "")
    if ending is None:
        suffix = (original_name or "").rpartition(".")[2].lower()
        ending = suffix if suffix in _KNOWN_SUFFIXES else "bin"
    return f"data/evidence/{number:04d}.{ending}"


def is_evidence(name: str) -> bool:
    """Whether a payload file is a piece of evidence."""
    return _EVIDENCE.fullmatch(name) is not None


def limit(name: str) -> int:
    """The most bytes that a member of this name may have."""
    return _LIMITS.get(name) or (SUMMARY_LIMIT if _SUMMARY.fullmatch(name) else MAX_SIZE)


def is_payload_order(names: Sequence[str]) -> bool:
    """Whether `names` are those of a payload as it is written: journal, case, summaries, then evidence counted from 1 without a gap."""
    if tuple(names[:2]) != (JOURNAL, CASE):
        return False
    rest = list(names[2:])
    summaries = list(takewhile(_SUMMARY.fullmatch, rest))
    evidence = rest[len(summaries) :]
    if len(summaries) > MAX_SUMMARIES or len(evidence) > MAX_EVIDENCE:
        return False
    numbers = [found and int(found[1]) for found in map(_EVIDENCE.fullmatch, evidence)]
    return summaries == [summary_name(n) for n in range(1, len(summaries) + 1)] and numbers == list(
        range(1, len(evidence) + 1)
    )
