"""Vaults of several people, files between them that come as they like: in the end all hold the same, and nothing is lost."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from casefile.errors import NotFound
from casefile.usecases import conflicts, edit, evidence, verify
from casefile.usecases.session import Session
from tests.records.convergence import accepted_purges, assert_settled
from tests.usecases.exchanging import team
from tests.usecases.posted import CONTENT, PostedHistory, waiting

NAMES = ("Айгүл", "Boris", "Carol", "Dana", "Erlan")
EACH = 3
BLOCKS = int(os.environ.get("CASEFILE_HISTORIES", "100" if os.environ.get("CASEFILE_FAULTS") == "all" else "2"))
"""How many times so many histories; each is told by its seed."""


@pytest.mark.timeout(1800)  # on a machine that has much else to do
@pytest.mark.parametrize("block", range(BLOCKS))
def test_whatever_is_sent_lost_repeated_and_late_all_hold_the_same_in_the_end(
    block: int, tmp_path: Path, passphrase: str
) -> None:
    people = team(tmp_path, NAMES[: (3, 3, 4, 5)[block % 4]], passphrase)
    post = tmp_path / "post"
    post.mkdir()
    for seed in range(block * EACH, (block + 1) * EACH):
        history = PostedHistory(people, seed, post)
        history.run(random.Random(seed).randint(3, 12))
        history.settle()
        assert waiting(people) == [], seed
        assert_settled(history, seed)
        _assert_alike(history, people, seed)
    for each in people:
        assert [check.key for check in verify.deep(each) if not check.held] == []
        each.lock()


def _assert_alike(history: PostedHistory, people: list[Session], seed: int) -> None:
    """What the pages show of each record is the same with all who accepted the same purges: conflicts, history by field, files."""
    for record in sorted(history.kinds):
        shown: dict[frozenset[str], object] = {}
        for each in people:
            seen = _shown(each, record)
            key = accepted_purges(each, record)
            assert shown.setdefault(key, seen) == seen, (seed, record)
    for each in people:
        for record in history.files():
            stored = edit.read(each, "evidence", record)
            if stored.record.sha256 and not stored.deleted:
                assert evidence.opened(each, record).read().startswith(CONTENT), seed


def _shown(session: Session, record: str) -> object:
    try:
        # What was added to a deleted record stands with those in whose vaults the two met, not with whoever got both at once.
        found = [each for each in conflicts.of_record(session, record) if not any(one.part for one in each.versions)]
    except NotFound:
        return None
    history = sorted(map(repr, edit.history(session, record)))
    return found, history
