"""What the process that holds keys owes them."""

from __future__ import annotations

from casefile.vault import system


def harden() -> None:
    """No core dumps, and no other process of this person may read its memory, where the system can hold that."""
    system.harden_process()
