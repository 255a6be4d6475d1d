"""The records of a sync bundle as people and programs can read them, beside its entries: ``records.json``.

One object::

    {
      "format": "casefile-sync-records", "version": 1,
      "records": [
        {"kind": "case", "id": <32 hexadecimal digits>, "record": {"reference": …}},
        {"kind": "person", "id": …, "fields": {"names/<id>": …, "remarks": …}, "deleted": true, "conflicts": ["remarks"]}
      ]
    }

Where the bundle holds the whole record, all entries and all values of it, `record` is the object that ``data/case.json`` of a disclosure has; otherwise `fields` are what the
entries say, by path. It is derived and nobody signed it: what counts is ``data/journal.json``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, BinaryIO

from casefile.domain.codec import record_to_json
from casefile.domain.kinds import KINDS
from casefile.handover.delta import Part, Vouched
from casefile.journal import replay
from casefile.journal.entry import Entry, Operation
from casefile.journal.replay import State
from casefile.records import rows

NAME = "records.json"
FORMAT = "casefile-sync-records"
VERSION = 1

_Key = tuple[str, str]


class ReadableRecords:
    """Writes the file while the entries stream by.

    Entries come by record, so a record that the next file of entries does not mention is complete and is written: memory does not grow with the bundle. Of a sender who orders
    otherwise a record is written more than once, each time with what was there.

    Args:
        file: to be written; the caller closes it.
        device: the sender's, whose purges hold.
    """

    def __init__(self, file: BinaryIO, device: str) -> None:
        self._file = file
        self._own = (device,)
        self._pending: dict[_Key, list[Entry]] = {}
        self._separator = f'{{"format": "{FORMAT}", "version": {VERSION}, "records": [\n'

    def add(self, part: Part, sections: Sequence[Vouched]) -> None:
        """Take the entries of one file, all of them proven."""
        del part
        here: dict[_Key, list[Entry]] = {}
        for section in sections:
            for entry in section.section.entries:
                here.setdefault((entry.kind, entry.record), []).append(entry)
        for key, entries in self._pending.items():
            if key in here:
                here[key][:0] = entries
            else:
                self._write(key, entries)
        self._pending = here

    def finish(self) -> None:
        """Write what is left, and the end."""
        for key, entries in self._pending.items():
            self._write(key, entries)
        self._pending = {}
        if self._separator.startswith("{"):
            self._put(self._separator)
        self._put("\n]}\n")

    def _write(self, key: _Key, entries: Sequence[Entry]) -> None:
        state = replay.state_of(replay.heads_after(entries, self._own))
        said: dict[str, Any] = {"kind": key[0], "id": key[1], **_content(key, entries, state)}
        if state.deleted:
            said["deleted"] = True
        if state.conflicts:
            said["conflicts"] = sorted(state.conflicts)
        self._put(self._separator + json.dumps(said, ensure_ascii=False))
        self._separator = ",\n"

    def _put(self, text: str) -> None:
        self._file.write(text.encode("utf-8"))


def _content(key: _Key, entries: Sequence[Entry], state: State) -> dict[str, Any]:
    kind = KINDS.get(key[0])
    if kind is None or not _is_whole(entries):
        return {"fields": state.paths}
    return {"record": record_to_json(rows.record_of(kind, key[1], state.paths))}


def _is_whole(entries: Sequence[Entry]) -> bool:
    """Whether these are all entries of a record: it was created in them, and nothing is withheld or replaces an entry that is not among them."""
    known = {entry.id for entry in entries}
    seen = {each for entry in entries for change in entry.changes for each in change.seen}
    return (
        any(entry.operation is Operation.CREATE for entry in entries)
        and seen <= known
        and not any(entry.withheld for entry in entries)
    )
