"""Two vaults, and between their team folders two real Syncthing instances, from Debian, that see nothing but each other on loopback."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Evidence
from casefile.domain.values import When
from casefile.journal.log import heads_of
from casefile.progress import SILENT
from casefile.records import audit
from casefile.usecases import edit, evidence, teamfolder
from casefile.usecases.session import Session
from casefile.usecases.teamfolder import Setting
from tests.usecases import synchroniser
from tests.usecases.exchanging import team
from tests.usecases.synchroniser import Synchroniser, settle
from tests.usecases.teaming import titles, trusting, words

pytestmark = pytest.mark.skipif(synchroniser.PROGRAM is None, reason="syncthing is not installed (Debian: syncthing)")


@pytest.fixture
def carriers(tmp_path: Path) -> Iterator[list[Synchroniser]]:
    both = [Synchroniser(tmp_path / f"syncthing-{name}", tmp_path / f"Shared-{name}") for name in ("a", "b")]
    try:
        for each in both:
            each.know(both)
            each.start()
        yield both
    finally:
        for each in both:
            each.stop()


@pytest.fixture
def desks(tmp_path: Path, carriers: Sequence[Synchroniser], passphrase: str) -> Iterator[list[Session]]:
    people = team(tmp_path, ("Aigerim", "Boris"), passphrase)
    for each, carrier in zip(people, carriers, strict=True):
        teamfolder.set_up(each, Setting(carrier.folder, tuple(trusting(each))))
    yield people
    for each in people:
        each.lock()


def letters(carrier: Synchroniser) -> list[Path]:
    return sorted(carrier.folder.glob("*/*"))


def until_at_rest(people: Sequence[Session], carriers: Sequence[Synchroniser]) -> None:
    """Exchange in turn, with Syncthing in between, until the folder is empty."""
    for _ in range(5):
        for each in people:
            teamfolder.exchange(each)
            settle(carriers)
        if not any(map(letters, carriers)):
            return
    pytest.fail("letters are left")


def test_offline_edits_on_both_sides_come_together(desks, carriers, tmp_path):
    one, other = desks
    case = Case(reference="X-1", title=words("An invented case"))
    edit.save(one, [case])
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8\xff" + b"an invented photograph" * 1000)
    told = Evidence(cases=(Ref(case.id),), title=words("A photo"), kind="photo", media_type="image/jpeg")
    attached = evidence.attach(one, photo, replace(told, original_name="photo.jpg"))
    until_at_rest(desks, carriers)
    with evidence.opened(other, attached.id) as came:
        assert came.read() == photo.read_bytes()

    # Both offline: Aigerim's laptop without Syncthing, Boris's switched off at the wall. Both go on working.
    for each in carriers:
        each.stop()
    edit.save(one, [replace(case, title=words("As Aigerim says"))])
    only_one = Case(reference="X-2", title=words("Aigerim alone"))
    edit.save(one, [only_one])
    edit.save(other, [replace(case, title=words("As Boris says"), opened=When("2031-02-03"))])
    only_other = Case(reference="X-3", title=words("Boris alone"))
    edit.save(other, [only_other])
    for each in desks:
        assert teamfolder.exchange(each).went
    # A file of the same name on both sides, not the same: one of the two becomes a conflict copy.
    [letter] = letters(carriers[0])
    damaged = carriers[1].folder / letter.relative_to(carriers[0].folder)
    damaged.parent.mkdir(exist_ok=True)
    damaged.write_bytes(letter.read_bytes()[:-100])
    carriers[0].start()
    edit.save(one, [replace(only_one, opened=When("2031-05-06"))])
    teamfolder.exchange(one)
    carriers[1].start()
    settle(carriers)
    assert any("sync-conflict" in each.name for each in letters(carriers[0])), "there is a conflict copy"
    until_at_rest(desks, carriers)

    assert titles(one) == titles(other)
    assert set(titles(one)) == {case.id, only_one.id, only_other.id}
    for each in desks:
        assert edit.read(each, "case", case.id).record.opened == When("2031-02-03")
        assert edit.read(each, "case", only_one.id).record.opened == When("2031-05-06")
        with each.database.reading() as connection:
            assert len(heads_of(connection, case.id)["title"]) == 2, "both titles stay until someone settles it"
            assert list(audit.differing_records(connection, each.database.devices, SILENT)) == []
        assert teamfolder.waiting(each) == ()


def test_one_who_is_away_for_long_misses_nothing(desks, carriers):
    one, other = desks
    carriers[1].stop()
    made = [Case(reference=f"X-{number}", title=words(f"Invented {number}")) for number in range(3)]
    for each in made:
        edit.save(one, [each])
        teamfolder.exchange(one)
    assert len(letters(carriers[0])) == 3
    carriers[1].start()
    settle(carriers)
    carriers[0].stop()
    assert teamfolder.exchange(other).came == ("Aigerim",) * 3
    carriers[0].start()
    until_at_rest(desks, carriers)
    assert set(titles(other)) == {each.id for each in made}
