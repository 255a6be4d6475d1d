"""Every state of every part on one page, to lay beside the picture `states`. Rendered by `screenshots.py`."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionViewItem, QWidget

from ui.chronology.bars import paint_lasting, paint_measure
from ui.chronology.nodes import paint_node
from ui.parts.banner import ErrorBanner
from ui.parts.buttons import Button, Kind
from ui.parts.chips import paint_chip, paint_citation
from ui.parts.dialog import Dialog
from ui.parts.drop import paint_target
from ui.parts.empty import EmptyPage
from ui.parts.fields import TextField
from ui.parts.focus import FocusFrame
from ui.parts.jobs_bar import JobsBar, JobView
from ui.parts.labelled import Finding
from ui.parts.rows import Row, RowDelegate, RowsModel
from ui.parts.surface import Surface
from ui.parts.toggles import paint_check, paint_radio
from ui.theme import draw

_X = (24, 144, 264, 384, 504)
_Flag = QStyle.StateFlag


class _Focused(QLineEdit):
    def hasFocus(self) -> bool:
        return True


class StatesPage(Surface):
    """640 by 720."""

    def __init__(self) -> None:
        super().__init__("page")
        self.setFixedSize(640, 720)
        self._frames: list[FocusFrame] = []
        self._buttons()
        self._fields()
        self._lower()

    def _place(self, widget: QWidget, x: int, y: int, wide: int, high: int) -> None:
        widget.setParent(self)
        widget.setFixedSize(wide, high)
        widget.move(x, y)
        widget.show()

    def _buttons(self) -> None:
        kinds: list[tuple[str, Kind]] = [("Record", "primary"), ("Choose...", "normal"), ("Erase...", "danger")]
        for line, (words, kind) in enumerate(kinds):
            for column, x in enumerate(_X):
                button = Button(words, kind)
                self._place(button, x, 31 + 40 * line, 112, 32)
                button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, column == 1)
                button.setDown(column == 2)
                button.setEnabled(column != 4)
                if column == 3:
                    self._ring(button)

    def _ring(self, widget: QWidget) -> None:
        frame = FocusFrame()
        frame.setWidget(widget)
        self._frames.append(frame)

    def _fields(self) -> None:
        for x, text in zip(_X, ("", "Atyrau", "2020-02", "31 Feb 2021", "Atyrau"), strict=True):
            field = TextField("place")
            field.edit.setText(text)
            self._place(field, x, 168, 112, 32)
            if x == 144:
                field.edit.__class__ = _Focused
            field.set_state("finding" if x == 264 else "refused" if x == 384 else "rest")
            field.setEnabled(x != 504)
        for x, text, state in ((264, "before its start", "finding"), (384, "not a date", "refused")):
            finding = Finding(self)
            finding.say(text, state)
            self._place(finding, x, 196, 120, 23)

    def _lower(self) -> None:
        dialog = Dialog(
            "Erase “West desk”?",
            "21 cases, 26 files and the recovery key go from this disk. Backups stay. It may be read as "
            "destroying evidence.",
        )
        cancel = Button("Cancel")
        dialog.add_button(cancel, "reject")
        dialog.add_button(Button("Erase", "destroy"), "accept")
        self._place(dialog, 24, 419, 290, 164)
        self._ring(cancel)
        words = "Nothing was written. The vault is as it was. Put the stick back and hand over again."
        actions = [("Try again", self.update), ("Details", self.update)]
        self._place(ErrorBanner("The stick was pulled out", words, actions), 326, 419, 290, 89)
        bar = JobsBar()
        bar.show_jobs([JobView("1", "Checking the vault", 0.64, "412 of 640 files · 40 s left")])
        self._place(bar, 24, 591, 592, 40)
        line = "Add the first charge, hearing or complaint."
        self._place(EmptyPage("scale", "No proceedings yet", line, "Add a proceeding..."), 24, 628, 592, 90)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        for x, words in zip(_X, ("rest", "hover", "pressed", "focus", "disabled"), strict=True):
            draw.text(painter, QRectF(x, 12, 120, 17), words, "second", "ink2")
        for x, words in zip(_X, ("rest", "focus", "finding", "refused", "disabled"), strict=True):
            draw.text(painter, QRectF(x, 151, 120, 17), words, "second", "ink2")
        self._paint_rows(painter)
        self._paint_small(painter)
        self._paint_marks(painter)
        paint_target(painter, QRectF(326, 516, 290, 67), "Drop 3 files into KZ-2019-007")

    def _paint_rows(self, painter: QPainter) -> None:
        rows = [
            (24, 227, "Row at rest", _Flag.State_None, True),
            (326, 227, "Hover", _Flag.State_MouseOver, True),
            (24, 263, "Selected", _Flag.State_Selected, True),
            (326, 263, "Selected, keyboard here", _Flag.State_Selected | _Flag.State_HasFocus, True),
            (24, 299, "Disabled", _Flag.State_None, False),
        ]
        model, delegate = RowsModel(), RowDelegate("one")
        model.show_rows([Row(str(n), row[2], icon="user-round", enabled=row[4]) for n, row in enumerate(rows)])
        for number, (x, y, _, state, enabled) in enumerate(rows):
            option = QStyleOptionViewItem()
            option.rect = QRect(x, y, 290, 32)
            option.state = state | (_Flag.State_Enabled if enabled else _Flag.State_None)
            delegate.paint(painter, option, model.index(number))

    def _paint_small(self, painter: QPainter) -> None:
        checks = (Qt.CheckState.Unchecked, Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked)
        for number, state in enumerate(checks):
            paint_check(painter, 25 + 26 * number, 341, state)
        paint_check(painter, 129, 341, Qt.CheckState.Unchecked, enabled=False)
        paint_radio(painter, 154, 341, chosen=False)
        paint_radio(painter, 178, 341, chosen=True)
        paint_chip(painter, 202, 349, "neutral", "neutral")
        paint_chip(painter, 264, 349, "granted", "accent", "check")
        paint_chip(painter, 349, 349, "1 May", "due")
        paint_chip(painter, 406, 349, "wrong hash", "danger", "circle-alert")
        paint_chip(painter, 513, 349, "Caps Lock", "ink")
        paint_citation(painter, 591, 349, 1)

    def _paint_marks(self, painter: QPainter) -> None:
        for x, certainty in ((34, "exact"), (58, "partial"), (82, "about")):
            paint_node(painter, QPointF(x, 379), "happening", certainty)
            paint_node(painter, QPointF(x + 80, 379), "proceeding", certainty)
        paint_node(painter, QPointF(194, 379), "intervention", "exact")
        paint_node(painter, QPointF(222, 379), "measure", "exact")
        for x, look in ((250, "remand"), (330, "imprisonment"), (410, "restriction")):
            paint_measure(painter, QRectF(x, 375, 68, 8), look)
        paint_lasting(painter, QPointF(490, 379), QPointF(538, 379), "lasting")
        paint_lasting(painter, QPointF(550, 379), QPointF(596, 379), "about")
        words = ((29, "exact, partial, about"), (250, "remand"), (330, "imprisoned"), (410, "restricted"))
        for x, text in (*words, (490, "lasting"), (550, "about")):
            draw.text(painter, QRectF(x, 394, 140, 17), text, "second", "ink2")
