"""Several files at once: one refusal stops no other, Cancel keeps what is in."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from casefile.domain.kinds import Evidence
from casefile.errors import Cancelled
from casefile.progress import SILENT, Stoppable
from casefile.usecases import evidencelist
from casefile.usecases.intake import Intake
from casefile.usecases.session import Session


def _files(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).write_text(f"invented words of {name}", "utf-8")
    return [folder / name for name in names]


def test_all_are_taken_in_but_the_one_that_is_gone(session: Session, tmp_path: Path) -> None:
    files = _files(tmp_path, "a.txt", "b.txt")
    intake = Intake([files[0], tmp_path / "gone.txt", files[1]], Evidence()).run(session, SILENT)
    assert [each.original_name for each in intake.taken] == ["a.txt", "b.txt"]
    assert [each.name for each in intake.refused] == ["gone.txt"]
    assert (intake.position, intake.is_over) == (3, True)
    assert len({each.id for each in intake.taken}) == 2


def test_a_file_that_the_system_refuses_stops_no_other(session: Session, tmp_path: Path) -> None:
    files = _files(tmp_path, "a.txt", "b.txt")
    intake = Intake([files[0], tmp_path / ("long" * 100), files[1]], Evidence()).run(session, SILENT)
    assert [each.original_name for each in intake.taken] == ["a.txt", "b.txt"]
    assert [each.error.key for each in intake.refused] == ["system.refused_file"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name of a file is text")
def test_a_file_from_an_old_stick_keeps_what_can_be_read_of_its_name(session: Session, tmp_path: Path) -> None:
    old = Path(os.fsdecode(os.fsencode(tmp_path / "x").replace(b"/x", "/дело.txt".encode("cp1251"))))
    old.write_text("invented words")
    intake = Intake([old], Evidence()).run(session, SILENT)
    assert [each.original_name for each in intake.taken] == ["\ufffd\ufffd\ufffd\ufffd.txt"]
    assert intake.files[0].name == "\ufffd\ufffd\ufffd\ufffd.txt"


class _StopInSecond(Stoppable):
    def step(self, done: int, total: int | None) -> None:
        super().step(done, total)
        if total and done > total // 2:
            self.stop()


def test_cancel_keeps_the_files_that_are_in(session: Session, tmp_path: Path) -> None:
    intake = Intake(_files(tmp_path, "a.txt", "b.txt"), Evidence())
    with pytest.raises(Cancelled):
        intake.run(session, _StopInSecond())
    assert [each.original_name for each in intake.taken] == ["a.txt"]
    assert intake.is_over
    assert evidencelist.page(session).totals.count == 1


def test_progress_counts_the_bytes_of_all(session: Session, tmp_path: Path) -> None:
    progress = Stoppable()
    intake = Intake(_files(tmp_path, "a.txt", "b.txt"), Evidence()).run(session, progress)
    assert (progress.done, progress.total) == (intake.size, intake.size)
