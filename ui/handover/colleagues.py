"""Contacts in rows: name and purpose, fingerprint, and whether anyone compared it. With a check box where they are chosen."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from casefile.domain.kinds import Contact
from casefile.usecases.contacts import fingerprint_of, is_lost, is_trusted, keys_of
from ui.handover import wording
from ui.parts.buttons import IconButton, Link
from ui.parts.chips import Chip
from ui.parts.labels import Label, Line, Run
from ui.parts.toggles import BOX, CheckBox
from ui.theme import draw, scaled, sizes
from ui.words import t

_HEIGHT = 72
_RING_ROOM = 3  # beside a button at the row's end, for its focus ring
HYBRID = "age1pq1"


def fingerprint(contact: Contact) -> str:
    """What both sides compare; empty where only a bare recipient is known."""
    return fingerprint_of(contact.recipient, contact.signing_key) or ""


def is_classical(contact: Contact) -> bool:
    """Whether what is sent to them may be opened once there are large quantum computers."""
    return not (contact.recipient or "").startswith(HYBRID)


class ColleagueRow(QWidget):
    """One contact, 72 high with a hairline below.

    `toggled` with their id and whether they are chosen; `compare` and `asked` with their id, the latter with what is asked before it:
    ``edit``, ``team``, ``card``, ``lost`` or ``remove``.
    """

    toggled = Signal(str, bool)
    compare = Signal(str)
    asked = Signal(str, str)

    def __init__(self, contact: Contact, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.contact = contact
        self.box: CheckBox | None = None
        self.link = Link(t("handing.compare_now"), role="second")
        self.link.setAccessibleName(t("handing.compare_with", name=contact.name or ""))
        self.link.clicked.connect(lambda: self.compare.emit(contact.id))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 9, 0, 9)
        self._row.setSpacing(0)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(self._name())
        words.addWidget(Label(fingerprint(contact) or t("handing.no_fingerprint"), _mono(contact), "ink2"))
        words.addLayout(self._comparison())
        words.addStretch(1)
        self._row.addLayout(words, 1)
        self.setFixedHeight(scaled(_HEIGHT))

    def choosable(self, *, chosen: bool) -> None:
        """Put a check box before the words."""
        self.box = CheckBox()
        self.box.setChecked(chosen)
        self.box.setAccessibleName(self.in_words())
        self.box.setFixedSize(BOX, scaled(20))
        self.box.toggled.connect(lambda on: self.toggled.emit(self.contact.id, on))
        self._row.insertWidget(0, self.box, 0, Qt.AlignmentFlag.AlignTop)
        self._row.insertSpacing(1, sizes.GAP_ROW)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def with_menu(self) -> None:
        """Put a menu behind the words: compare, name, team, the own card for them, lost key, remove."""
        contact = self.contact
        button = IconButton("ellipsis", t("handing.more_about", name=contact.name or ""))
        menu = QMenu(button)
        menu.addAction(t("handing.compare"), lambda: self.compare.emit(contact.id)).setEnabled(
            bool(fingerprint(contact)) and not is_lost(contact)
        )
        menu.addAction(t("handing.edit"), lambda: self.asked.emit("edit", contact.id))
        team = menu.addAction(t("handing.team.is"), lambda: self.asked.emit("team", contact.id))
        team.setCheckable(True)
        team.setChecked(bool(contact.team))
        send = menu.addAction(t("handing.send_card"), lambda: self.asked.emit("card", contact.id))
        send.setEnabled(bool(contact.recipient))
        menu.addSeparator()
        menu.addAction(t("handing.lost"), lambda: self.asked.emit("lost", contact.id)).setEnabled(
            bool(keys_of(contact))
        )
        menu.addAction(t("handing.remove"), lambda: self.asked.emit("remove", contact.id))
        button.clicked.connect(lambda: menu.popup(button.mapToGlobal(QPoint(0, button.height()))))
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addSpacing(_RING_ROOM)

    def in_words(self) -> str:
        """All that the row says."""
        contact = self.contact
        team = t("handing.team") if contact.team else ""
        renewed = f"{t('handing.renewed')} {wording.date(contact.renewed)}" if contact.renewed else ""
        parts = (
            contact.name or "",
            wording.text(contact.purpose),
            team,
            fingerprint(contact),
            state_of(contact),
            renewed,
        )
        return ", ".join(part for part in parts if part)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The whole row is the target of its check box."""
        if self.box is not None and self.rect().contains(event.position().toPoint()):
            self.box.setFocus(Qt.FocusReason.MouseFocusReason)
            self.box.toggle()
        super().mouseReleaseEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the hairline."""
        draw.hairline(QPainter(self), 0, self.width(), QRectF(self.rect()).height() - 1)

    def _name(self) -> QHBoxLayout:
        name, purpose = self.contact.name or "", wording.text(self.contact.purpose)
        runs = [Run(name, "strong"), Run(f", {purpose}" if purpose else "", "content", "ink2", 0)]
        row = QHBoxLayout()
        row.setSpacing(sizes.S8)
        row.addWidget(Line(runs).eliding())
        if self.contact.team:
            row.addWidget(Chip(t("handing.team"), "accent", "users"))
        if self.contact.renewed is not None:
            row.addWidget(Chip(t("handing.renewed")))
        row.addStretch(1)
        return row

    def _comparison(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(sizes.S12)
        trusted, lost = is_trusted(self.contact), is_lost(self.contact)
        role, tone = ("second", "ink2") if trusted else ("second_strong", "danger" if lost else "due")
        row.addWidget(Label(state_of(self.contact), role, tone).eliding())
        if not trusted and not lost and fingerprint(self.contact):
            row.addWidget(self.link)
        if is_classical(self.contact):
            row.addWidget(Label(t("handing.classical"), "second_strong", "due").eliding(), 1)
        row.addStretch(1)
        return row


def state_of(contact: Contact) -> str:
    """Whether they may be relied on: compared when and how, not compared, or their key is lost."""
    return t("handing.lost.said") if is_lost(contact) else wording.compared(contact) or t("handing.not_compared")


def _mono(contact: Contact) -> str:
    return "mono" if fingerprint(contact) else "second"


class Colleagues(QWidget):
    """Some contacts, one below the other. Arrows go from check box to check box."""

    toggled = Signal(str, bool)
    compare = Signal(str)
    asked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ColleagueRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_contacts(self, contacts: Sequence[Contact], chosen: Collection[str] | None = None) -> None:
        """Show `contacts`; with `chosen` each has a check box, else a menu."""
        focused = next((row.contact.id for row in self.rows if row.box and row.box.hasFocus()), None)
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [ColleagueRow(contact) for contact in contacts]
        for row in self.rows:
            self._add(row, chosen)
            if row.box is not None and row.contact.id == focused:
                row.box.setFocus()

    def _add(self, row: ColleagueRow, chosen: Collection[str] | None) -> None:
        if chosen is None:
            row.with_menu()
        else:
            row.choosable(chosen=row.contact.id in chosen)
            assert row.box is not None
            row.box.installEventFilter(self)
        row.toggled.connect(self.toggled)
        row.compare.connect(self.compare)
        row.asked.connect(self.asked)
        self._column.addWidget(row)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Up and Down go from one contact to the next."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            boxes = [row.box for row in self.rows if row.box is not None]
            if step and watched in boxes:
                place = boxes.index(watched) + step
                if 0 <= place < len(boxes):
                    boxes[place].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return False
