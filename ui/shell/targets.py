"""Where a page can send the person: what travels in `Desk.go("form", target)`.

>>> desk.go("form", OpenRecord("measure", record_id))                          # edit a record
>>> desk.go("form", OpenRecord("measure", record_id, at="conditions"))         # ... with the keyboard in one field
>>> desk.go("form", NewRecord("happening", {"cases": (case_id,)}))             # a new one, some fields filled in
>>> desk.go("form", NewRecord("citation", {"record": record_id, "field": "end"}))
>>> desk.go("handover", OwnKeys())                                              # the own card, and its keys renewed
>>> desk.go("report", OpenReport(source_id, case_id))                           # a text to cite from; without a source a new one
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class OpenRecord:
    """A record to edit. `at` is the field to begin with (``end``, ``conditions/<element id>``); `case` the id of the case one comes
    from, for the line above the title.
    """

    kind: str
    id: str
    at: str = ""
    case: str = ""


@dataclass(frozen=True)
class NewRecord:
    """A record to make. `values` are by field name, in the types of the record's dataclass; `case` as in `OpenRecord`."""

    kind: str
    values: Mapping[str, Any] = field(default_factory=dict)
    case: str = ""


@dataclass(frozen=True)
class OwnKeys:
    """The own card whole, on the handover page, where its keys are renewed."""


@dataclass(frozen=True)
class OpenReport:
    """A text to cite from: the id of its `source`, empty for one that is pasted now; `case` the id of the case one comes from."""

    source: str = ""
    case: str = ""
