"""A colleague whose laptop is in other hands: rightly signed bundles with what no Casefile writes. None of them changes anything."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from casefile.domain.kinds import Name, Person
from casefile.errors import CasefileError
from casefile.handover.delta import SyncFile
from casefile.handover.writing import PayloadFile
from casefile.journal.entry import Operation
from casefile.journal.log import entries_of
from casefile.usecases import conflicts, edit, syncing, verify
from casefile.usecases.session import Session
from casefile.usecases.syncing import Answers
from tests.usecases.exchanging import send, team
from tests.usecases.forging import change, entry, forged


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory, passphrase: str) -> Iterator[list[Session]]:
    """Борис, who is hostile, and Carol."""
    found = team(tmp_path_factory.mktemp("team"), ("Борис", "Carol"), passphrase)
    yield found
    for each in found:
        each.lock()


def database(session: Session) -> str:
    return hashlib.sha256((session.path / "records.db").read_bytes()).hexdigest()


def refusal(target: Session, path: Path) -> str:
    """How it is refused, both looked at and taken in; nothing changes."""
    before, files = database(target), sorted((target.path / "evidence").rglob("*"))
    with pytest.raises(CasefileError) as looked:
        syncing.preview(target, path)
    with pytest.raises(CasefileError) as taken:
        syncing.receive(target, path)
    assert looked.value.key == taken.value.key
    assert (database(target), sorted((target.path / "evidence").rglob("*"))) == (before, files)
    return taken.value.key


HOSTILE = {
    "a value of another shape": (change("occupation", "teacher"),),
    "a text without words": (change("occupation", []),),
    "a place that is no number": (change("names/1", {"order": True, "text": "x"}),),
    "a whole list at once": (change("tags", ["a"]),),
    "an element where none is": (change("birth/1", {"order": 1}),),
    "an element without its place": (change("names/1", {"text": "x"}),),
    "a name that is a number": (change("names/1", {"order": 1, "text": 5}),),
    "a deletion that is neither yes nor no": (change("@deleted", "perhaps"),),
}


@pytest.mark.threat(18)
@pytest.mark.parametrize("changes", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_no_field_holds_refuses_the_whole_bundle(people, tmp_path, changes):
    hostile, target = people
    path = forged(
        hostile, tmp_path / "x.age", entry(hostile, 900, change("birth", "2000")), entry(hostile, 901, *changes)
    )
    assert refusal(target, path) in ("sync.unfit", "handover.content_unreadable", "handover.proof_wrong")


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"kind": "contact"}, "sync.local_kind"),
        ({"lamport": 1 << 50}, "sync.counter_runs_away"),
    ],
)
def test_what_never_travels_is_refused(people, tmp_path, changed, key):
    hostile, target = people
    path = forged(hostile, tmp_path / "x.age", entry(hostile, 900, change("birth", "2000"), **changed))
    assert refusal(target, path) == key


def test_nobody_speaks_for_a_device_of_ours(people, tmp_path):
    hostile, target = people
    mine = Person(names=(Name(text="Mine"),))
    edit.save(target, [mine])
    purge = entry(hostile, 5, change("names", None), record=mine.id, operation=Operation.PURGE)
    path = forged(hostile, tmp_path / "x.age", replace(purge, device=target.database.device))
    assert refusal(target, path) == "sync.speaks_for_us"
    assert edit.read(target, "person", mine.id).record == mine


def test_a_record_stays_of_the_kind_it_is(people, tmp_path):
    hostile, target = people
    mine = Person(names=(Name(text="Mine"),))
    edit.save(target, [mine])
    path = forged(
        hostile, tmp_path / "x.age", entry(hostile, 900, change("birth", "2000"), record=mine.id, kind="case")
    )
    assert refusal(target, path) == "sync.two_kinds"


def test_what_a_newer_colleague_knows_stays_in_the_journal_and_harms_nobody(people, tmp_path):
    hostile, target = people
    newer = entry(
        hostile, 910, change("wings", {"order": "ten"}), change("occupation", [{"language": "en", "text": "x"}])
    )
    alien = entry(hostile, 911, change("legs", 8), kind="spider")
    taken = syncing.receive(target, forged(hostile, tmp_path / "x.age", newer, alien), Answers(accept_fork=True))
    assert str(edit.read(target, "person", newer.record).record.occupation) == "x"
    assert {newer.record, alien.record} & taken.changes.records == {newer.record}
    assert not [each for each in verify.deep(target) if not each.held]


def test_a_log_that_goes_two_ways_is_taken_only_when_a_person_says_so(people, tmp_path):
    hostile, target = people
    mine = Person(names=(Name(text="Invented"),))
    edit.save(hostile, [mine])
    syncing.receive(target, send(hostile, target, tmp_path / "1.age"), Answers(accept_fork=True))
    with hostile.database.reading() as connection:
        (true,) = entries_of(connection, mine.id)
    path = forged(hostile, tmp_path / "2.age", entry(hostile, true.position, change("birth", "2000")))
    before = database(target)
    assert syncing.preview(target, path).is_forked
    with pytest.raises(CasefileError, match=r"sync\.forked"):
        syncing.receive(target, path)
    assert database(target) == before
    syncing.receive(target, path, Answers(accept_fork=True))
    assert hostile.database.device in {each.device for each in conflicts.forks(target)}


def test_a_file_that_nothing_speaks_of_does_not_stay(people, tmp_path):
    hostile, target = people
    data = b"nobody asked for this"
    sha256 = hashlib.sha256(data).hexdigest()
    file = SyncFile("data/evidence/0001.bin", len(data), sha256)
    own = entry(hostile, 950, change("birth", "2000"))
    path = forged(hostile, tmp_path / "f.age", own, files=(file,), payload=(PayloadFile.of(file.name, data),))
    before = sorted((target.path / "evidence").rglob("*"))
    taken = syncing.receive(target, path, Answers(accept_fork=True))
    assert taken.receipt.files == ()
    assert [each for each in (target.path / "evidence").rglob("*") if each.is_file()] == [
        each for each in before if each.is_file()
    ]
