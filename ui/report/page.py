"""The page of a report. One is sent here with an `OpenReport` and comes back to the case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from casefile.domain.kinds import Evidence, Source
from casefile.domain.passages import Span
from casefile.errors import CasefileError
from casefile.usecases import edit, picking, report
from casefile.usecases.drafts import Draft
from casefile.usecases.edit import Changes
from casefile.usecases.picking import Candidate
from casefile.usecases.report import InPassage, Report
from ui.parts.banner import ErrorBanner
from ui.parts.buttons import Button, Link
from ui.parts.labels import Label
from ui.parts.scroll import FloatingBar
from ui.parts.split import SidePanel
from ui.parts.surface import Surface
from ui.report.passage import PassagePanel, Wish
from ui.report.paste import PasteForm, Typed
from ui.report.reading import ReadingText
from ui.report.unkept import Unkept
from ui.shell.desk import Desk
from ui.shell.targets import OpenRecord, OpenReport
from ui.theme import scaled, sizes
from ui.words import catalogue, language, t
from ui.work import Running

_PASTE, _READ = 0, 1
_MOST_CITED = 40
_OWN_PAGE = {"person": "people", "organisation": "organisations", "evidence": "evidence", "case": "cases"}


class ReportPage(Surface):
    """Takes a text in, and shows one to be cited from."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("page", (), parent)
        self._desk = desk
        self._target = OpenReport()
        self._report: Report | None = None
        self._looking: Running | None = None
        self.title, self.count = Label("", "title").eliding(), Label("", "second", "ink2").eliding()
        self.back = Link("", role="second")
        self.change = Button(t("report.edit"), icon="pencil", height=sizes.FIELD_TOOLBAR)
        self.source = Button(t("report.source"), icon="quote", height=sizes.FIELD_TOOLBAR)
        self.paste, self.text, self.panel = PasteForm(desk), ReadingText(), PassagePanel(desk)
        self.unkept = Unkept(desk, self.paste, self)
        self._errors, self._stack = QVBoxLayout(), QStackedWidget()
        self._lay_out()
        self._connect()
        self._show_paste()

    def show_target(self, target: object) -> None:
        """Read a source, or be ready for a new one."""
        assert isinstance(target, OpenReport)
        self._target, self._report = target, None
        session, reader = self._desk.vault, language()
        if target.case:
            self._desk.run(
                self,
                lambda _progress: picking.named(session, [target.case], reader).get(target.case),
                self._show_case,
                self._fail,
            )
        else:
            self._show_case(None)
        if target.source:
            self._read()
        else:
            self._show_paste()

    def place(self) -> OpenReport:
        """What leads back to what is shown."""
        return self._target

    def before_lock(self) -> None:
        """Keep what was typed."""
        self.unkept.write_now()

    def refresh(self, changes: object) -> None:
        """A citation or the source may have changed."""
        touched = isinstance(changes, Changes) and bool(changes.kinds & {"citation", "source"})
        if self._report is not None and touched:
            self._read()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back."""
        if event.key() == Qt.Key.Key_Escape:
            self._desk.back()
        else:
            super().keyPressEvent(event)

    def _read(self) -> None:
        session, source, reader = self._desk.vault, self._target.source, language()
        self._desk.run(self, lambda _progress: report.load(session, source, reader), self._show, self._fail)

    def _show(self, found: Report) -> None:
        if found.source.id != self._target.source:
            return  # another one was asked for meanwhile
        self._report = found
        self.title.set_text(str(found.source.title or found.source.short or ""))
        if not found.text:
            self._show_paste()
            return
        said = t("report.cited.count", n=len(found.passages))
        self.count.set_text(f"{said} · {t('report.lost', n=found.lost)}" if found.lost else said)
        self.text.show_text(found.text, [each.span for each in found.passages])
        fresh = self._stack.currentIndex() != _READ
        self._stack.setCurrentIndex(_READ)
        self._tell_buttons()
        self._look(self.text.span())
        if fresh:
            self.text.setFocus()

    def _show_case(self, case: Candidate | None) -> None:
        self.panel.show_case(case)
        self.back.setText(case.line if case else t("window.back"))
        self.back.updateGeometry()

    def _show_paste(self) -> None:
        found = self._report
        source = found.source if found is not None else Source()
        cases = (self._target.case,) if self._target.case else ()
        self.title.set_text(t("report.new"))
        self.count.set_text("")
        self.unkept.write_now()
        self.unkept.end()
        self.paste.begin(source, found.text if found else "", found.language if found else language(), cases)
        self.unkept.begin(found.source if found else None)
        self._stack.setCurrentIndex(_PASTE)
        self._tell_buttons()

    def _tell_buttons(self) -> None:
        reading = self._stack.currentIndex() == _READ
        for button in (self.change, self.source):
            button.setVisible(reading)

    def _keep(self, typed: Typed) -> None:
        session, before = self._desk.vault, self._report.source if self._report is not None else None
        self.unkept.end()

        def kept(changes: Changes) -> None:
            self._target = replace(self._target, source=typed.source.id)
            self._desk.publish(changes)
            self._read()

        def refused(error: CasefileError) -> None:
            self.unkept.begin(before)
            self.paste.refuse(catalogue().error(error))

        self._desk.run(
            self,
            lambda _progress: report.keep(session, typed.source, typed.text, typed.language),
            kept,
            refused,
        )

    def _leave_paste(self) -> None:
        self.unkept.discard()
        if self._report is not None and self._report.text:
            self._show(self._report)
        else:
            self._desk.back()

    def _take_file(self, evidence: str) -> None:
        session = self._desk.vault

        def taken(found: tuple[Evidence, str]) -> None:
            record, text = found
            self.paste.show_text(str(record.title or record.original_name or ""), text, record.id)

        self._desk.run(
            self,
            lambda progress: report.text_of(session, evidence, progress),
            taken,
            lambda error: self.paste.refuse(catalogue().error(error)),
        )

    def _look(self, span: object) -> None:
        """Look into what is marked, and say what is cited there."""
        found = self._report
        if found is None or not isinstance(span, Span):
            return
        here = [each for each in found.passages if each.span.start <= span.start and span.end <= each.span.end]
        here += [
            each
            for each in found.passages
            if span.start < each.span.end and each.span.start < span.end and each not in here
        ]
        shown = here or (list(found.passages) if span.start == span.end else [])
        self.panel.show_cited(shown[:_MOST_CITED], t("report.cited.here" if here else "report.cited"))
        if self._looking is not None:
            self._looking.stop()
        if not found.text[span.start : span.end].strip():
            self.panel.show_passage(None)
            return
        session, reader, case = self._desk.vault, language(), self.panel.case_id()
        self._looking = self._desk.run(
            self,
            lambda _progress: report.look_into(session, found, span, reader, case),
            self.panel.show_passage,
            self._fail,
        )

    def _do(self, wish: Wish) -> None:
        found, span = self._report, self.text.span()
        if found is None or span.start == span.end:
            return
        session, reader = self._desk.vault, language()
        if wish.record:
            self._desk.run(
                self,
                lambda _progress: report.cite(session, found, span, wish.record, wish.field),
                self._desk.publish,
                self._fail,
            )
            return

        def begin(_progress: object) -> Draft:
            passage: InPassage = report.look_into(session, found, span, reader, wish.case)
            return report.begin(session, found, passage, wish.kind, wish.case, wish.field)

        self._desk.run(
            self,
            begin,
            lambda draft: self._desk.go("form", OpenRecord(draft.kind, draft.record.id, at=wish.field, case=wish.case)),
            self._fail,
        )

    def _withdraw(self, citation: str) -> None:
        session = self._desk.vault
        self._desk.run(
            self,
            lambda _progress: edit.delete(session, edit.read(session, "citation", citation).record),
            self._desk.publish,
            self._fail,
        )

    def _open(self, known: Candidate) -> None:
        if known.kind in _OWN_PAGE:
            self._desk.go(_OWN_PAGE[known.kind], known.id)
        else:
            self._desk.go("form", OpenRecord(known.kind, known.id, case=self.panel.case_id()))

    def _open_source(self) -> None:
        if self._report is not None:
            self._desk.go("form", OpenRecord("source", self._report.source.id, case=self.panel.case_id()))

    def _fail(self, error: CasefileError) -> None:
        self._errors.addWidget(ErrorBanner(t("report.failed"), catalogue().error(error)))

    def _connect(self) -> None:
        self.paste.kept.connect(self._keep)
        self.paste.left.connect(self._leave_paste)
        self.unkept.failed.connect(self._fail)
        self.paste.file_wanted.connect(self._take_file)
        self.text.marked.connect(self._look)
        self.text.made.connect(self.panel.ask_to_make)
        self.text.cited.connect(self.panel.ask_to_cite)
        self.panel.wished.connect(self._do)
        self.panel.opened.connect(self._open)
        self.panel.withdrawn.connect(self._withdraw)
        acts: tuple[tuple[Button | Link, Callable[[], None]], ...] = (
            (self.change, self._show_paste),
            (self.source, self._open_source),
            (self.back, self._desk.back),
        )
        for button, act in acts:
            button.clicked.connect(lambda _on=False, act=act: act())

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(sizes.S24, sizes.S12, sizes.S24, sizes.S8)
        head.setSpacing(0)
        head.addWidget(self.back)
        row = QHBoxLayout()
        row.setSpacing(sizes.S8)
        row.addWidget(self.title, 1)
        row.addWidget(self.change)
        row.addWidget(self.source)
        row.addStrut(scaled(sizes.FIELD))
        head.addLayout(row)
        head.addWidget(self.count)
        area = QScrollArea()
        area.setWidget(self.panel)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        reading = QWidget()
        column = QHBoxLayout(reading)
        column.setContentsMargins(sizes.S24, sizes.S8, sizes.S24, 0)
        column.addWidget(self.text, 1)
        column.addStretch(0)
        FloatingBar(self.text, reading)
        self._stack.addWidget(self.paste)
        self._stack.addWidget(SidePanel(reading, area, t("report.text.tab"), t("report.side.tab")))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self._errors)
        outer.addLayout(head)
        outer.addWidget(self._stack, 1)
