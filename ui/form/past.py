"""What a record was: the list of its changes beside the form, and what each of them changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from casefile import clock
from casefile.domain.definition import FieldDefinition, Shape
from casefile.domain.kinds import kind_of
from casefile.domain.saying import say_whole
from casefile.errors import CasefileError
from casefile.usecases.recordform import Opened
from ui.form import dialogs, history
from ui.form.body import RecordBody
from ui.form.changes import ChangesList
from ui.form.showing import Names, in_words
from ui.form.state import FormState
from ui.history import field_dialog
from ui.history.field_dialog import Place
from ui.shell.desk import Desk
from ui.words import additions, language


class Past:
    """Shows in `changes` what was done to the record in `state`; a line opens what a field was, which can be put into `body` again."""

    def __init__(self, desk: Desk, page: QWidget, state: FormState, changes: ChangesList, names: Names) -> None:
        self._desk, self._page, self._state, self._changes, self._names = desk, page, state, changes, names

    def show(self, opened: Opened) -> None:
        """List the changes of what was opened."""
        today = clock.now().date()
        telling = history.Telling(self._state.draft.record, opened.authors, self._desk.vault.author.id, today)
        self._changes.show_lines(history.lines(opened.history, telling))

    def open_line(self, at: int, body: RecordBody, failed: Callable[[CasefileError], None]) -> None:
        """Show what the line at a place changed."""
        line = self._changes.lines()[at]
        try:
            field, now = self._state.definition(line.name), self._state.value(line.name)
            before = history.value_before(field, line, now)
        except (ValueError, TypeError, KeyError):
            return  # written by a newer version; it stays in the journal as it is
        dialogs.show_change(
            self._page.window(),
            line.words,
            line.by,
            self._said(field, before),
            self._said(field, now),
            lambda: body.put(line.name, before),
            lambda: self._open_values(line, body, failed),
        )

    def _open_values(self, line: history.Line, body: RecordBody, failed: Callable[[CasefileError], None]) -> None:
        """All that stood in the field, or in the one row that the line tells of."""
        path, record = line.steps[0].path, self._state.draft.record
        place = Place(kind_of(record).name, record.id, path, line.words.partition(":")[0], self._names)
        field_dialog.show(self._desk, self._page, place, failed, lambda: body.go_to(path))

    def _said(self, field: FieldDefinition, value: Any) -> str:
        """In words; of a text every language, for it may be another than the reader's that changed."""
        if field.shape is Shape.TEXT:
            return say_whole(field, value, language(), self._names, additions())
        return in_words(field, value, self._names)
