"""Receiving: choose or drop a file of any kind, see who vouches for it and what is in it, then keep it or not. Cancel changes nothing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from casefile.errors import CasefileError
from casefile.usecases import receive, syncing
from casefile.usecases.receipts import Answered
from casefile.usecases.receive import Incoming, Received
from casefile.usecases.syncing import Taken
from ui.bytesize import show_part
from ui.handover import checking
from ui.handover.arrival_view import ArrivalView
from ui.handover.arriving import Shown
from ui.handover.checking import Came, CardFile
from ui.handover.incoming import may_keep, verdict
from ui.handover.incoming_view import IncomingView
from ui.handover.locked_file import LockedFile
from ui.handover.requests import confirm_removal
from ui.parts.banner import Banners
from ui.parts.buttons import Button
from ui.parts.drop import DropArea
from ui.parts.frame import Columns, Foot, Head, framed
from ui.parts.paragraphs import Paragraph
from ui.parts.surface import Surface
from ui.shell.desk import Desk
from ui.theme import scaled, sizes
from ui.words import catalogue, language, t
from ui.work import Running

NEEDS_PASSPHRASE = frozenset({"crypto.needs_passphrase", "crypto.wrong_passphrase"})
_DROP_HEIGHT = 148


class ReceivePage(Surface):
    """`left` when the person cancels; `kept` carries a `Received`; `shown` the id of one that was received before.

    Of other files: `merged` carries a `Taken`, `answered` an `Answered`, `card_came` the text of a card.
    """

    left = Signal()
    kept = Signal(object)
    shown = Signal(str)
    merged = Signal(object)
    answered = Signal(object)
    card_came = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("page", (), parent)
        self._desk = desk
        self._path: Path | None = None
        self._passphrase: str | None = None
        self._incoming: Incoming | None = None
        self._came = False  # whether whole records to merge are looked at
        self._running: Running | None = None
        self.head, self.foot, self.view = Head(t("handing.receive.title")), Foot(), IncomingView()
        self.arrival = ArrivalView()
        self.drop = DropArea(t("handing.drop"), t("handing.drop.hint"), t("handing.drop.target"))
        self.locked = LockedFile()
        self.cancel, self.keep = Button(t("window.cancel")), Button(t("handing.keep"), "primary")
        self.show_earlier = Button(t("handing.show_received"))
        self._stack, self._errors = QStackedWidget(), Banners()
        self._lay_out()
        self._connect()
        self.begin()

    def begin(self) -> None:
        """Begin anew: no file, nothing read."""
        self._path, self._passphrase, self._incoming, self._came = None, None, None, False
        self.locked.passphrase.take()
        self.arrival.forget()
        self.locked.hide()
        self._errors.clear()
        self._stack.setCurrentIndex(0)
        self._show_foot()

    def check(self, path: Path, passphrase: str | None = None) -> None:
        """Check the file at `path`; nothing is kept by that."""
        self._errors.clear()
        self._path, self._passphrase = path, passphrase
        session = self._desk.vault
        self._running = self._desk.start(
            t("handing.checking"),
            lambda progress: checking.check(session, path, passphrase, progress),
            self._checked,
            self._refused,
            self,
            amount=show_part,
        )
        self._show_foot()

    def ask_file(self) -> None:
        """Let the person choose a file."""
        chosen, _ = QFileDialog.getOpenFileName(self, t("handing.choose_file"), "", t("handing.age_files"))
        if chosen:
            self.check(Path(chosen))

    def _checked(self, came: Came) -> None:
        self._running = None
        self.locked.hide()
        match came:
            case Answered():
                self.begin()
                self.answered.emit(came)
            case CardFile():
                self.begin()
                self.card_came.emit(came.text)
            case Shown():
                self._came = True
                self.arrival.show_arrival(came)
                self._stack.setCurrentIndex(2)
            case Incoming():
                self._incoming = came
                self.view.show_incoming(came)
                self._stack.setCurrentIndex(1)
        self._show_foot()

    def _refused(self, error: CasefileError) -> None:
        self._running = None
        wants = error.key in NEEDS_PASSPHRASE
        self.locked.setVisible(wants)
        if error.key != "crypto.needs_passphrase":
            self._say(error, t("handing.not_received"))
        self._show_foot()
        if wants:
            self.locked.passphrase.setFocus()

    def _keep(self) -> None:
        if not self._came:
            self._keep_apart()
            return
        picked, found = self.arrival.picked, self.arrival.shown
        doomed = picked.to_destroy() if picked is not None else []
        if not doomed or found is None:
            self._merge()
            return
        confirm_removal(self.window(), doomed, found.authors, self._merge)

    def _merge(self) -> None:
        path, passphrase, session, picked = self._path, self._passphrase, self._desk.vault, self.arrival.picked
        assert path is not None and picked is not None, "there is a preview only of a file"
        answers, told = picked.answers(), self.arrival.told()
        self._errors.clear()
        self._running = self._desk.start(
            t("merging.job"),
            lambda progress: syncing.receive(
                session, path, answers, passphrase=passphrase, trusted=told, language=language(), progress=progress
            ),
            self._merged,
            self._not_kept,
            self,
            amount=show_part,
        )
        self._show_foot()

    def _merged(self, taken: Taken) -> None:
        self._running, self._passphrase = None, None
        self.merged.emit(taken)

    def _keep_apart(self) -> None:
        path, passphrase, session = self._path, self._passphrase, self._desk.vault
        assert path is not None, "there is a preview only of a file"
        told = self.view.told()
        self._errors.clear()
        self._running = self._desk.start(
            t("handing.keeping"),
            lambda progress: receive.receive(session, path, passphrase, told, progress),
            self._kept,
            self._not_kept,
            self,
            amount=show_part,
        )
        self._show_foot()

    def _kept(self, received: Received) -> None:
        self._running, self._passphrase = None, None
        self.kept.emit(received)

    def _not_kept(self, error: CasefileError) -> None:
        self._running = None
        self._say(error, t("handing.not_received"))
        self._show_foot()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        if self._running is not None:
            self._running.stop()
            self._running = None
        self.begin()
        self.left.emit()

    def _jobs_changed(self, _jobs: object) -> None:
        if self._running is not None and self._running.is_stopped:
            self._running = None
            self._show_foot()

    def _show_foot(self) -> None:
        incoming, busy = self._incoming, self._running is not None
        self.keep.setText(t("handing.keep"))
        if self._came:
            self._show_foot_of_merging(busy=busy)
            return
        told = self.view.told() is not None
        self.keep.setVisible(incoming is not None and incoming.received is None)
        self.keep.setEnabled(incoming is not None and may_keep(incoming, told) and not busy)
        self.show_earlier.setVisible(incoming is not None and incoming.received is not None)
        self.drop.setEnabled(not busy)
        self.locked.show_busy(busy=busy)
        if busy:
            self.foot.say("", t("handing.checking" if incoming is None else "handing.keeping"))
        elif incoming is not None and incoming.received is not None:
            self.foot.say("", t("handing.foot.already"))
        elif incoming is not None and not may_keep(incoming, told):
            self.foot.say("", t(f"handing.foot.{verdict(incoming)}"), "due")
        else:
            self.foot.say("", t("handing.foot.nothing_kept"))

    def _show_foot_of_merging(self, *, busy: bool) -> None:
        found, hindrance = self.arrival.shown, self.arrival.hindrance()
        before = found is not None and found.arrival.received
        self.keep.setText(t("merging.receipt_again" if before else "merging.take_in"))
        self.keep.updateGeometry()
        self.keep.show()
        self.keep.setEnabled(not hindrance and not busy)
        self.show_earlier.hide()
        if busy:
            self.foot.say("", t("merging.job"))
        elif hindrance:
            self.foot.say("", t(f"merging.hindrance.{hindrance}"), "due")
        elif before:
            self.foot.say("", t("handing.foot.already"))
        else:
            picked = self.arrival.picked
            self.foot.say(t("merging.foot", n=len(picked.records) if picked else 0), t("merging.foot.rest"))

    def _say(self, error: CasefileError, title: str) -> None:
        self._errors.say(title, catalogue().error(error))

    def _connect(self) -> None:
        self.drop.asked.connect(self.ask_file)
        self.drop.dropped.connect(lambda paths: self.check(paths[0]))
        self.locked.tried.connect(self._try_passphrase)
        self.view.told_changed.connect(self._show_foot)
        self.arrival.changed.connect(self._show_foot)
        self.cancel.clicked.connect(self._leave)
        self.keep.clicked.connect(self._keep)
        self.show_earlier.clicked.connect(self._show_earlier)
        self._desk.jobs.changed.connect(self._jobs_changed)

    def _try_passphrase(self, typed: str) -> None:
        if self._path is not None:
            self.check(self._path, typed)

    def _show_earlier(self) -> None:
        if self._incoming is not None and self._incoming.received is not None:
            self.shown.emit(self._incoming.received)

    def _lay_out(self) -> None:
        choose = Columns()
        self.drop.setFixedHeight(scaled(_DROP_HEIGHT))
        choose.left.addSpacing(sizes.S16)
        choose.add_left(self.drop)
        choose.add_left(self.locked)
        choose.left.addStretch(1)
        choose.right.addSpacing(sizes.S16)
        choose.right.addWidget(Paragraph(t("handing.receive.line"), "content", "ink2"))
        choose.right.addStretch(1)
        self._stack.addWidget(choose)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.arrival)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._errors)
        column.addWidget(self._stack, 1)
        for button in (self.cancel, self.show_earlier, self.keep):
            self.foot.add(button)
        framed(self.head, body, self.foot, self)
