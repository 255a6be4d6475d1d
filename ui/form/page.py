"""The page of the form. One is sent here with a target (`ui.shell.targets`) and comes back when it is saved or left.

A record that a field needs and that is not there yet is made in a form over the form, and put into the field once it is saved.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from casefile import clock
from casefile.domain.definition import Ref
from casefile.domain.kinds import KINDS, Consent, Name
from casefile.domain.values import Text
from casefile.errors import CasefileError
from casefile.usecases import recordform
from casefile.usecases.drafts import Draft
from casefile.usecases.edit import Changes
from casefile.usecases.picking import Candidate
from casefile.usecases.recordform import Opened
from ui.form.record_form import RecordForm
from ui.form.trail import Trail, trail_of
from ui.moments import moment
from ui.parts.banner import ErrorBanner
from ui.parts.surface import Surface
from ui.purging import asking
from ui.shell.desk import Desk
from ui.shell.targets import NewRecord, OpenRecord
from ui.words import catalogue, language, speak_of, t

Target = OpenRecord | NewRecord
Caller = Callable[[Candidate], None]
_LIKE_THE_LAST = ("cases", "record", "subject", "person", "proceeding")
"""Fields that the next record takes over from the one just saved."""


class RecordPage(Surface):
    """Shows one form, or none while it loads."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("page", (), parent)
        self._desk = desk
        self._forms: list[RecordForm] = []
        self._callers: list[Caller | None] = []
        self._asked: Target | None = None
        self._stack = QStackedWidget()
        self._errors = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._errors)
        column.addWidget(self._stack, 1)

    def form(self) -> RecordForm | None:
        """The form in sight."""
        return self._forms[-1] if self._forms else None

    def show_target(self, target: object) -> None:
        """Open an `OpenRecord` or begin a `NewRecord`. What was typed into another form is kept as a draft."""
        assert isinstance(target, OpenRecord | NewRecord)
        form = self.form()
        if isinstance(target, OpenRecord) and form is not None and form.record_id == target.id:
            form.body.go_to(target.at)
            return
        self._put_all_away()
        self._asked = target
        session, reader = self._desk.vault, language()

        def load(_progress: object) -> tuple[Opened, Draft | None]:
            if isinstance(target, OpenRecord):
                return recordform.load(session, target.kind, target.id, reader, target.case), None
            opened = recordform.blank(session, target.kind, target.values, reader, target.case)
            return opened, recordform.unfinished(session, target.kind)

        self._desk.run(self, load, lambda found: self._show(target, *found), self._fail)

    def refresh(self, changes: object) -> None:
        """A record was changed elsewhere: an untouched form shows it, one that was typed into says so."""
        form = self.form()
        if (
            form is None
            or not isinstance(changes, Changes)
            or form.record_id not in changes.records
            or form.state.is_new
        ):
            return
        if form.state.is_changed:
            form.heading.say(t("form.meanwhile"))
        else:
            self._reopen(form)

    def place(self) -> Target | None:
        """What leads back to the form in sight; what was typed lies in its draft."""
        form = self._forms[0] if self._forms else None
        if form is None or (form.state.is_new and not form.state.is_changed):
            return self._asked
        return OpenRecord(form.kind.name, form.record_id, case=form.opened_case())

    def before_lock(self) -> None:
        """Keep what was typed."""
        for form in self._forms:
            form.put_away()

    def _show(self, target: Target, opened: Opened, unfinished: Draft | None) -> None:
        if target is not self._asked:
            return  # someone has asked for another one meanwhile
        form = self._push(opened, trail_of(self._desk, opened), None)
        if unfinished is not None:
            self._offer(form, unfinished, target.case)
        if isinstance(target, OpenRecord) and target.at:
            form.body.go_to(target.at)
        else:
            form.body.begin()

    def _push(self, opened: Opened, trail: Trail, caller: Caller | None) -> RecordForm:
        speak_of(opened.additions)
        form = RecordForm(self._desk, opened, trail, nested=caller is not None)
        form.saved.connect(self._saved)
        form.left.connect(self._leave)
        form.gone.connect(self._gone)
        form.restored.connect(self._desk.publish)
        form.new_asked.connect(self._make_new)
        form.taken.connect(self._taken)
        form.seen.connect(self._see)
        self._forms.append(form)
        self._callers.append(caller)
        self._stack.addWidget(form)
        self._stack.setCurrentWidget(form)
        return form

    def _pop(self) -> Caller | None:
        form = self._forms.pop()
        form.keeper.end()
        self._stack.removeWidget(form)
        form.deleteLater()
        return self._callers.pop()

    def _put_all_away(self) -> None:
        while self._forms:
            self._forms[-1].put_away()
            self._pop()

    def _saved(self, candidate: Candidate, changes: Changes, then_next: bool) -> None:
        form = self._forms[-1]
        before, record, case = form.state.draft.before, form.state.draft.record, form.opened_case()
        caller = self._pop()
        self._desk.publish(changes)
        if isinstance(record, Consent) and record.person and asking.is_withdrawal(before, record):
            self._offer_to_purge(record.person)
        if caller is not None:
            caller(candidate)
        elif then_next:
            names = {field.name for field in KINDS[candidate.kind].fields}
            values = {name: getattr(record, name) for name in _LIKE_THE_LAST if name in names}
            self.show_target(NewRecord(candidate.kind, values, case))
        else:
            self._desk.back()

    def _offer_to_purge(self, person: str) -> None:
        """Someone has withdrawn what they allowed: what they told may have to go."""
        act = (t("history.withdrawn.act"), lambda: asking.ask(self._desk, self, "person", person, self._fail))
        self._desk.tell(t("history.withdrawn"), act, "info")

    def _leave(self) -> None:
        nested = self._pop() is not None
        form = self.form()
        if not nested or form is None:
            self._desk.back()

    def _gone(self, changes: Changes) -> None:
        self._pop()
        self._desk.publish(changes)
        if self.form() is None:
            self._desk.back()

    def _taken(self, known: Candidate) -> None:
        """The record is here already: it takes the place of the new one."""
        case = self._forms[-1].opened_case()
        caller = self._pop()
        if caller is not None:
            caller(known)
        else:
            self.show_target(OpenRecord(known.kind, known.id, case=case))

    def _see(self, known: Candidate) -> None:
        """Look at another one; what was typed stays in its draft."""
        for form in self._forms:
            form.put_away()
        self._desk.go("people" if known.kind == "person" else "organisations", known.id)

    def _reopen(self, form: RecordForm) -> None:
        target = OpenRecord(form.kind.name, form.record_id, case=form.opened_case())
        self._put_all_away()
        self.show_target(target)

    def _offer(self, form: RecordForm, draft: Draft, case: str) -> None:
        when = moment(draft.time, clock.now().date())
        form.heading.say(t("form.unfinished", time=when), t("form.unfinished.continue"))
        form.heading.continued.connect(lambda: self.show_target(OpenRecord(draft.kind, draft.record.id, case=case)))

    def _make_new(self, kind: str, typed: str, caller: Caller) -> None:
        above = self._forms[-1]
        names = {field.name for field in KINDS[kind].fields}
        values: dict[str, object] = {}
        if "cases" in names:
            values["cases"] = tuple(Ref(each) for each in getattr(above.state.draft.record, "cases", ()))
        if typed and "names" in names:
            values["names"] = (Name(text=typed, language=language()),)
        elif typed and "title" in names:
            values["title"] = Text.of(typed, language())
        session, reader, case = self._desk.vault, language(), above.opened_case()
        self._desk.run(
            self,
            lambda _progress: recordform.blank(session, kind, values, reader, case),
            lambda opened: self._push(opened, trail_of(self._desk, opened, above.trail), caller).body.begin(),
            self._fail,
        )

    def _fail(self, error: CasefileError) -> None:
        self._errors.addWidget(
            ErrorBanner(t("form.open.failed"), catalogue().error(error), [(t("window.back"), self._desk.back)])
        )
