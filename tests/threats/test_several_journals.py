"""A bundle whose entries fill several files: one of them missing, doubled, put elsewhere or cut, and nothing of the others is taken in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from casefile.handover import delta, layout, writing
from casefile.handover.delta import Part
from casefile.handover.writing import PayloadFile
from casefile.usecases import edit, syncing
from casefile.usecases.session import Session
from tests.handover import exchange
from tests.handover.desk import Desk, members, retarred
from tests.handover.exchange import OWN_LOG
from tests.handover.test_exchange import short
from tests.threats.incoming import befriend, desk_for, refusal, state

Files = list[tuple[str, bytes]]
POSITIONS = ([0, 2], [3, 5], [8, 10], [11])


@pytest.fixture
def desk(session: Session) -> Desk:
    """A contact who writes small bundles."""
    found = desk_for(session)
    befriend(session, found)
    return found


def parts() -> list[Part]:
    """Four files of entries; each holds what is in no other."""
    about = exchange.About(exchange.Scope("all"))
    return [
        Part((exchange.section(OWN_LOG, positions),), about if number == 0 else None)
        for number, positions in enumerate(POSITIONS)
    ]


def payload(numbers: list[int]) -> list[PayloadFile]:
    """The files of entries in this order, each by the number that it says itself."""
    found = parts()
    return [
        PayloadFile.of(layout.journal_name(place), delta.dump(found[number - 1], number))
        for place, number in enumerate(numbers, 1)
    ]


def sound(desk: Desk, path: Path) -> Path:
    return writing.write(path, exchange.sync_letter(desk), payload([1, 2, 3, 4])).path


def journals(files: Files) -> list[int]:
    return [place for place, (name, _) in enumerate(files) if "journal" in name]


def without(which: int) -> Callable[[Files], Files]:
    return lambda files: [each for place, each in enumerate(files) if place != journals(files)[which]]


def swapped(files: Files) -> Files:
    second, third = journals(files)[1:3]
    files[second], files[third] = files[third], files[second]
    return files


def contents_swapped(files: Files) -> Files:
    second, third = journals(files)[1:3]
    (one, data), (other, more) = files[second], files[third]
    files[second], files[third] = (one, more), (other, data)
    return files


def doubled(files: Files) -> Files:
    second = journals(files)[1]
    return [*files[: second + 1], files[second], *files[second + 1 :]]


def shortened(files: Files) -> Files:
    last = journals(files)[-1]
    files[last] = (files[last][0], files[last][1][:-40])
    return files


ALTERED: dict[str, Callable[[Files], Files]] = {
    "the first is missing": without(0),
    "one in the middle is missing": without(2),
    "the last is missing": without(-1),
    "two change places": swapped,
    "two change their content": contents_swapped,
    "one comes twice": doubled,
    "the last is cut": shortened,
}


def test_all_of_them_arrive(session: Session, desk: Desk, tmp_path: Path) -> None:
    taken = syncing.receive(session, sound(desk, tmp_path / "sound.age"))
    assert taken.arrival.entries == sum(map(len, POSITIONS))
    made = [OWN_LOG[each].record for positions in POSITIONS for each in positions]
    assert all(edit.read(session, "happening", each) for each in made)


@pytest.mark.threat(18, 19)
@pytest.mark.parametrize("alter", ALTERED.values(), ids=ALTERED.keys())
def test_what_is_altered_on_the_way_is_refused_whole(
    session: Session, desk: Desk, tmp_path: Path, alter: Callable[[Files], Files]
) -> None:
    tar = desk.opened(sound(desk, tmp_path / "sound.age"))
    before = state(session)
    path = desk.sealed(short(retarred(alter(members(tar)))), tmp_path / "x.age")
    assert refusal(session, layout.SYNC, path).startswith("handover.")
    assert state(session) == before


@pytest.mark.threat(19)
def test_a_tar_that_ends_between_two_of_them_or_within_one(session: Session, desk: Desk, tmp_path: Path) -> None:
    """Encrypted anew, so that only the bag can tell."""
    tar = desk.opened(sound(desk, tmp_path / "sound.age"))
    files = members(tar)
    ends = [len(retarred(files[: place + 1]).rstrip(b"\0")) for place in journals(files)]
    before = state(session)
    for end in [each + by for each in ends[:-1] for by in (-1, 0, 1, 512, 700)]:
        key = refusal(session, layout.SYNC, desk.sealed(tar[:end], tmp_path / "x.age"))
        assert key.startswith("handover."), end
    assert state(session) == before


@pytest.mark.threat(18)
@pytest.mark.parametrize("numbers", [[1, 3, 2, 4], [2, 1, 3, 4], [1, 2, 4], [1, 1, 2, 3]])
def test_a_sender_who_numbers_them_otherwise_is_refused_too(
    session: Session, desk: Desk, tmp_path: Path, numbers: list[int]
) -> None:
    """The signature is right then."""
    path = writing.write(tmp_path / "x.age", exchange.sync_letter(desk), payload(numbers)).path
    before = state(session)
    assert refusal(session, layout.SYNC, path) == "handover.content_unreadable"
    assert state(session) == before
