"""The page Today."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from casefile.domain.kinds import Task
from casefile.errors import CasefileError
from casefile.usecases import backup, today
from casefile.usecases.edit import Changes
from casefile.usecases.intake import NotTaken
from casefile.usecases.today import Some, Today
from ui.bytesize import show_part
from ui.deadlines.deciding import decide
from ui.intake import refusals
from ui.parts.banner import Banners
from ui.parts.buttons import Link
from ui.parts.labels import Line, Run
from ui.shell.desk import Desk
from ui.shell.targets import OpenRecord, OpenReport
from ui.theme import scaled, sizes
from ui.today import sayings
from ui.today.backup import BackupSection
from ui.today.columns import TwoColumns
from ui.today.conflict import conflict
from ui.today.lines import LineItem, align_leads
from ui.today.quick import QuickForm
from ui.today.recording import Recording
from ui.today.section import Section
from ui.today.waits import Waits
from ui.words import catalogue, t
from ui.work import Running

_AGENDAS = ("due", "proposed", "hearings")
_TASKS = ("due", "hearings")
_FEW, _MANY = 8, 200
_FEW_AT_THE_SIDE = 4
_GATHER_MS = 150  # changes that come in a burst are shown once


class TodayPage(QWidget):
    """Quick record, what is due, and what needs a look."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._session = desk, desk.vault
        self._found: Today | None = None
        self._limit = _FEW
        self._ticked_off: Task | None = None
        self._backing_up: Running | None = None
        self.title = Line([Run("", "title")])
        self.quick, self.backup = QuickForm(self._desk), BackupSection()
        self.undo = Link(t("today.undo"), role="second")
        self.sections = {
            name: Section(t(f"today.{name}.title"), t(f"today.{name}.empty"), agenda=name in _AGENDAS)
            for name in ("due", "proposed", "hearings", "measures", "quiet_cases", "conflicts", "changed")
        }
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_GATHER_MS)
        self._soon.timeout.connect(self.load)
        self.waits, self.recording = Waits(desk, self._complain), Recording(desk, self.quick)
        if self._session.is_rescue:  # what is typed could not be kept
            self.quick.setEnabled(False)
            self.backup.show_running(True)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.quick.fields["who"])
        self.load()

    def refresh(self, _changes: object) -> None:
        """Something was changed anywhere: show what waits now."""
        self._soon.start()

    def before_lock(self) -> None:
        """Put away what is typed."""
        self.recording.keep_typed()

    def showEvent(self, event: QShowEvent) -> None:
        """A new day may have begun."""
        super().showEvent(event)
        self._soon.start()

    def load(self) -> None:
        """Ask the core what waits."""
        limit = self._limit
        self._desk.run(self, lambda _progress: today.today(self._session, limit), self.show_today, self._complain)
        self.waits.load()

    def show_today(self, found: Today) -> None:
        """Show what waits."""
        self._found = found
        notes = [t("today.overdue", n=found.overdue)] if found.overdue else []
        notes += [t("today.due_today", n=found.due_today)] if found.due_today else []
        day = sayings.heading(found.day)
        self.title.set_runs([Run(day, "title"), Run(" · ".join(notes), "content", "ink2", 12)])
        age, place, old = sayings.backup(found.backup, found.day)
        self.backup.show_state(age, place, old=old)
        self._show_lists(found)

    def _show_lists(self, found: Today) -> None:
        day, own = found.day, self._session.author.id
        few = _FEW_AT_THE_SIDE if self._limit == _FEW else _MANY
        shown: dict[str, tuple[list[LineItem], Some[Any]]] = {
            "due": ([sayings.due(each, day) for each in found.due.first], found.due),
            "proposed": ([sayings.proposed(each, day) for each in found.proposed.first[:few]], found.proposed),
            "hearings": ([sayings.hearing(each, day) for each in found.hearings.first[:few]], found.hearings),
            "measures": ([sayings.measure(each, day) for each in found.measures.first[:few]], found.measures),
            "quiet_cases": ([sayings.quiet(each) for each in found.quiet.first[:few]], found.quiet),
            "conflicts": (
                [conflict(each, place) for place, each in enumerate(found.conflicts.first[:few])],
                found.conflicts,
            ),
        }
        for name, (lines, some) in shown.items():
            self.sections[name].show_lines(lines, some.total, sayings.total(some))
        self._proposals.setVisible(bool(found.proposed.total))
        align_leads([self.sections[name].lines for name in _AGENDAS])
        changed = [sayings.changed(each, day, own) for each in found.changed[:few]]
        self.sections["changed"].show_lines(changed, len(changed), "")

    def _back_up(self, folder: Path) -> None:
        self.backup.show_running(True)
        self._backing_up = self._desk.start(
            t("today.backup.running"),
            lambda progress: backup.make_on(self._session, folder, progress),
            lambda _done: self.load(),
            self._backup_failed,
            self,
            amount=show_part,
        )

    def _watch_backup(self, _jobs: object) -> None:
        if self._backing_up is not None and self._backing_up.is_over:
            self._backing_up = None
            self.backup.show_running(False)

    def _backup_failed(self, error: CasefileError) -> None:
        self._banners.say(t("today.backup.failed"), catalogue().error(error))

    def _tick(self, task_id: str) -> None:
        assert self._found is not None
        lines = (*self._found.due.first, *self._found.hearings.first)
        task = next(each.task for each in lines if each.task.id == task_id)
        self._desk.run(self, lambda _progress: today.done(self._session, task), self._ticked, self._complain)
        self._ticked_off = task

    def _ticked(self, changes: Changes) -> None:
        self.undo.show()
        self._desk.publish(changes)

    def _take_back(self) -> None:
        task = self._ticked_off
        self.undo.hide()
        if task is not None:
            self._desk.run(
                self, lambda _progress: today.undone(self._session, task), self._desk.publish, self._complain
            )

    def _open_task(self, task_id: str) -> None:
        assert self._found is not None
        for each in (*self._found.due.first, *self._found.hearings.first):
            if each.task.id == task_id:
                self._desk.go("form", OpenRecord("task", task_id, case=each.case.id if each.case else ""))
                return

    def _decide(self, proposal: str) -> None:
        assert self._found is not None
        for each in self._found.proposed.first:
            if each.proposal.id == proposal:
                decide(self._desk, self, each, self._complain)
                return

    def _open_case(self, case_id: str) -> None:
        self._desk.go("cases", case_id)

    def _open_measure(self, measure_id: str) -> None:
        assert self._found is not None
        for each in self._found.measures.first:
            if each.measure.id == measure_id and each.measure.cases:
                self._desk.go("cases", (each.measure.cases[0], measure_id))
                return

    def _open_conflict(self, place: str) -> None:
        assert self._found is not None
        found = self._found.conflicts.first[int(place)]
        self._desk.go("conflicts", (found.record.id, found.path))

    def _show_all(self) -> None:
        self._limit = _MANY
        self.load()

    def _say_refused(self, refused: tuple[NotTaken, ...]) -> None:
        if refused:
            self._banners.say(*refusals(refused, catalogue().error(refused[0].error)))

    def _complain(self, error: CasefileError) -> None:
        self._banners.say(t("today.failed"), catalogue().error(error))

    def _connect(self) -> None:
        sections = self.sections
        self.recording.failed.connect(self._complain)
        self.recording.not_taken.connect(self._say_refused)
        self.quick.table_asked.connect(lambda: self._desk.go("importing"))
        self.quick.report_asked.connect(lambda: self._desk.go("report", OpenReport()))
        self.backup.chosen.connect(self._back_up)
        self.undo.clicked.connect(self._take_back)
        self._desk.jobs.changed.connect(self._watch_backup)
        for section in sections.values():
            section.more.connect(self._show_all)
        for name in _TASKS:
            sections[name].opened.connect(self._open_task)
        sections["proposed"].opened.connect(self._decide)
        sections["due"].ticked.connect(self._tick)
        sections["measures"].opened.connect(self._open_measure)
        sections["conflicts"].opened.connect(self._open_conflict)
        for name in ("quiet_cases", "changed"):
            sections[name].opened.connect(self._open_case)
        shortcut = QShortcut(QKeySequence("Ctrl+O"), self, self.recording.choose_files)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _lay_out(self) -> None:
        self.undo.hide()
        self.sections["due"].heading.add(self.undo)
        self._banners = Banners()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(sizes.S24, 0, sizes.S24, 0)
        self.title.setFixedHeight(scaled(sizes.HEADER))
        head.addWidget(self.title.eliding())
        column.addLayout(head)
        column.addLayout(self._banners)
        column.addWidget(self._scrolled(self._columns()), 1)

    def _columns(self) -> TwoColumns:
        columns = TwoColumns()
        self._proposals = QWidget()  # with the air below it, so that it leaves no gap where there is nothing to propose
        column = QVBoxLayout(self._proposals)
        column.setContentsMargins(0, 0, 0, sizes.S12)
        column.addWidget(self.sections["proposed"])
        columns.left.addWidget(self.quick)
        columns.left.addSpacing(sizes.SECTION_GAP)
        columns.left.addWidget(self.sections["due"])
        columns.left.addSpacing(sizes.S12)
        columns.left.addWidget(self._proposals)
        columns.left.addWidget(self.sections["hearings"])
        columns.left.addStretch(1)
        columns.right.addWidget(self.waits)
        columns.right.addWidget(self.backup)
        columns.right.setSpacing(sizes.S8)
        for name in ("measures", "quiet_cases", "conflicts", "changed"):
            columns.right.addWidget(self.sections[name])
        columns.right.addStretch(1)
        return columns

    def _scrolled(self, columns: TwoColumns) -> QScrollArea:
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(columns)
        area.viewport().setAutoFillBackground(False)
        columns.setAutoFillBackground(False)
        return area
