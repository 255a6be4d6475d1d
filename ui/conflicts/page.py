"""What waits for a person after the work of several met: a list at the left, what is chosen of it at the right; once settled, the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefile.errors import CasefileError
from casefile.usecases import conflicts
from casefile.usecases.conflicts import Conflict, Request
from casefile.usecases.edit import Changes
from casefile.usecases.inspection import shown
from ui.conflicts import waiting
from ui.conflicts.panels import ConflictPanel, RequestPanel
from ui.conflicts.waiting import Waiting
from ui.parts.banner import ErrorBanner
from ui.parts.buttons import Button
from ui.parts.dialog import confirm_destruction
from ui.parts.frame import Columns, Head, framed
from ui.parts.headings import Heading
from ui.parts.paragraphs import Paragraph
from ui.parts.rows import KEY_ROLE, ListView, Row
from ui.parts.surface import Surface
from ui.shell.desk import Desk
from ui.shell.targets import OpenRecord
from ui.theme import sizes
from ui.words import catalogue, t

_BETWEEN = "\n"
_SHOWN_FORKS = 5


class ConflictsPage(Surface):
    """A target is the id of a record, (id, path) of a conflict, or the id of a request."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("page", (), parent)
        self._desk = desk
        self.found: Waiting | None = None
        self._first = self._wanted = ""
        self.head, self.columns, self.panel = Head(t("merging.page")), Columns(), QWidget()
        self.back = Button(t("window.back"))
        self.lists = {name: ListView("two") for name in ("conflicts", "requests")}
        self._headings = {name: Heading(t(f"merging.page.{name}")) for name in self.lists}
        self.forks = Paragraph("", "content", "due")
        self.nothing = Paragraph(t("merging.page.nothing"), "content", "ink2")
        self._errors = QVBoxLayout()
        self._lay_out()
        self._connect()
        self.load()

    def show_target(self, target: object) -> None:
        """Begin with a record's conflicts, one of them, or a request."""
        if isinstance(target, tuple):
            record, path = target
            self._first, self._wanted = str(record), f"{record} {path}"
        else:
            self._first = self._wanted = str(target)
        self.load()

    def place(self) -> object:
        """What leads back here."""
        return self._first or None

    def refresh(self, _changes: Changes) -> None:
        """Something was changed anywhere."""
        self.load()

    def load(self) -> None:
        """Ask the core what waits."""
        session, first = self._desk.vault, self._record()
        self._desk.run(self, lambda _progress: waiting.look(session, first), self.show_waiting, self._say)

    def show_waiting(self, found: Waiting) -> None:
        """Show what waits, with what was chosen before, or the next after it."""
        before = {name: view.currentIndex().row() for name, view in self.lists.items()}
        self.found = found
        rows = {
            "conflicts": [_conflict(each, found) for each in found.conflicts],
            "requests": [Row(each.id, shown(each.label), waiting.asks(each, found.authors)) for each in found.requests],
        }
        totals = {"conflicts": found.total, "requests": len(found.requests)}
        for name, view in self.lists.items():
            view.blockSignals(True)
            view.show_rows(rows[name])
            view.blockSignals(False)
            view.fit_height()
            view.setVisible(bool(rows[name]))
            self._headings[name].show_counts(str(totals[name]))
            self._headings[name].setVisible(bool(rows[name]))
        self.forks.set_text(
            _BETWEEN.join(t("merging.page.fork", n=len(each.records)) for each in found.forks[:_SHOWN_FORKS])
        )
        self.forks.setVisible(bool(found.forks))
        self.nothing.setVisible(not (found.conflicts or found.requests or found.forks))
        self._choose(before)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back."""
        if event.key() == Qt.Key.Key_Escape:
            self._desk.back()
        else:
            super().keyPressEvent(event)

    def _record(self) -> str:
        """The record that was asked for, while one of its conflicts is known to wait."""
        return (
            self._first
            if self.found is None or any(each.record == self._first for each in self.found.conflicts)
            else ""
        )

    def _choose(self, before: dict[str, int]) -> None:
        wanted, self._wanted = self._wanted, ""
        for name, view in self.lists.items():
            for row in range(view.rows.rowCount()):
                key = str(view.rows.index(row).data(KEY_ROLE))
                if wanted and (key == wanted or key.startswith(f"{wanted} ")):
                    self._show(name, key)
                    return
        shown_list = "requests" if isinstance(self.panel, RequestPanel) else "conflicts"
        for name in (shown_list, *self.lists):
            view = self.lists[name]
            if view.rows.rowCount():
                row = min(max(before[name], 0), view.rows.rowCount() - 1)
                self._show(name, str(view.rows.index(row).data(KEY_ROLE)))
                return
        self._put(QWidget())

    def _show(self, name: str, key: str) -> None:
        if self.found is None or not key:
            return
        view = self.lists[name]
        view.blockSignals(True)
        view.choose(key)
        view.blockSignals(False)
        if name == "requests":
            self._put(self._request(next(each for each in self.found.requests if each.id == key)))
        else:
            self._put(
                self._conflict(next(each for each in self.found.conflicts if f"{each.record} {each.path}" == key))
            )

    def _conflict(self, conflict: Conflict) -> ConflictPanel:
        assert self.found is not None, "a list is shown of what was found"
        record, path, session = conflict.record, conflict.path, self._desk.vault
        panel = ConflictPanel(conflict, self.found.said[record, path])
        panel.chosen.connect(lambda entry: self._do(lambda: conflicts.choose(session, record, path, entry)))
        panel.typed.connect(lambda value: self._do(lambda: conflicts.resolve(session, record, path, value)))
        panel.opened.connect(lambda: self._desk.go("form", OpenRecord(conflict.kind, record)))
        return panel

    def _request(self, request: Request) -> RequestPanel:
        assert self.found is not None, "a list is shown of what was found"
        panel = RequestPanel(request, self.found)
        panel.declined.connect(lambda: self._do(lambda: conflicts.decline(self._desk.vault, request.id)))
        panel.accepted.connect(lambda: self._ask(request))
        panel.opened.connect(lambda: self._desk.go("form", OpenRecord(request.kind, request.record)))
        return panel

    def _ask(self, request: Request) -> None:
        assert self.found is not None, "a list is shown of what was found"
        held = self.found.held.get(request.id, ()) or (waiting.asks(request, self.found.authors),)
        words = _BETWEEN.join((*held, "", t("merging.page.destroy")))
        title = t("merging.page.destroy_title", label=shown(request.label))
        session = self._desk.vault
        confirm_destruction(
            self.window(),
            title,
            words,
            t("merging.destroy.verb"),
            lambda: self._do(lambda: conflicts.accept(session, request.id)),
        )

    def _do(self, act: Callable[[], Changes]) -> None:
        self.panel.setEnabled(False)
        self._desk.run(self, lambda _progress: act(), self._desk.publish, self._refused)

    def _refused(self, error: CasefileError) -> None:
        self.panel.setEnabled(True)
        self._say(error)
        self.load()

    def _say(self, error: CasefileError) -> None:
        while (item := self._errors.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._errors.addWidget(ErrorBanner(t("merging.page.failed"), catalogue().error(error)))

    def _put(self, panel: QWidget) -> None:
        self.columns.right.replaceWidget(self.panel, panel)
        self.panel.hide()
        self.panel.deleteLater()
        self.panel = panel

    def _connect(self) -> None:
        for name, view in self.lists.items():
            view.chosen.connect(lambda key, name=name: self._show(name, key))
            view.opened.connect(lambda key, name=name: self._open(name, key))
        self.back.clicked.connect(self._desk.back)

    def _open(self, name: str, key: str) -> None:
        """Enter or a click leads on to the answers."""
        self._show(name, key)
        panel: Any = self.panel
        first = panel.takes[0] if isinstance(panel, ConflictPanel) else panel.keep
        first.setFocus()

    def _lay_out(self) -> None:
        self.head.add(self.back)
        for name, view in self.lists.items():
            view.setAccessibleName(t(f"merging.page.{name}"))
            self.columns.add_left(self._headings[name])
            self.columns.left.addWidget(view)
            self.columns.left.addSpacing(sizes.S12)
        self.columns.add_left(self.nothing)
        self.columns.add_left(self.forks)
        self.columns.left.addStretch(1)
        self.columns.right.addWidget(self.panel)
        self.columns.right.addStretch(1)
        for hidden in (*self.lists.values(), *self._headings.values(), self.nothing, self.forks):
            hidden.hide()
        column = framed(self.head, self.columns, None, self)
        self._errors.setContentsMargins(sizes.S24, 0, sizes.S24, 0)
        column.insertLayout(1, self._errors)


def _conflict(conflict: Conflict, found: Waiting) -> Row:
    versions = " · ".join(each.value for each in found.said[conflict.record, conflict.path])
    return Row(f"{conflict.record} {conflict.path}", waiting.title(conflict), versions)
