"""A file of something received is read bit for bit, without unpacking, and looked at by the worker."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import pytest

from casefile.crypto.kdf import FLOOR
from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Evidence
from casefile.domain.values import Text
from casefile.errors import NotFound, Refused
from casefile.files import resource
from casefile.usecases import edit, evidence, handover, identity, receive, verify
from casefile.usecases import session as sessions
from casefile.usecases.preview import Kind, Viewing
from casefile.usecases.session import Session

PHOTO = resource("sample", "media", "broken-camera.jpg")


@pytest.fixture
def received(session: Session, passphrase: str, tmp_path: Path) -> str:
    """The id of a disclosure with one photo, handed over by another vault to `session`."""
    sender = sessions.create(tmp_path / "Sender.casefile", passphrase, "Invented Sender", FLOOR)
    case = Case(reference="XX-1", title=Text.of("Invented", "en"), kind="person")
    edit.save(sender, [case])
    evidence.attach(sender, PHOTO, Evidence(cases=(Ref(case.id),), title=Text.of("A photo", "en")))
    to = handover.to(sender, identity.card(session).recipient)
    handover.make(sender, [case.id], [to], tmp_path / "file.age")
    told = identity.card(sender).fingerprint
    sender.lock()
    return receive.receive(session, tmp_path / "file.age", trusted=told).evidence.id


def test_a_file_is_read_bit_for_bit(session: Session, received: str) -> None:
    with receive.open_received(session, received) as bundle:
        name = bundle.disclosure.files[0].name
    with receive.open_file(session, received, name) as file:
        assert file.read() == PHOTO.read_bytes()
        file.seek(100)
        assert file.read(10) == PHOTO.read_bytes()[100:110]


def test_the_worker_looks_at_it(session: Session, received: str) -> None:
    def opened(vault: Session, name: str) -> BinaryIO:
        return receive.open_file(vault, received, name)

    with Viewing(session, "data/evidence/0001.jpg", opened=opened) as viewing:
        assert viewing.kind is Kind.IMAGE
        assert viewing.page(0, (200, 200)).width == 200


def test_what_did_not_come_is_refused(session: Session, received: str) -> None:
    with pytest.raises(NotFound):
        receive.open_file(session, received, "data/evidence/0002.jpg")


def test_what_was_committed_stays_though_the_head_could_not_be_written(
    session: Session, passphrase: str, tmp_path: Path
) -> None:
    sender = sessions.create(tmp_path / "Sender.casefile", passphrase, "Invented Sender", FLOOR)
    case = Case(reference="XX-1", title=Text.of("Invented", "en"), kind="person")
    edit.save(sender, [case])
    to = handover.to(sender, identity.card(session).recipient)
    handover.make(sender, [case.id], [to], tmp_path / "file.age")
    told = identity.card(sender).fingerprint
    sender.lock()
    head = session.path / "head"
    head.rename(tmp_path / "head")
    head.mkdir()  # as little to be written to as a disk that fails
    with pytest.raises((Refused, OSError)):
        receive.receive(session, tmp_path / "file.age", trusted=told)
    head.rmdir()
    (tmp_path / "head").rename(head)
    assert [check.key for check in verify.deep(session) if not check.held] == []
    [there] = receive.received(session)
    receive.open_received(session, there.evidence.id).close()
