"""What the step to version 3 does to the keys of names: some words have more of them, or others, than when they were written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from sqlalchemy import Connection, bindparam, text

from casefile.domain.names import word_keys

_BATCH = 400
_BESIDE = 4
"""Letters of each key that stand in ``beside``, as version 3 has them."""
_HELD = text("SELECT DISTINCT word, key FROM name_key")
_BEARING = text("SELECT DISTINCT record FROM name_key WHERE word IN :some").bindparams(
    bindparam("some", expanding=True)
)
_NAMES = text(
    "SELECT DISTINCT record, kind, word FROM name_key WHERE record IN :some ORDER BY record, kind"
).bindparams(bindparam("some", expanding=True))
_GONE = text("DELETE FROM name_key WHERE record IN :some").bindparams(bindparam("some", expanding=True))
_NEW = text("INSERT INTO name_key (kind, key, word, record, beside) VALUES (:kind, :key, :word, :record, :beside)")


def to_3(connection: Connection) -> None:
    """Write the keys of every record anew that bears a word of which they changed. All others stay as they are."""
    held: Mapping[str, set[str]] = defaultdict(set)
    for word, key in connection.execute(_HELD):
        held[word].add(key)
    changed = [word for word, keys in held.items() if keys != set(word_keys(word))]
    bearing = {each for some in _batches(changed) for each in connection.execute(_BEARING, {"some": some}).scalars()}
    for some in _batches(sorted(bearing)):
        names: Mapping[tuple[str, str], list[str]] = defaultdict(list)
        for record, kind, word in connection.execute(_NAMES, {"some": some}):
            names[record, kind].append(word)
        connection.execute(_GONE, {"some": some})
        connection.execute(_NEW, [row for (record, kind), words in names.items() for row in _rows(record, kind, words)])


def _rows(record: str, kind: str, words: Iterable[str]) -> Iterator[dict[str, str]]:
    keys = sorted({(key, word) for word in words for key in word_keys(word)})
    beside = "".join(f" {begun}" for begun in sorted({key[:_BESIDE] for key, _ in keys}))
    for key, word in keys:
        yield {"kind": kind, "key": key, "word": word, "record": record, "beside": beside}


def _batches(every: Iterable[str]) -> Iterator[list[str]]:
    left = iter(every)
    while batch := list(islice(left, _BATCH)):
        yield batch
