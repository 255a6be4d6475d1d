"""What every record has, and short names for the ways a field is described."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as default
from typing import Annotated

from casefile.domain.definition import Field, Sensitivity
from casefile.domain.values import Text, new_id

PERSONAL = Sensitivity.PERSONAL
IDENTIFYING = Sensitivity.IDENTIFYING
SECRET = Sensitivity.SECRET

PARTIES = ("person", "organisation")


@dataclass(frozen=True, kw_only=True)
class Record:
    """The fields common to all kinds. `id` is 32 hexadecimal digits."""

    id: str = default(default_factory=new_id)
    confidentiality: Annotated[str | None, Field(terms="confidentiality")] = None
    remarks: Annotated[Text | None, Field(sensitivity=SECRET, weight=1, huridocs="Remarks")] = None
    tags: Annotated[tuple[str, ...], Field(weight=2)] = ()


@dataclass(frozen=True, kw_only=True)
class Element:
    """One entry of a repeated field, with an identity of its own so that two people's edits merge entry by entry."""

    id: str = default(default_factory=new_id)
