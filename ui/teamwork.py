"""The exchange through the team folder: once after unlock and whenever somebody asks, never by the clock, for that would keep a vault unlocked."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from casefile.domain.kinds import KINDS
from casefile.errors import CasefileError
from casefile.progress import Progress
from casefile.usecases import teamfolder
from casefile.usecases.edit import Changes
from casefile.usecases.session import Session
from casefile.usecases.teamfolder import Exchanged
from ui.shell.desk import Desk
from ui.words import catalogue, language, t
from ui.work import Running

EXCHANGE = "exchange"
"""What the desk is asked to do (`Desk.act`)."""

_ANYTHING = Changes(frozenset(), frozenset(KINDS))


class TeamExchange(QObject):
    """Exchanges in the jobs bar, one at a time; says what came and what waits, and counts the latter in the rail."""

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__(desk)
        self._desk, self._session = desk, session
        self._running: Running | None = None
        desk.acted.connect(lambda name: self.exchange(asked=True) if name == EXCHANGE else None)
        desk.jobs.changed.connect(self._watch)
        desk.changed.connect(self._count)

    def begin(self) -> None:
        """After unlock: exchange if a folder is set up."""
        if not self._session.is_rescue:
            self._desk.run(
                self,
                lambda _progress: teamfolder.setting(self._session) is not None,
                lambda is_set_up: self.exchange(asked=False) if is_set_up else None,
                self._say,
            )

    def exchange(self, *, asked: bool) -> None:
        """Exchange now, unless that is being done. Who asked is also told that there was nothing."""
        if self._running is not None:
            return
        session, code = self._session, language()

        def job(progress: Progress) -> Exchanged:
            return teamfolder.exchange(session, code, progress)

        done = partial(self._done, asked=asked)
        self._running = self._desk.jobs.start(t("team.exchanging"), job, done, self._failed, self, _unsaid)

    def _done(self, found: Exchanged, *, asked: bool) -> None:
        self._running = None
        said = in_words(found)
        if found.waiting:
            action = (t("team.look_all"), lambda: self._desk.go("settings", "team"))
            self._desk.tell(" ".join((*said, t("team.waits", n=len(found.waiting)))), action, "inbox")
        elif said or asked:
            self._desk.tell(" ".join(said) or t("team.nothing_new"))
        self._desk.publish(found.changes)

    def _failed(self, error: CasefileError) -> None:
        self._running = None
        self._say(error)
        self._desk.publish(_ANYTHING)  # what came before the fault has come

    def _watch(self, _jobs: object) -> None:
        """A cancelled job answers nothing; what had come by then has come."""
        if self._running is not None and self._running.is_over and self._running.is_stopped:
            self._running = None
            self._desk.publish(_ANYTHING)

    def _say(self, error: CasefileError) -> None:
        self._desk.tell(catalogue().error(error), icon="circle-alert")

    def _count(self, _changes: object) -> None:
        self._desk.run(self, lambda _progress: len(teamfolder.waiting(self._session)), self._show_count, self._say)

    def _show_count(self, number: int) -> None:
        self._desk.counted.emit("settings", str(number) if number else "")


def _unsaid(_done: int, _total: int) -> str:
    """The steps are bytes and records in turn: only the bar shows them."""
    return ""


def in_words(found: Exchanged) -> list[str]:
    """Sentences about what came, what went and what could not be made."""
    said = []
    if found.came:
        said.append(t("team.came", names=names(found.came)))
    if found.went:
        said.append(t("team.went", names=names(found.went)))
    if found.older_copy:
        said.append(t("sync.older_copy"))
    return said + [t("team.not_sent", name=name, reason=t(key, **values)) for name, key, values in found.not_sent]


def names(several: tuple[str, ...]) -> str:
    """Each name once."""
    return ", ".join(dict.fromkeys(several))
