"""A section of Today."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.today.section import Section


def test_it_does_not_say_that_nothing_waits_before_anybody_looked(qtbot: QtBot) -> None:
    section = Section("Measures ending", "No measure ends soon.")
    qtbot.addWidget(section)
    section.show()
    assert not section.empty.isVisible()
    section.show_lines([], 0, "")
    assert section.empty.isVisible()
