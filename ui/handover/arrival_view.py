"""A bundle of whole records, before it is merged: who sent it and what to know at the left; what comes, to be chosen from, at the right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from casefile.usecases.arrival import Arrival
from casefile.usecases.inspection import AddressedTo, Signature
from ui.handover import arriving, cards
from ui.handover.arriving import Picked, Shown
from ui.handover.ledger import Ledger
from ui.handover.notes import Note, Notes
from ui.handover.record_picker import RecordPicker
from ui.handover.requests import Requests
from ui.handover.section import Section
from ui.parts.fields import TextField
from ui.parts.frame import Columns, below
from ui.parts.labelled import Labelled
from ui.parts.labels import Label, Line, Run
from ui.parts.paragraphs import Paragraph
from ui.parts.rows import ListView
from ui.parts.tabs import Tabs
from ui.parts.toggles import CheckBox
from ui.theme import scaled, sizes
from ui.words import t

_LEAST_HIGH = 360
_AROUND = 48  # above and below the right column


class ArrivalView(Columns):
    """Shows an arrival. `changed` when the person chose anything, or typed the fingerprint that an unknown sender told."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: Shown | None = None
        self.picked: Picked | None = None
        self._fingerprint = ""
        self.name, self.fingerprint, self.answers = Line().eliding(), Label("", "mono", "ink2"), Notes()
        self.typed = TextField("9c41 07be …")
        self._unknown = Labelled(t("handing.told"), self.typed, t("handing.told.help"))
        self.notes, self.counts = Notes(), Ledger(t("merging.comes"))
        self.fork, self.both_ways = Paragraph("", "content", "due"), CheckBox()
        self.removed, self.removed_names = Paragraph("", "content", "due"), Paragraph("", "content", "ink2")
        self.bring_back = CheckBox(t("merging.bring_back"))
        self.picker, self.requests = RecordPicker(), Requests()
        self.conflicts, self.alike = ListView("two"), ListView("two")
        self.conflicts.setAccessibleName(t("merging.conflicts"))
        self.alike.setAccessibleName(t("merging.alike"))
        self._right = QVBoxLayout()
        self.tabs: Tabs | None = None
        self._lay_out()
        self.typed.edit.textChanged.connect(self._typed)
        self.both_ways.toggled.connect(self._both_ways)
        self.bring_back.clicked.connect(self._bring_back)
        self.picker.changed.connect(self._picked)
        self.requests.answered.connect(self._answered)

    def show_arrival(self, shown: Shown) -> None:
        """Show what was found."""
        found = shown.arrival
        self.shown, self.picked = shown, Picked(found)
        self.name.set_runs([Run(arriving.sender_name(found), "strong")])
        self._fingerprint = found.checked.sender.fingerprint if found.checked.sender else ""
        self.fingerprint.set_text(self._fingerprint)
        self.answers.show_notes(_answers(shown))
        self._unknown.setVisible(self._needs_telling())
        self.typed.edit.clear()
        self.notes.show_notes(shown.notes)
        self._notes_heading.setVisible(bool(shown.notes))
        self.counts.show_entries(shown.counts)
        self._counts_heading.setVisible(bool(shown.counts))
        self._show_fork(found)
        self._show_removed(found)
        self.picker.show_arrival(shown, self.picked)
        self.requests.show_requests(found.purges, shown.authors)
        self.conflicts.show_rows(shown.conflicts)
        self.alike.show_rows(shown.alike)
        self._show_tabs(shown)

    def forget(self) -> None:
        """Keep nothing of what was looked at."""
        self.shown = self.picked = None
        self._fingerprint = ""
        self.typed.edit.clear()
        self.picker.forget()
        for rows in (self.conflicts, self.alike):
            rows.show_rows(())

    def told(self) -> str | None:
        """The fingerprint that was told and is the sender's; None while it is not."""
        return self._fingerprint if cards.same_fingerprint(self.typed.text(), self._fingerprint) else None

    def hindrance(self) -> str:
        """The code of what keeps it from being taken in; empty when nothing does."""
        if self.shown is None or self.picked is None:
            return "nothing"
        found, both = self.shown.arrival, self.picked.both_ways
        if found.checked.signature is Signature.LOST and not found.received:
            return "lost"
        if found.older_copy and not both:
            return "older_copy"
        if self._needs_telling() and self.told() is None:
            return "unknown"
        if found.is_forked and not both:
            return "forked"
        return ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is chosen from scrolls by itself, as high as the page."""
        super().resizeEvent(event)
        self._stack.setFixedHeight(max(scaled(_LEAST_HIGH), self.viewport().height() - scaled(sizes.TABS) - _AROUND))

    def _needs_telling(self) -> bool:
        found = self.shown.arrival if self.shown else None
        return found is not None and found.checked.signature is Signature.UNKNOWN and not found.received

    def _typed(self, text: str) -> None:
        if text.strip() and cards.same_fingerprint(text, self._fingerprint) is False:
            self._unknown.refuse(t("handing.told.differs"))
        else:
            self._unknown.clear()
        self.changed.emit()

    def _both_ways(self, on: bool) -> None:
        if self.picked is not None:
            self.picked.both_ways = on
        self.changed.emit()

    def _show_fork(self, found: Arrival) -> None:
        key = "older_copy" if found.older_copy else "forked"
        self._fork_box.setVisible(found.is_forked or found.older_copy)
        self.fork.set_text(t(f"merging.{key}", name=arriving.sender_name(found)))
        self.both_ways.setText(t("merging.older_copy.both" if found.older_copy else "merging.both_ways"))
        self.both_ways.setChecked(False)

    def _show_removed(self, found: Arrival) -> None:
        key, names = "merging.removed.whole" if found.brings_back else "merging.removed", arriving.removed_names(found)
        self._removed_box.setVisible(bool(found.removed))
        self.removed.set_text(t(key, n=len(found.removed)))
        self.removed_names.set_text(names)
        self.removed_names.setVisible(bool(names))
        self.bring_back.setChecked(self.picked is not None and self.picked.brings_back())

    def _bring_back(self, on: bool) -> None:
        if self.picked is not None:
            self.picked.bring_back(on)
        self.picker.check()
        self.changed.emit()

    def _picked(self) -> None:
        self.bring_back.setChecked(self.picked is not None and self.picked.brings_back())
        self.changed.emit()

    def _answered(self, request: str, answer: str) -> None:
        if self.picked is not None:
            self.picked.purges[request] = answer
        self.changed.emit()

    def _show_tabs(self, shown: Shown) -> None:
        found = shown.arrival
        named = [("records", t("merging.tab.records"))]
        if found.purges:
            named.append(("requests", t("merging.tab.requests", n=len(found.purges))))
        if shown.conflicts:
            named.append(("conflicts", t("merging.tab.conflicts", n=len(shown.conflicts))))
        if shown.alike:
            named.append(("alike", t("merging.tab.alike", n=len(shown.alike))))
        if self.tabs is not None:
            self._right.removeWidget(self.tabs)
            self.tabs.hide()
            self.tabs.deleteLater()
        self.tabs = Tabs(named, 0)
        self.tabs.opened.connect(self._open)
        self._right.insertWidget(0, self.tabs)
        self._open("records")

    def _open(self, name: str) -> None:
        self._stack.setCurrentIndex(("records", "requests", "conflicts", "alike").index(name))

    def _lay_out(self) -> None:
        self._notes_heading, self._counts_heading = Section(t("merging.to_know")), Section(t("merging.comes"))
        self._fork_box = below(_together(self.fork, self.both_ways), sizes.S16)
        removed = Section(t("merging.removed.heading"))
        self._removed_box = below(_together(removed, self.removed, self.removed_names, self.bring_back), sizes.S16)
        for widget, above in (
            (Section(t("handing.from")), 0),
            (self.name, 10),
            (self.fingerprint, 0),
            (self.answers, sizes.S12),
            (self._unknown, sizes.S16),
            (self._fork_box, 0),
            (self._removed_box, 0),
            (self._notes_heading, sizes.S12),
            (self.notes, sizes.S8),
            (self._counts_heading, sizes.S12),
            (self.counts, 0),
        ):
            self.left.addSpacing(above)
            self.add_left(widget)
        self.left.addStretch(1)
        self._stack = QStackedWidget()
        for each in (self.picker, self.requests, self.conflicts, self.alike):
            self._stack.addWidget(each)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.setSpacing(0)
        self._right.addWidget(self._stack)
        self._right.addStretch(1)
        self.right.addLayout(self._right)


def _together(*widgets: QWidget) -> QWidget:
    """Words and the choice that belongs to them, one below the other."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(sizes.S8)
    for widget in widgets:
        column.addWidget(widget)
    return box


def _answers(shown: Shown) -> list[Note]:
    found = shown.arrival
    notes = [_signature(shown)]
    if found.checked.addressed is AddressedTo.PASSPHRASE:
        notes.append(Note("key-round", t("handing.addressed.passphrase")))
    else:
        notes.append(Note("check", t("handing.addressed.you"), "accent"))
    if found.received:
        notes.insert(0, Note("info", t("merging.received_before"), "accent"))
    return notes


def _signature(shown: Shown) -> Note:
    found = shown.arrival
    if found.checked.signature is Signature.LOST:
        return Note("shield-alert", t("handing.signature.lost"), "danger")
    if found.checked.signature is Signature.UNKNOWN:
        return Note("shield-alert", t("handing.signature.unknown"), "due")
    if found.contact is None:
        return Note("shield-check", t("handing.signature.own"), "accent")
    if found.contact.compared is None:
        return Note("shield-alert", t("handing.signature.not_compared"), "due")
    return Note("shield-check", t("handing.signature.known"), "accent")
