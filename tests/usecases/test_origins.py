"""Proofs of what others wrote are kept so that a bundle with many of them costs what its parts cost, and each is found again."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from casefile.crypto.checkpoint import Checkpoint
from casefile.crypto.signing import SigningKey, sign_note
from casefile.handover import delta
from casefile.handover.delta import Section, Vouched
from casefile.handover.proofs import ORIGIN
from casefile.journal import multiproof
from casefile.journal.entry import Entry
from casefile.journal.intervals import Intervals
from casefile.records.database import Connection
from casefile.usecases import origins
from casefile.usecases.session import Session
from tests.usecases.forging import change, entry

DEVICE = "d" * 32
OWN = Checkpoint(ORIGIN + "e" * 32, 0, bytes(32))


class Log:
    """The log of somebody's device, which signs for any part of it."""

    def __init__(self, session: Session, length: int) -> None:
        self.key = SigningKey.generate()
        self.entries = [
            entry(session, at, change("birth", "2000"), device=DEVICE, record=secrets.token_hex(16))
            for at in range(length)
        ]

    def section(self, size: int, *positions: int) -> Vouched:
        """Some entries with the checkpoint of the first `size`, checked as one that comes."""
        tree = origins.Tree({}, {each.position: bytes.fromhex(each.id) for each in self.entries[:size]})
        name = ORIGIN + DEVICE
        note = sign_note(Checkpoint(name, size, tree(0, size)).text(), name, self.key).decode("utf-8")
        chosen = tuple(self.entries[each] for each in positions)
        cover = tuple(multiproof.cover(size, positions, tree))
        key = self.key.public.encode(name)
        return delta.vouched(Section(DEVICE, chosen, cover, note, key), OWN, key)


@pytest.fixture
def log(session: Session) -> Log:
    """A log of sixty-four entries."""
    return Log(session, 64)


def keep(session: Session, connection: Connection, sections: Sequence[Vouched]) -> None:
    for each in sections:
        origins.keep(session, connection, each, Intervals.of(one.position for one in each.section.entries))


@contextmanager
def counting(connection: Connection) -> Iterator[list[int]]:
    """The lengths of what is written into local rows meanwhile."""
    found: list[int] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.startswith("INSERT INTO kept"):
            found.append(sum(len(each) for each in parameters if isinstance(each, bytes | memoryview)))

    event.listen(connection, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(connection, "before_cursor_execute", note)


def test_each_section_writes_its_own_rows_alone(session: Session, log: Log) -> None:
    sections = [log.section(at + 1, at) for at in range(64)]
    spent = []
    with session.database.writing() as unit:
        for some in (sections[:16], sections[16:32], sections[32:48], sections[48:]):
            with counting(unit.connection) as written:
                keep(session, unit.connection, some)
            spent.append((len(written), sum(written)))
    assert {rows for rows, _ in spent} == {2 * 16}
    assert max(size for _, size in spent) < 1.3 * min(size for _, size in spent[1:]), "the last cost what the first did"


def test_parts_of_one_checkpoint_are_kept_beside_each_other(session: Session, log: Log) -> None:
    parts = [log.section(64, *range(start, start + 8)) for start in range(0, 64, 8)]
    with session.database.writing() as unit:
        with counting(unit.connection) as written:
            keep(session, unit.connection, parts)
        assert len(written) == 2 * len(parts) and max(written) < 2 * min(each for each in written if each > 400)
        with counting(unit.connection) as written:
            keep(session, unit.connection, parts)
        assert not written, "what came before is not written again"


def test_what_is_relayed_comes_with_every_proof_that_there_is(session: Session, log: Log) -> None:
    with session.database.writing() as unit:
        unit.take_in(log.entries)
        keep(
            session, unit.connection, [log.section(64, *range(0, 40)), log.section(50, 38, 39, 41), log.section(64, 45)]
        )
    with session.database.reading() as connection:
        found = sections_of(session, connection, [log.entries[each] for each in (3, 38, 41, 45, 60)])
    assert found == [((3, 38), True), ((41,), True), ((45,), True), ((60,), False)]


def sections_of(
    session: Session, connection: Connection, entries: Sequence[Entry]
) -> list[tuple[tuple[int, ...], bool]]:
    """The positions in each section, and whether its own device vouches for them; each is checked as by who receives it."""
    found = []
    for each in origins.sections(session, connection, entries, OWN):
        vouched = delta.vouched(each, OWN, each.key)
        found.append((tuple(one.position for one in each.entries), vouched.is_by_origin))
    return found
