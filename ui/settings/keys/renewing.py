"""The part of a change of keys beside which no page may run, and what follows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from casefile.errors import Cancelled, CasefileError
from casefile.progress import Progress
from casefile.usecases import rekey
from casefile.usecases.rekey import Secret
from casefile.usecases.session import Session
from ui.shell.alone import After, Alone
from ui.words import catalogue, t

TAB = "keys"


@dataclass(frozen=True)
class Wish:
    """Whose passphrases stay good, and whether guessing at them is to cost what this computer can bear."""

    session: Session
    ways_in: tuple[Secret, ...] = field(repr=False)
    measured: bool


def alone(wish: Wish) -> Alone:
    """The work for the window. Afterwards the settings go on with the evidence, or say what was refused."""
    return Alone(t("settings.rekey.now"), t("settings.rekey.now.words"), lambda progress: _renew(wish, progress))


def _renew(wish: Wish, progress: Progress) -> After:
    try:
        cost = rekey.calibrated(wish.session) if wish.measured else None
        fresh = rekey.renew(wish.session, wish.ways_in, cost, progress)
    except Cancelled:
        return After(wish.session, _show)
    except CasefileError as error:
        return _refused(wish.session, error)
    return After(fresh, _go_on)


def _refused(session: Session, error: CasefileError) -> After:
    sentence = catalogue().error(error)
    if session.is_superseded:  # which keys are in force only the next opening tells
        session.lock()
        return After(title=t("settings.rekey.stopped"), words=sentence, path=session.path)
    return After(session, lambda workspace: _tell(workspace, sentence))


def _show(workspace: Any) -> None:
    workspace.go("settings", TAB)


def _go_on(workspace: Any) -> None:
    _show(workspace)
    workspace.pages.currentWidget().tab(TAB).rekey.go_on()


def _tell(workspace: Any, sentence: str) -> None:
    _show(workspace)
    workspace.pages.currentWidget().tab(TAB).fault(t("settings.rekey.not_done"), sentence)
