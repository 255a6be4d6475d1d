"""The drafts that wait in the vault, offered above the pages until they are saved or discarded."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from casefile import clock
from casefile.domain.labels import kind_key
from casefile.errors import CasefileError
from casefile.usecases import drafts, picking
from casefile.usecases.drafts import Draft
from ui.moments import moment
from ui.parts.buttons import IconButton, Link
from ui.parts.flow import Flow
from ui.parts.labels import Label
from ui.parts.tips import tip
from ui.shell.desk import Desk
from ui.shell.strip import Strip
from ui.shell.targets import OpenRecord
from ui.theme import draw, icons, scaled, sizes
from ui.words import additions, catalogue, language, t

_MOST = 4
_WIDEST = 240  # px of one draft's name


class _Pencil(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(scaled(sizes.ICON), scaled(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        left = (self.width() - sizes.ICON) / 2
        icons.paint(QPainter(self), "pencil", left, (self.height() - sizes.ICON) / 2, sizes.ICON, "ink2")


class KeptDrafts(Strip):
    """A strip, hidden while there are none. `reload` looks anew; `put_away` hides it until the next draft is kept."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("list", ("bottom",), parent)
        self._desk = desk
        self._away: set[tuple[str, str]] = set()
        self._shown: tuple[Draft, ...] = ()
        self._wanted = True
        self._words = Label("", "second", "ink2")
        self._links = QWidget()
        self._flow = Flow(sizes.S16, sizes.S4, self._links)
        close = IconButton("x", t("form.kept.hide"), side=scaled(20))
        close.clicked.connect(self.put_away)
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.S24, sizes.S8, sizes.S16, sizes.S8)
        row.setSpacing(sizes.S8)
        for widget in (_Pencil(), self._words):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._links, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()
        desk.changed.connect(self._look_again)

    def reload(self) -> None:
        """Ask the vault, off the window's thread."""
        session = self._desk.vault
        self._desk.run(self, lambda _progress: drafts.kept(session), self._show, self._complain)

    def _look_again(self, _changes: object) -> None:
        """By its own method and no lambda, for Qt cuts that with the strip: the desk lives on in another language."""
        self.reload()

    def page_shown(self, name: str) -> None:
        """Above the form itself nothing is offered."""
        self._wanted = name != "form"
        self.reload()

    def put_away(self) -> None:
        """Hide the drafts in sight; they stay in the vault."""
        self._away |= {(draft.record.id, draft.time) for draft in self._shown}
        self.hide()

    def _show(self, found: tuple[Draft, ...]) -> None:
        self._shown = tuple(draft for draft in found if (draft.record.id, draft.time) not in self._away)
        self._words.set_text(t("form.kept", n=len(self._shown)))
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for draft in self._shown[:_MOST]:
            link = Link(draw.elided(_called(draft), "second", scaled(_WIDEST)), role="second")
            tip(link, _called(draft))
            link.clicked.connect(partial(self._open, draft))
            self._flow.addWidget(link)
        self.setVisible(bool(self._shown) and self._wanted)

    def _open(self, draft: Draft, _on: bool = False) -> None:
        self._desk.go("form", OpenRecord(draft.kind, draft.record.id))

    def _complain(self, error: CasefileError) -> None:
        self._words.set_text(catalogue().error(error), "danger")
        self.setVisible(self._wanted)


def _called(draft: Draft) -> str:
    kind = t(kind_key(draft.kind))
    name = (
        t("form.kept.new", kind=kind.lower())
        if draft.before is None
        else picking.called(draft.record, language(), additions())
    )
    return f"{name}, {moment(draft.time, clock.now().date())}"
