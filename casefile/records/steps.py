"""Which entries each change of this session wrote, for undo and redo. In memory only; it goes with the keys."""

from __future__ import annotations

Span = tuple[int, int]
"""The sequence numbers of the first and the last entry of one transaction."""

LARGEST = 5_000
"""Entries; a larger step is an import or the like, and is taken back as a whole by other means."""

_KEPT = 200


class Steps:
    """The steps that can be taken back (`done`, the last at the end) and those that can be done again (`undone`)."""

    def __init__(self) -> None:
        self.done: list[Span] = []
        self.undone: list[Span] = []

    def note(self, span: Span) -> None:
        """A step was taken; what was undone before cannot be done again."""
        self.undone = []
        if span[1] - span[0] < LARGEST:
            self.done = [*self.done, span][-_KEPT:]

    def was_undone(self, span: Span, undone: list[Span]) -> None:
        """The step `span` was taken back by the one noted last, if anything was left to take back; `undone` are those undone before."""
        last = self.done.pop()
        if last != span:
            undone = [*undone, last]
            self.done.pop()
        self.undone = undone

    def forget(self) -> None:
        """Nothing can be taken back any more: values were purged that an undo would ask for."""
        self.done, self.undone = [], []
