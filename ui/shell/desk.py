"""What a page is given: the open vault's front door and the few things that lie outside its own edges."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from casefile.errors import CasefileError
from casefile.progress import Progress
from ui.shell.jobs import Jobs
from ui.work import Running, run

T = TypeVar("T")


@dataclass(frozen=True)
class Told:
    """Something to say in one line; `action` is (words, what a click does)."""

    words: str
    action: tuple[str, Callable[[], object]] | None = None
    icon: str = "check"


class Desk(QObject):
    """Shared by the pages of one open vault; pages never know each other.

    Attributes:
        vault: the front door to the core (use cases bound to the session). Pages agree with it on its type.

    Signals:
        changed: what a use case returned as changed; pages reload by id what they show.
        asked: (page name, target) someone wants to see.
        returned: one has done with a page that is not in the rail.
        counted: (page name, words) for the count at the right of the rail; empty words clear it.
        saved: (entry number, when) in words, for the foot of the rail.
        alone_asked: an `Alone`: work beside which no page may run. The window takes the pages away for it.
        told: a `Told`, to be said above the pages, whichever is shown.
        acted: the name of something to do that is no page: ``undo`` or ``redo``.
        settings_changed: language, appearance or idle time were changed and stored.
    """

    changed = Signal(object)
    asked = Signal(str, object)
    returned = Signal()
    counted = Signal(str, str)
    saved = Signal(str, str)
    settings_changed = Signal()
    lock_asked = Signal()
    palette_asked = Signal()
    alone_asked = Signal(object)
    told = Signal(object)
    acted = Signal(str)

    def __init__(self, vault: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.vault = vault
        self.jobs = Jobs(self)

    def go(self, page: str, target: object = None) -> None:
        """Show the page `page`, and in it `target` (the page says what it takes: an id, say)."""
        self.asked.emit(page, target)

    def back(self) -> None:
        """Show again the page of the rail from which one was sent here."""
        self.returned.emit()

    def publish(self, changes: object) -> None:
        """Tell every page what a command has changed."""
        self.changed.emit(changes)

    def tell(self, words: str, action: tuple[str, Callable[[], object]] | None = None, icon: str = "check") -> None:
        """Say something above the pages; `action` is (words, what a click does). It gives way to the next."""
        self.told.emit(Told(words, action, icon))

    def act(self, name: str) -> None:
        """Do what is no page: ``undo`` or ``redo``."""
        self.acted.emit(name)

    def run(
        self,
        context: QObject,
        job: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[CasefileError], None],
    ) -> Running:
        """Do a quick thing off the window's thread, unseen. See `ui.work.run`."""
        return run(context, job, done, failed)

    def start(
        self,
        what: str,
        job: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[CasefileError], None],
        context: QWidget | None = None,
        amount: Callable[[int, int], str] | None = None,
    ) -> Running:
        """Do a long thing with its progress in the jobs bar. `what` says it in words: "Adding 24 files"; `amount` words how much of it is done."""
        return self.jobs.start(what, job, done, failed, context or self, amount)
