"""Fills the first step: the list of cases a page at a time, filtered by words, and what was chosen."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from casefile.domain.kinds import Case
from casefile.errors import CasefileError
from casefile.usecases import cases
from casefile.usecases.cases import CaseFilter, CaseRow
from ui.handover import wording
from ui.handover.cases_step import CasesStep
from ui.handover.wizard import Plan
from ui.parts.rows import Row
from ui.shell.desk import Desk
from ui.words import language, term_list
from ui.work import Running

_PAGE = 100


class CaseFinder(QObject):
    """Asks the core for rows and shows them in `step`. `failed` carries a `CasefileError`."""

    failed = Signal(object)

    def __init__(self, desk: Desk, step: CasesStep) -> None:
        super().__init__(step)
        self._desk, self._step = desk, step
        self._rows: list[CaseRow] = []
        self._more = False
        self._words: tuple[str, ...] = ()
        self._known: dict[str, Row] = {}
        self._running: Running | None = None
        step.asked.connect(self.find)
        step.more.connect(self._load_more)

    def find(self, words: str = "") -> None:
        """List the cases in whose title or reference all `words` stand."""
        self._words, self._rows = tuple(words.split()), []
        self._load(None)

    def show_chosen(self, plan: Plan) -> None:
        """Show what `plan` has chosen, asking for what was never listed."""
        unknown = [each for each in plan.cases if each not in self._known]
        if unknown:
            session = self._desk.vault
            self._desk.run(
                self,
                lambda _progress: [cases.find(session, each) for each in unknown],
                lambda found: self._know(found, plan),
                self.failed.emit,
            )
        self._step.show_chosen([self._known[each] for each in plan.cases if each in self._known])

    def _know(self, found: list[Case], plan: Plan) -> None:
        for case in found:
            row = Row(case.id, wording.case_title(case), reference=case.reference or "")
            self._known[row.key] = row
        self._step.show_chosen([self._known[each] for each in plan.cases if each in self._known])

    def _load_more(self) -> None:
        if self._more and self._rows and (self._running is None or self._running.is_over):
            self._load(self._rows[-1])

    def _load(self, after: CaseRow | None) -> None:
        if self._running is not None:
            self._running.stop()
        wanted, session = CaseFilter(words=self._words), self._desk.vault
        self._running = self._desk.run(
            self, lambda _progress: cases.page(session, wanted, after, _PAGE), self._show, self._refuse
        )

    def _show(self, found: list[CaseRow]) -> None:
        self._more = len(found) == _PAGE
        self._rows += found
        rows = [_row(each) for each in self._rows]
        self._known.update({row.key: row for row in rows})
        place = self._step.list.verticalScrollBar().value()
        self._step.list.show_rows(rows)
        self._step.list.verticalScrollBar().setValue(place)

    def _refuse(self, error: CasefileError) -> None:
        self.failed.emit(error)


def _row(case: CaseRow) -> Row:
    status = case.status
    said = term_list("person_status").label(status.status, language()) if status and status.status else ""
    return Row(case.id, wording.text(case.title) or case.reference or "", said, case.reference or "")
