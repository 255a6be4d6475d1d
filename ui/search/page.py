"""One box that finds everything: people in any spelling first, then every word of every record, kind by kind."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from casefile.errors import CasefileError
from casefile.progress import Progress
from casefile.usecases import cases, search
from casefile.usecases.cases import Choices
from casefile.usecases.narrowing import SavedSearch
from casefile.usecases.search import KindFound
from ui.parts.ask_line import AskLine
from ui.parts.banner import ErrorBanner
from ui.parts.buttons import IconButton
from ui.parts.chips import FilterChip
from ui.parts.empty import EmptyPage
from ui.parts.fields import TextField
from ui.parts.flow import Flow
from ui.parts.labels import Hairline, Label, Line, Run
from ui.parts.surface import Surface
from ui.parts.tips import tip
from ui.search.ask import AskRecord, AskWhen
from ui.search.filter_menu import filter_menu
from ui.search.kept import KeptSearches
from ui.search.results import EACH, MOST, answer, filters, number, total
from ui.search.unread import UnreadFiles
from ui.search.wanted import Chosen, Wanted, in_words, wanted_of
from ui.shell.answers import Found
from ui.shell.desk import Desk
from ui.shell.palette_list import ResultsList
from ui.theme import fonts, scaled, sizes
from ui.words import catalogue, language, t
from ui.work import Running

_WAIT_MS = 150  # after the last key, before asking
_PAGE_OF_ROWS = 8
_EMPTY, _NOTHING, _FOUND, _SAVED = range(4)  # what the page shows below its head
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _PAGE_OF_ROWS, Qt.Key.Key_PageUp: -_PAGE_OF_ROWS}


class SearchPage(Surface):
    """Its target is what to search for, in words or as a `SavedSearch`. The box keeps the keyboard: arrows choose among the results, Enter
    opens."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("page")
        self._desk = desk
        self._found: tuple[KindFound, ...] = ()
        self._kind, self._typed, self._answered = "", "", ""
        self.wanted = Wanted()
        self._asking: Running | None = None
        self.title, self.results, self.kept = Line(), ResultsList(), KeptSearches(desk, self._fail)
        self.filter = IconButton("list-filter", t("search.filter"), sizes.ICON_LARGE, sizes.FIELD)
        self.keep = IconButton("bookmark", t("search.saved"), sizes.ICON_LARGE, sizes.FIELD)
        self.unread = UnreadFiles(desk, self._fail)
        self.query = TextField(t("search.example"), icon="search")
        self.strip, self._chips = QWidget(), QButtonGroup(self)
        self._flow = Flow(5, 5, self.strip)
        self.filters = QWidget()
        self._filters = Flow(5, 5, self.filters)
        self._stack, self._errors = QStackedWidget(), QVBoxLayout()
        self._more = Label("", "second", "ink2")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._lay_out()
        self._connect()
        self._show_title()
        self.kept.reload()
        self.unread.count()

    def show_target(self, target: object) -> None:
        """Search for `target`."""
        kept = target if isinstance(target, SavedSearch) else SavedSearch("", str(target))
        self._kind = kept.kind
        self.query.edit.setText(kept.typed)
        self.query.edit.setFocus()
        self.want(wanted_of(kept))

    def want(self, wanted: Wanted) -> None:
        """Narrow the search to `wanted`."""
        self.wanted = wanted
        self._fill_filters()
        self._ask()

    def open_filters(self) -> None:
        """Open the menu of filters."""
        session = self._desk.vault
        self._desk.run(self, lambda _progress: cases.choices(session), self._open_filters, self._fail)

    def ask_for(self, name: str) -> AskWhen | AskRecord:
        """Ask for a time, a person or a case to narrow the search to."""
        dialog = AskWhen() if name == "when" else AskRecord(self._desk, name)
        dialog.chosen.connect(lambda chosen: self._set(name, chosen))
        dialog.show_on(self.window())
        return dialog

    def open_kept(self) -> None:
        """Open the menu of searches that are kept."""
        here = self.wanted.saved("", self.query.text().strip(), self._kind)
        something = bool(here.typed) or any(self.wanted.chips())
        self.kept.open_menu(self.keep, here, self.ask_name if something else None)

    def ask_name(self) -> AskLine:
        """Ask for the name under which to keep what is searched for."""
        proposed = in_words(self.wanted.saved("", self.query.text().strip(), ""))
        title, line, example = t("search.save.title"), t("search.save.line"), t("search.save.example")
        dialog = AskLine(title, line, t("search.save.verb"), example, proposed)
        dialog.said.connect(self._save)
        dialog.show_on(self.window())
        return dialog

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
            self._enter()
        elif key == Qt.Key.Key_Escape and self.query.text():
            self.query.edit.clear()
        else:
            return False
        return True

    def _enter(self) -> None:
        """What is still shown for other words is not opened: nobody asked for it."""
        if self.query.text().strip() == self._answered:
            self._open()
        elif self._timer.isActive():
            self._ask()

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
        self._typed, narrowed = typed, self.wanted.narrowing
        many, kinds = MOST if kind else EACH, (kind,) if kind else ()

        def survey(_progress: Progress) -> tuple[KindFound, ...]:
            return search.survey(session, typed, code, many, kinds, narrowed)

        def all_of_it(progress: Progress) -> tuple[KindFound, ...]:
            return search.survey(session, typed, code, many, kinds, narrowed, None, progress)

        def begin(found: tuple[KindFound, ...]) -> None:
            self._show(found)
            if narrowed != search.EVERYTHING and (not found or found[0].more) and self._asking is asking:
                self._asking = self._desk.run(self, all_of_it, self._show, self._fail)

        self._asking = asking = self._desk.run(self, survey, begin, self._fail)

    def _show(self, found: tuple[KindFound, ...]) -> None:
        self._found, self._answered = found, self._typed
        if self._kind and self._kind not in {each.kind for each in found}:
            self._kind = ""
            if found:
                self._ask()
                return
        self.results.show_answer(answer(found, self._kind, self._typed), self._kind)
        self._show_title()
        self._fill_strip()
        shown = next((each for each in found if each.kind == self._kind), None)
        beyond = shown is not None and (shown.total > len(shown.best) or (shown.more and len(shown.best) >= MOST))
        self._more.set_text(t("search.first_of", shown=number(MOST), total=total([shown])) if shown and beyond else "")
        self._foot.setVisible(beyond)
        asked = self.query.text().strip() or any(self.wanted.chips())
        self._stack.setCurrentIndex(_FOUND if found else _NOTHING if asked else _SAVED if self.kept.kept else _EMPTY)

    def _show_title(self) -> None:
        count = sum(each.total for each in self._found)
        words = t("search.found", n=count, number=total(self._found)) if self._found else ""
        self.title.set_runs([Run(t("window.page.search"), "title"), Run(words, "content", "ink2", 12)])

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

    def _fill_filters(self) -> None:
        while (item := self._filters.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for name, said in self.wanted.chips():
            chip = FilterChip(said, removable=True)
            tip(chip, t("search.filter.drop", name=said))
            chip.clicked.connect(lambda _checked=False, name=name: self._set(name, None))
            self._filters.addWidget(chip)
        self.filters.setVisible(any(self.wanted.chips()))

    def _set(self, name: str, chosen: Chosen | None) -> None:
        self.want(self.wanted.having(name, chosen))
        self.query.edit.setFocus()

    def _open_filters(self, choices: Choices) -> None:
        filter_menu(self.filter, self.wanted, choices, self.want, self.ask_for)

    def _save(self, name: str) -> None:
        self.kept.save(self.wanted.saved(name, self.query.text().strip(), self._kind))

    def _show_kept(self) -> None:
        if self._stack.currentIndex() in (_EMPTY, _SAVED):
            self._stack.setCurrentIndex(_SAVED if self.kept.kept else _EMPTY)

    def _fail(self, error: CasefileError) -> None:
        self._errors.addWidget(ErrorBanner(t("search.failed"), catalogue().error(error)))

    def _connect(self) -> None:
        self.query.edit.setAccessibleName(t("window.palette.name"))
        self.query.edit.installEventFilter(self)
        self.query.edit.textChanged.connect(lambda _text: self._timer.start())
        self._timer.timeout.connect(self._ask)
        self.results.clicked.connect(lambda _index: self._open())
        self.results.setAccessibleName(t("search.results"))
        self.filter.clicked.connect(self.open_filters)
        self.keep.clicked.connect(self.open_kept)
        self.kept.wanted.connect(self.show_target)
        self.kept.read.connect(self._show_kept)
        self.unread.read.connect(self._ask)
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
        field.setSpacing(sizes.S8)
        field.addWidget(self.query, 1)
        field.addWidget(self.filter)
        field.addWidget(self.keep)
        field.addStretch(0)
        head.addLayout(field)
        head.addWidget(self.filters)
        head.addWidget(self.strip)
        head.addWidget(self.unread)
        head.addLayout(self._errors)
        for hidden in (self.strip, self.filters):
            hidden.hide()
        self._stack.addWidget(EmptyPage("search", t("search.empty"), t("search.empty.line")))
        self._stack.addWidget(EmptyPage("search", t("window.palette.nothing"), t("search.nothing.line")))
        self._stack.addWidget(_indented(self.results, sizes.S4))
        self._stack.addWidget(_indented(self.kept, sizes.S12))
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
