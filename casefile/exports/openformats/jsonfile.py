"""Records as one JSON file that holds them whole: the format of ``casefile.schema.json``, one record a line.

Kinds come in the order of the definitions and records by id, nothing in it tells when or where it was written: the same records are the
same bytes, whatever vault they come from.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Protocol

from casefile.domain.interchange import FORMAT, VERSION

NAME = "casefile.json"


class Sink(Protocol):
    """Where bytes go."""

    def write(self, data: bytes, /) -> object:
        """Write all of `data`."""


def write(sink: Sink, kinds: Iterable[tuple[str, Iterable[dict[str, Any]]]], *, secret_fields: bool) -> int:
    """Write records, given as JSON by kind; return how many. Both iterables are read as they are written."""
    head = {"format": FORMAT, "version": VERSION, "secret_fields": secret_fields}
    sink.write(f'{_dump(head)[:-1]},"records":{{'.encode())
    written = 0
    opened = ""
    for kind, records in kinds:
        for record in records:
            beginning = f"{opened and _END}{',' if opened else ''}\n{_dump(kind)}:[\n" if kind != opened else ",\n"
            opened = kind
            sink.write((beginning + _dump(record)).encode())
            written += 1
    sink.write(f"{opened and _END}\n}}}}\n".encode())
    return written


_END = "\n]"


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
