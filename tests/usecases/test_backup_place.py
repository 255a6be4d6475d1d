"""A backup on a stick: beside other things it gets a folder of its own, and the next one finds it again."""

from __future__ import annotations

from pathlib import Path

from casefile.usecases import backup, today
from casefile.usecases.session import Session


def test_a_stick_with_other_things_gets_a_folder_of_its_own(session: Session, tmp_path: Path) -> None:
    stick = tmp_path / "Blue stick"
    stick.mkdir()
    (stick / "holiday.txt").write_text("unrelated")
    backup.make_on(session, stick)
    backup.make_on(session, stick)
    assert {each.name for each in stick.iterdir()} == {"holiday.txt", "Test backup"}
    last = today.today(session).backup
    assert last is not None and (last.place, last.days) == ("Blue stick", 0)


def test_a_first_backup_that_a_fault_stopped_at_its_first_write_is_run_again(session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    folder.mkdir()
    (folder / "INCOMPLETE.part").write_bytes(b"This back")
    backup.make(session, folder)
    assert not list(folder.glob("INCOMPLETE*"))
    backup.restore(folder, tmp_path / "Again.casefile")


def test_an_empty_folder_and_an_earlier_backup_are_used_themselves(session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    folder.mkdir()
    backup.make_on(session, folder)
    backup.make_on(session, folder)
    assert not (folder / "Test backup").exists()
