"""The file as the worker sees it: pieces asked from the program as they are needed."""

from __future__ import annotations

import io
from collections import OrderedDict
from typing import TYPE_CHECKING

from casefile.evidence.worker.protocol import READ, Channel, ProtocolError, Tag

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BLOCK = 1 << 17
_KEPT_BLOCKS = 32


class Blocks:
    """The blocks of a file of `size` bytes that were used last."""

    def __init__(self, channel: Channel, size: int) -> None:
        self._channel = channel
        self.size = size
        self._blocks: OrderedDict[int, bytearray] = OrderedDict()

    def block(self, number: int) -> bytearray:
        """Block `number`, counted from 0, of `BLOCK` bytes or what is left of the file."""
        if number not in self._blocks:
            self._blocks[number] = self._fetch(number)
            if len(self._blocks) > _KEPT_BLOCKS:
                self._blocks.popitem(last=False)
        self._blocks.move_to_end(number)
        return self._blocks[number]

    def _fetch(self, number: int) -> bytearray:
        start = number * _BLOCK
        length = min(_BLOCK, self.size - start)
        self._channel.send(Tag.READ, READ.pack(start, length))
        answer = self._channel.receive(length)
        if answer.untrusted_tag != Tag.BYTES or len(answer.untrusted_payload) != length:
            raise ProtocolError("not the piece that was asked for")
        return answer.untrusted_payload


class RemoteFile(io.RawIOBase):
    """A seekable view of a file, with a position of its own. A read is short at the end of the file alone."""

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks
        self._position = 0
        self.size = blocks.size

    def again(self) -> RemoteFile:
        """A second view of the same file, at its beginning."""
        return RemoteFile(self._blocks)

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """The position of the next read, in bytes."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move as `io.IOBase.seek` does; the end may be passed, the beginning not."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self.size}[whence]
        if base + offset < 0:
            raise OSError("before the beginning")
        self._position = base + offset
        return self._position

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill `buffer` as far as the file reaches and return how many bytes that is."""
        target = memoryview(buffer).cast("B")
        wanted = max(0, min(len(target), self.size - self._position))
        filled = 0
        while filled < wanted:
            number, inside = divmod(self._position, _BLOCK)
            part = memoryview(self._blocks.block(number))[inside : inside + wanted - filled]
            target[filled : filled + len(part)] = part
            filled += len(part)
            self._position += len(part)
        return filled

    def head(self, size: int) -> bytes:
        """The first `size` bytes, or all where there are fewer."""
        self.seek(0)
        head = self.read(size) or b""
        self.seek(0)
        return head
