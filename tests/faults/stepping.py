"""One job in a real child process, with one fault at one system call."""

from __future__ import annotations

import errno
import os
import select
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from casefile.errors import CasefileError
from casefile.i18n import Catalogue
from tests.faults.watching import Call, Listener, watch_me

_PATIENCE_SECONDS = 120
_BUG = 70
STICK = "stick"
"""The folder, in the worlds of those paths that write to one, which can be pulled out."""
KILLED, NO_ROOM, BROKEN, PULLED = KINDS = ("killed", "no room", "I/O error", "pulled")
_MAY_LACK_ROOM = frozenset({"write", "pwrite64", "writev", "pwritev", "sendfile", "copy_file_range", "fallocate", "ftruncate", "fsync",
                            "fdatasync", "open", "openat", "creat", "mkdir", "mkdirat", "rename", "renameat", "renameat2", "link", "linkat"})  # fmt: skip

Verdict = Callable[[Listener, Call], None]


def _kill(listener: Listener, call: Call) -> None:
    del listener
    os.kill(call.process, signal.SIGKILL)


def _cut(listener: Listener, call: Call) -> None:
    call.do_half()
    _kill(listener, call)


def _lack_room(listener: Listener, call: Call) -> None:
    listener.fail(call, errno.ENOSPC)


def _break(listener: Listener, call: Call) -> None:
    listener.fail(call, errno.EIO)


@dataclass(frozen=True)
class Fault:
    """What befalls a job.

    Attributes:
        name: what it is.
        kind: its column in the table.
        verdict: what becomes of a call that is hit.
        hits: which calls it can hit.
        lasts: whether every such call after the first is hit, too.
    """

    name: str
    kind: str
    verdict: Verdict
    hits: Callable[[Call], bool]
    lasts: bool = False

    @property
    def kills(self) -> bool:
        """Whether the process ends by it."""
        return self.verdict in (_kill, _cut)

    @property
    def breaks_the_disk(self) -> bool:
        """Whether the disk takes nothing any more."""
        return self.lasts and self.verdict is _break


FAULTS = {
    fault.name: fault
    for fault in (
        Fault("killed", KILLED, _kill, lambda call: True),
        Fault("killed in a write", KILLED, _cut, lambda call: call.name in ("write", "pwrite64")),
        Fault("no room once", NO_ROOM, _lack_room, lambda call: call.name in _MAY_LACK_ROOM),
        Fault("no room from then on", NO_ROOM, _lack_room, lambda call: call.grows, lasts=True),
        Fault("a fault once", BROKEN, _break, lambda call: True),
        Fault("a fault from then on", BROKEN, _break, lambda call: True, lasts=True),
        Fault("the stick pulled", PULLED, _break, lambda call: call.is_below(STICK), lasts=True),
    )
}


@dataclass(frozen=True)
class Outcome:
    """What became of a job.

    Attributes:
        said: what it acknowledged, in order.
        code: exit code, or minus the number of the signal.
        told: the sentence for the person, or the traceback of a bug.
        fault: what befell it.
        call: the name of the call where it did, empty where the job ended before.
    """

    said: tuple[str, ...]
    code: int
    told: str
    fault: Fault | None = None
    call: str = ""

    @property
    def refused(self) -> bool:
        """Whether it was turned down by a disk that works again afterwards, so that nothing may have changed.

        A disk that takes no write any more keeps what was on its way to it, and nobody can take that back.
        """
        return self.code > 0 and not (self.fault is not None and self.fault.breaks_the_disk)


class Stage:
    """What a job is given: a folder of its own, the moment from which on faults may come, and a way to say what it promises."""

    def __init__(self, folder: Path, voice: int, line: socket.socket) -> None:
        self.folder = folder
        self._voice = voice
        self._line = line

    def begin(self) -> None:
        """From here on every call that changes a disk is watched."""
        socket.send_fds(self._line, [b"!"], [watch_me()])

    def acknowledge(self, word: str) -> None:
        """Tell the person that something is saved."""
        os.write(self._voice, f"{word}\n".encode())


Job = Callable[[Stage], None]


Meet = Callable[[Listener, Call], bool]
"""Deals with a call that waits, or leaves it to happen and says False."""


def run(job: Job, folder: Path, fault: Fault, at: int) -> Outcome:
    """Run a job on `folder`, with `fault` at the `at`-th call that it can hit, from 1."""
    hit: list[str] = []

    def meet(listener: Listener, call: Call) -> bool:
        if not fault.hits(call):
            return False
        hit.append(call.name)
        if len(hit) == at or (fault.lasts and len(hit) > at):
            fault.verdict(listener, call)
            return True
        return False

    code, said, told = _run(job, folder, meet)
    return Outcome(said, code, told, fault, hit[at - 1] if len(hit) >= at else "")


def rehearse(job: Job, folder: Path) -> tuple[Outcome, dict[str, int]]:
    """Run a job without any fault; what became of it, and how many calls each fault could hit."""
    hits = dict.fromkeys(FAULTS, 0)

    def meet(listener: Listener, call: Call) -> bool:
        for name, fault in FAULTS.items():
            hits[name] += fault.hits(call)
        return False

    code, said, told = _run(job, folder, meet)
    return Outcome(said, code, told), hits


def _run(job: Job, folder: Path, meet: Meet) -> tuple[int, tuple[str, ...], str]:
    ours, theirs = socket.socketpair()
    hears, voice = os.pipe()
    child = os.fork()
    if child == 0:
        ours.close()
        os.close(hears)
        _act(job, Stage(folder, voice, theirs), voice)
    theirs.close()
    os.close(voice)
    try:
        _watch(child, ours, meet)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        said, _, told = _everything(hears).partition("\0")
    finally:
        ours.close()
        os.close(hears)
    return code, tuple(said.splitlines()), told


def _act(job: Job, stage: Stage, voice: int) -> None:
    """In the child: as the command line does, one sentence and an exit code; everything else is a bug."""
    code, told = 0, ""
    try:
        job(stage)
    except CasefileError as error:
        code, told = error.exit_code, Catalogue("en").error(error)
    except BaseException:
        code, told = _BUG, traceback.format_exc()
    os.write(voice, f"\0{told[-4000:]}".encode())
    os._exit(code)


def _watch(child: int, line: socket.socket, meet: Meet) -> None:
    _message, descriptors, _flags, _address = socket.recv_fds(line, 1, 1)
    if not descriptors:
        return  # the job failed before it began
    listener, ends = Listener(descriptors[0]), os.pidfd_open(child)
    poll = select.poll()
    poll.register(listener.descriptor, select.POLLIN)
    poll.register(ends, select.POLLIN)
    until = time.monotonic() + _PATIENCE_SECONDS
    while not any(descriptor == ends for descriptor, _event in poll.poll(1000)):
        if time.monotonic() > until:
            os.kill(child, signal.SIGKILL)
            raise TimeoutError("the job hangs")
        call = _waiting(listener)
        if call is not None and not (call.concerns_a_disk and meet(listener, call)):
            listener.let_happen(call)
    os.close(listener.descriptor)
    os.close(ends)


def _waiting(listener: Listener) -> Call | None:
    ready = select.poll()
    ready.register(listener.descriptor, select.POLLIN)
    return listener.receive() if any(event & select.POLLIN for _, event in ready.poll(0)) else None


def _everything(descriptor: int) -> str:
    parts = []
    while part := os.read(descriptor, 1 << 16):
        parts.append(part)
    return b"".join(parts).decode("utf-8", "replace")


if sys.platform == "win32":
    raise ImportError("there is no SIGKILL")
