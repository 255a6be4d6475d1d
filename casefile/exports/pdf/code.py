"""A QR code (ISO/IEC 18004) on a printed page, drawn as rectangles, so that it is sharp at any size."""

from __future__ import annotations

from itertools import groupby

from reportlab.platypus import Flowable

from casefile.exports.pdf.styles import INK, PAPER
from casefile.exports.qr import modules


class Code(Flowable):  # type: ignore[misc]  # reportlab has no types
    """The code of a text, `side` points wide with the white margin that readers need."""

    def __init__(self, text: str, side: float) -> None:
        super().__init__()
        self._rows = modules(text)
        self.width = self.height = side

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        """Its side, twice."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw white paper and on it each run of dark modules."""
        canvas, module = self.canv, self.width / len(self._rows)
        canvas.setFillColor(PAPER)
        canvas.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        canvas.setFillColor(INK)
        for number, row in enumerate(self._rows, 1):
            at = 0
            for dark, run in groupby(row):
                length = len(list(run))
                if dark:
                    canvas.rect(at * module, self.height - number * module, length * module, module, stroke=0, fill=1)
                at += length
