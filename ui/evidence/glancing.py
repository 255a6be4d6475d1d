"""Pictures for the tiles, one after the other and off the window's thread. They live in memory and go with the page."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import BinaryIO

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from casefile.usecases import evidence, preview
from casefile.usecases.preview import Glance, Kind
from casefile.usecases.session import Session
from ui.evidence import pictures
from ui.parts.thumbs import HIGH, WIDE
from ui.shell.desk import Desk
from ui.theme import Tokens
from ui.theme import tokens as current
from ui.work import Running

_MOST = 300  # pictures in memory, 200 KB each
_RATIO = 2  # made for dense screens


class Glancing(QObject):
    """Looks at the files that `want` names, in their order. `seen` carries the id of each; `opened` gives the stream of one."""

    seen = Signal(str)

    def __init__(
        self, desk: Desk, parent: QObject, opened: Callable[[Session, str], BinaryIO] = evidence.opened
    ) -> None:
        super().__init__(parent)
        self._desk, self._opened = desk, opened
        self._wanted: list[str] = []
        self._running: Running | None = None
        self._glances: OrderedDict[str, Glance] = OrderedDict()
        self._images: dict[str, QImage] = {}
        self._drawn: dict[str, tuple[Tokens, QImage | None]] = {}
        desk.changed.connect(self._forget)

    def want(self, ids: Iterable[str]) -> None:
        """These files are on the screen. What was wanted before and is not among them is no longer."""
        self._wanted = [each for each in ids if each not in self._glances]
        self._next()

    def glance(self, evidence_id: str) -> Glance | None:
        """What was seen of a file, without its pixels: `picture` has them."""
        return self._glances.get(evidence_id)

    def picture(self, evidence_id: str) -> QImage | None:
        """The picture that stands for a file, drawn anew when the theme has changed, which words and sounds follow."""
        seen = self._glances.get(evidence_id)
        if seen is None:
            return None
        tokens, drawn = self._drawn.get(evidence_id, (None, None))
        if tokens is not current():
            drawn = self._draw(evidence_id, seen)
            self._drawn[evidence_id] = (current(), drawn)
        return drawn

    def _draw(self, evidence_id: str, seen: Glance) -> QImage | None:
        if seen.waveform:
            return pictures.waveform(seen.waveform, WIDE, HIGH, _RATIO)
        if seen.text:
            return pictures.text_page(seen.text, WIDE, HIGH, _RATIO)
        image = self._images.get(evidence_id)
        if image is not None and seen.probe is not None and seen.probe.kind is Kind.PDF:
            return pictures.page(image, WIDE, HIGH, _RATIO)
        return image

    def raw(self, evidence_id: str) -> QImage | None:
        """The picture alone, for a viewer that waits for a better one."""
        return self._images.get(evidence_id)

    def stop(self) -> None:
        """Look at nothing more and forget what was seen, as before a lock."""
        self._wanted = []
        if self._running is not None:
            self._running.stop()
        for kept in (self._glances, self._images, self._drawn):
            kept.clear()

    def _forget(self, changes: object) -> None:
        """What was changed is looked at again; what was removed for good is seen no more."""
        for each in getattr(changes, "records", frozenset()):
            for kept in (self._glances, self._images, self._drawn):
                kept.pop(each, None)

    def _next(self) -> None:
        if not self._wanted or (self._running is not None and not self._running.is_over):
            return
        evidence_id = self._wanted.pop(0)
        session, box = self._desk.vault, (WIDE * _RATIO, HIGH * _RATIO)
        self._running = self._desk.run(
            self,
            lambda progress: preview.glance(session, evidence_id, box, progress, self._opened),
            lambda seen: self._keep(evidence_id, seen),
            lambda fault: self._keep(evidence_id, Glance(fault=fault)),
        )

    def _keep(self, evidence_id: str, seen: Glance) -> None:
        if seen.picture is not None:
            self._images[evidence_id] = pictures.image(seen.picture)
        self._drawn.pop(evidence_id, None)
        self._glances[evidence_id] = Glance(seen.probe, None, seen.waveform, seen.text, seen.fault)
        while len(self._glances) > _MOST:
            oldest, _ = self._glances.popitem(last=False)
            self._images.pop(oldest, None)
            self._drawn.pop(oldest, None)
        self._running = None
        self.seen.emit(evidence_id)
        self._next()
