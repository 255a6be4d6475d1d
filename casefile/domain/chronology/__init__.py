"""What happened in a case, in order, with all that the drawn chronology and its printed form need."""

from casefile.domain.chronology.build import begun_before, chronology
from casefile.domain.chronology.rows import (
    KINDS,
    LASTING,
    Certainty,
    Chronology,
    EntryKind,
    Kind,
    LaneLook,
    LaneSpan,
    Row,
    SourceKey,
    Swatch,
)

__all__ = [
    "KINDS", "LASTING", "Certainty", "Chronology", "EntryKind", "Kind", "LaneLook", "LaneSpan", "Row", "SourceKey", "Swatch",
    "begun_before", "chronology",
]  # fmt: skip
