"""One worker process, seen from the program: started clean, given pieces of one file, watched, and ended.

Nothing that the worker says is believed. A worker that hangs, dies or speaks out of turn is killed, and the program lives on.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Lock, Thread
from types import TracebackType
from typing import BinaryIO

from casefile import program
from casefile.errors import Cancelled, Refused
from casefile.evidence.worker import protocol
from casefile.evidence.worker.filetypes import BY_CODE, FileType
from casefile.evidence.worker.protocol import (
    LARGEST_PIECE,
    SMALL,
    Channel,
    Fact,
    Failure,
    Message,
    ProtocolError,
    Purpose,
    Tag,
)
from casefile.progress import SILENT, Progress

_LOOK_EVERY_SECONDS = 0.05


@dataclass(frozen=True)
class Limits:
    """What one worker may use: seconds to start, to answer, to answer about a whole recording or text; memory; processor time."""

    start_seconds: float = 60
    answer_seconds: float = 30
    long_answer_seconds: float = 300
    memory_bytes: int = 1 << 30
    processor_seconds: int = 900


USUAL_LIMITS = Limits()


class CannotShow(Refused):
    """The worker has no answer. `reason` is the end of the catalogue key: a name of `Failure`, ``too_slow``, ``stopped`` or ``not_started``."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"viewing.{reason}")
        self.reason = reason


class NotStarted(CannotShow):
    """The system started no worker: it says nothing of the file, which is to be asked about again."""

    def __init__(self) -> None:
        super().__init__("not_started")


class WorkerProcess:
    """A worker that looks into `source`, a seekable binary stream that stays the caller's and is read only while a question is open.

    `filetype` is told by the first bytes; `facts` are the restrictions in force. Any thread may ask; questions wait for one another.

    Raises:
        CannotShow: the worker did not start, or not in time, or knows no such file.
        CasefileError, OSError: whatever reading `source` raises.
    """

    def __init__(
        self,
        source: BinaryIO,
        limits: Limits = USUAL_LIMITS,
        progress: Progress = SILENT,
        purpose: Purpose = Purpose.VIEWING,
    ) -> None:
        self._source = source
        self._size = source.seek(0, io.SEEK_END)
        self._lock = Lock()
        self._process = _start()
        assert self._process.stdin and self._process.stdout
        self._channel = Channel(self._process.stdout, self._process.stdin)  # type: ignore[arg-type]  # buffered pipes
        hello = protocol.HELLO.pack(
            protocol.VERSION, purpose, self._size, limits.memory_bytes, limits.processor_seconds
        )
        try:
            untrusted_ready = self._exchange(
                Tag.HELLO, hello, Tag.READY, protocol.READY.size, limits.start_seconds, progress
            )
        except CannotShow:
            self.close()  # nobody else has it yet
            raise
        self.filetype, self.facts = self._checked_ready(untrusted_ready)

    def __enter__(self) -> WorkerProcess:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def process_id(self) -> int:
        """The system's number of the process."""
        return self._process.pid

    def ask(self, question: Tag, payload: bytes, limit: int, seconds: float, progress: Progress = SILENT) -> bytearray:
        """The untrusted answer, at most `limit` bytes, within `seconds`.

        Raises:
            CannotShow: there is none. After any reason but one of `Failure` the worker is gone.
            Cancelled: `progress` said so; the worker is gone.
            CasefileError, OSError: whatever reading the source raises; the worker is gone.
        """
        return self._exchange(question, payload, Tag.DONE, limit, seconds, progress)

    def close(self) -> None:
        """End the worker. Does nothing when it has ended."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            try:
                if pipe:
                    pipe.close()
            except OSError:
                continue  # what was still buffered for a worker that is gone
        self._process.wait()

    def _exchange(
        self, tag: Tag, payload: bytes, awaited: Tag, limit: int, seconds: float, progress: Progress
    ) -> bytearray:
        with self._lock:
            watch = _Watch(self._process, seconds, progress)
            try:
                with watch:
                    self._channel.send(tag, payload)
                    return self._awaited(awaited, limit)
            except ProtocolError as gone:
                self.close()
                raise watch.reason() from gone
            except CannotShow:
                raise
            except BaseException:
                self.close()
                raise

    def _awaited(self, awaited: Tag, limit: int) -> bytearray:
        while True:
            message = self._channel.receive(max(limit, SMALL))
            if message.untrusted_tag == Tag.READ:
                self._channel.send(Tag.BYTES, self._piece(message.untrusted_payload))
            elif message.untrusted_tag == Tag.FAILED:
                raise CannotShow(_checked_failure(message))
            elif message.untrusted_tag == awaited and len(message.untrusted_payload) <= limit:
                return message.untrusted_payload
            else:
                raise ProtocolError("out of turn")

    def _piece(self, untrusted_wish: bytearray) -> bytes:
        if len(untrusted_wish) != protocol.READ.size:
            raise ProtocolError("not a place in the file")
        untrusted_offset, untrusted_length = protocol.READ.unpack(untrusted_wish)
        if untrusted_length > LARGEST_PIECE or untrusted_offset + untrusted_length > self._size:
            raise ProtocolError("outside the file")
        self._source.seek(untrusted_offset)
        piece = b""
        while len(piece) < untrusted_length:
            more = self._source.read(untrusted_length - len(piece))
            if not more:
                raise EOFError("the source became shorter while it was read")
            piece += more
        return piece

    def _checked_ready(self, untrusted_ready: bytearray) -> tuple[FileType, Fact]:
        if len(untrusted_ready) == protocol.READY.size:
            version, untrusted_code, untrusted_facts = protocol.READY.unpack(untrusted_ready)
            if version == protocol.VERSION and untrusted_code in BY_CODE and untrusted_facts <= max(Fact) * 2 - 1:
                return BY_CODE[untrusted_code], Fact(untrusted_facts) | Fact.TIME_LIMIT
        self.close()
        raise CannotShow("stopped")


class _Watch:
    """Kills the process when time is up or the person stops the job."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float, progress: Progress) -> None:
        self._process = process
        self._looks = max(1, round(seconds / _LOOK_EVERY_SECONDS))
        self._progress = progress
        self._done = Event()
        self._reason: Exception = CannotShow("stopped")
        self._thread = Thread(target=self._look, name="worker watch", daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()

    def reason(self) -> Exception:
        """Why the worker is gone."""
        return self._reason

    def _look(self) -> None:
        for _ in range(self._looks):
            if self._done.wait(_LOOK_EVERY_SECONDS):
                return
            try:
                self._progress.check()
            except Cancelled as stopped:
                self._reason = stopped
                self._process.kill()
                return
        self._reason = CannotShow("too_slow")
        self._process.kill()


def _checked_failure(message: Message) -> str:
    try:
        return Failure(int.from_bytes(message.untrusted_payload, "big")).name.lower()
    except ValueError:
        raise ProtocolError("not a reason") from None


def _start() -> subprocess.Popen[bytes]:
    """A fresh process with two pipes, no environment, no other descriptor, and a folder that says nothing."""
    try:
        return subprocess.Popen(  # noqa: S603  # our own program, nothing of the file in its arguments
            program.clean("worker"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            close_fds=True,
            cwd=Path(sys.executable).anchor,
            env=_environment(),
            start_new_session=sys.platform != "win32",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as fault:  # no memory, no processes or no descriptors left
        raise NotStarted from fault


def _environment() -> Mapping[str, str]:
    """Nothing, but what Windows needs to load its own libraries."""
    return {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
