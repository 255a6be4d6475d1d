"""A vault that was copied and goes on twice in one name: colleagues keep both ways, and pass both on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from casefile.domain.kinds import Name, Person
from casefile.domain.values import Text
from casefile.errors import Refused, VerificationFailed
from casefile.usecases import conflicts, contacts, edit, identity
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from casefile.usecases.syncing import Answers
from tests.usecases.exchanging import ALL, sync, team

BOTH = Answers(accept_fork=True)


@pytest.fixture
def four(tmp_path: Path, passphrase: str) -> Iterator[list[Session]]:
    """Two copies of Айгүл's vault, that of Boris and that of Carol."""
    first, *others = team(tmp_path, ("Айгүл", "Boris", "Carol"), passphrase)
    first.lock()
    copies = [shutil.copytree(first.path, tmp_path / f"copy-{n}.casefile") for n in range(2)]
    found = [*(sessions.unlock(each, passphrase) for each in copies), *others]
    yield found
    for each in found:
        each.lock()


def test_both_ways_reach_who_had_only_the_one(four: list[Session], tmp_path: Path) -> None:
    copy, twin, boris, carol = four
    post = tmp_path / "post"
    post.mkdir()
    told = [Person(names=(Name(text=f"Invented {n}"),)) for n in range(2)]
    edit.save(copy, [told[0]])
    edit.save(twin, [told[1]])
    sync(copy, boris, post)
    sync(boris, carol, post)
    with pytest.raises(Refused, match=r"sync\.forked"):
        sync(twin, boris, post)
    sync(twin, boris, post, answers=BOTH, full=True)
    sync(boris, carol, post, ALL, BOTH)
    for each in (boris, carol):
        assert {edit.read(each, "person", one.id).record for one in told} == set(told)
        (fork,) = conflicts.forks(each)
        assert set(fork.records) == {one.id for one in told}
    for _ in range(3):
        sync(boris, carol, post)
        sync(carol, boris, post)
    assert sync(boris, carol, post) is sync(carol, boris, post) is None, "it comes to rest"


def test_the_copies_themselves_get_what_the_other_wrote_and_go_on_as_devices_of_their_own(
    four: list[Session], tmp_path: Path
) -> None:
    copy, twin, boris, _ = four
    post = tmp_path / "post"
    post.mkdir()
    told = [Person(names=(Name(text=f"Invented {n}"),)) for n in range(2)]
    for each, person in zip((copy, twin), told, strict=True):
        edit.save(each, [person])
        sync(each, boris, post, answers=BOTH, full=True)
    before = copy.database.device
    with pytest.raises(VerificationFailed, match=r"journal\.own_entries_unknown"):
        sync(boris, copy, post)
    assert copy.database.device == before
    for each in (copy, twin):
        sync(boris, each, post, answers=BOTH, full=True, confirm=False)
        contacts.add(boris, contacts.read_card(identity.card_text(each)), "Айгүл")  # with the key of the new device
        assert {edit.read(each, "person", one.id).record for one in told} == set(told)
    assert [list(each.database.devices)[1:] for each in (copy, twin)] == [[before], [before]]
    assert copy.database.device != twin.database.device
    edit.save(copy, [replace(told[0], occupation=Text.of("lawyer", "en"))])
    edit.save(twin, [replace(told[0], occupation=Text.of("judge", "en"))])
    for each in (copy, twin):
        sync(each, boris, post, answers=BOTH)
    assert [each.path for each in conflicts.of_record(boris, told[0].id)] == ["occupation"]
