"""A handover in parts, from one vault to another: any part is named, all are read, and a wrong set leaves no trace."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.errors import Cancelled, Refused
from casefile.handover import writing
from casefile.handover.papers import HOW_TO_OPEN
from casefile.progress import Stoppable
from casefile.usecases import handover, inspection, receive
from casefile.usecases.handover import HandedOver
from casefile.usecases.session import Session
from tests.threats.incoming import befriend, desk_for, refusal, state

PASSPHRASE = "an invented passphrase for one bundle"
REFERENCE = "KZ-2016-003"
SIZE = 40_000


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Where bundles go."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def made(session: Session, place: Path, number: int = 1, progress: Stoppable | None = None) -> HandedOver:
    to = [handover.to_passphrase(PASSPHRASE)] * number
    return handover.make(session, [REFERENCE], to, place, progress=progress or Stoppable(), part_size=SIZE)


def test_each_recipients_file_is_cut_by_itself(sample_session: Session, stick: Path) -> None:
    found = made(sample_session, stick / "x.age", 2)
    for number, bundle in enumerate(found.bundles, 1):
        assert [each.name for each in bundle.files] == [
            f"x-{number}.age.{n:03d}" for n in range(1, len(bundle.files) + 1)
        ]
        seen = inspection.inspect(bundle.files[-1], inspection.locked_with(PASSPHRASE))
        assert seen.bundle_id == bundle.bundle_id
    files = [each for bundle in found.bundles for each in bundle.files]
    assert len(files) > 2
    assert sorted(stick.iterdir()) == sorted([*files, stick / HOW_TO_OPEN]), "nothing else is left there"


def test_over_parts_that_are_there(sample_session: Session, stick: Path) -> None:
    (stick / "x.age.003").write_bytes(b"mine")
    with pytest.raises(Refused, match="destination_exists"):
        made(sample_session, stick / "x.age")
    assert [each.read_bytes() for each in stick.iterdir()] == [b"mine"]


@pytest.mark.threat(4)
def test_stopped_at_the_second_recipient_nothing_is_left(sample_session: Session, stick: Path) -> None:
    class Late(Stoppable):
        def step(self, done: int, total: int | None) -> None:
            super().step(done, total)
            if total and done * 2 > total:
                self.stop()

    with pytest.raises(Cancelled):
        made(sample_session, stick / "x.age", 2, Late())
    assert not list(stick.iterdir())


@pytest.mark.threat(19)
def test_they_are_received_as_one_and_a_wrong_set_leaves_no_trace(session: Session, stick: Path) -> None:
    desk = desk_for(session)
    befriend(session, desk)
    parts = writing.write(stick / "x.age", desk.letter(), desk.payload(), part_size=30_000).files
    kept, before = parts[1].read_bytes(), state(session)
    parts[1].unlink()
    assert refusal(session, "disclosure", parts[0]) == "handover.part_missing"
    parts[1].write_bytes(kept[:-1])
    assert refusal(session, "disclosure", parts[0]).startswith("handover.part")
    parts[1].write_bytes(bytes([kept[0] ^ 1]) + kept[1:])
    assert refusal(session, "disclosure", parts[2]) == "handover.parts_do_not_join"
    assert state(session) == before
    parts[1].write_bytes(kept)
    got = receive.receive(session, parts[1])
    assert receive.preview(session, parts[0]).received == got.evidence.id
