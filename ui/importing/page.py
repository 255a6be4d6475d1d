"""The page of an import: a head with the steps, the step, a foot that says how things stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from casefile.domain.additions import Additions
from casefile.domain.amounts import show_number
from casefile.errors import CasefileError
from casefile.progress import Progress
from casefile.usecases import additions, importing
from casefile.usecases.importing import Imported, Preview, Source, TableLook
from casefile.usecases.session import Session
from ui.importing.choose_step import ChooseStep
from ui.importing.columns_step import ColumnsStep
from ui.importing.plan import Plan, Step
from ui.importing.preview_step import PreviewStep
from ui.parts.banner import ErrorBanner
from ui.parts.buttons import Button
from ui.parts.empty import EmptyPage
from ui.parts.frame import Foot, Head, framed
from ui.parts.standing import Standing
from ui.parts.stepper import Stepper
from ui.parts.surface import Surface
from ui.shell.desk import Desk
from ui.words import catalogue, language, t
from ui.work import Running

T = TypeVar("T")
STEPS = (Step.CHOOSE, Step.COLUMNS, Step.PREVIEW)


class ImportPage(Surface):
    """Its target, if any, is the text of a table to begin with."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("page")
        self._desk = desk
        self._running: Running | None = None
        self.plan, self.at = Plan(language()), Step.CHOOSE
        self.preview: Preview | None = None
        self.head, self.foot, self.stepper = Head(t("importing.page")), Foot(), Stepper()
        self.head.add(self.stepper)
        self.choose, self.columns, self.look = ChooseStep(), ColumnsStep(), PreviewStep()
        self.done = EmptyPage("circle-check", t("importing.done"), t("importing.done.line"), t("importing.done.step"))
        self.cancel, self.back = Button(t("window.cancel")), Button(t("window.back"))
        self.go_on = Button(t("importing.continue"), "primary")
        self._stack, self._errors = QStackedWidget(), QVBoxLayout()
        self._lay_out()
        self._connect()
        self._show()

    def show_target(self, target: object) -> None:
        """Begin with a table that was pasted elsewhere."""
        if isinstance(target, str) and target:
            self.choose.table.edit.setPlainText(target)

    def before_lock(self) -> None:
        """Keep nothing of what was read."""
        self._stop()
        self.begin()

    def begin(self) -> None:
        """Begin anew."""
        self.plan, self.at, self.preview = Plan(language()), Step.CHOOSE, None
        self.choose.table.edit.clear()
        self.choose.show_files(())
        self._show()

    def take_files(self, paths: tuple[Path, ...]) -> None:
        """Read from these files."""
        self._clear_errors()
        try:
            sources = tuple(importing.file(path) for path in paths)
        except CasefileError as error:
            self._say(error)
            return
        self.choose.table.edit.clear()
        self.plan = Plan(language(), sources)
        self.choose.show_files(tuple(each.name for each in sources))
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes a step back, and from the first leaves."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.at in (Step.CHOOSE, Step.DONE):
            self._leave()
        else:
            self._backward()

    def _sources(self) -> tuple[Source, ...]:
        text = self.choose.table.text()
        return (importing.pasted(text),) if text.strip() else self.plan.sources

    def _forward(self) -> None:
        self._clear_errors()
        match self.at:
            case Step.CHOOSE:
                self._read()
            case Step.COLUMNS:
                self._preview()
            case Step.PREVIEW:
                self._take_in()
            case Step.DONE:
                self._leave()

    def _read(self) -> None:
        try:
            sources = self._sources()
        except CasefileError as error:
            self._say(error)
            return
        plan = replace(self.plan, sources=sources)

        def looked(found: tuple[Additions, tuple[TableLook, ...]]) -> None:
            self._running = None
            self.plan = plan.looked_at(found[1])
            self.columns.show_tables(self.plan, found[0])
            if self.plan.first_step is Step.PREVIEW:
                self._preview()
            else:
                self.at = Step.COLUMNS
                self._show()

        self._start(t("importing.reading"), partial(_looked_at, self._desk.vault, sources), looked)

    def _preview(self) -> None:
        session, plan = self._desk.vault, self.plan
        mapping = plan.mapping()

        def shown(preview: Preview) -> None:
            self._running = None
            self.preview, self.at = preview, Step.PREVIEW
            self.look.show_preview(preview, frozenset(self.plan.same))
            self._show()

        self._start(
            t("importing.reading"),
            lambda progress: importing.preview(session, plan.sources, mapping, progress, same=plan.same),
            shown,
        )

    def _take_in(self) -> None:
        session, plan = self._desk.vault, self.plan
        mapping = plan.mapping()

        def taken(done: Imported) -> None:
            self._running = None
            self._desk.publish(done.changes)
            self.preview, self.at = done.counts, Step.DONE
            self._show()

        self._start(
            t("importing.taking_in"),
            lambda progress: importing.take_in(
                session, plan.sources, mapping, progress, same=plan.same, leave_out_faulty=plan.leave_out_faulty
            ),
            taken,
        )

    def _start(self, what: str, job: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        self._running = self._desk.start(what, job, done, self._failed, self)
        self._show()

    def _failed(self, error: CasefileError) -> None:
        self._running = None
        self._say(error)
        self._show()

    def _jobs_changed(self, _jobs: object) -> None:
        if self._running is not None and self._running.is_stopped:
            self._running = None
            self._show()

    def _backward(self) -> None:
        if self._running is not None:
            return
        self._clear_errors()
        self.at = Step.COLUMNS if self.at is Step.PREVIEW and self.plan.tables else Step.CHOOSE
        self._show()

    def _leave(self) -> None:
        self._stop()
        self.begin()
        self._desk.back()

    def _stop(self) -> None:
        if self._running is not None:
            self._running.stop()
            self._running = None

    def _mapped(self, sheet: str, head: str, target: str) -> None:
        self.plan = self.plan.mapped(sheet, head, target)
        self.columns.show_plan(self.plan)
        self._show()

    def _said_same(self, new_id: str, other_id: str, same: bool) -> None:
        self.plan = self.plan.said_same(new_id, other_id, same)

    def _leave_out(self, on: bool) -> None:
        self.plan = replace(self.plan, leave_out_faulty=on)
        self._show()

    def _case(self, reference: str) -> None:
        self.plan = replace(self.plan, case=reference.strip())

    def _show(self) -> None:
        steps = (Step.CHOOSE, Step.COLUMNS, Step.PREVIEW, Step.DONE)
        self._stack.setCurrentIndex(steps.index(self.at))
        self.stepper.show_steps([(t(f"importing.step.{step}"), self._standing(step)) for step in STEPS])
        busy = self._running is not None
        self.back.setVisible(self.at in (Step.COLUMNS, Step.PREVIEW))
        self.back.setEnabled(not busy)
        self._stack.setEnabled(not busy)  # what is changed meanwhile would be taken in without having been looked at
        self.cancel.setVisible(self.at is not Step.DONE)
        self.go_on.setText(
            t({Step.PREVIEW: "importing.take_in", Step.DONE: "importing.close"}.get(self.at, "importing.continue"))
        )
        self.go_on.updateGeometry()
        self.go_on.setEnabled(self._may_go_on() and not busy)
        self.foot.say(*self._foot_words(busy))

    def _standing(self, step: Step) -> Standing:
        if self.at is Step.DONE or STEPS.index(step) < STEPS.index(self.at):
            return "done"
        return "here" if step is self.at else "ahead"

    def _may_go_on(self) -> bool:
        match self.at:
            case Step.CHOOSE:
                return bool(self.plan.sources or self.choose.table.text().strip())
            case Step.COLUMNS:
                return self.plan.is_mapped
            case Step.PREVIEW:
                found = self.preview
                return found is not None and bool(found.new or found.changed) and not self._is_hindered(found)
            case _:
                return True

    def _is_hindered(self, found: Preview) -> bool:
        return bool(found.problem_count) and not self.plan.leave_out_faulty

    def _foot_words(self, busy: bool) -> tuple[str, str, str]:
        if busy:
            return t("importing.reading"), "", "ink2"
        found = self.preview
        if self.at is Step.PREVIEW and found is not None and self._is_hindered(found):
            return "", t("importing.foot.problems"), "due"
        if self.at in (Step.PREVIEW, Step.DONE) and found is not None:
            number = sum(found.new.values()) + sum(found.changed.values())
            key = "importing.foot.taken" if self.at is Step.DONE else "importing.foot.records"
            return t(key, n=number, number=show_number(number, language())), "", "ink2"
        return "", t("importing.foot.nothing_yet"), "ink2"

    def _say(self, error: CasefileError) -> None:
        self._clear_errors()
        self._errors.addWidget(ErrorBanner(t("importing.failed"), catalogue().error(error)))

    def _clear_errors(self) -> None:
        while (item := self._errors.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _lay_out(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._errors.setContentsMargins(24, 0, 24, 0)
        column.addLayout(self._errors)
        column.addWidget(self._stack, 1)
        for step in (self.choose, self.columns, self.look, self.done):
            self._stack.addWidget(step)
        for button in (self.cancel, self.back, self.go_on):
            self.foot.add(button)
        framed(self.head, body, self.foot, self)

    def _connect(self) -> None:
        self.choose.files.connect(self.take_files)
        self.choose.typed.connect(self._show)
        self.columns.mapped.connect(self._mapped)
        self.columns.case.connect(self._case)
        self.look.same.connect(self._said_same)
        self.look.leave_out.connect(self._leave_out)
        self.done.first_step.connect(lambda: self._desk.go("cases"))
        self.cancel.clicked.connect(self._leave)
        self.back.clicked.connect(self._backward)
        self.go_on.clicked.connect(self._forward)
        self._desk.jobs.changed.connect(self._jobs_changed)


def _looked_at(
    session: Session, sources: tuple[Source, ...], progress: Progress
) -> tuple[Additions, tuple[TableLook, ...]]:
    added = additions.load(session)
    return added, importing.look(sources, progress, added.of_kind)
