"""Reading the JSON that Casefile exports: strictly, and a record at a time, so that memory does not grow with the file.

The whole file is one JSON text (RFC 8259) whose layout does not matter. A name that comes twice, a number with a fraction, a field nobody
knows, a value of another shape: each is told with its line, and none is passed over.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from casefile.domain.definition import Sensitivity
from casefile.domain.interchange import FORMAT, VERSION
from casefile.domain.kinds import KINDS
from casefile.errors import Refused
from casefile.importers import strict
from casefile.importers.found import Candidate, Place, Problem

LARGEST_RECORD = 32 << 20
"""Characters of one record."""

_PIECE = 1 << 18
_BLANK = re.compile(r"[ \t\r\n]*")


def read(source: BinaryIO) -> Iterator[Candidate | Problem]:
    """The records of a file in its order, and what is wrong with those that are no candidates.

    Raises:
        Refused: it is no such file, was written by a newer program, or is damaged from some line on.
    """
    return _File(_Scanner(source)).records()


class _File:
    """The top level: an object with a few scalars and ``records``."""

    def __init__(self, scanner: _Scanner) -> None:
        self._scanner = scanner
        self._said: dict[str, Any] = {}
        self._seen: set[bytes] = set()

    def records(self) -> Iterator[Candidate | Problem]:
        scanner = self._scanner
        scanner.take("{", "importing.json.not_ours")
        names: set[str] = set()
        for name in _members(scanner):
            if name in names or name not in ("format", "version", "secret_fields", "records"):
                raise Refused("importing.json.not_ours")
            names.add(name)
            if name == "records":
                self._check_head()
                yield from self._kinds()
            else:
                self._said[name] = scanner.value()
        self._check_head(complete=True)
        if "records" not in names:
            raise Refused("importing.json.not_ours")
        scanner.end()

    def _check_head(self, *, complete: bool = False) -> None:
        """What was said so far; our own files say all of it before the records."""
        if self._said.get("format", FORMAT) != FORMAT or not isinstance(self._said.get("secret_fields", True), bool):
            raise Refused("importing.json.not_ours")
        version = self._said.get("version", VERSION)
        if version != VERSION or isinstance(version, bool):
            raise Refused("importing.json.other_version", version=str(version)[:20])
        if complete and not {"format", "version", "secret_fields"} <= self._said.keys():
            raise Refused("importing.json.not_ours")

    def _kinds(self) -> Iterator[Candidate | Problem]:
        self._scanner.take("{", "importing.json.not_ours")
        for kind in _members(self._scanner):
            line = self._scanner.line
            if kind not in KINDS:
                yield Problem(Place(row=line), "importing.json.unknown_kind", {"kind": kind[:80]})
            self._scanner.take("[", "importing.json.not_ours")
            for line, data in _items(self._scanner):
                if kind in KINDS:
                    yield from self._record(kind, data, line)

    def _record(self, kind: str, data: Any, line: int) -> Iterator[Candidate | Problem]:
        found = [Problem(Place(kind, line, path), key) for path, key in strict.faults(KINDS[kind].fields, data)]
        if found:
            yield from found
            return
        own = bytes.fromhex(data["id"])
        if own in self._seen:
            yield Problem(Place(kind, line, "id"), "importing.row.twice")
            return
        self._seen.add(own)
        yield Candidate(kind, data, Place(kind, line), None if self._said.get("secret_fields", True) else _OPEN[kind])


_OPEN = {
    name: frozenset(field.name for field in kind.fields if field.about.sensitivity is not Sensitivity.SECRET)
    for name, kind in KINDS.items()
}


def _members(scanner: _Scanner) -> Iterator[str]:
    """The names of an object whose brace is taken; after each, its value is the reader's to take."""
    if scanner.next_is("}"):
        return
    names: set[str] = set()
    while True:
        name = scanner.value()
        if not isinstance(name, str) or name in names:
            raise scanner.damaged()
        names.add(name)
        scanner.take(":")
        yield name
        if scanner.next_is("}"):
            return
        scanner.take(",")


def _items(scanner: _Scanner) -> Iterator[tuple[int, Any]]:
    """The items of an array whose bracket is taken, each with the line on which it begins."""
    if scanner.next_is("]"):
        return
    while True:
        scanner.skip()
        line = scanner.line
        yield line, scanner.value()
        if scanner.next_is("]"):
            return
        scanner.take(",")


class _Scanner:
    """JSON values off a stream, one after the other. `line` is the current one, from 1."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self._characters = codecs.getincrementaldecoder("utf-8-sig")("strict")
        self._decoder = json.JSONDecoder(
            object_pairs_hook=_object, parse_float=_refused, parse_constant=_refused, parse_int=_integer
        )
        self._buffer = ""
        self._position = 0
        self._ended = False
        self.line = 1

    def skip(self) -> None:
        """Pass over white space."""
        while True:
            found = _BLANK.match(self._buffer, self._position)
            self._move(found.end() if found else self._position)
            if self._position < len(self._buffer) or not self._more():
                return

    def next_is(self, mark: str) -> bool:
        """Take `mark` if it comes next."""
        self.skip()
        if self._buffer[self._position : self._position + 1] != mark:
            return False
        self._position += 1
        return True

    def take(self, mark: str, otherwise: str = "importing.json.damaged") -> None:
        """Take `mark`.

        Raises:
            Refused: something else comes next.
        """
        if not self.next_is(mark):
            raise Refused(otherwise, line=self.line)

    def value(self) -> Any:
        """Take the next value, whole.

        Raises:
            Refused: it is damaged, or longer than any record may be.
        """
        self.skip()
        wanted = _PIECE
        while True:
            try:
                found, end = self._decoder.raw_decode(self._buffer, self._position)
            except json.JSONDecodeError:
                end = len(self._buffer)
            except (ValueError, RecursionError) as fault:
                raise self.damaged() from fault
            if end < len(self._buffer):
                self._move(end)
                return found
            if len(self._buffer) - self._position > LARGEST_RECORD:
                raise Refused("importing.json.too_long", line=self.line)
            if not self._more(wanted):
                raise self.damaged()
            wanted *= 2

    def end(self) -> None:
        """Make sure that nothing follows."""
        self.skip()
        if self._position < len(self._buffer):
            raise self.damaged()

    def damaged(self) -> Refused:
        """What is said of JSON that is none."""
        return Refused("importing.json.damaged", line=self.line)

    def _move(self, to: int) -> None:
        self.line += self._buffer.count("\n", self._position, to)
        self._position = to

    def _more(self, wanted: int = _PIECE) -> bool:
        if self._ended:
            return False
        data = self._source.read(wanted)
        self._ended = not data
        try:
            piece = self._characters.decode(data, final=self._ended)
        except UnicodeDecodeError as fault:
            raise Refused("importing.json.not_ours") from fault
        self._buffer = self._buffer[self._position :] + piece
        self._position = 0
        return not self._ended


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")
    return found


def _refused(number: str) -> Any:
    raise ValueError(f"no such number here: {number[:20]}")


def _integer(digits: str) -> int:
    if len(digits) > 17:
        raise ValueError("larger than programs exchange")
    return int(digits)
