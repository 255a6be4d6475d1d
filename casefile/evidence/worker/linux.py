"""The system calls of Linux that Python does not offer."""

from __future__ import annotations

import ctypes
import os
import struct

LIBC = ctypes.CDLL(None, use_errno=True)

_PR_SET_DUMPABLE = 4
_PR_SET_NO_NEW_PRIVS = 38
_LANDLOCK_CREATE_RULESET = 444
_LANDLOCK_RESTRICT_SELF = 446
_LANDLOCK_GET_VERSION = 1

# Rights over files that each version of the kernel's interface knows: `linux/landlock.h`.
_FILE_RIGHTS_BY_VERSION = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_NETWORK_VERSION = 4
_NETWORK_RIGHTS = 0b11  # bind and connect, TCP
_SCOPE_VERSION = 6
_SCOPES = 0b11  # abstract sockets and signals of processes outside


def forbid_new_privileges() -> bool:
    """No program started from here can gain rights; seccomp and Landlock require it."""
    return _prctl(_PR_SET_NO_NEW_PRIVS, 1)


def hide_memory() -> bool:
    """No core dump of this process, and no other process of this person may attach to it or read its memory."""
    return _prctl(_PR_SET_DUMPABLE, 0)


def landlock() -> tuple[bool, bool]:
    """Give up every right over files, then over the network, as far as this kernel knows Landlock; what was given up."""
    version = LIBC.syscall(_LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0), _LANDLOCK_GET_VERSION)
    if version < 1:
        return False, False
    file_rights = (1 << _FILE_RIGHTS_BY_VERSION[min(version, max(_FILE_RIGHTS_BY_VERSION))]) - 1
    rules = struct.pack("=Q", file_rights)
    if version >= _NETWORK_VERSION:
        rules += struct.pack("=Q", _NETWORK_RIGHTS)
    if version >= _SCOPE_VERSION:
        rules += struct.pack("=Q", _SCOPES)
    ruleset = LIBC.syscall(_LANDLOCK_CREATE_RULESET, rules, ctypes.c_size_t(len(rules)), 0)
    if ruleset < 0:
        return False, False
    closed = bool(LIBC.syscall(_LANDLOCK_RESTRICT_SELF, ruleset, 0) == 0)
    os.close(ruleset)
    return closed, closed and version >= _NETWORK_VERSION


def _prctl(option: int, value: int) -> bool:
    return bool(LIBC.prctl(option, value, 0, 0, 0) == 0)
