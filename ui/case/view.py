"""One case on the screen: header, tabs, the tab's content, and the key to the sources at the foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from casefile.domain.chronology import KINDS, EntryKind
from casefile.domain.kinds import Case, kind_of
from casefile.errors import CasefileError, NotFound
from casefile.usecases.evidence import attached_to
from casefile.usecases.intake import NotTaken
from casefile.usecases.session import Session
from ui.case import beside, citation, ways
from ui.case.acts import CaseActs
from ui.case.chronology_tab import ChronologyTab
from ui.case.citation_card import citation_card
from ui.case.header import Header
from ui.case.loaded import Loaded, load, load_first
from ui.case.messages import Messages
from ui.case.overview import ADD
from ui.case.reader import split_key
from ui.case.stack import TabStack
from ui.case.tabs import CITING, ORDER
from ui.case.tasks import PROPOSAL
from ui.chronology.legend import CitationKey
from ui.deadlines.deciding import decide
from ui.intake import IntakeJob, refusals
from ui.parts.drop_cover import DropCover
from ui.parts.empty import Beside
from ui.parts.surface import Surface
from ui.parts.tabs import Tabs
from ui.shell.desk import Desk
from ui.sidebyside.columns import side_by_side
from ui.words import language, t
from ui.work import Running

_FIRST_TAB = "chronology"


class CaseView(Surface):
    """Shows the case it is told to. `shown` carries a case's id once it is on the screen; `back` leads to the list.

    `gone` carries the id of a case that was deleted.
    """

    shown = Signal(str)
    gone = Signal(str)
    back = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("page", (), parent)
        self._desk = desk
        self._session: Session = desk.vault
        self._loaded: Loaded | None = None
        self._wanted, self._record = "", ""
        self._kinds: frozenset[EntryKind] = frozenset(KINDS)
        self._reading: Running | None = None
        self.header, self.tabs, self.stack, self.key = Header(), _tabs(), TabStack(desk), CitationKey()
        self.messages, self._cover = Messages(), DropCover(self)
        self.nothing = Beside("folder", t("case.none"), t("case.none.line"))
        self.acts = CaseActs(desk, self.messages, self)
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)

    def show_case(self, reference: str, record: str = "", tab: str = "") -> None:
        """Read a case by reference or id and show it; in it `tab`, and in the chronology the row of `record`."""
        if record:
            tab = tab or _FIRST_TAB
        if tab:
            self.tabs.open(tab)
        self._wanted, self._record = reference, record
        self._read()

    def reload(self) -> None:
        """Read the case again, as after a change."""
        if self._wanted:
            self._read()

    def case_id(self) -> str:
        """The id of the case on the screen, or an empty string."""
        return self._loaded.id if self._loaded else ""

    def show_nothing(self) -> None:
        """Show no case."""
        self._wanted, self._loaded = "", None
        self._pages.setCurrentIndex(1)

    def take_focus(self) -> None:
        """Give the keyboard to the open tab."""
        self.stack.setFocus()

    def before_lock(self) -> None:
        """End what runs here."""
        self.stack.stop()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on a case."""
        if self._loaded is not None and self._cover.hang(event.mimeData(), self._loaded.heading.reference):
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        self._cover.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take them in."""
        files = self._cover.dropped(event.mimeData())
        event.accept()
        self.attach(files)

    def attach(self, files: Sequence[Path]) -> None:
        """Take files into the case, with progress and Cancel in the jobs bar."""
        if self._loaded is None or not files:
            return
        self.tabs.open("evidence")
        job = IntakeJob(self._desk, files, attached_to(self._loaded.id), self)
        job.failed.connect(self.fault)
        job.over.connect(lambda refused: self._taken(job, refused))

    def _taken(self, job: IntakeJob, refused: Sequence[NotTaken]) -> None:
        if refused:
            error = refused[0].error
            self.messages.fail(*refusals(refused, t(error.key, **error.values)))
        elif job.intake.taken:
            self.messages.tell(t("case.evidence.added", n=len(job.intake.taken)))
        job.deleteLater()

    def _read(self) -> None:
        if self._reading is not None:
            self._reading.stop()
        shown = self._loaded
        is_new = shown is None or self._wanted not in (shown.id, shown.heading.reference)
        self._start(load_first if is_new else load)

    def _start(self, reading: Callable[[Session, str, str, frozenset[EntryKind]], Loaded]) -> None:
        session, reference, kinds, code = self._session, self._wanted, self._kinds, language()
        self._reading = self._desk.run(
            self, lambda _progress: reading(session, reference, code, kinds), self._show, self._not_read
        )

    def _not_read(self, error: CasefileError) -> None:
        """A case on the screen that is gone now, as when its making was undone, leaves it; any other fault is said."""
        shown = self._loaded
        if isinstance(error, NotFound) and shown is not None and self._wanted in (shown.id, shown.heading.reference):
            self._removed(shown.id)
        else:
            self.fault(error)

    def _show(self, loaded: Loaded) -> None:
        self._loaded = loaded
        case = loaded.reader.casefile.case
        self.header.show_heading(loaded.heading, closed=case.status == "closed")
        self.stack.show_case(loaded)
        self.key.show_sources([(source.number, source.short) for source in loaded.chronology.sources])
        self._open_tab(self.tabs.name())
        self._pages.setCurrentIndex(0)
        if not loaded.whole:
            self._start(load)
        elif self._record:
            self._choose(self._record)
        self.shown.emit(loaded.id)

    def _choose(self, record: str) -> None:
        tab = self.stack.currentWidget()
        if isinstance(tab, ChronologyTab):
            tab.view.choose(record)
        self._record = ""

    def _open_tab(self, name: str) -> None:
        self.stack.open(name)
        self.key.setVisible(name in CITING and self._loaded is not None and bool(self._loaded.chronology.sources))

    def _show_kinds(self, kinds: frozenset[EntryKind]) -> None:
        self._kinds = kinds
        self.reload()

    def _open(self, key: str) -> None:
        """A record, one of the overview's own keys (a new record), or a proposal."""
        if key.startswith(ADD):
            self._add(key.removeprefix(ADD))
            return
        if key.startswith(PROPOSAL):
            self._decide(key.removeprefix(PROPOSAL))
            return
        record_id, path = split_key(key)
        if self._loaded is not None and (record := self._loaded.record(record_id)) is not None:
            ways.open_record(self._desk, kind_of(record).name, record.id, self._loaded.id, path)

    def _decide(self, proposal: str) -> None:
        found = self._loaded.proposed if self._loaded is not None else ()
        proposed = next((each for each in found if each.proposal.id == proposal), None)
        if proposed is not None:
            decide(self._desk, self, proposed, self.fault)

    def _add(self, kind: str) -> None:
        if self._loaded is not None and kind == "report":
            ways.open_report(self._desk, self._loaded.id)
        elif self._loaded is not None:
            ways.new_record(self._desk, kind, self._loaded.id)

    def _cite(self, record: str, number: int) -> None:
        if self._loaded is None:
            return
        record, _ = split_key(record)
        row = next((row for row in self._loaded.chronology.rows if row.record_id == record), None)
        records = (record, *(row.measures if row else ())) if record else ()
        view = citation.view(self._loaded.reader, number, records)
        told = [each for one in records for each in beside.told(self._loaded.reader, one, self._loaded.today)]
        if view is not None:
            card = citation_card(
                view,
                lambda source: ways.open_record(self._desk, "source", source),
                lambda file: ways.open_evidence(self._desk, file),
                lambda source: ways.open_report(self._desk, self.case_id(), source),
                (lambda: side_by_side(told).show_on(self.window())) if told else None,
            )
            card.show_on(self.window())

    def _with_case(self, act: Callable[[Case], object]) -> None:
        if self._loaded is not None:
            act(self._loaded.reader.casefile.case)

    def _deleted(self, case_id: str, reference: str) -> None:
        self.show_nothing()
        self.gone.emit(case_id)
        undo = (t("case.undo"), lambda: self.acts.restore(case_id))
        self.messages.tell(t("case.deleted", reference=reference), undo)

    def _removed(self, case_id: str) -> None:
        self.show_nothing()
        self.gone.emit(case_id)

    def fault(self, error: CasefileError) -> None:
        """Say above the case what went wrong."""
        self.messages.fail(t("case.failed"), t(error.key, **error.values))

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        column.addWidget(self.key)
        self._pages = QStackedWidget()
        self._pages.addWidget(page)
        self._pages.addWidget(self.nothing)
        self._pages.setCurrentIndex(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.messages)
        outer.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.tabs.opened.connect(self._open_tab)
        self.stack.opened.connect(self._open)
        self.stack.file_opened.connect(lambda file: ways.open_evidence(self._desk, file))
        self.stack.cited.connect(self._cite)
        self.stack.add_asked.connect(self._add)
        self.stack.files_given.connect(self.attach)
        self.stack.kinds_changed.connect(self._show_kinds)
        self.stack.failed.connect(self.fault)
        self.key.cited.connect(lambda number: self._cite("", number))
        self.header.back.connect(self.back)
        self.header.summary_asked.connect(lambda: self._with_case(self.acts.export_summary))
        self.header.handover_asked.connect(lambda: self._with_case(self.acts.hand_over))
        self.header.more_asked.connect(lambda name: self._with_case(lambda case: self.acts.act(name, case)))
        self.acts.deleted.connect(self._deleted)
        self.acts.removed.connect(self._removed)


def _tabs() -> Tabs:
    return Tabs([(name, t(f"case.tab.{name}")) for name in ORDER])
