"""What the chronology draws. The core orders the rows and says which lanes pass each of them."""

from casefile.domain.chronology import (
    KINDS,
    LASTING,
    Certainty,
    EntryKind,
    Kind,
    LaneLook,
    LaneSpan,
    Swatch,
)
from casefile.domain.chronology import Row as ChronologyRow

__all__ = ["KINDS", "LASTING", "Certainty", "ChronologyRow", "EntryKind", "Kind", "LaneLook", "LaneSpan", "Swatch"]
