"""Words on a page. All plain text: what comes from a record is never read as markup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.parts.tips import tip
from ui.theme import draw, fonts


@dataclass(frozen=True)
class Run:
    """Words of one role and colour inside a line; `gap` px stand before it."""

    text: str
    role: str = "content"
    tone: str = "ink"
    gap: int = 8


class Line(QLabel):
    """Runs of different sizes on one baseline. The last run elides where there is no room; a tooltip then shows all."""

    def __init__(self, runs: Sequence[Run] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._elides = False
        self.set_runs(runs)

    def set_runs(self, runs: Sequence[Run]) -> None:
        """Show `runs` instead."""
        self._runs = tuple(run for run in runs if run.text)
        self.setText(" ".join(run.text for run in self._runs))
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()

    def runs(self) -> tuple[Run, ...]:
        """What is shown."""
        return self._runs

    def eliding(self) -> Self:
        """Let the line grow narrower than its words. Returns itself, for building."""
        self._elides = True
        self.updateGeometry()
        return self

    def sizeHint(self) -> QSize:
        """Room for all words on one line."""
        wide = sum(fonts.width(run.role, run.text) for run in self._runs) + sum(run.gap for run in self._runs[1:])
        high = max((fonts.line_height(run.role) for run in self._runs), default=0)
        return QSize(int(wide) + 1, high)

    def minimumSizeHint(self) -> QSize:
        """As `sizeHint`, or next to nothing for a line that elides."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), 24), hint.height()) if self._elides else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text as a tooltip exactly when some of it is hidden."""
        super().resizeEvent(event)
        if self._elides:
            tip(self, self.text() if self.sizeHint().width() > self.width() + 1 else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the runs, at the left or, if so aligned, at the right."""
        if not self._runs:
            return
        painter = QPainter(self)
        largest = max(self._runs, key=lambda run: fonts.line_height(run.role))
        base = fonts.baseline(largest.role, self.height() / 2)
        x, right = 0.0, float(self.width())
        spare = self.width() - self.sizeHint().width()
        if spare > 0 and self.alignment() & Qt.AlignmentFlag.AlignRight:
            x = float(spare) + 1
        elif spare > 0 and self.alignment() & Qt.AlignmentFlag.AlignHCenter:
            x = spare / 2
        for position, run in enumerate(self._runs):
            x += run.gap if position else 0
            tone = run.tone if self.isEnabled() else "off"
            x = draw.text(painter, QRectF(x, 0, right - x, self.height()), run.text, run.role, tone, baseline=base)


class Label(Line):
    """One line in one role: `Label("Place", "second", "ink2")`."""

    def __init__(self, text: str = "", role: str = "content", tone: str = "ink", parent: QWidget | None = None) -> None:
        self._role, self._tone = role, tone
        super().__init__([Run(text, role, tone)], parent)

    def set_text(self, text: str, tone: str | None = None) -> None:
        """Show `text`, in another colour if `tone` is given."""
        self._tone = tone or self._tone
        self.set_runs([Run(text, self._role, self._tone)])


class Hairline(QWidget):
    """A line of one pixel between two parts of a page."""

    def __init__(self, tone: str = "hair", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        draw.hairline(QPainter(self), 0, self.width(), 0, self._tone)
