"""Proofs that came with the entries of others, kept so that the same entries can be relayed with their origin's own checkpoint.

Local rows: ``sync/origin/<device>/<size>-<root>-<first>`` holds a checkpoint's note, the key that signed it, which entries it was proven for, from the
position `first` on, and the hashes of the subtrees that hold none of them; ``sync/origins/<device>/<size>-<root>-<first>`` which entries these are,
alone, so that a proof is found without reading all. A section that comes writes its own two rows and touches no other's, however many there are.
``sync/device/<device>`` holds the device's key and what its log was like when it was last seen.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casefile.crypto.checkpoint import Checkpoint
from casefile.crypto.signing import sign_note
from casefile.handover.delta import Section, Vouched
from casefile.handover.proofs import ORIGIN
from casefile.journal import holding, multiproof
from casefile.journal.entry import Entry
from casefile.journal.intervals import Intervals
from casefile.journal.tiles import Tiles
from casefile.journal.tree import HASH_BYTES, node_hash, split
from casefile.journal.tree import span as span_of
from casefile.records.database import Connection
from casefile.usecases import checkpoints, identity
from casefile.usecases.session import Session

_PROVEN, _INDEX = "sync/origin/", "sync/origins/"
_ROOT = 16
"""Digits of a root in the name of a row."""

Nodes = Mapping[tuple[int, int], bytes]
"""Start and end of a subtree → its hash."""


@dataclass(frozen=True, slots=True)
class _Proven:
    """A checkpoint of a log and what is known of its tree."""

    note: str
    key: str
    size: int
    positions: Intervals
    nodes: Nodes


def sections(session: Session, connection: Connection, entries: Sequence[Entry], own: Checkpoint) -> list[Section]:
    """The entries, each in a section with the best proof that there is: this device's log by itself, those of earlier devices of this vault by the
    last checkpoint that they signed, others by the checkpoint of their origin, and where there is none, by our word.

    Args:
        own: the checkpoint that the bundle signs.
    """
    by_device: dict[str, list[Entry]] = {}
    for entry in entries:
        by_device.setdefault(entry.device, []).append(entry)
    found: list[Section] = []
    for device, several in by_device.items():
        for each in _without_forks(several):
            if device == session.database.device:
                found.append(_own(session, connection, each, own))
            elif device in session.database.devices:
                found += _of_before(session, connection, device, each)
            else:
                found += _relayed(session, connection, device, each)
    return found


def keep(session: Session, connection: Connection, vouched: Vouched, taken: Intervals) -> None:
    """Remember the proof of a section for those of its entries that were `taken`."""
    if not vouched.is_by_origin or not vouched.section.note or not taken:
        return
    device, size = vouched.section.device, vouched.checkpoint.size
    leaves = {each.position: bytes.fromhex(each.id) for each in vouched.section.entries}
    name = f"{size:016}-{vouched.checkpoint.root.hex()[:_ROOT]}-{next(iter(taken)):016}"
    known = session.local.kept(connection, f"{_PROVEN}{device}/{name}")
    if known is not None:
        earlier = _proven(known)
        leaves.update(_leaves(connection, device, earlier.positions))
        nodes, positions = {**earlier.nodes, **vouched.nodes}, taken | earlier.positions
    else:
        nodes, positions = dict(vouched.nodes), taken
    cover = multiproof.cover(size, list(positions), Tree(nodes, leaves))
    nodes = multiproof.root(size, {each: leaves[each] for each in positions}, cover)[1]
    row = {
        "note": vouched.section.note,
        "key": vouched.key,
        "size": size,
        "positions": positions.to_json(),
        "nodes": [[start, end, each.hex()] for (start, end), each in nodes.items()],
    }
    session.local.keep(connection, f"{_PROVEN}{device}/{name}", row)
    session.local.keep(connection, f"{_INDEX}{device}/{name}", {"positions": row["positions"]})


class Tree:
    """Hashes of subtrees, from those that are known and from leaves.

    Calling it gives ``span(start, end)``, as `multiproof.cover` asks for it; KeyError where neither are known.
    """

    def __init__(self, nodes: Nodes, leaves: Mapping[int, bytes]) -> None:
        self._nodes = nodes
        self._leaves = leaves

    def __call__(self, start: int, end: int) -> bytes:
        known = self._nodes.get((start, end))
        if known is not None:
            return known
        if end - start == 1:
            return self._leaves[start]
        middle = start + split(end - start)
        return node_hash(self(start, middle), self(middle, end))


def _own(session: Session, connection: Connection, entries: Sequence[Entry], own: Checkpoint) -> Section:
    cover = _cover(connection, session.database.device, own.size, entries)
    return Section(session.database.device, tuple(entries), cover, *_signed(session, own))


def _of_before(session: Session, connection: Connection, device: str, entries: Sequence[Entry]) -> Iterator[Section]:
    """Entries that this vault wrote as an earlier device: what that one signed last stands for itself, whatever key is the present one."""
    said, key = checkpoints.largest(connection, session.local, device), identity.earlier_key(session, device)
    size = said.checkpoint.size if said and key else 0
    covered = [each for each in entries if each.position < size]
    if said and key and covered:
        name = ORIGIN + device
        note = sign_note(said.checkpoint.text(), name, key).decode("utf-8")
        cover = _cover(connection, device, size, covered)
        if _root(size, covered, cover) == said.checkpoint.root:  # else they are what a copy of this vault wrote
            yield Section(device, tuple(covered), cover, note, key.public.encode(name))
            entries = [each for each in entries if each.position >= size]
    yield from _relayed(session, connection, device, entries)


def _cover(connection: Connection, device: str, size: int, entries: Sequence[Entry]) -> tuple[bytes, ...]:
    """The subtrees of a log that is here whole, in which none of the entries are."""
    tiles = Tiles(connection, device, size)
    positions = sorted(each.position for each in entries)
    return tuple(multiproof.cover(size, positions, lambda start, end: span_of(start, end, tiles.node)))


def _relayed(session: Session, connection: Connection, device: str, entries: Sequence[Entry]) -> Iterator[Section]:
    left = {each.position: each for each in entries}
    places = sorted(left)
    for name, proven in _proofs(session, connection, device):
        here = [left[each] for each in _among(places, proven)]
        section = _by_origin(session, connection, device, name, here) if here else None
        if section is not None:
            yield section
            for each in here:
                del left[each.position]
            places = sorted(left)
    if left:
        yield _by_word(session, device, list(left.values()))


def _proofs(session: Session, connection: Connection, device: str) -> list[tuple[str, Intervals]]:
    """The proofs of a log by name, with the positions that they hold for, those of most first."""
    prefix = f"{_INDEX}{device}/"
    found = [
        (name.removeprefix(prefix), Intervals.from_json(row["positions"]))
        for name, row in session.local.all_kept(connection, prefix).items()
    ]
    return sorted(found, key=lambda each: len(each[1]), reverse=True)


def _among(places: Sequence[int], wanted: Intervals) -> Iterator[int]:
    """Those of `places`, which are in order, that are wanted."""
    for start, end in wanted.runs:
        yield from places[bisect_left(places, start) : bisect_left(places, end)]


def _by_origin(
    session: Session, connection: Connection, device: str, name: str, entries: Sequence[Entry]
) -> Section | None:
    """A section with the checkpoint of the entries' own device; None where the log was forked since, and that checkpoint is of the other way."""
    row, root = session.local.kept(connection, f"{_PROVEN}{device}/{name}"), name.split("-")[1]
    if row is None:
        return None
    proven = _proven(row)
    leaves = _leaves(connection, device, proven.positions)
    try:
        cover = multiproof.cover(proven.size, sorted(each.position for each in entries), Tree(proven.nodes, leaves))
    except KeyError:  # of two entries at one position it is not known here which it was made of
        return None
    if not _root(proven.size, entries, cover).hex().startswith(root):
        return None
    return Section(device, tuple(entries), tuple(cover), proven.note, proven.key)


def _root(size: int, entries: Sequence[Entry], cover: Sequence[bytes]) -> bytes:
    return multiproof.root(size, {each.position: bytes.fromhex(each.id) for each in entries}, cover)[0]


def _by_word(session: Session, device: str, entries: Sequence[Entry]) -> Section:
    """We say that these stand in that log; of the rest of it nothing is known, and zeros stand for it."""
    leaves = {each.position: bytes.fromhex(each.id) for each in entries}
    size = max(leaves) + 1
    cover = multiproof.cover(size, sorted(leaves), _zeros)
    checkpoint = Checkpoint(ORIGIN + device, size, multiproof.root(size, leaves, cover)[0])
    return Section(device, tuple(entries), tuple(cover), *_signed(session, checkpoint))


def _zeros(start: int, end: int) -> bytes:
    del start, end
    return bytes(HASH_BYTES)


def _signed(session: Session, checkpoint: Checkpoint) -> tuple[str, str]:
    """The checkpoint as a note by this device, and the key to check it with."""
    name, key = identity.signer_name(session), identity.signing_key(session)
    return sign_note(checkpoint.text(), name, key).decode("utf-8"), key.public.encode(name)


def _without_forks(entries: Sequence[Entry]) -> list[list[Entry]]:
    """The entries, so that in each list no two stand at one position."""
    found: list[dict[int, Entry]] = [{}]
    for entry in entries:
        place = next((each for each in found if entry.position not in each), None)
        if place is None:
            place = {}
            found.append(place)
        place[entry.position] = entry
    return [list(each.values()) for each in found]


def _leaves(connection: Connection, device: str, positions: Intervals) -> dict[int, bytes]:
    ids = holding.ids_at(connection, device, positions)
    return {position: bytes.fromhex(each[0]) for position, each in ids.items() if len(each) == 1}


def _proven(row: Mapping[str, Any]) -> _Proven:
    nodes = {(start, end): bytes.fromhex(each) for start, end, each in row["nodes"]}
    return _Proven(row["note"], row["key"], row["size"], Intervals.from_json(row["positions"]), nodes)
