"""A filter of system calls for Linux: what decoding needs is allowed, everything else fails with EPERM.

Once it stands, nothing can be opened, no process started, no socket made, no memory made executable; the descriptors that are open
can be read and written, and threads can be started, which stand under the same filter (the decoder of HEIC insists on one). Sources: ``linux/filter.h``, ``linux/seccomp.h``, ``arch/x86/entry/syscalls/syscall_64.tbl``,
``include/uapi/asm-generic/unistd.h`` (aarch64).
"""

from __future__ import annotations

import ctypes
import platform
import struct
from collections.abc import Mapping
from typing import NamedTuple

from casefile.evidence.worker.linux import LIBC

_PR_SET_SECCOMP = 22
_SECCOMP_MODE_FILTER = 2

_ALLOW = 0x7FFF0000
_FAIL_WITH_EPERM = 0x00050001
_FAIL_WITH_ENOSYS = 0x00050026
_KILL_PROCESS = 0x80000000

_LOAD_WORD = 0x20  # BPF_LD | BPF_W | BPF_ABS
_JUMP_IF_EQUAL = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
_JUMP_IF_ANY_BIT = 0x45  # BPF_JMP | BPF_JSET | BPF_K
_RETURN = 0x06  # BPF_RET | BPF_K

_OFFSET_NUMBER, _OFFSET_ARCHITECTURE, _OFFSET_FIRST_ARGUMENT, _OFFSET_THIRD_ARGUMENT = 0, 4, 16, 32
_PROT_EXEC = 4
_FLAGS_OF_A_THREAD = 0x3D0F00
"""What glibc passes to clone for a thread: one memory, one set of files and signals, no namespace."""


class _Architecture(NamedTuple):
    audit_number: int
    calls: Mapping[str, int]


_ARCHITECTURES = {
    "x86_64": _Architecture(
        0xC000003E,
        {
            "read": 0, "write": 1, "close": 3, "fstat": 5, "lseek": 8, "mmap": 9, "mprotect": 10, "munmap": 11,
            "brk": 12, "rt_sigaction": 13, "rt_sigprocmask": 14, "rt_sigreturn": 15, "readv": 19, "writev": 20,
            "sched_yield": 24, "mremap": 25, "madvise": 28, "nanosleep": 35, "getpid": 39, "exit": 60, "uname": 63,
            "gettimeofday": 96, "getrusage": 98, "sysinfo": 99, "sigaltstack": 131, "gettid": 186, "time": 201,
            "futex": 202, "sched_getaffinity": 204, "restart_syscall": 219, "clock_gettime": 228, "clock_getres": 229,
            "clock_nanosleep": 230, "exit_group": 231, "set_robust_list": 273, "rseq": 334, "clone": 56, "clone3": 435, "getcpu": 309, "getrandom": 318,
        },
    ),
    "aarch64": _Architecture(
        0xC00000B7,
        {
            "read": 63, "write": 64, "close": 57, "fstat": 80, "lseek": 62, "mmap": 222, "mprotect": 226, "munmap": 215,
            "brk": 214, "rt_sigaction": 134, "rt_sigprocmask": 135, "rt_sigreturn": 139, "readv": 65, "writev": 66,
            "sched_yield": 124, "mremap": 216, "madvise": 233, "nanosleep": 101, "getpid": 172, "exit": 93,
            "uname": 160, "gettimeofday": 169, "getrusage": 165, "sysinfo": 179, "sigaltstack": 132, "gettid": 178,
            "futex": 98, "sched_getaffinity": 123, "restart_syscall": 128, "clock_gettime": 113, "clock_getres": 114,
            "clock_nanosleep": 115, "exit_group": 94, "set_robust_list": 99, "rseq": 293, "clone": 220, "clone3": 435, "getcpu": 168, "getrandom": 278,
        },
    ),
}  # fmt: skip


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def filter_calls() -> bool:
    """Put the filter in force for this process, for good; False where the machine or the kernel has none.

    `PR_SET_NO_NEW_PRIVS` must be set before.
    """
    architecture = _ARCHITECTURES.get(platform.machine())
    if architecture is None:
        return False
    instructions = _program(architecture)
    program = _Program(len(instructions) // 8, instructions)
    return bool(LIBC.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def _program(architecture: _Architecture) -> bytes:
    """The filter in classic BPF: architecture, then each call that is allowed; a call of another architecture kills.

    Calls of the x32 set carry bit 30 in their number and so equal none of ours.
    """
    lines = [
        _line(_LOAD_WORD, 0, 0, _OFFSET_ARCHITECTURE),
        _line(_JUMP_IF_EQUAL, 1, 0, architecture.audit_number),
        _line(_RETURN, 0, 0, _KILL_PROCESS),
        _line(_LOAD_WORD, 0, 0, _OFFSET_NUMBER),
    ]
    for name, number in architecture.calls.items():
        verdict = _VERDICTS.get(name, _ALLOWED)
        lines += [_line(_JUMP_IF_EQUAL, 0, len(verdict), number), *verdict]
    lines.append(_line(_RETURN, 0, 0, _FAIL_WITH_EPERM))
    return b"".join(lines)


def _line(code: int, if_true: int, if_false: int, value: int) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


_ALLOWED = (_line(_RETURN, 0, 0, _ALLOW),)
_ALLOWED_WITHOUT_CODE = (
    _line(_LOAD_WORD, 0, 0, _OFFSET_THIRD_ARGUMENT),
    _line(_JUMP_IF_ANY_BIT, 0, 1, _PROT_EXEC),
    _line(_RETURN, 0, 0, _FAIL_WITH_EPERM),
    _line(_RETURN, 0, 0, _ALLOW),
)
_ALLOWED_FOR_THREADS = (
    _line(_LOAD_WORD, 0, 0, _OFFSET_FIRST_ARGUMENT),
    _line(_JUMP_IF_EQUAL, 0, 1, _FLAGS_OF_A_THREAD),
    _line(_RETURN, 0, 0, _ALLOW),
    _line(_RETURN, 0, 0, _FAIL_WITH_EPERM),
)
# The flags of clone3 lie in memory, where a filter cannot see them; without it glibc falls back to clone.
_ABSENT = (_line(_RETURN, 0, 0, _FAIL_WITH_ENOSYS),)
_VERDICTS = {
    "mmap": _ALLOWED_WITHOUT_CODE,
    "mprotect": _ALLOWED_WITHOUT_CODE,
    "clone": _ALLOWED_FOR_THREADS,
    "clone3": _ABSENT,
}
