"""What waits to be settled elsewhere: files in the inbox, requests to remove, letters of the team. Nothing stands there while nothing waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefile.errors import CasefileError
from casefile.usecases import conflicts, inbox, teamfolder
from casefile.usecases.conflicts import Request
from ui.shell.desk import Desk
from ui.theme import sizes
from ui.today.lines import LineItem
from ui.today.section import Section
from ui.words import t


class Waits(QWidget):
    """Leads to where each is settled; `failed` is told what could not be read."""

    def __init__(self, desk: Desk, failed: Callable[[CasefileError], None]) -> None:
        super().__init__()
        self._desk, self._failed = desk, failed
        self.inbox = Section(t("inbox.page"), "")
        self.requests = Section(t("merging.page.requests"), "")
        self.team = Section(t("team.title"), "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.S8)
        for section in (self.inbox, self.requests, self.team):
            section.hide()
            column.addWidget(section)
        self.hide()
        self.inbox.opened.connect(desk.go)
        self.requests.opened.connect(lambda request: desk.go("conflicts", request))
        self.team.opened.connect(lambda tab: desk.go("settings", tab))

    def load(self) -> None:
        """Ask the core what waits."""
        session, run = self._desk.vault, self._desk.run
        run(self, lambda _progress: inbox.pending(session), self._show_inbox, self._failed)
        run(self, lambda _progress: conflicts.requests(session), self._show_requests, self._failed)
        run(self, lambda _progress: len(teamfolder.waiting(session)), self._show_team, self._failed)

    def _show_inbox(self, number: int) -> None:
        line = LineItem("inbox", t("inbox.today", n=number), right=t("inbox.today.file"), right_tone="due")
        self._show(self.inbox, line, waits=bool(number))

    def _show_requests(self, found: Sequence[Request]) -> None:
        first = found[0].id if found else ""
        words = t("merging.page.requests_today", n=len(found))
        line = LineItem(first, words, right=t("merging.page.answer"), right_tone="due")
        self._show(self.requests, line, waits=bool(found))

    def _show_team(self, number: int) -> None:
        line = LineItem("team", t("team.today", n=number), right=t("team.today.look"), right_tone="due")
        self._show(self.team, line, waits=bool(number))

    def _show(self, section: Section, line: LineItem, *, waits: bool) -> None:
        section.show_lines([line], 1, "")
        section.setVisible(waits)
        self.setVisible(not all(each.isHidden() for each in (self.inbox, self.requests, self.team)))
