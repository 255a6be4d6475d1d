"""What a file says about itself, put into its record where nobody has said anything yet. All of it is a claim of the device."""

from __future__ import annotations

from dataclasses import replace
from typing import BinaryIO

from casefile.domain.kinds import Evidence
from casefile.domain.values import When
from casefile.evidence.viewing import TEXTUAL, CannotShow, Kind, Limits, Probe, Viewer, by_signature
from casefile.progress import SILENT, Progress

_PATIENCE = Limits(start_seconds=20, answer_seconds=10)
_PHOTOGRAPHS = frozenset({"image/jpeg", "image/heic", "image/avif", "image/tiff"})
"""Formats that cameras write. Other images are photos only if a camera's clock is in them; they may as well be drawn or copied off a screen."""
_KINDS = {
    Kind.VIDEO: "video",
    Kind.AUDIO: "audio",
    Kind.PDF: "document",
    Kind.DOCUMENT: "document",
    Kind.TEXT: "document",
}


def described(details: Evidence, source: BinaryIO, progress: Progress = SILENT) -> Evidence:
    """`details` with kind, media type and captured date filled in where they are empty, as the file in `source` has them.

    The confined worker looks at the file. Of one that breaks it, or where the system starts none, only the type is told, by the first bytes:
    else nobody would ever come back to it.

    Args:
        source: a seekable stream over the file, which stays the caller's.

    Raises:
        Cancelled, and whatever reading `source` raises.
    """
    if details.kind and details.media_type:
        return details
    try:
        with Viewer(source, _PATIENCE, progress) as viewer:
            return _told(details, viewer.probe())
    except CannotShow:
        return _signed(details, source)


def _signed(details: Evidence, source: BinaryIO) -> Evidence:
    """The kind is told of documents alone: a film's container may hold sound alone, a picture may be copied off a screen."""
    found = by_signature(source, details.original_name or "")
    kind = "document" if found.mime in TEXTUAL else None
    return replace(details, kind=details.kind or kind, media_type=details.media_type or found.mime)


def _told(details: Evidence, probe: Probe) -> Evidence:
    told = replace(details, kind=details.kind or _kind(probe), media_type=details.media_type or probe.mime)
    if probe.captured is None or told.captured is not None:
        return told
    taken = probe.captured.replace(microsecond=0)
    return replace(told, captured=When(taken.date().isoformat()), captured_time=taken.timetz().isoformat())


def _kind(probe: Probe) -> str | None:
    if probe.kind is Kind.IMAGE:
        return "photo" if probe.captured or probe.mime in _PHOTOGRAPHS else None
    return _KINDS.get(probe.kind)
