"""Everything a worker gives up before it looks into a file. Each step is reported only when it was seen to succeed.

Linux closes files, network, processes and new code. On macOS and Windows the worker still has no key, no path and no descriptor but
its pipes; beyond that macOS has the limits of `setrlimit`, and Windows the time limit that the program keeps.
"""

from __future__ import annotations

import sys

from casefile.evidence.worker.protocol import Fact


def confine(memory_bytes: int, processor_seconds: int) -> Fact:
    """Confine this process for good and return what is in force. Every module that decoding needs must be imported before.

    The order matters: Landlock needs a descriptor, and the filter of calls forbids setting limits.
    """
    facts = _leave_the_system()
    facts |= _set_limits(memory_bytes, processor_seconds)
    return facts | _filter_calls()


if sys.platform == "linux":
    from casefile.evidence.worker import linux, seccomp

    def _leave_the_system() -> Fact:
        facts = Fact(0)
        if linux.forbid_new_privileges():
            facts |= Fact.NO_NEW_PRIVILEGES
        if linux.hide_memory():
            facts |= Fact.NOT_READABLE_BY_OTHERS
        files_closed, network_closed = linux.landlock()
        if files_closed:
            facts |= Fact.FILES_CLOSED
        if network_closed:
            facts |= Fact.NETWORK_CLOSED
        return facts

    def _filter_calls() -> Fact:
        if not seccomp.filter_calls():
            return Fact(0)
        return Fact.CALLS_FILTERED | Fact.FILES_CLOSED | Fact.NETWORK_CLOSED | Fact.NO_PROCESS_STARTED
else:

    def _leave_the_system() -> Fact:
        return Fact(0)

    def _filter_calls() -> Fact:
        return Fact(0)


if sys.platform != "win32":
    import os
    import resource

    def _set_limits(memory_bytes: int, processor_seconds: int) -> Fact:
        limits = {
            Fact.MEMORY_LIMIT: (resource.RLIMIT_AS, memory_bytes),
            Fact.PROCESSOR_LIMIT: (resource.RLIMIT_CPU, processor_seconds),
            Fact.NO_FILE_WRITTEN: (resource.RLIMIT_FSIZE, 0),
            Fact.NO_CORE_DUMP: (resource.RLIMIT_CORE, 0),
            Fact.NO_DESCRIPTOR_OPENED: (resource.RLIMIT_NOFILE, 0),
        }
        if (
            sys.platform == "darwin" and os.geteuid()
        ):  # Linux counts threads with it and leaves root alone; it has the filter
            limits[Fact.NO_PROCESS_STARTED] = (resource.RLIMIT_NPROC, 0)
        facts = Fact(0)
        for fact, (limit, value) in limits.items():
            if _limited(limit, value):
                facts |= fact
        return facts

    def _limited(limit: int, value: int) -> bool:
        try:
            resource.setrlimit(limit, (value, value))
        except (OSError, ValueError):
            return False
        return resource.getrlimit(limit)[0] == value
else:

    def _set_limits(memory_bytes: int, processor_seconds: int) -> Fact:  # noqa: ARG001  # Windows has no such limits
        return Fact(0)
