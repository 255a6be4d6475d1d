"""What every record has, and short names for the ways a field is described."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as default
from typing import Annotated

from casefile.domain.definition import Field, Ref, Sensitivity
from casefile.domain.values import Text, When, new_id

PERSONAL = Sensitivity.PERSONAL
IDENTIFYING = Sensitivity.IDENTIFYING
SECRET = Sensitivity.SECRET

PARTIES = ("person", "organisation")


@dataclass(frozen=True, kw_only=True)
class Element:
    """One entry of a repeated field, with an identity of its own so that two people's edits merge entry by entry."""

    id: str = default(default_factory=new_id)


@dataclass(frozen=True, kw_only=True)
class Extra(Element):
    """The value of a field that people added: its `id` is that of the `AddedField`, and the part that fits the field's shape holds the value.

    The other parts are empty, or keep what was entered while the field had another shape.
    """

    line: Annotated[str | None, Field(weight=1)] = None
    text: Annotated[Text | None, Field(weight=1)] = None
    date: Annotated[When | None, Field(weight=1)] = None
    number: Annotated[int | None, Field(weight=1)] = None
    flag: Annotated[bool | None, Field()] = None
    codes: Annotated[tuple[str, ...], Field()] = ()
    records: Annotated[tuple[Ref, ...], Field()] = ()


@dataclass(frozen=True, kw_only=True)
class Record:
    """The fields common to all kinds. `id` is 32 hexadecimal digits.

    `extra` has the values of fields that people added. How far each may travel their definitions say; to whoever does not ask them, all are
    secret.
    """

    id: str = default(default_factory=new_id)
    confidentiality: Annotated[str | None, Field(terms="confidentiality")] = None
    remarks: Annotated[Text | None, Field(sensitivity=SECRET, weight=1, huridocs="Remarks")] = None
    tags: Annotated[tuple[str, ...], Field(weight=2)] = ()
    extra: Annotated[tuple[Extra, ...], Field(to=("addedfield",), sensitivity=SECRET)] = ()
