"""Looks, while a name is typed, for who is here already under it, and lets the person decide."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from casefile.errors import CasefileError
from casefile.usecases import sameperson
from casefile.usecases.directory import PartyKind
from casefile.usecases.sameperson import Suggestion
from ui.sameperson.lines import Act, NameLines, of_suggestion
from ui.shell.desk import Desk
from ui.words import language, t
from ui.work import Running

_WAIT_MS = 350  # after the last key, before asking


class NameCheck(QObject):
    """Says below a name who may be meant, in `lines`.

    Signals:
        used: the `Candidate` that is wanted in place of what was typed.
        opened: the `Candidate` that somebody wants to look at.
        linked: its id: it is the same person as the record that is here.
    """

    used = Signal(object)
    opened = Signal(object)
    linked = Signal(str)

    def __init__(self, desk: Desk, kind: PartyKind, own: str = "", *, stored: bool = False, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._kind, self._own, self._stored = desk, kind, own, stored
        self._names: tuple[str, ...] = ()
        self._found: tuple[Suggestion, ...] = ()
        self._others: list[str] = []
        self._asking: Running | None = None
        self.lines = NameLines()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._ask)

    def others(self) -> tuple[str, ...]:
        """Ids of those of whom it was said that they are others; to be remembered once the record is saved."""
        return tuple(self._others)

    def check(self, names: Sequence[str]) -> None:
        """Look for these names soon; the same names as before are looked for no more."""
        wanted = tuple(name for each in names if (name := each.strip()))
        if wanted != self._names:
            self._names = wanted
            self._timer.start()

    def clear(self) -> None:
        """Forget what was typed and decided."""
        self._timer.stop()
        if self._asking is not None:
            self._asking.stop()
        self._names, self._found, self._others = (), (), []
        self.lines.show_lines(())

    def _ask(self) -> None:
        if self._asking is not None:
            self._asking.stop()
        session, kind, own, names, reader = self._desk.vault, self._kind, self._own, self._names, language()
        self._asking = self._desk.run(
            self,
            lambda _progress: sameperson.suggest(session, kind, names, reader, own),
            self._show,
            self._say_nothing,
        )

    def _show(self, found: tuple[Suggestion, ...]) -> None:
        self._found = tuple(each for each in found if each.candidate.id not in self._others)
        self.lines.show_lines(of_suggestion(each, self._acts(each)) for each in self._found)

    def _say_nothing(self, _error: CasefileError) -> None:
        """A vault that cannot be read says so where records are read and saved; a hint stays away."""
        self.lines.show_lines(())

    def _acts(self, found: Suggestion) -> tuple[Act, ...]:
        known = found.candidate
        one = "same.same.organisation" if self._kind == "organisation" else "same.same"
        take = (
            Act(t(one), lambda: self.linked.emit(known.id))
            if self._stored
            else Act(t("same.use"), lambda: self.used.emit(known))
        )
        return (
            take,
            Act(t("same.open"), lambda: self.opened.emit(known)),
            Act(t("same.not"), lambda: self._part(known.id)),
        )

    def _part(self, other: str) -> None:
        self._others.append(other)
        self._show(self._found)
