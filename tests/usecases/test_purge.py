"""What was purged or removed is nowhere in the vault any more; what stays is whole, and the tree still verifies."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Evidence, Happening, Name, Person, Role
from casefile.domain.values import Text
from casefile.errors import NotFound
from casefile.progress import SILENT
from casefile.records import audit, derived
from casefile.usecases import drafts, edit, evidence, narrowing, purge, savedviews, search, verify
from casefile.usecases import session as sessions
from casefile.usecases.drafts import Draft
from casefile.usecases.narrowing import SavedSearch
from casefile.usecases.savedviews import SavedView
from casefile.usecases.session import Session

PAGE, RESERVE = 4096, 80  # of SQLCipher 4
MARK = "Zhumagulqyzy"


def words(text: str) -> Text:
    return Text.of(text, "en")


def plain_pages(session: Session) -> bytes:
    """The whole database file decrypted, free pages and the rests of used ones included."""
    session.lock()
    key = session.vault.keys.database
    data, found = (session.path / "records.db").read_bytes(), []
    for start in range(0, len(data), PAGE):
        page = data[start : start + PAGE]
        cipher = Cipher(algorithms.AES(key), modes.CBC(page[PAGE - RESERVE : PAGE - RESERVE + 16])).decryptor()
        found.append(cipher.update(page[16 if start == 0 else 0 : PAGE - RESERVE]))
    return b"".join(found)


def assert_whole(session: Session) -> None:
    assert [check for check in verify.deep(session) if not check.held] == []
    with session.database.reading() as connection:
        assert list(audit.differing_records(connection, session.database.devices, SILENT)) == []
        assert list(derived.faults(connection, session.database.devices, SILENT)) == []


def test_the_marker_is_found_in_the_file_before_a_purge(session):
    """Else the tests below would find nothing for want of looking."""
    edit.save(session, [Person(names=(Name(text=MARK),))])
    assert MARK.encode() in plain_pages(session)


def test_a_purged_field_is_gone_from_the_file_and_its_history(session, passphrase):
    person = Person(names=(Name(text="Invented"),), occupation=words(MARK), tags=("kept",))
    edit.save(session, [person])
    edit.save(session, [replace(person, occupation=words(f"{MARK}, later"))])
    drafts.keep(session, Draft(replace(person, occupation=words(f"{MARK} typed"))))
    purge.fields(session, person, ["occupation"])
    kept = edit.read(session, "person", person.id).record
    assert (kept.occupation, kept.tags, str(kept.names[0].text)) == (None, ("kept",), "Invented")
    assert MARK not in repr(edit.history(session, person.id))
    assert drafts.find(session, person.id) is None
    assert_whole(session)
    assert MARK.encode() not in plain_pages(session)
    again = sessions.unlock(session.path, passphrase)
    try:
        edit.save(again, [replace(kept, occupation=words("teacher"))])
        assert str(edit.read(again, "person", person.id).record.occupation) == "teacher", "what is written later lives"
        assert_whole(again)
    finally:
        again.lock()


def test_a_purged_tag_does_not_stand_in_the_purge_itself(session):
    person = Person(names=(Name(text="Invented"),), tags=(MARK, "other"))
    edit.save(session, [person])
    purge.fields(session, person, [f"tags/{MARK}"])
    edit.save(session, [replace(edit.read(session, "person", person.id).record, tags=("other",))])
    assert_whole(session)
    assert edit.read(session, "person", person.id).record.tags == ("other",)
    assert MARK.encode() not in plain_pages(session)


def test_one_name_of_several(session):
    person = Person(names=(Name(text="Invented"), Name(text=MARK)))
    edit.save(session, [person])
    purge.fields(session, person, [f"names/{person.names[1].id}"])
    assert [str(each.text) for each in edit.read(session, "person", person.id).record.names] == ["Invented"]
    assert not search.find(session, MARK)
    assert_whole(session)


@pytest.fixture
def kept(session):
    """Searches and a view kept under names, in whose words stand names of a person in several spellings."""
    for name, typed in (
        ("in Latin letters", "arrest nurlanov"),
        ("inflected", "задержание Нурланова"),
        ("earlier name", "Серикбай прокуратура"),
        ("Case of Nurlanov", "hunger strike"),
        ("other", "hunger strike in custody"),
    ):
        narrowing.save(session, SavedSearch(name, typed))
    savedviews.save(session, SavedView("view", values={"words": "Nurlanov"}, words={"words": "Nurlanov"}))
    savedviews.save(session, SavedView("other view", values={"words": "assembly"}))

    def left():
        views = {each.view.name for each in savedviews.saved(session)}
        return {each.name for each in narrowing.saved(session)}, views

    return left


def test_searches_kept_with_a_name_in_their_words_go_with_it(session, kept):
    person = Person(names=(Name(text="Aman Nurlanov", language="en"), Name(text="Aman Serikbay", language="en")))
    edit.save(session, [person])
    person = replace(person, names=person.names[:1])
    edit.save(session, [person])
    purge.records(session, [person])
    assert kept() == ({"other"}, {"other view"})


def test_one_purged_name_takes_only_the_searches_for_it(session, kept):
    person = Person(names=(Name(text="Aman Nurlanov", language="en"), Name(text="Aman Serikbay", language="en")))
    edit.save(session, [person])
    purge.fields(session, person, ["occupation"])
    assert len(kept()[0]) == 5
    purge.fields(session, person, [f"names/{person.names[1].id}"])
    searches, views = kept()
    assert "earlier name" not in searches
    assert {"in Latin letters", "inflected", "other"} <= searches and views == {"view", "other view"}


def test_a_whole_record_goes_with_its_file_and_custody(session):
    kept = evidence.take_in(session, io.BytesIO(b"x" * 70_000), Evidence(original_name=f"{MARK}.bin", kind="photo"))
    copy = evidence.take_in(session, io.BytesIO(b"y" * 70_000), Evidence(original_name="y.bin", kind="photo"))
    purge.records(session, [kept])
    with pytest.raises(NotFound):
        evidence.get(session, kept.id)
    assert evidence.custody(session, kept.id) == ()
    assert len([each for each in (session.path / "evidence").rglob("*") if each.is_file()]) == 1
    assert evidence.opened(session, copy.id).read(1) == b"y"
    assert_whole(session)
    assert MARK.encode() not in plain_pages(session)


def test_a_file_that_other_evidence_needs_stays(session):
    first = evidence.take_in(session, io.BytesIO(b"same"), Evidence(original_name="a.bin", kind="photo"))
    second = evidence.take_in(session, io.BytesIO(b"same"), Evidence(original_name="b.bin", kind="photo"))
    purge.records(session, [first])
    assert evidence.opened(session, second.id).read() == b"same"


def case_with(reference: str, *people: Person) -> list:
    case = Case(reference=reference, title=words(f"Invented {reference}"))
    arrest = Happening(cases=(Ref(case.id),), type="arrest", description=words(f"of {reference}"))
    return [case, arrest, *(Role(record=Ref(arrest.id), party=Ref(each.id), role="victim") for each in people), *people]


def test_travelling_light_takes_a_case_and_leaves_the_others(session, passphrase):
    shared, own = Person(names=(Name(text="Shared"),)), Person(names=(Name(text=MARK),))
    (gone, *_), (other, *_) = first, second = case_with(f"{MARK}-1", shared, own), case_with("X-2", shared)
    edit.save(session, [*first, *second])
    deleted = Happening(cases=(Ref(gone.id),), type="search", description=words(f"{MARK}, since deleted"))
    edit.save(session, [deleted])
    edit.delete(session, deleted)
    photo = Evidence(cases=(Ref(gone.id),), original_name=f"{MARK}.jpg", kind="photo", media_type="image/jpeg")
    evidence.take_in(session, io.BytesIO(b"pixels"), photo)
    drafts.keep(session, Draft(Happening(cases=(Ref(gone.id),), description=words(f"{MARK}, begun and not saved"))))
    other_draft = Draft(Happening(cases=(Ref(other.id),), description=words("begun and not saved")))
    drafts.keep(session, other_draft)
    plan = purge.removal(session, gone.id)
    assert (plan.files, [each.id for each in plan.shared]) == (1, [shared.id])
    purge.remove_case(session, gone.id)
    with pytest.raises(NotFound):
        edit.read(session, "case", gone.id)
    assert edit.read(session, "person", shared.id).record == shared
    assert edit.read(session, "case", other.id).record == other
    assert [each.record for each in drafts.kept(session)] == [other_draft.record]
    assert not search.find(session, MARK)
    assert not [each for each in (session.path / "evidence").rglob("*") if each.is_file()]
    assert_whole(session)
    assert MARK.encode() not in plain_pages(session)
    sessions.unlock(session.path, passphrase).lock()


def test_values_that_nobody_purged_are_missed(session):
    """Emptied rows alone, and tables made to agree with them, do not pass for a purge."""
    person = Person(names=(Name(text="Invented"),), occupation=words("teacher"))
    edit.save(session, [person])
    with session.database.writing() as unit:
        unit.strip([person.id], lambda record, path: path == "occupation")
    failed = [check.key for check in verify.deep(session) if not check.held]
    assert failed == ["verify.gaps_unexplained"]
