"""The one place that asks what time it is."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment, aware, with the offset of this computer's time zone, to the second."""
    return datetime.now(UTC).astimezone().replace(microsecond=0)


def timestamp() -> str:
    """`now` as ISO 8601 with offset: ``2024-05-02T14:06:00+05:00``."""
    return now().isoformat()
