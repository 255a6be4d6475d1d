"""Fills the first step: the list of cases a page at a time, of a view or search, filtered by words; and what was chosen."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from casefile.domain.kinds import Case
from casefile.errors import CasefileError
from casefile.usecases import cases, casesources
from casefile.usecases.cases import CaseFilter, CaseRow
from casefile.usecases.casesources import Kept, Listed, Sought, Source
from ui.handover import wording
from ui.handover.cases_step import ALL, ANYWHERE, CasesStep
from ui.handover.wizard import Plan
from ui.parts.rows import Row
from ui.shell.desk import Desk
from ui.words import language, term_list
from ui.work import Running

_PAGE = 100


class CaseFinder(QObject):
    """Asks the core for rows and shows them in `step`. `every` carries the ids of all that is listed; `failed` a `CasefileError`."""

    every = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, step: CasesStep) -> None:
        super().__init__(step)
        self._desk, self._step = desk, step
        self._rows: list[CaseRow] = []
        self._more = False
        self._words: tuple[str, ...] = ()
        self._sources: dict[str, Source] = {ALL: CaseFilter(), ANYWHERE: Sought()}
        self._source: Source = CaseFilter()
        self._known: dict[str, Row] = {}
        self._running: Running | None = None
        step.asked.connect(self._filter)
        step.among.connect(self._turn_to)
        step.more.connect(self._load_more)
        step.whole.connect(self._find_every)

    def find(self) -> None:
        """List all cases, anew, and offer the views and searches that are kept now."""
        session = self._desk.vault
        self._desk.run(self, lambda _progress: casesources.kept(session), self._offer, self._refuse)
        self._step.filter.edit.clear()
        self._step.source.choose(ALL)
        self._source, self._words, self._rows = CaseFilter(), (), []
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

    def _offer(self, kept: tuple[Kept, ...]) -> None:
        self._sources.update({each.id: each.source for each in kept})
        self._step.show_sources([(each.id, each.name) for each in kept])

    def _filter(self, words: str) -> None:
        self._words, self._rows = tuple(words.split()), []
        self._load(None)

    def _turn_to(self, source: str) -> None:
        self._source, self._rows = self._sources[source], []
        self._load(None)

    def _load_more(self) -> None:
        if self._more and self._rows and (self._running is None or self._running.is_over):
            self._load(self._rows[-1])

    def _load(self, after: CaseRow | None) -> None:
        if self._running is not None:
            self._running.stop()
        source, words, session = self._source, self._words, self._desk.vault
        self._running = self._desk.run(
            self,
            lambda _progress: casesources.listed(session, source, words, after, _PAGE),
            self._show,
            self._refuse,
        )

    def _show(self, found: Listed) -> None:
        self._rows += found.rows
        self._more = bool(found.rows) and len(self._rows) < found.total
        rows = [_row(each) for each in self._rows]
        self._known.update({row.key: row for row in rows})
        self._step.show_rows(rows, found.total)

    def _find_every(self) -> None:
        source, words, session = self._source, self._words, self._desk.vault
        self._desk.run(self, lambda _progress: casesources.every(session, source, words), self._tell, self._refuse)

    def _tell(self, found: tuple[CaseRow, ...]) -> None:
        self._known.update({each.id: _row(each) for each in found})
        self.every.emit(tuple(each.id for each in found))

    def _refuse(self, error: CasefileError) -> None:
        self.failed.emit(error)


def toggled(chosen: tuple[str, ...], listed: tuple[str, ...]) -> tuple[str, ...]:
    """What is chosen with all that is listed, or, where all of that was chosen before, without it."""
    if set(listed) <= set(chosen):
        return tuple(each for each in chosen if each not in set(listed))
    return tuple(dict.fromkeys((*chosen, *listed)))


def _row(case: CaseRow) -> Row:
    status = case.status
    said = term_list("person_status").label(status.status, language()) if status and status.status else ""
    return Row(case.id, wording.text(case.title) or case.reference or "", said, case.reference or "")
