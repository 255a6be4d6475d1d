"""From an unlocked session to the workspace: desk, pages, palette, and what the rail counts."""

from __future__ import annotations

from datetime import datetime

from babel.numbers import format_decimal
from PySide6.QtCore import QObject

from casefile.progress import Progress
from casefile.usecases import additions
from casefile.usecases.edit import Changes
from casefile.usecases.railcounts import RailCounts, counts
from casefile.usecases.session import Session
from ui.finding import Finder
from ui.form.kept import KeptDrafts
from ui.moments import whole_moment
from ui.shell.desk import Desk
from ui.shell.rescue_bar import RescueBar
from ui.shell.workspace import Workspace
from ui.teamwork import TeamExchange
from ui.words import language, speak_of


class _RailFacts(QObject):
    """Keeps the counts of the rail and the foot's "last saved" true. A fault here is shown by the page that meets it."""

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__(desk)
        self._desk, self._session = desk, session
        desk.changed.connect(self.reload)
        desk.settings_changed.connect(self.reload)

    def reload(self) -> None:
        """Ask the core, off the window's thread."""
        self._desk.run(self, self._ask, self._show, lambda _error: None)

    def _ask(self, _progress: Progress) -> RailCounts:
        return counts(self._session)

    def _show(self, found: RailCounts) -> None:
        self._desk.counted.emit("today", _number(found.due) if found.due else "")
        self._desk.counted.emit("cases", _number(found.cases))
        when = "" if found.saved is None else _moment(found.saved)
        self._desk.saved.emit(_number(found.entries) if when else "", when)


class _Vocabulary(QObject):
    """Keeps the window's words in step with what people add to the program."""

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__(desk)
        self._desk, self._session = desk, session
        desk.changed.connect(self._reload)

    def _reload(self, changes: object) -> None:
        if isinstance(changes, Changes) and changes.kinds & additions.KINDS:
            self._desk.run(self, lambda _progress: additions.load(self._session), speak_of, lambda _error: None)


def open_workspace(session: Session) -> Workspace:
    """The workspace of an open vault."""
    speak_of(additions.load(session))
    desk = Desk(session)
    standing = RescueBar if session.is_rescue else None
    workspace = Workspace(desk, session.name, Finder(session), strip=KeptDrafts, standing=standing)
    desk.setParent(workspace)
    _Vocabulary(desk, session)
    _RailFacts(desk, session).reload()
    TeamExchange(desk, session).begin()
    return workspace


def _number(number: int) -> str:
    return format_decimal(number, locale=language())


def _moment(time: str) -> str:
    return whole_moment(datetime.fromisoformat(time))
