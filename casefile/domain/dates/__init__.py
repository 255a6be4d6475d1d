"""Dates as far as they are known: what they mean on the calendar, how people write them, how they are shown."""

from casefile.domain.dates.edtf import InvalidDate
from casefile.domain.dates.order import (
    Anchor,
    Bounds,
    Certainty,
    anchor,
    bounds,
    certainty,
    lasting,
    overlaps,
    sort_key,
)
from casefile.domain.dates.phrase import read
from casefile.domain.dates.precision import PRECISIONS, Precision, precision_of, reshape
from casefile.domain.dates.wording import Form, show

__all__ = [
    "PRECISIONS", "Anchor", "Bounds", "Certainty", "Form", "InvalidDate", "Precision", "anchor", "bounds", "certainty", "lasting",
    "overlaps", "precision_of", "read", "reshape", "show", "sort_key",
]  # fmt: skip
