"""How long jobs stand in the jobs bar."""

from __future__ import annotations

import time

from ui.bytesize import show_part
from ui.shell.jobs import _Entry, _note_next_step, _view
from ui.work import Running


def test_amounts_are_written_as_people_read_them() -> None:
    running = Running()
    running.step(1_500_000, 3_000_000)
    counted = _Entry("1", "Adding", running, time.monotonic())
    assert _view(counted).done == "1,500,000 of 3,000,000"
    weighed = _Entry("2", "Taking in what came", running, time.monotonic(), amount=show_part)
    assert _view(weighed).done == "1.5 of 3 MB"


def test_the_time_left_of_a_second_step_is_not_reckoned_from_the_first() -> None:
    running = Running()
    running.step(100, 100)
    entry = _Entry("1", "Exchanging", running, time.monotonic() - 600)
    _note_next_step(entry)
    assert "minute" not in _view(entry).left and _view(entry).left
    running.step(1, 100)
    _note_next_step(entry)
    assert _view(entry).left == "", "it has only just begun"
