"""What lies in a bundle, under which generated names, in which order, and how large each may be.

The bag is BagIt 1.0 (RFC 8493). All names are ASCII and made here; nothing that a person typed stands in one. A reader takes no other.
The payload, in its order, by kind::

    disclosure  data/journal.json, data/case.json, data/summary.pdf, data/summary-2.pdf …, data/evidence/0001.jpg …
    sync        data/journal.json, data/journal-2.json …, data/evidence/0001.bin …
    receipt     data/receipt.json
    card        data/card.txt
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import takewhile

from casefile.vault import padding

DISCLOSURE, SYNC, RECEIPT, CARD = KINDS = ("disclosure", "sync", "receipt", "card")

MEBIBYTE = 1 << 20

SIGNATURE = "signature"
TAG_MANIFEST = "tagmanifest-sha256.txt"
MANIFEST = "manifest-sha256.txt"
BAGIT = "bagit.txt"
BAG_INFO = "bag-info.txt"
README = "README.txt"
JOURNAL = "data/journal.json"
CASE = "data/case.json"
RECEIPT_FILE = "data/receipt.json"
CARD_FILE = "data/card.txt"

TAG_FILES = (MANIFEST, BAGIT, BAG_INFO, README)
"""What the tag manifest lists, in the order in which it stands in the tar."""

SMALL = 64 * 1024
JSON_LIMIT = 16 * MEBIBYTE
SUMMARY_LIMIT = 64 * MEBIBYTE
MANIFEST_LIMIT = 2 * MEBIBYTE
MAX_EVIDENCE = 9999
MAX_SUMMARIES = 999
MAX_JOURNALS = 999
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
    RECEIPT_FILE: JSON_LIMIT,
    CARD_FILE: SMALL,
}
_ROOT = re.compile(r"casefile-([0-9a-f]{32})", re.ASCII)
_SUMMARY = re.compile(r"data/summary(-[0-9]{1,3})?\.pdf", re.ASCII)
_JOURNAL = re.compile(r"data/journal(-[0-9]{1,3})?\.json", re.ASCII)
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


def journal_name(number: int) -> str:
    """The name of the `number`-th file of entries in a sync bundle, from 1."""
    return JOURNAL if number == 1 else f"data/journal-{number}.json"


def limit(name: str) -> int:
    """The most bytes that a member of this name may have."""
    if name in _LIMITS:
        return _LIMITS[name]
    if _JOURNAL.fullmatch(name):
        return JSON_LIMIT
    return SUMMARY_LIMIT if _SUMMARY.fullmatch(name) else MAX_SIZE


def smallest(kind: str) -> int:
    """Bytes that the tar of a bundle has at least. A delta of one field is sent often, and would be all padding."""
    return padding.SMALLEST if kind == DISCLOSURE else 1


def kind_of(names: Sequence[str]) -> str | None:
    """The kind of bundle of which `names` are the payload, as it is written and without a gap; None where it is of none."""
    if tuple(names) == (RECEIPT_FILE,):
        return RECEIPT
    if tuple(names) == (CARD_FILE,):
        return CARD
    if tuple(names[:2]) == (JOURNAL, CASE):
        return DISCLOSURE if _is_counted(names[2:], _SUMMARY, summary_name, MAX_SUMMARIES) else None
    return SYNC if names and names[0] == JOURNAL and _is_counted(names, _JOURNAL, journal_name, MAX_JOURNALS) else None


def _is_counted(names: Sequence[str], first: re.Pattern[str], name: Callable[[int], str], most: int) -> bool:
    """Whether `names` are files of a sort, counted from 1, and then evidence, counted from 1."""
    leading = list(takewhile(first.fullmatch, names))
    evidence = [found and int(found[1]) for found in map(_EVIDENCE.fullmatch, names[len(leading) :])]
    if len(leading) > most or len(evidence) > MAX_EVIDENCE:
        return False
    return leading == [name(n) for n in range(1, len(leading) + 1)] and evidence == list(range(1, len(evidence) + 1))
