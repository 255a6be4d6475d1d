"""Standing between a process and the kernel: every system call that changes a disk waits until the watcher says what becomes of it.

The watched process puts a seccomp filter over itself whose verdict is SECCOMP_RET_USER_NOTIF, so the calls of Python, of SQLite and of
any other library are seen alike, in every thread. Neither a compiler nor the right to trace is needed. Sources: seccomp(2),
seccomp_unotify(2), ``linux/seccomp.h``, ``arch/x86/entry/syscalls/syscall_64.tbl``, ``include/uapi/asm-generic/unistd.h`` (aarch64).
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import platform
import stat
import struct
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_LIBC = ctypes.CDLL(None, use_errno=True)
_PR_SET_NO_NEW_PRIVS = 38
_SET_MODE_FILTER, _NEW_LISTENER = 1, 1 << 3
_NOTIFY, _ALLOW = 0x7FC00000, 0x7FFF0000
_RECEIVE, _SEND = 0xC0502100, 0xC0182101  # SECCOMP_IOCTL_NOTIF_RECV, SECCOMP_IOCTL_NOTIF_SEND
_CONTINUE = 1
_NOTICE = struct.Struct("=QIIiIQ6Q")
_REPLY = struct.Struct("=QqiI")
_LOAD, _EQUAL, _ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_NUMBER_AT, _FIRST_ARGUMENT_AT = 0, 16
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

_CALLS: Mapping[str, Mapping[str, int]] = {
    "x86_64": {
        "write": 1, "open": 2, "pwrite64": 18, "writev": 20, "sendfile": 40, "fsync": 74, "fdatasync": 75, "truncate": 76,
        "ftruncate": 77, "rename": 82, "mkdir": 83, "rmdir": 84, "creat": 85, "link": 86, "unlink": 87, "symlink": 88, "chmod": 90,
        "fchmod": 91, "openat": 257, "mkdirat": 258, "unlinkat": 263, "renameat": 264, "linkat": 265, "symlinkat": 266,
        "fchmodat": 268, "utimensat": 280, "fallocate": 285, "pwritev": 296, "renameat2": 316, "copy_file_range": 326,
    },
    "aarch64": {
        "write": 64, "pwrite64": 68, "writev": 66, "sendfile": 71, "fsync": 82, "fdatasync": 83, "truncate": 45, "ftruncate": 46,
        "fchmod": 52, "openat": 56, "mkdirat": 34, "unlinkat": 35, "renameat": 38, "linkat": 37, "symlinkat": 36, "fchmodat": 53,
        "utimensat": 88, "fallocate": 47, "pwritev": 70, "renameat2": 276, "copy_file_range": 285,
    },
}  # fmt: skip
_SECCOMP = {"x86_64": 317, "aarch64": 277}
_FLAGS_ARGUMENT = {"open": 1, "openat": 2}
_NAME_ARGUMENTS: Mapping[str, tuple[int, ...]] = {
    **dict.fromkeys(("open", "creat", "truncate", "mkdir", "rmdir", "unlink", "chmod"), (0,)),
    **dict.fromkeys(("rename", "link", "symlink"), (0, 1)),
}
_NAMES_IN_FOLDERS: Mapping[str, tuple[tuple[int, int], ...]] = {
    **dict.fromkeys(("openat", "mkdirat", "unlinkat", "fchmodat", "utimensat"), ((0, 1),)),
    **dict.fromkeys(("renameat", "renameat2", "linkat"), ((0, 1), (2, 3))),
    "symlinkat": ((1, 2),),
}
_HERE, _LONGEST_NAME = 0xFFFFFF9C, 4096  # AT_FDCWD as an unsigned int, PATH_MAX
_PAGE = 4096
_WRITES = frozenset({"write", "pwrite64", "writev", "pwritev", "sendfile", "copy_file_range"})
_ON_DESCRIPTORS = _WRITES | {"fsync", "fdatasync", "ftruncate", "fchmod", "fallocate"}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


@dataclass(frozen=True)
class Call:
    """A system call that waits.

    Attributes:
        notice: what to answer to.
        process: whose thread it is.
        name: as in the table of calls.
        arguments: six numbers.
    """

    notice: int
    process: int
    name: str
    arguments: tuple[int, ...]

    @property
    def writes(self) -> bool:
        """Whether it puts bytes into a file."""
        return self.name in _WRITES

    @property
    def grows(self) -> bool:
        """Whether it asks the disk for room that the file, or the folder, does not have yet."""
        if self.name == "pwrite64":
            return self.arguments[3] + self.arguments[2] > self._file.stat().st_size
        if self.name == "write":
            return self._position + self.arguments[2] > self._file.stat().st_size
        if self.name in _FLAGS_ARGUMENT:
            return bool(self.arguments[_FLAGS_ARGUMENT[self.name]] & os.O_CREAT)
        return self.name in _WRITES | {"mkdir", "mkdirat", "fallocate", "creat"}

    @property
    def concerns_a_disk(self) -> bool:
        """Whether it is about a file or a folder, not a pipe, a terminal or a socket."""
        if self.name not in _ON_DESCRIPTORS:
            return True
        at = self.arguments[1] if self.name == "copy_file_range" else self.arguments[0]
        mode = Path(f"/proc/{self.process}/fd/{at}").stat().st_mode
        return stat.S_ISREG(mode) or stat.S_ISDIR(mode)

    def is_below(self, folder: str) -> bool:
        """Whether it is about something in a folder of that name, at any depth."""
        return any(folder in place.parts[:-1] for place in self._places())

    def do_half(self) -> None:
        """Put half of the bytes of a ``write`` or ``pwrite64`` into the file, as a kill in the middle may leave it."""
        _descriptor, address, length = self.arguments[:3]
        with Path(f"/proc/{self.process}/mem").open("rb", buffering=0) as memory:
            memory.seek(address)
            data = memory.read(length // 2)
        at = self.arguments[3] if self.name == "pwrite64" else self._position
        with self._file.open("r+b", buffering=0) as file:
            os.pwrite(file.fileno(), data, at)

    def _places(self) -> Iterator[Path]:
        if self.name in _ON_DESCRIPTORS:
            at = self.arguments[1] if self.name == "copy_file_range" else self.arguments[0]
            yield Path(f"/proc/{self.process}/fd/{at}").readlink()
        for at in _NAME_ARGUMENTS.get(self.name, ()):
            yield self._folder(_HERE) / self._text(at)
        for folder, at in _NAMES_IN_FOLDERS.get(self.name, ()):
            yield self._folder(self.arguments[folder] & 0xFFFFFFFF) / self._text(at)

    def _folder(self, descriptor: int) -> Path:
        process = Path(f"/proc/{self.process}")
        return (process / "cwd" if descriptor == _HERE else process / "fd" / str(descriptor)).readlink()

    def _text(self, argument: int) -> str:
        """The name that an argument points to; empty for none, as of a call about a descriptor."""
        address = self.arguments[argument]
        if not address:
            return ""
        with Path(f"/proc/{self.process}/mem").open("rb", buffering=0) as memory:
            memory.seek(address)
            # Up to the end of its page first: what lies behind it may not be there.
            text = memory.read(_PAGE - address % _PAGE)
            if b"\0" not in text:
                text += memory.read(_LONGEST_NAME)
        return os.fsdecode(text.partition(b"\0")[0])

    @property
    def _file(self) -> Path:
        return Path(f"/proc/{self.process}/fd/{self.arguments[0]}")

    @property
    def _position(self) -> int:
        with Path(f"/proc/{self.process}/fdinfo/{self.arguments[0]}").open("rb") as file:
            return int(file.readline().split()[1])


class Listener:
    """The watcher's end; `descriptor` becomes readable when a call waits."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    def receive(self) -> Call | None:
        """The call that waits; None where its process is gone."""
        room = bytearray(_NOTICE.size)
        try:
            fcntl.ioctl(self.descriptor, _RECEIVE, room)
        except (FileNotFoundError, InterruptedError):
            return None
        notice, process, _flags, number, _architecture, _address, *arguments = _NOTICE.unpack(room)
        return Call(notice, process, _NAMES[number], tuple(arguments))

    def let_happen(self, call: Call) -> None:
        """Let the kernel do what was asked."""
        self._answer(_REPLY.pack(call.notice, 0, 0, _CONTINUE))

    def fail(self, call: Call, error: int) -> None:
        """Let the call fail with an errno; nothing is done."""
        self._answer(_REPLY.pack(call.notice, 0, -error, 0))

    def _answer(self, reply: bytes) -> None:
        try:
            fcntl.ioctl(self.descriptor, _SEND, reply)
        except FileNotFoundError:
            return  # killed meanwhile


def is_offered() -> bool:
    """Whether this machine's kernel and processor let a process be watched in this way."""
    return sys.platform == "linux" and platform.machine() in _CALLS and _try() == 0


def watch_me() -> int:
    """Put this process, and every thread it starts from now on, under the filter; the descriptor to watch it by."""
    instructions = b"".join(_lines(_CALLS[platform.machine()]))
    program = _Program(len(instructions) // 8, instructions)
    _LIBC.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    call = _SECCOMP[platform.machine()]
    descriptor = _LIBC.syscall(call, _SET_MODE_FILTER, _NEW_LISTENER, ctypes.byref(program))
    if descriptor < 0:
        raise OSError(ctypes.get_errno(), "this process cannot be watched")
    return int(descriptor)


def _try() -> int:
    child = os.fork()
    if child == 0:
        try:
            watch_me()
        except OSError:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _lines(calls: Mapping[str, int]) -> list[bytes]:
    lines = [_line(_LOAD, 0, 0, _NUMBER_AT)]
    for name, number in calls.items():
        argument = _FLAGS_ARGUMENT.get(name)
        if argument is None:
            lines += [_line(_EQUAL, 0, 1, number), _line(_RETURN, 0, 0, _NOTIFY)]
        else:
            lines += [
                _line(_EQUAL, 0, 4, number),
                _line(_LOAD, 0, 0, _FIRST_ARGUMENT_AT + 8 * argument),
                _line(_ANY_BIT, 0, 1, _WRITING),
                _line(_RETURN, 0, 0, _NOTIFY),
                _line(_RETURN, 0, 0, _ALLOW),
            ]
    return [*lines, _line(_RETURN, 0, 0, _ALLOW)]


def _line(code: int, if_true: int, if_false: int, value: int) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


_NAMES = {number: name for name, number in _CALLS.get(platform.machine(), {}).items()}
