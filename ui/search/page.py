"""One box that finds everything: people in any spelling first, then every word of every record, kind by kind."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from casefile.errors import CasefileError
from casefile.progress import Progress
from casefile.usecases import search
from casefile.usecases.search import KindFound
from ui.parts.banner import ErrorBanner
from ui.parts.chips import FilterChip
from ui.parts.empty import EmptyPage
from ui.parts.fields import TextField
from ui.parts.flow import Flow
from ui.parts.labels import Hairline, Label, Line, Run
from ui.parts.surface import Surface
from ui.search.results import EACH, MOST, answer, filters, number
from ui.shell.answers import Found
from ui.shell.desk import Desk
from ui.shell.palette_list import ResultsList
from ui.theme import fonts, scaled, sizes
from ui.words import catalogue, language, t
from ui.work import Running

_WAIT_MS = 150  # after the last key, before asking
_PAGE_OF_ROWS = 8
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _PAGE_OF_ROWS, Qt.Key.Key_PageUp: -_PAGE_OF_ROWS}


class SearchPage(Surface):
    """Its target is what to search for. The box keeps the keyboard: arrows choose among the results, Enter opens."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("page")
        self._desk = desk
        self._found: tuple[KindFound, ...] = ()
        self._kind = ""
        self._asking: Running | None = None
        self.title, self.results = Line(), ResultsList()
        self.query = TextField(t("search.example"), icon="search")
        self.strip, self._chips = QWidget(), QButtonGroup(self)
        self._flow = Flow(5, 5, self.strip)
        self._stack, self._errors = QStackedWidget(), QVBoxLayout()
        self._more = Label("", "second", "ink2")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._lay_out()
        self._connect()
        self._show_title()

    def show_target(self, target: object) -> None:
        """Search for `target`."""
        self._kind = ""
        self.query.edit.setText(str(target))
        self.query.edit.setFocus()
        self._ask()

    def place(self) -> str | None:
        """What is searched for."""
        return self.query.text() or None

    def refresh(self, _changes: object) -> None:
        """Search again: what was found may have changed."""
        if self._found:
            self._ask()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows, Page keys and Enter act on the results; Esc empties the box."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._key(Qt.Key(event.key())):
            return True
        return super().eventFilter(watched, event)

    def choose_kind(self, kind: str) -> None:
        """Show the results of one kind, or with an empty word of all."""
        self._kind = kind
        self._ask()
        self.query.edit.setFocus()

    def _key(self, key: Qt.Key) -> bool:
        if key in _STEPS:
            for _ in range(abs(_STEPS[key])):
                self.results.step(1 if _STEPS[key] > 0 else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif key == Qt.Key.Key_Escape and self.query.text():
            self.query.edit.clear()
        else:
            return False
        return True

    def _open(self) -> None:
        found: Found | None = self.results.chosen()
        if found is None:
            return
        if found.page:
            self._desk.go(found.page, found.target)
        else:
            self.choose_kind(str(found.target))

    def _ask(self) -> None:
        self._timer.stop()
        if self._asking is not None:
            self._asking.stop()
        session, typed, code, kind = self._desk.vault, self.query.text().strip(), language(), self._kind

        def survey(_progress: Progress) -> tuple[KindFound, ...]:
            return search.survey(session, typed, code, MOST if kind else EACH, (kind,) if kind else ())

        self._asking = self._desk.run(self, survey, self._show, self._fail)

    def _show(self, found: tuple[KindFound, ...]) -> None:
        self._found = found
        if self._kind and self._kind not in {each.kind for each in found}:
            self._kind = ""
            if found:
                self._ask()
                return
        self.results.show_answer(answer(found, self._kind), self._kind)
        self._show_title()
        self._fill_strip()
        shown = next((each for each in found if each.kind == self._kind), None)
        beyond = shown is not None and shown.total > len(shown.best)
        self._more.set_text(
            t("search.first_of", shown=number(MOST), total=number(shown.total)) if shown and beyond else ""
        )
        self._foot.setVisible(beyond)
        self._stack.setCurrentIndex(2 if found else 1 if self.query.text().strip() else 0)

    def _show_title(self) -> None:
        total = sum(each.total for each in self._found)
        count = t("search.found", n=total, number=number(total)) if self._found else ""
        self.title.set_runs([Run(t("window.page.search"), "title"), Run(count, "content", "ink2", 12)])

    def _fill_strip(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, FilterChip):
                self._chips.removeButton(widget)
                widget.deleteLater()
        for each in filters(self._found) if self._found else ():
            chip = FilterChip(each.words)
            chip.setChecked(each.kind == self._kind)
            chip.clicked.connect(lambda _checked=False, kind=each.kind: self.choose_kind(kind))
            self._chips.addButton(chip)
            self._flow.addWidget(chip)
        self.strip.setVisible(bool(self._found))

    def _fail(self, error: CasefileError) -> None:
        self._errors.addWidget(ErrorBanner(t("search.failed"), catalogue().error(error)))

    def _connect(self) -> None:
        self.query.edit.setAccessibleName(t("window.palette.name"))
        self.query.edit.installEventFilter(self)
        self.query.edit.textChanged.connect(lambda _text: self._timer.start())
        self._timer.timeout.connect(self._ask)
        self.results.clicked.connect(lambda _index: self._open())
        self.results.setAccessibleName(t("search.results"))
        self.setFocusProxy(self.query.edit)

    def _lay_out(self) -> None:
        self.title.setFixedHeight(scaled(32))
        self.query.edit.setFont(fonts.font("query"))
        self.query.setFixedHeight(scaled(sizes.FIELD_PASSPHRASE))
        self.query.setMaximumWidth(scaled(sizes.PALETTE_WIDTH))
        head = QVBoxLayout()
        head.setContentsMargins(sizes.S24, 12, sizes.S24, sizes.S12)
        head.setSpacing(sizes.S12)
        head.addWidget(self.title.eliding())
        field = QHBoxLayout()
        field.addWidget(self.query, 1)
        field.addStretch(0)
        head.addLayout(field)
        head.addWidget(self.strip)
        head.addLayout(self._errors)
        self.strip.hide()
        self._stack.addWidget(EmptyPage("search", t("search.empty"), t("search.empty.line")))
        self._stack.addWidget(EmptyPage("search", t("window.palette.nothing"), t("search.nothing.line")))
        self._stack.addWidget(_indented(self.results, sizes.S4))
        self._more.eliding()
        self._foot = _indented(self._more, sizes.S24)
        self._foot.setFixedHeight(scaled(sizes.RECORD_FOOT))
        self._foot.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Hairline())
        column.addWidget(self._stack, 1)
        column.addWidget(self._foot)


def _indented(widget: QWidget, margin: int) -> QWidget:
    frame = QWidget()
    row = QHBoxLayout(frame)
    row.setContentsMargins(margin, 0, margin, 0)
    row.addWidget(widget)
    return frame
