"""Long work off the window's thread: one pool, progress, Cancel. An answer dies with the widget that asked.

>>> running = run(self, lambda progress: search(query), done=self.show_answer, failed=self.show_error)
>>> running.stop()      # polite: the job ends at its next check, and neither `done` nor `failed` is called
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from casefile.errors import Broken, Cancelled, CasefileError, told_by_system
from casefile.progress import Progress, Stoppable

T = TypeVar("T")


class _Ends(QObject):
    """Carries the end of a job over to the window's thread."""

    done = Signal(object)
    failed = Signal(object)
    broke = Signal(object)
    over = Signal()


class _Job(QRunnable, Generic[T]):
    def __init__(self, job: Callable[[Progress], T], progress: Stoppable, ends: _Ends) -> None:
        super().__init__()
        self._job, self._progress, self._ends = job, progress, ends
        self.setAutoDelete(True)

    def run(self) -> None:
        try:
            self._ends.done.emit(self._job(self._progress))
        except Cancelled:
            pass  # the person asked for it; nothing was left half done
        except CasefileError as error:
            self._ends.failed.emit(error)
        except OSError as fault:  # a stick that was pulled out, a file that is gone
            self._ends.failed.emit(told_by_system(fault))
        except BaseException as bug:  # noqa: BLE001 - raised again on the window's thread, where bugs are reported
            self._ends.broke.emit(bug)
        finally:
            self._ends.over.emit()


class Running(Stoppable):
    """A job under way: `done` and `total` as it reports them, `stop` to cancel. `is_over` once it ended."""

    def __init__(self) -> None:
        super().__init__()
        self.is_over = False
        self.is_stopped = False

    def stop(self) -> None:
        """Cancel."""
        self.is_stopped = True
        super().stop()


TOLD = "told"
"""A note on a bug whose page has said it."""

_alive: set[_Ends] = set()


def _forget(_value: object) -> None:
    return None


def run(
    context: QObject,
    job: Callable[[Progress], T],
    done: Callable[[T], None],
    failed: Callable[[CasefileError], None],
    unwanted: Callable[[T], None] = _forget,
) -> Running:
    """Run `job` on the pool; then, on the window's thread and only while `context` lives, `done` or `failed`. What nobody waits for any more
    goes to `unwanted`: an open vault is to be locked again.

    What the system says no to is a `CasefileError` as well. Any other exception is a bug: `failed` is told of it, so that what waits for an
    answer goes on, and it is raised on the window's thread, marked as `TOLD`.
    """
    running, ends = Running(), _Ends()
    _alive.add(ends)

    def wanted() -> bool:
        return shiboken6.isValid(context) and not running.is_stopped

    def broke(bug: BaseException) -> None:
        if wanted():
            bug.add_note(TOLD)
            failed(Broken(bug))
        raise bug

    def over() -> None:
        running.is_over = True
        _alive.discard(ends)

    ends.done.connect(lambda value: done(value) if wanted() else unwanted(value))
    ends.failed.connect(lambda error: failed(error) if wanted() else None)
    ends.broke.connect(broke)
    ends.over.connect(over)
    QThreadPool.globalInstance().start(_Job(job, running, ends))
    return running


def wait_for_all(milliseconds: int = 5000) -> bool:
    """Wait until the pool is idle, as before the program ends.

    Returns:
        whether it became idle in time.
    """
    return QThreadPool.globalInstance().waitForDone(milliseconds)
