"""Progress of parts of a job told as progress of the whole."""

from __future__ import annotations

from casefile.progress import Progress


class Share:
    """A part whose place in the whole is known: `before` units were done when it began, of `total`."""

    def __init__(self, before: int, total: int, whole: Progress) -> None:
        self._before, self._total, self._whole = before, total, whole

    def step(self, done: int, total: int | None) -> None:
        """Report what came before, too."""
        del total
        self._whole.step(self._before + done, self._total)

    def check(self) -> None:
        """As the whole."""
        self._whole.check()


class Pass:
    """One of two passes over the same bytes: the `number`-th, 0 or 1."""

    def __init__(self, number: int, whole: Progress) -> None:
        self._number, self._whole = number, whole

    def step(self, done: int, total: int | None) -> None:
        """Report half of the whole job; where the size is not known, only what is done."""
        if total is None:
            self._whole.step(done, None)
        else:
            self._whole.step(self._number * total + done, 2 * total)

    def check(self) -> None:
        """As the whole."""
        self._whole.check()
