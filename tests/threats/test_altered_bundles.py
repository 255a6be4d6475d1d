"""A bundle altered in any byte or cut anywhere is refused with its own reason, and the vault's files stay as they were to the byte.

`make test` takes a share of the bytes; ``CASEFILE_FAULTS=all`` takes every one.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from casefile.crypto.age.stream import SEALED_CHUNK
from casefile.usecases.session import Session
from tests.handover.desk import Desk
from tests.threats.incoming import RECEIVE, befriend, desk_for, refusal, sent, state

ALL = os.environ.get("CASEFILE_FAULTS") == "all"
SHARE = 80
HEADER = {"crypto.not_age", "crypto.newer_age", "crypto.damaged_header", "crypto.wrong_key", "crypto.too_much_work"}
PAYLOAD = {"crypto.damaged", "crypto.truncated"}

pytestmark = [pytest.mark.parametrize("kind", RECEIVE), pytest.mark.timeout(7200)]


@pytest.fixture
def desk(session: Session) -> Desk:
    """A contact who writes small bundles."""
    found = desk_for(session)
    befriend(session, found)
    return found


@pytest.fixture
def whole(session: Session, desk: Desk, kind: str, tmp_path: Path) -> bytes:
    """A sound bundle."""
    return sent(session, desk, kind, tmp_path / "sound.age").read_bytes()


def header_size(whole: bytes) -> int:
    """Bytes up to the end of the line with the MAC."""
    return whole.index(b"\n", whole.index(b"\n--- ") + 1) + 1


def share(places: range, always: set[int]) -> list[int]:
    """All of the places, or some of them with those of which there is doubt."""
    if ALL:
        return list(places)
    return sorted({*always & set(places), *random.Random(3).sample(places, min(SHARE, len(places)))})


@pytest.mark.threat(18)
def test_any_flipped_byte(session: Session, whole: bytes, kind: str, tmp_path: Path) -> None:
    end, path = header_size(whole), tmp_path / "x.age"
    edges = {*range(40), *range(end - 50, end + 40), *range(len(whole) - 40, len(whole))}
    before, altered = state(session), bytearray(whole)
    for place in share(range(len(whole)), edges):
        altered[place] ^= 1 << place % 8
        path.write_bytes(altered)
        altered[place] = whole[place]
        assert refusal(session, kind, path) in (HEADER if place < end else PAYLOAD), place
    assert state(session) == before
    path.write_bytes(whole)
    RECEIVE[kind](session, path)
    assert state(session) != before


@pytest.mark.threat(18, 19)
def test_any_cut(session: Session, whole: bytes, kind: str, tmp_path: Path) -> None:
    end, path = header_size(whole), tmp_path / "x.age"
    lines = [place for place in range(end) if whole[place : place + 1] == b"\n"]
    chunks = range(end + 16, len(whole), SEALED_CHUNK)  # the nonce stands before the first
    edges = {each + by for each in (0, end, *lines, *chunks, len(whole)) for by in (-1, 0, 1)}
    before = state(session)
    for length in share(range(len(whole)), edges):
        path.write_bytes(whole[:length])
        key = refusal(session, kind, path)
        assert key == "crypto.truncated" if length >= end else key in {*HEADER, "crypto.truncated"}, length
    assert state(session) == before


@pytest.mark.threat(19)
def test_something_behind_the_end(session: Session, whole: bytes, kind: str, tmp_path: Path) -> None:
    before = state(session)
    for more in (b"\0", b"x", bytes(16), bytes(SEALED_CHUNK), whole):
        (tmp_path / "x.age").write_bytes(whole + more)
        assert refusal(session, kind, tmp_path / "x.age") in PAYLOAD
    assert state(session) == before


@pytest.mark.threat(17, 18)
def test_any_byte_flipped_by_whoever_can_encrypt_to_the_recipient(
    session: Session, desk: Desk, whole: bytes, kind: str, tmp_path: Path
) -> None:
    """The encryption is right then, and only hashes and the signature tell."""
    (tmp_path / "x.age").write_bytes(whole)
    tar = bytearray(desk.opened(tmp_path / "x.age"))
    before = state(session)
    for place in share(range(len(tar)), set(range(0, 2000, 25))):
        tar[place] ^= 1 << place % 8
        key = refusal(session, kind, desk.sealed(bytes(tar), tmp_path / "x.age"))
        tar[place] ^= 1 << place % 8
        assert key.startswith("handover."), place
    assert state(session) == before
