"""What an export that gives records a new form reads from: the records as they may leave, and what people added to the forms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from casefile.domain.additions import Additions
from casefile.domain.casefile import CaseFile
from casefile.domain.kinds import KINDS, Record

_OF_THE_PROGRAM = frozenset({"addedfield", "term", "template", "deadlinerule", "contact"})


class Gathered(Protocol):
    """The records of an export, read anew each time they are asked for, without what stays in the vault."""

    @property
    def additions(self) -> Additions:
        """The fields and terms that people added."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that leave, in the order of the definitions."""

    def read(self, kind: str) -> Iterator[Record]:
        """The records of one kind, by id."""

    def cases(self) -> Iterator[CaseFile]:
        """Each case with everything that belongs to it."""


_SAID_OF_ONE = frozenset({"citation", "consent"})


def pointed_at(gathered: Gathered) -> tuple[str, ...]:
    """The kinds of `facts` that other records point to."""
    return tuple(kind for kind in facts(gathered) if kind not in _SAID_OF_ONE)


def facts(gathered: Gathered) -> tuple[str, ...]:
    """The kinds that say something of the world, not of how the program is set up."""
    return tuple(kind for kind in gathered.kinds if kind in KINDS and kind not in _OF_THE_PROGRAM)
