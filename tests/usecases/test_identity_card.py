"""The contact card: a text that a colleague's vault reads back as the same keys and fingerprint."""

from pathlib import Path

import pytest

from casefile.errors import Refused
from casefile.usecases import contacts, identity
from casefile.usecases.session import Session


def test_a_card_is_read_back_whole(session: Session, tmp_path: Path) -> None:
    own = identity.card(session)
    path = identity.write_card(session, tmp_path / "card.txt")
    read = contacts.read_card(path.read_text("utf-8"))
    assert (read.name, read.recipient, read.signing_key) == (own.author, own.recipient, own.signing_key)
    assert read.fingerprint == own.fingerprint


def test_a_file_that_is_there_is_not_replaced(session: Session, tmp_path: Path) -> None:
    (tmp_path / "card.txt").write_text("theirs")
    with pytest.raises(Refused):
        identity.write_card(session, tmp_path / "card.txt")
    assert (tmp_path / "card.txt").read_text() == "theirs"
