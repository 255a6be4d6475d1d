"""One record being edited: heading, fields, citations, changes, foot."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefile import clock
from casefile.domain.kinds import kind_of
from casefile.errors import CasefileError
from casefile.usecases import picking
from casefile.usecases.edit import Changes
from casefile.usecases.picking import Candidate
from casefile.usecases.recordform import Opened
from ui.form import citing, dialogs, disputed, naming
from ui.form.acts import RecordActs
from ui.form.body import RecordBody
from ui.form.changes import ChangesList
from ui.form.citation_panel import CitationPanel
from ui.form.fields.base import Surroundings
from ui.form.footer import FormFooter
from ui.form.frame import FormFrame
from ui.form.heading import FormHeading
from ui.form.keeper import DraftKeeper
from ui.form.past import Past
from ui.form.plan import UNCITED
from ui.form.state import FormState
from ui.form.trail import Trail
from ui.moments import moment
from ui.shell.desk import Desk
from ui.words import language, t

_JUDGE_MS = 120  # after a change, before its findings are said


class RecordForm(QWidget):
    """Edits what `opened` holds. `trail` is where one came from.

    Signals:
        saved: the record's `Candidate`, what changed, and whether another one is wanted next.
        left: nothing is to be saved.
        gone: what changed, as the record was deleted.
        restored: what changed, as its deletion was taken back.
        new_asked: kind, what was typed, and whom to call with the `Candidate` once it is saved.
        taken: the `Candidate` of a record that is wanted in place of this one, which is dropped.
        seen: the `Candidate` of another person or organisation that one wants to look at.
    """

    saved = Signal(object, object, bool)
    left = Signal()
    gone = Signal(object)
    restored = Signal(object)
    new_asked = Signal(str, str, object)
    taken = Signal(object)
    seen = Signal(object)

    def __init__(
        self, desk: Desk, opened: Opened, trail: Trail = (), *, nested: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._opened, self.trail = desk, opened, trail
        record = opened.draft.record
        self.kind = kind_of(record)
        self.names = dict(opened.names)
        self.state = FormState(opened.draft, self._heard, self._kind_of_id, opened.additions, opened.case_kind)
        self.keeper = DraftKeeper(desk, record.id, self)
        around = Surroundings(
            desk,
            self.names,
            self._cases,
            self.new_asked.emit,
            lambda place: citing.marks(self.state.draft.citations, place),
            lambda: str(getattr(self.state.draft.record, "kind", "") or ""),
        )
        self.frame = FormFrame()
        self.heading, self.body = FormHeading(self.frame.main), RecordBody(self.state, around, self.frame.main)
        self.footer = FormFooter(offers_next=not nested and self.kind.name != "evidence", parent=self)
        cited = self.kind.name not in UNCITED
        self.citations = CitationPanel(self.state, around, self.frame.side) if cited else None
        self.changes = ChangesList(self.frame.side)
        self._past = Past(desk, self, self.state, self.changes, self._name)
        self.acts = RecordActs(desk, self.state, self.keeper, self, self.show_error)
        self.name_check = naming.checked(desk, self.state, self)
        self._judging = QTimer(self)
        self._judging.setSingleShot(True)
        self._judging.setInterval(_JUDGE_MS)
        self._judging.timeout.connect(lambda: self.body.show_findings(self.state.findings()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.frame)
        beside = [*([self.citations] if self.citations is not None else []), self.changes]
        self.frame.fill(self.heading, self.body, beside, self.footer)
        self._connect()
        self._tell()

    @property
    def record_id(self) -> str:
        """The id of the record."""
        return self.state.draft.record.id

    def opened_case(self) -> str:
        """The id of the case named above the title, or an empty string."""
        return self._opened.case.id if self._opened.case else ""

    def candidate(self) -> Candidate:
        """The record as others name it."""
        return picking.candidate(self.state.draft.record, language(), additions=self.state.additions)

    def save(self) -> None:
        """Save, unless some words are no value: then go there and say so. Findings do not keep from saving."""
        self._save(then_next=False)

    def save_and_next(self) -> None:
        """The same, and begin another record of the kind."""
        self._save(then_next=True)

    def _save(self, *, then_next: bool) -> None:
        self.body.setFocus()
        self.state.visit_all()
        self.body.show_findings(self.state.findings())
        refused = self.body.first_refused()
        self._judging.stop()
        if refused:
            self.body.go_to(refused)
            self.footer.say(t("form.status.refused"), "danger")
            return
        self._free(False)
        draft, keeper, session = self.state.draft, self.keeper, self._desk.vault
        others = self.name_check.others() if self.name_check is not None else ()
        self._desk.run(
            self,
            lambda _progress: naming.parted(session, keeper.save(session, draft), draft.record.id, others),
            lambda changes: self.saved.emit(self.candidate(), changes, then_next),
            self._fail_to_save,
        )

    def cancel(self) -> None:
        """Leave; ask first when something was typed."""
        if not self.state.is_changed:
            self.put_away()  # drops a draft that says no more than what is stored
            self.left.emit()
            return
        dialogs.ask_to_leave(self.window(), self.heading.title.text(), self._leave_keeping, self.discard)

    def discard(self) -> None:
        """Drop the draft and leave."""
        self.acts.discard(self.left.emit)

    def put_away(self) -> None:
        """Keep at once what is not kept yet. A fault is shown and keeps nobody from locking."""
        try:
            self.keeper.write_now()
        except CasefileError as error:
            self.show_error(error, t("form.draft.failed"))

    def show_error(self, error: CasefileError, title: str = "") -> None:
        """Say at the top of the page what went wrong; what was typed stays."""
        self.frame.show_error(error, title)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc cancels."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        else:
            super().keyPressEvent(event)

    def _heard(self) -> None:
        self._judging.start()
        QTimer.singleShot(0, self.body, self.body.follow_template)  # the editor that tells may be one that goes
        self.keeper.put(self.state.draft if self.state.is_changed else None)
        self._tell_title()
        self.footer.say(t("form.status.keeping") if self.state.is_changed else "")
        if self.name_check is not None:
            self.name_check.check(naming.names_in(self.state.draft.record))

    def _leave_keeping(self) -> None:
        self.put_away()
        self.left.emit()

    def _tell(self) -> None:
        self.heading.show_trail(self.trail)
        self._tell_title()
        self.heading.show_menu([] if self.state.is_new else self._menu())
        if self._opened.kept:
            when = moment(self.state.draft.time, clock.now().date())
            self.footer.say(t("form.status.restored", time=when), can_discard=True)
        if self._opened.deleted:
            self.heading.say(t("form.deleted"), t("form.deleted.restore"))
            self.heading.continued.connect(self.acts.restore)
        elif not self.state.is_new:
            disputed.tell(self._desk, self.record_id, self.heading)
        self._past.show(self._opened)

    def _menu(self) -> list[tuple[str, Callable[[], None]]]:
        return [
            (t("form.delete.menu"), lambda: self.acts.ask_to_delete(self.heading.title.text())),
            (t("history.purge.menu"), self.acts.ask_to_purge),
        ]

    def _tell_title(self) -> None:
        record = self.state.draft.record
        new = t(f"picking.new.{self.kind.name}")
        self.heading.show_title(new if self.state.is_new else picking.called(record, language(), self.state.additions))

    def _fail_to_save(self, error: CasefileError) -> None:
        self._free(True)
        self.show_error(error, t("form.save.failed"))

    def _free(self, free: bool) -> None:
        """Nothing is typed into a form that is being saved."""
        self.frame.panel.setEnabled(free)
        self.footer.free(free)

    def _say_kept(self, time: str) -> None:
        self.footer.say(t("form.status.kept", time=moment(time, clock.now().date())))

    def _linked(self, changes: Changes) -> None:
        """Somebody was said to be the same person: say so, and ask no more."""
        self._desk.publish(changes)
        if self.name_check is not None:
            self.name_check.clear()
            self.name_check.check(naming.names_in(self.state.draft.record))

    def _name(self, record_id: str) -> str:
        found = self.names.get(record_id)
        return found.line if found else record_id[:8]

    def _kind_of_id(self, record_id: str) -> str | None:
        found = self.names.get(record_id)
        return found.kind or None if found else None

    def _cases(self) -> tuple[str, ...]:
        own = tuple(getattr(self.state.draft.record, "cases", ()))
        above = (self._opened.case.id,) if self._opened.case else ()
        return tuple(dict.fromkeys((*own, *above)))

    def _recited(self) -> None:
        self.body.refresh_marks()

    def _connect(self) -> None:
        self.footer.cancel.clicked.connect(self.cancel)
        self.footer.save.clicked.connect(self.save)
        self.footer.next.clicked.connect(self.save_and_next)
        self.footer.discard.clicked.connect(self.discard)
        self.changes.opened.connect(lambda at: self._past.open_line(at, self.body, self.show_error))
        if self.name_check is not None:
            self.body.tables()["names"].show_below(self.name_check.lines)
            self.name_check.used.connect(self.acts.take_other)
            self.name_check.opened.connect(self.seen)
            self.name_check.linked.connect(self.acts.link)
            self.name_check.check(naming.names_in(self.state.draft.record))
        self.acts.gone.connect(self.gone)
        self.acts.restored.connect(self.restored)
        self.acts.taken.connect(self.taken)
        self.acts.linked.connect(self._linked)
        self.keeper.kept.connect(self._say_kept)
        self.keeper.failed.connect(lambda error: self.show_error(error, t("form.draft.failed")))
        if self.citations is not None:
            self.body.placed.connect(self.citations.show_place)
            self.citations.recited.connect(self._recited)
        shortcut = QShortcut(QKeySequence.StandardKey.Save, self, self.save)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
