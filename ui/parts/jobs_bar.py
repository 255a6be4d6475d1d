"""The bar under the page while something runs: what, how far, how long, and Cancel. Nothing spins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.parts.buttons import Button
from ui.parts.labels import Label
from ui.parts.meter import Meter
from ui.parts.surface import Surface
from ui.theme import scaled, sizes
from ui.words import t


@dataclass(frozen=True)
class JobView:
    """One running job as the bar shows it.

    `part` is 0.0 to 1.0, or None while the total is unknown; `done` reads "9 of 24"; `left` the time left; `item` the
    file in hand. All are words of the person's language.
    """

    key: str
    what: str
    part: float | None = None
    done: str = ""
    left: str = ""
    item: str = ""


class JobsBar(Surface):
    """Shows the newest of the running jobs, and how many more there are. `cancelled` carries the key of a job."""

    cancelled = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("list", ("top",), parent)
        self._jobs: Sequence[JobView] = ()
        self._what, self._meter = Label(), Meter()
        self._done, self._left = Label("", "second", "ink2"), Label("", "second", "ink2")
        self._more, self._item = Label("", "second", "ink2"), Label("", "second", "ink3")
        self._cancel = Button(t("window.cancel"), height=sizes.FIELD_TOOLBAR)
        self._cancel.clicked.connect(self._cancel_newest)
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.S24, 0, sizes.S8, 0)
        row.setSpacing(sizes.S12)
        for widget in (self._what, self._meter, self._done, self._left, self._more):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._item.eliding())
        row.addWidget(self._cancel)
        self.setFixedHeight(scaled(sizes.JOBS_BAR))
        self.hide()

    def show_jobs(self, jobs: Sequence[JobView]) -> None:
        """Show `jobs`, oldest first; none hides the bar."""
        self._jobs = jobs
        self.setVisible(bool(jobs))
        if not jobs:
            return
        newest = jobs[-1]
        self._what.set_text(newest.what)
        self._meter.show_part(newest.part or 0.0)
        self._meter.setAccessibleName(newest.what)
        self._done.set_text(newest.done)
        self._left.set_text(newest.left)
        self._item.set_text(newest.item)
        others = len(jobs) - 1
        self._more.set_text(t("window.jobs.more", n=others) if others else "")
        for label in (self._done, self._left, self._item, self._more):
            label.setVisible(bool(label.text()))

    def _cancel_newest(self) -> None:
        self.cancelled.emit(self._jobs[-1].key)
