"""The people of a vault and their keyfiles, as the window and the command line use them."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.domain.kinds import Case
from casefile.errors import Refused
from casefile.usecases import edit, erase, header, keyfiles, people
from casefile.usecases import session as sessions
from casefile.usecases.rekey import Secret
from casefile.usecases.session import Session
from tests.conftest import PASSPHRASE

DANA = "words that only Dana knows"


def test_the_history_keeps_the_name_of_one_who_was_removed(session: Session, tmp_path: Path) -> None:
    path, keyfile = session.path, keyfiles.read(keyfiles.make(tmp_path / "key"))
    dana = people.add(session, " Dana Invented ", DANA, keyfile=keyfile)
    session.lock()
    hers = sessions.unlock(path, DANA, keyfile=keyfile)
    assert hers.author == dana
    case = Case(reference="KZ-2021-001")
    edit.save(hers, [case])
    with pytest.raises(Refused, match="not_yourself"):
        people.remove(hers, dana.id)
    hers.lock()
    again = sessions.unlock(path, PASSPHRASE)
    try:
        assert [each.name for each in people.known(again)] == ["Invented Author", "Dana Invented"]
        people.remove(again, people.find(again, "dana invented").id)
        assert [each.name for each in people.known(again)] == ["Invented Author"]
        (line,) = edit.history(again, case.id)
        assert edit.authors(again)[line.author] == "Dana Invented"
    finally:
        again.lock()


def test_nobody_is_found_by_nothing_and_one_needs_a_name(session: Session) -> None:
    with pytest.raises(Refused, match="no_such_person"):
        people.find(session, "")
    with pytest.raises(Refused, match="no_name"):
        people.add(session, " ", DANA)
    people.add(session, "Invented Author", DANA)
    with pytest.raises(Refused, match="several_people"):
        people.find(session, "Invented Author")


def test_keyfiles(tmp_path: Path) -> None:
    made = keyfiles.make(tmp_path / "key")
    assert len(keyfiles.read(made)) == 64
    assert made.stat().st_mode & 0o077 == 0
    for path, refusal in ((tmp_path / "none", "no_keyfile"), (tmp_path / "empty", "bad_keyfile")):
        if refusal == "bad_keyfile":
            path.touch()
        with pytest.raises(Refused, match=refusal):
            keyfiles.read(path)
    with pytest.raises(Refused, match="exists"):
        keyfiles.make(made)


def test_a_vault_without_its_header_says_where_to_look(session: Session, tmp_path: Path) -> None:
    assert not header.is_detached(session)
    header.move(session, tmp_path / "stick")
    assert header.is_detached(session)
    path = session.path
    session.lock()
    with pytest.raises(Refused, match="header_elsewhere"):
        sessions.unlock(path, PASSPHRASE)
    opened = sessions.unlock(path, PASSPHRASE, header_folder=tmp_path / "stick")
    opened.lock()


def test_whose_passphrase_it_is(session: Session) -> None:
    dana = people.add(session, "Dana Invented", DANA)
    assert people.owner(session, Secret(DANA)) == dana
    with pytest.raises(Refused, match="wrong_passphrase"):
        people.owner(session, Secret("nobody's words"))


def test_an_open_vault_is_erased_with_its_header_on_a_stick(session: Session, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    header.move(session, stick)
    assert erase.erase_open(session) == ()
    assert not session.path.exists()
    assert not any(stick.glob("header.*"))
