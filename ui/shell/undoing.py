"""Ctrl Z and Ctrl Shift Z outside of text fields: take the last saved step back, or do it again, and say which it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from casefile.errors import CasefileError
from casefile.usecases import picking, undo
from casefile.usecases.session import Session
from casefile.usecases.undo import Undoable, Undone
from ui.shell.desk import Desk
from ui.words import catalogue, language, t
from ui.work import Running

KEYS = {"undo": ("Ctrl+Z",), "redo": ("Ctrl+Shift+Z", "Ctrl+Y")}
"""On every system, whatever else its own keys for it are."""

_SAID_OF_OTHERS = frozenset({"citation", "role", "link"})
_DOES: dict[str, Callable[[Session], Undone | None]] = {"undo": undo.undo, "redo": undo.redo}
_DONE = {"undo": "undone", "redo": "redone"}
_AGAIN = {"create": "delete", "delete": "restore", "restore": "delete", "change": "change"}
"""What doing a step again amounts to, by the operation of the step that undid it."""

_Done = tuple[Undone | None, str]


class Undoing(QObject):
    """Does one step after the other, in the order in which they were asked for."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked: list[str] = []
        self._running: Running | None = None
        desk.acted.connect(self.ask)

    def ask(self, name: str) -> None:
        """Do ``undo`` or ``redo``, after what was asked for before."""
        if name in _DOES:
            self._asked.append(name)
            self._next()

    def _next(self) -> None:
        if not self._asked or self._running is not None:
            return
        name, session, code = self._asked.pop(0), self._desk.vault, language()

        def job(_progress: object) -> _Done:
            done = _DOES[name](session)
            return done, "" if done is None else named(session, done.records, code)

        self._running = self._desk.run(self, job, lambda done: self._tell(name, *done), self._fail)

    def _tell(self, name: str, done: Undone | None, what: str) -> None:
        self._running = None
        if done is None:
            self._desk.tell(t(f"history.{name}.nothing"), icon="info")
        elif not done.changes.records:
            self._desk.tell(t("history.undo.overtaken"), icon="info")
        else:
            words = t(f"history.{_DONE[name]}.{_called(name, done.operation)}", what=what)
            back = "redo" if name == "undo" else "undo"
            self._desk.tell(words, (t(f"history.{back}"), lambda: self._desk.act(back)))
            self._desk.publish(done.changes)
        self._next()

    def _fail(self, error: CasefileError) -> None:
        self._running = None
        self._asked.clear()
        self._desk.tell(catalogue().error(error), icon="circle-alert")


def offers(session: Session) -> list[tuple[str, str]]:
    """(``undo`` or ``redo``, words for it), of what can be done now. Reads the vault: not for the window's thread."""
    asked: list[tuple[str, Undoable | None]] = [("undo", undo.next_undo(session)), ("redo", undo.next_redo(session))]
    return [
        (name, t(f"history.{name}.{_called(name, step.operation)}", what=named(session, step.records, language())))
        for name, step in asked
        if step is not None and step.operation
    ]


def named(session: Session, records: Sequence[tuple[str, str]], code: str) -> str:
    """What a step is about: the first record that stands for itself, and how many more there are."""
    main = next((each for each in records if each[0] not in _SAID_OF_OTHERS), records[0] if records else None)
    if main is None:
        return ""
    found = picking.named(session, [main[1]], code).get(main[1])
    title = found.line if found is not None and found.line else t(f"kind.{main[0]}")
    return t("history.and_more", what=title, n=len(records) - 1) if len(records) > 1 else title


def _called(name: str, operation: str) -> str:
    return operation if name == "undo" else _AGAIN.get(operation, "change")
