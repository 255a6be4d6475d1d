"""A device's Merkle tree in the database, as tiles of 256 hashes.

A tile of level *n* holds up to 256 hashes of complete subtrees of 256**n leaves; the head of a full tile is one hash of the level above.
So appending touches one tile a level, and any root or proof reads a few.
"""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from casefile.errors import VerificationFailed
from casefile.journal import tables, tree
from casefile.journal.tree import HASH_BYTES

_WIDTH_BITS = 8
WIDTH = 1 << _WIDTH_BITS


class Tiles:
    """The tree of one device, read through `connection`. Tiles that were changed stay here until `flush`."""

    def __init__(self, connection: Connection, device: str, size: int) -> None:
        self._connection = connection
        self._device = device
        self._tiles: dict[tuple[int, int], bytes] = {}
        self._changed: set[tuple[int, int]] = set()
        self.size = size

    def append(self, leaf: bytes) -> None:
        """Add one leaf hash at the end."""
        self._put(0, self.size, leaf)
        self.size += 1

    def root(self, size: int | None = None) -> bytes:
        """The tree head over the first `size` leaves, by default all."""
        return tree.root(self.size if size is None else size, self.node)

    def node(self, level: int, index: int) -> bytes:
        """Hash of one complete subtree; see `tree.Node`.

        Raises:
            VerificationFailed: the tiles do not hold what the log's size promises.
        """
        tile_level, height = divmod(level, _WIDTH_BITS)
        first = index << height
        number, offset = divmod(first, WIDTH)
        start, end = offset * HASH_BYTES, (offset + (1 << height)) * HASH_BYTES
        hashes = self._tile(tile_level, number)[start:end]
        if len(hashes) != end - start:
            raise VerificationFailed("records.entries_replaced")
        return _folded(hashes)

    def flush(self) -> None:
        """Write the changed tiles, and keep only those that still grow."""
        if not self._changed:
            return
        rows = [
            {"device": self._device, "level": level, "number": number, "hashes": self._tiles[level, number]}
            for level, number in sorted(self._changed)
        ]
        statement = insert(tables.tile)
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["device", "level", "number"], set_={"hashes": statement.excluded.hashes}
            ),
            rows,
        )
        self._changed.clear()
        full = WIDTH * HASH_BYTES
        self._tiles = {place: hashes for place, hashes in self._tiles.items() if len(hashes) < full}

    def _put(self, level: int, index: int, value: bytes) -> None:
        number, offset = divmod(index, WIDTH)
        kept = self._tile(level, number) if offset else b""
        self._tiles[level, number] = kept[: offset * HASH_BYTES] + value
        self._changed.add((level, number))
        if offset == WIDTH - 1:
            self._put(level + 1, number, _folded(self._tiles[level, number]))

    def _tile(self, level: int, number: int) -> bytes:
        found = self._tiles.get((level, number))
        if found is None:
            query = select(tables.tile.c.hashes).where(
                tables.tile.c.device == self._device, tables.tile.c.level == level, tables.tile.c.number == number
            )
            found = self._connection.execute(query).scalar()
            if found is None:
                raise VerificationFailed("records.entries_replaced")
            self._tiles[level, number] = found
        return found


def differing_tiles(connection: Connection) -> list[str]:
    """The tiles, as ``device/level/number``, that do not hold what the entries give."""
    expected: dict[tuple[str, int, int], bytes] = {}
    query = select(tables.entry.c.device, tables.entry.c.id).order_by(tables.entry.c.device, tables.entry.c.sequence)
    sizes: dict[str, int] = {}
    for device, leaf in connection.execute(query):
        _grow(expected, device, 0, sizes.get(device, 0), bytes.fromhex(leaf))
        sizes[device] = sizes.get(device, 0) + 1
    kept = {(row.device, row.level, row.number): row.hashes for row in connection.execute(select(tables.tile))}
    return [
        "/".join(map(str, each))
        for each in sorted(kept.keys() | expected.keys())
        if kept.get(each) != expected.get(each)
    ]


def _grow(tiles: dict[tuple[str, int, int], bytes], device: str, level: int, index: int, value: bytes) -> None:
    number, offset = divmod(index, WIDTH)
    tiles[device, level, number] = tiles.get((device, level, number), b"") + value
    if offset == WIDTH - 1:
        _grow(tiles, device, level + 1, number, _folded(tiles[device, level, number]))


def _folded(hashes: bytes) -> bytes:
    """The head of a complete subtree over a power of two of hashes that lie one behind the other."""
    row = [hashes[at : at + HASH_BYTES] for at in range(0, len(hashes), HASH_BYTES)]
    while len(row) > 1:
        row = [tree.node_hash(row[at], row[at + 1]) for at in range(0, len(row), 2)]
    return row[0]
