"""A disclosure that was received, read-only: the chronology of its cases, and its evidence."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from casefile.domain.casefile import CaseFile
from casefile.domain.chronology import Chronology, EntryKind, chronology
from casefile.errors import CasefileError
from casefile.progress import Progress
from casefile.usecases import receive
from casefile.usecases.inspection import Disclosure
from casefile.usecases.receive import Received
from ui.chronology.legend import CitationKey, Legend
from ui.chronology.view import ChronologyView
from ui.handover import wording
from ui.handover.received_files import ReceivedFiles
from ui.parts.banner import ErrorBanner
from ui.parts.buttons import IconButton
from ui.parts.chips import Chip
from ui.parts.choice import Choice
from ui.parts.frame import Head
from ui.parts.surface import Surface
from ui.parts.tabs import Tabs
from ui.shell.desk import Desk
from ui.theme import scaled, sizes
from ui.words import catalogue, language, t

_CASE_WIDE = 320


class ReceivedPage(Surface):
    """Shows one received disclosure. `left` when the person goes back."""

    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("page", (), parent)
        self._desk = desk
        self._received: dict[str, Received] = {}
        self._shown = ""
        self._disclosure: Disclosure | None = None
        self.head, self.case = Head(""), Choice(height=sizes.FIELD_TOOLBAR)
        self.case.setAccessibleName(t("handing.step.cases"))
        back = IconButton("arrow-left", t("window.back"))
        back.clicked.connect(self._leave)
        self.head.row.insertWidget(0, back)
        self.head.add(self.case)
        self.head.add(Chip(t("handing.read_only"), "outline"))
        self.tabs = Tabs([("chronology", t("window.chronology")), ("evidence", t("kinds.evidence"))])
        self.chronology, self.legend, self.sources = ChronologyView(), Legend(), CitationKey()
        self.files = ReceivedFiles(desk)
        self._stack, self._errors = QStackedWidget(), QVBoxLayout()
        self._lay_out()
        self.tabs.opened.connect(lambda name: self._stack.setCurrentIndex(int(name == "evidence")))
        self.legend.kinds_changed.connect(lambda _kinds: self._draw())
        self.case.activated.connect(lambda _place: self._draw())

    def show_list(self, received: Sequence[Received]) -> None:
        """What was received, for the names of their senders."""
        self._received = {each.evidence.id: each for each in received}
        if self._disclosure is not None:
            self._show_title()

    def open(self, evidence_id: str) -> None:
        """Show the disclosure that was kept as this evidence."""
        self.close_file()
        self._shown, self._disclosure = evidence_id, None
        self.head.show_title(t("handing.opening"))
        session = self._desk.vault

        def read(_progress: Progress) -> Disclosure:
            with receive.open_received(session, evidence_id) as opened:
                return opened.disclosure

        self._desk.run(self, read, self._show, self._refuse)

    def close_file(self) -> None:
        """Close the file that is looked at."""
        self.files.close_file()

    def _show(self, disclosure: Disclosure) -> None:
        self._disclosure = disclosure
        self.case.clear()
        for each in disclosure.cases:
            self.case.addItem(wording.cited_case(each.case), each.case.id)
        self.case.setCurrentIndex(0)
        self.case.setVisible(len(disclosure.cases) > 1)
        self.case.setMinimumWidth(min(self.case.sizeHint().width(), scaled(_CASE_WIDE)))
        self.files.show_disclosure(self._shown, disclosure)
        self._draw()
        self._show_title()

    def _show_title(self) -> None:
        case, received = self._case(), self._received.get(self._shown)
        note = ""
        if received is not None:
            note = t(
                "handing.received.note", name=received.evidence.obtained_from or "", date=wording.day(received.time)
            )
        self.head.show_title(wording.case_title(case.case) if case else "", note)

    def _case(self) -> CaseFile | None:
        cases = self._disclosure.cases if self._disclosure else ()
        return next((each for each in cases if each.case.id == self.case.value()), cases[0] if cases else None)

    def _draw(self) -> None:
        case = self._case()
        if case is None:
            return
        drawn = _drawn(case, self.legend.kinds())
        self.chronology.show_rows(drawn.rows)
        self.sources.show_sources([(key.number, key.short) for key in drawn.sources])
        self._show_title()

    def _refuse(self, error: CasefileError) -> None:
        self._errors.addWidget(ErrorBanner(t("handing.not_opened"), catalogue().error(error)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        self.close_file()
        self.left.emit()

    def _lay_out(self) -> None:
        drawn = QWidget()
        column = QVBoxLayout(drawn)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QHBoxLayout()
        bar.setContentsMargins(sizes.S24, 0, sizes.S24, 0)
        bar.addWidget(self.legend, 1)
        bar.addStrut(scaled(sizes.TOOLBAR))
        margins = QHBoxLayout()
        margins.setContentsMargins(sizes.S24, 0, sizes.S24, 0)
        margins.addWidget(self.chronology)
        column.addLayout(bar)
        column.addLayout(margins, 1)
        column.addWidget(self.sources)
        self._stack.addWidget(drawn)
        self._stack.addWidget(self.files)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._errors.setContentsMargins(sizes.S24, 0, sizes.S24, 0)
        outer.addWidget(self.head)
        outer.addLayout(self._errors)
        outer.addWidget(self.tabs)
        outer.addWidget(self._stack, 1)


def _drawn(case: CaseFile, kinds: Collection[EntryKind]) -> Chronology:
    return chronology(case, language(), kinds)
