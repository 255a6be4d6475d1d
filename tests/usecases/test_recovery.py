"""Keepers of a vault, and coming back through each of them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from casefile.crypto.age import HybridIdentity, WrongKey, X25519Identity
from casefile.domain.kinds import Case
from casefile.errors import CasefileError, Refused
from casefile.usecases import contacts, edit, identity, people, recovering, recovery, recoveryshown
from casefile.usecases import session as sessions
from casefile.usecases.contacts import Card
from casefile.usecases.session import FLOOR, Session
from casefile.vault import durable
from tests.conftest import PASSPHRASE

NEW = "a passphrase made on the day of recovery"


def typed(pdf: Path) -> str:
    """The key as a person types it from the page."""
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    return "\n".join(text[text.index("AGE-SECRET") :].splitlines()[:4])


def shares(pdf: Path) -> list[str]:
    """The words of each share, in their order."""
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_bounded() for page in document][::2]
    document.close()
    found = []
    for text in texts:
        tokens = text.split()
        numbered = {int(one): two for one, two in pairwise(tokens) if one.isdigit() and two.islower()}
        found.append(" ".join(numbered[number] for number in range(1, 34)))
    return found


def test_a_key_on_paper_brings_everything_back(session: Session, tmp_path: Path) -> None:
    path, case = session.path, Case(reference="KZ-2021-001")
    edit.save(session, [case])
    page = recovery.make_key(session, tmp_path / "key.pdf", "kk")
    assert page.stat().st_mode & 0o077 == 0
    with pytest.raises(Refused, match="exists"):
        recovery.make_key(session, page, "kk")
    assert [each.kind for each in recovery.known(session)] == ["key"]
    session.lock()
    opened = recovering.recover(path, recovering.key_in(typed(page)), NEW)
    assert opened.author.name == "Invented Author"
    assert edit.read(opened, "case", case.id).record == case
    opened.lock()
    with pytest.raises(Refused, match="wrong_passphrase"):
        sessions.unlock(path, PASSPHRASE)
    sessions.unlock(path, NEW).lock()


def test_shares_bring_it_back_and_one_alone_does_not(session: Session, tmp_path: Path) -> None:
    path = session.path
    pdf = recovery.make_shares(session, 2, 3, tmp_path / "shares.pdf", "en")
    (keeper,) = recovery.known(session)
    assert (keeper.kind, keeper.name) == ("shares", "2/3")
    session.lock()
    one, _two, three = shares(pdf)
    with pytest.raises(Refused, match="shares_too_few"):
        recovering.from_shares(one)
    recovering.recover(path, recovering.from_shares(f"# ours\n{three}\n\n{one}\n"), NEW).lock()


def test_a_file_for_each_share(session: Session, tmp_path: Path) -> None:
    path, folder = session.path, tmp_path / "stick"
    folder.mkdir()
    files = recovery.make_share_files(session, 2, 3, folder, "ru")
    assert [each.name for each in files] == [f"recovery-share-{number}.pdf" for number in (1, 2, 3)]
    with pytest.raises(Refused, match="exists"):
        recovery.make_share_files(session, 2, 3, folder, "ru")
    session.lock()
    one, three = (shares(files[number])[0] for number in (0, 2))
    recovering.recover(path, recovering.from_shares(f"{one}\n{three}"), NEW).lock()


def test_shares_that_are_good_for_nothing_go_also_where_one_of_them_stays(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stubborn(path: Path) -> None:
        if "-1" in path.name or "-3" in path.name:
            raise Refused("vault.disk_fault")
        destroy(path)

    def full(*_: object) -> None:
        raise Refused("vault.disk_full")

    destroy = durable.destroy
    monkeypatch.setattr(durable, "destroy", stubborn)
    monkeypatch.setattr(recovery, "keep", full)
    with pytest.raises(Refused):
        recovery.make_share_files(session, 2, 3, tmp_path, "en")
    assert not (tmp_path / "recovery-share-2.pdf").exists()


def test_a_key_that_was_committed_keeps_its_page_though_the_head_could_not_be_written(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Refused("vault.disk_full")

    path, page = session.path, tmp_path / "key.pdf"
    with monkeypatch.context() as filled:
        filled.setattr(session.vault, "write_head", full)
        with pytest.raises(Refused, match="disk_full"):
            recovery.make_key(session, page, "en")
    assert [each.kind for each in recovery.known(session)] == ["key"]
    session.lock()
    recovering.recover(path, recovering.key_in(typed(page)), NEW).lock()


def test_what_is_written_down_from_the_screen_counts_once_it_is_kept(session: Session) -> None:
    path, left, kept = session.path, recoveryshown.new_key(), recoveryshown.new_shares(2, 3)
    assert kept.written[0] not in repr(kept)
    recoveryshown.keep(session, kept)
    session.lock()
    with pytest.raises(WrongKey):
        recovering.recover(path, recovering.key_in(left.written[0]), NEW)
    recovering.recover(path, recovering.from_shares("\n".join(kept.written[1:])), NEW).lock()


def test_a_colleague_as_keeper_becomes_one_more_person(session: Session, tmp_path: Path) -> None:
    colleague = sessions.create(tmp_path / "Hers.casefile", PASSPHRASE, "Dana Invented", FLOOR)
    card, key_file = identity.card(colleague), identity.export_identity(colleague, tmp_path / "hers.txt")
    colleague.lock()
    contacts.add(session, Card("Dana Invented", card.recipient, card.signing_key), "Dana Invented")
    keeper = recovery.add_keeper(session, "dana invented")
    assert (keeper.kind, keeper.name) == ("person", "Dana Invented")
    with pytest.raises(Refused, match="keeper_is_there"):
        recovery.add_keeper(session, card.recipient)
    path = session.path
    session.lock()
    opened = recovering.recover(path, recovering.key_in(key_file.read_text()), NEW, "Dana Invented")
    assert [each.name for each in people.known(opened)] == ["Invented Author", "Dana Invented"]
    assert opened.author.name == "Dana Invented"
    opened.lock()
    sessions.unlock(path, PASSPHRASE).lock()


def test_four_keepers_and_no_more_and_one_who_was_removed(session: Session, tmp_path: Path) -> None:
    for _ in range(4):
        recovery.add_keeper(session, HybridIdentity.generate().recipient.encode())
    with pytest.raises(Refused, match="recovery_full"):
        recovery.make_key(session, tmp_path / "key.pdf", "en")
    assert not (tmp_path / "key.pdf").exists()
    gone = recovery.known(session)[1]
    recovery.remove(session, gone.recipient)
    assert gone not in recovery.known(session)
    assert len(recovery.known(session)) == 3
    with pytest.raises(Refused, match="no_such_keeper"):
        recovery.remove(session, gone.recipient)
    page = recovery.make_key(session, tmp_path / "key.pdf", "en")
    path, words = session.path, typed(page)
    recovery.remove(session, recovery.known(session)[-1].recipient)
    session.lock()
    with pytest.raises(WrongKey):
        recovering.recover(path, recovering.key_in(words), NEW)


def test_a_classical_recipient_is_no_keeper(session: Session) -> None:
    with pytest.raises(Refused, match="not_hybrid"):
        recovery.add_keeper(session, X25519Identity.generate().recipient.encode())


def test_a_lost_header_needs_a_name(session: Session, tmp_path: Path) -> None:
    path, page = session.path, recovery.make_key(session, tmp_path / "key.pdf", "ru")
    session.lock()
    for name in ("header.a", "header.b"):
        (path / name).unlink()
    key = recovering.key_in(typed(page))
    with pytest.raises(Refused, match="no_name"):
        recovering.recover(path, key, NEW, "", FLOOR)
    opened = recovering.recover(path, key, NEW, "Invented Author", FLOOR)
    assert [each.kind for each in recovery.known(opened)] == ["key"]
    opened.lock()


@pytest.mark.parametrize("text", ["", "AGE-SECRET-KEY-PQ-1QQQQ", "hello", "AGE-SECRET-KEY-1" + "Q" * 58])
def test_what_is_no_recovery_key(text: str) -> None:
    with pytest.raises(CasefileError, match="not_a_recovery_key"):
        recovering.key_in(text)
