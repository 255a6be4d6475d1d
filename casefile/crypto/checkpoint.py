"""The head of a log as text (https://c2sp.org/tlog-checkpoint)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from casefile.crypto.canonical import NotCanonical, decode_padded, encode_padded
from casefile.errors import VerificationFailed

ROOT_BYTES = 32
_MAX_SIZE = 2**63 - 1
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)


class NotACheckpoint(VerificationFailed):
    """The text of a note is not that of a checkpoint."""

    def __init__(self) -> None:
        super().__init__("crypto.not_a_checkpoint")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How many entries a log has, and the root of the Merkle tree (RFC 6962) over them.

    Attributes:
        origin: which log; not empty, one line.
        size: number of leaves.
        root: 32 bytes.
        extensions: further lines, not empty; an ML-DSA cosignature does not cover them.
    """

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        lines = (self.origin, *self.extensions)
        if not all(lines) or any("\n" in line for line in lines):
            raise ValueError("a line of a checkpoint is not empty and is one line")
        if not 0 <= self.size <= _MAX_SIZE or len(self.root) != ROOT_BYTES:
            raise ValueError("no tree has this size or root")

    @classmethod
    def parse(cls, text: str) -> Self:
        """The checkpoint of a note's text.

        Raises:
            NotACheckpoint
        """
        lines = text.split("\n")
        if len(lines) < 4 or lines.pop() or not _SIZE.fullmatch(lines[1]):
            raise NotACheckpoint
        try:
            return cls(lines[0], int(lines[1]), decode_padded(lines[2].encode()), tuple(lines[3:]))
        except (ValueError, NotCanonical):
            raise NotACheckpoint from None

    def text(self) -> str:
        """The text to sign, with its final line feed."""
        root = encode_padded(self.root).decode("ascii")
        return "".join(f"{line}\n" for line in (self.origin, str(self.size), root, *self.extensions))
