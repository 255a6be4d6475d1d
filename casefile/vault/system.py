"""What the operating system must do for us: no core dumps, sizes of memory and disk, a lock that dies with its process.

Each function has a Linux, a macOS and a Windows side; nothing outside this module asks which system it runs on.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl
    import resource

_NOT_OFFERED = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS})  # some sticks and network disks
_PR_SET_DUMPABLE = 4  # linux/prctl.h
_SEM_NOGPFAULTERRORBOX = 0x0002  # winbase.h: no crash dialog, so no error report with memory in it
_LARGEST_FILES = {
    "FAT": (1 << 31) - 1,
    "FAT32": (1 << 32) - 1,
}  # learn.microsoft.com: "File System Functionality Comparison"
_PT_DENY_ATTACH = 31  # macOS sys/ptrace.h


def harden_process() -> None:
    """Keep the memory of this process out of core dumps and away from debuggers, as far as the system allows."""
    if sys.platform == "win32":
        ctypes.windll.kernel32.SetErrorMode(_SEM_NOGPFAULTERRORBOX)
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "linux":
        library.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    elif sys.platform == "darwin":
        library.ptrace(_PT_DENY_ATTACH, 0, None, 0)


def physical_memory() -> int:
    """Bytes of memory in this computer; 0 when the system does not say."""
    if sys.platform == "win32":
        return _windows_memory()
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError):
        return 0


def free_space(folder: Path) -> int:
    """Bytes that this person may still write to the disk that holds `folder`."""
    return shutil.disk_usage(folder).free


def largest_file(folder: Path) -> int | None:
    """Bytes of the largest file that the disk of `folder` takes, where the system can be asked; elsewhere writing more fails with EFBIG."""
    if sys.platform == "win32":  # where a file that FAT cannot hold looks like a full disk
        return _LARGEST_FILES.get(_windows_file_system(folder))
    return None


def lock_descriptor(descriptor: int) -> bool:
    """Take the exclusive lock of an open file without waiting; False when another holder has it.

    The lock belongs to the open file, so the system drops it when the process ends, however it ends.
    """
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def sync_file(descriptor: int) -> None:
    """Force an open file to the medium, through the drive's own cache where the system can."""
    if sys.platform == "darwin":
        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        except OSError as fault:
            if fault.errno not in _NOT_OFFERED:
                raise
        else:
            return
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Make names created, replaced or removed in `folder` durable. Windows does so by itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as fault:
        if fault.errno not in _NOT_OFFERED:
            raise
    finally:
        os.close(descriptor)


def write_out(descriptor: int, start: int, end: int) -> None:
    """Ask the system to begin writing this part of an open file to the medium now, and to forget what is written.

    So the last fsync of a large file is short, and taking it in does not push everything else out of memory.
    """
    if sys.platform == "linux":
        os.posix_fadvise(descriptor, start, end - start, os.POSIX_FADV_DONTNEED)


def drop_cached(descriptor: int) -> None:
    """Ask the system to forget its cached copy of a written file, so that reading it again asks the medium."""
    if sys.platform == "linux":
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)


def _windows_memory() -> int:
    """Physical memory by GlobalMemoryStatusEx."""

    class _MemoryStatus(ctypes.Structure):
        _fields_ = (
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            ("total", ctypes.c_ulonglong),
            ("rest", ctypes.c_ulonglong * 6),
        )

    if sys.platform != "win32":
        return 0
    status = _MemoryStatus(length=ctypes.sizeof(_MemoryStatus))
    known = ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))
    return int(status.total) if known else 0


def _windows_file_system(folder: Path) -> str:
    """The name of the file system of a folder, by GetVolumeInformationW; empty when the system does not say."""
    if sys.platform != "win32":
        return ""
    volume, name = ctypes.create_unicode_buffer(1024), ctypes.create_unicode_buffer(64)
    known = ctypes.windll.kernel32.GetVolumePathNameW(str(folder.absolute()), volume, len(volume))
    known = known and ctypes.windll.kernel32.GetVolumeInformationW(volume, None, 0, None, None, None, name, len(name))
    return name.value if known else ""
