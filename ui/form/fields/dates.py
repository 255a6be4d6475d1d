"""A date as far as it is known, and a length of time as the source states it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import cast

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QVBoxLayout, QWidget, QWidgetAction

from casefile import clock
from casefile.domain import dates
from casefile.domain.amounts import show_length
from casefile.domain.dates import Precision, precision_of
from casefile.domain.values import Length, When
from ui.form.fields.base import NONE, Editor
from ui.form.fields.month import Month
from ui.form.fields.plain import only, whole
from ui.form.showing import date_in_words
from ui.parts.buttons import IconButton
from ui.parts.date_field import DateField, Reading
from ui.parts.fields import State, TextField
from ui.theme import scaled, sizes
from ui.words import language, t


class WhenEditor(Editor):
    """Free typing, the reading at the right, the strip, and a calendar for a day. What it shows stays the value until it is retyped:
    the words of the source and the mark of an inferred year are not lost by looking."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held: When | None = None
        self._held_text = ""
        self.field = DateField(self._read, self._reshape, placeholder)
        calendar = IconButton("calendar-days", t("form.calendar"), side=scaled(sizes.ICON + 4))
        calendar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        calendar.clicked.connect(self._open_calendar)
        self.field.field.add(calendar)
        self.field.field.row.setContentsMargins(10, 0, 8, 0)
        self._calendar = calendar
        only(self, self.field)
        self.setFocusProxy(self.field.edit)
        self.field.changed.connect(lambda _edtf: self._tell())

    def value(self) -> When | None:
        """The date; None where there is none or it cannot be read."""
        text = self.field.text().strip()
        if text == self._held_text:
            return self._held
        return _read(text)

    def typed(self) -> Mapping[str, str]:
        """What cannot be read as a date."""
        text = self.field.text().strip()
        return {"": text} if text and self.value() is None else NONE

    def show_typed(self, typed: Mapping[str, str]) -> None:
        """Show it again."""
        if "" in typed:
            self._held, self._held_text = None, ""
            self.field.set_text(typed[""])

    def refusal(self) -> str:
        """It says no date, or more than one."""
        return t("form.refused.date") if self.typed() else ""

    def set_state(self, state: State) -> None:
        """On the frame."""
        self.field.set_state(state)

    def _show(self, value: When | None) -> None:
        self._held = value
        self._held_text = date_in_words(replace(value, inferred=False)) if value else ""
        self.field.set_text(self._held_text)
        self.field.edit.setCursorPosition(0)

    def _read(self, text: str) -> Reading:
        found = self._held if text.strip() == self._held_text else _read(text)
        if found is None:
            return Reading("")
        try:
            precision = precision_of(found.edtf)
        except ValueError:
            return Reading("")
        words = t(f"dates.precision.{precision}")
        return Reading(found.edtf, precision, t("form.inferred", precision=words) if found.inferred else words)

    def _reshape(self, text: str, precision: str) -> str:
        found = self.value()
        if found is None:
            return text
        return date_in_words(When(dates.reshape(found.edtf, cast(Precision, precision))))

    def _open_calendar(self) -> None:
        held, today = self.value(), clock.now().date()
        month = Month(dates.bounds(held.edtf).earliest if held else today, today)
        menu = QMenu(self)
        action = QWidgetAction(menu)
        action.setDefaultWidget(month)
        menu.addAction(action)
        month.chosen.connect(lambda day: self._choose(day, menu))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.field.field.mapToGlobal(QPoint(0, self.field.field.height() + 4)))
        month.setFocus()

    def _choose(self, day: date, menu: QMenu) -> None:
        menu.close()
        self.field.set_text(date_in_words(When(day.isoformat())))
        self.field.edit.setFocus()


def _read(text: str) -> When | None:
    return dates.read(text, language(), clock.now().date()) if text.strip() else None


_UNITS = ("years", "months", "days", "hours")


class LengthEditor(Editor):
    """The words of the source; while the keyboard is inside, below them, how many years, months, days and hours they mean."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = TextField(placeholder)
        self._figures = {
            unit: TextField(inside=t(f"form.length.{unit}"), height=sizes.FIELD_TOOLBAR) for unit in _UNITS
        }
        self._strip = self._build_strip()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.field)
        column.addWidget(self._strip)
        self._strip.hide()
        self.setFocusProxy(self.field.edit)
        for each in (self.field, *self._figures.values()):
            each.edit.textChanged.connect(lambda _text: self._read())
        QApplication.instance().focusChanged.connect(self._moved)  # type: ignore[union-attr]  # there is one

    def value(self) -> Length | None:
        """The length; None where nothing was said."""
        figures = {unit: whole(field.text()) for unit, field in self._figures.items()}
        words = self.field.text().strip()
        if not words and not any(figures.values()):
            return None
        return Length(words or show_length(Length("", **figures), language()), **figures)

    def typed(self) -> Mapping[str, str]:
        """Figures that are no numbers."""
        said = {unit: field.text().strip() for unit, field in self._figures.items()}
        return {unit: text for unit, text in said.items() if text and whole(text) is None}

    def show_typed(self, typed: Mapping[str, str]) -> None:
        """Show them again."""
        for unit in _UNITS:
            if unit in typed:
                self._figures[unit].edit.setText(typed[unit])

    def refusal(self) -> str:
        """It takes figures."""
        return t("form.refused.number") if self.typed() else ""

    def set_state(self, state: State) -> None:
        """On the frame."""
        self.field.set_state(state)

    def _show(self, value: Length | None) -> None:
        self.field.edit.setText(value.words if value else "")
        for unit, field in self._figures.items():
            number = getattr(value, unit) if value else None
            field.edit.setText("" if number is None else str(number))

    def _read(self) -> None:
        held = self.value()
        counted = Length("", held.years, held.months, held.days, held.hours) if held else Length("")
        self.field.set_reading(show_length(counted, language()), "second")
        self._tell()

    def _build_strip(self) -> QWidget:
        strip = QWidget()
        row = QHBoxLayout(strip)
        row.setContentsMargins(0, sizes.S8, 0, 0)
        row.setSpacing(sizes.S4)
        for field in self._figures.values():
            field.setMinimumWidth(field.label.sizeHint().width() + 48 if field.label else 64)
            row.addWidget(field, 1)
        return strip

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._strip.setVisible(new is not None and self.isAncestorOf(new))
