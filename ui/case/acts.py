"""What can be done with a case as a whole: summary, handover, closing, deleting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from casefile import clock
from casefile.domain.kinds import Case
from casefile.domain.values import When
from casefile.errors import CasefileError
from casefile.usecases import edit, summary
from casefile.usecases.edit import Changes
from ui.case import removal, ways
from ui.case.messages import Messages
from ui.case.summary_dialog import SummaryDialog, SummaryWish
from ui.parts import clipboard
from ui.parts.dialog import Dialog, confirm_destruction
from ui.purging import asking
from ui.shell.desk import Desk
from ui.words import t


class CaseActs(QObject):
    """Does them for the case it is given, and says above it what came of it. `deleted` carries a case's id and reference, `removed` the id of one
    that left this vault."""

    deleted = Signal(str, str)
    removed = Signal(str)

    def __init__(self, desk: Desk, messages: Messages, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._messages, self._page = desk, messages, parent

    def export_summary(self, case: Case) -> SummaryDialog:
        """Ask how and where to, then export."""
        dialog = SummaryDialog(self._desk, case)
        dialog.wished.connect(lambda wish: self._export(case, wish))
        dialog.show_on(self._page.window())
        return dialog

    def hand_over(self, case: Case) -> None:
        """Begin a handover."""
        ways.hand_over(self._desk, case.id)

    def act(self, name: str, case: Case) -> None:
        """Do what the More menu names: ``edit``, ``copy``, ``close``, ``reopen``, ``delete``, ``remove``, ``purge``."""
        acts: dict[str, Callable[[Case], object]] = {
            "edit": lambda case: ways.open_record(self._desk, "case", case.id),
            "copy": lambda case: clipboard.copy(case.reference or case.id),
            "close": self._close,
            "reopen": lambda case: self._save(replace(case, status="open", closed=None), "case.reopened"),
            "delete": self.ask_to_delete,
            "remove": self._ask_to_remove,
            "purge": lambda case: asking.ask(self._desk, self._page, "case", case.id, self._fail),
        }
        acts[name](case)

    def ask_to_delete(self, case: Case) -> Dialog:
        """Ask first; Cancel has the keyboard."""
        reference = case.reference or ""
        return confirm_destruction(
            self._page.window(),
            t("case.delete.title", reference=reference),
            t("case.delete.line"),
            t("case.delete.verb"),
            lambda: self._delete(case),
        )

    def _ask_to_remove(self, case: Case) -> None:
        removal.ask(self._desk, self._page, case, self.removed.emit, self._fail)

    def _close(self, case: Case) -> None:
        today = When(clock.now().date().isoformat())
        self._save(replace(case, status="closed", closed=case.closed or today), "case.closed")

    def _save(self, case: Case, words: str) -> None:
        session = self._desk.vault

        def done(changes: Changes) -> None:
            self._desk.publish(changes)
            self._messages.tell(t(words, reference=case.reference or ""))

        self._desk.run(self, lambda _progress: edit.save(session, [case]), done, self._fail)

    def _delete(self, case: Case) -> None:
        session = self._desk.vault

        def done(changes: Changes) -> None:
            self.deleted.emit(case.id, case.reference or "")
            self._desk.publish(changes)

        self._desk.run(self, lambda _progress: edit.delete(session, case), done, self._fail)

    def restore(self, case_id: str) -> None:
        """Take a deletion back and show the case again."""
        session = self._desk.vault

        def restored() -> Changes:
            return edit.restore(session, edit.read(session, "case", case_id).record)

        def done(changes: Changes) -> None:
            self._desk.publish(changes)
            self._desk.go("cases", case_id)

        self._desk.run(self, lambda _progress: restored(), done, self._fail)

    def _export(self, case: Case, wish: SummaryWish) -> None:
        session, reference = self._desk.vault, case.id
        self._desk.start(
            t("case.export.running", reference=case.reference or ""),
            lambda progress: summary.export(
                session, reference, wish.destination, wish.language, wish.audience, progress
            ),
            lambda _written: self._messages.tell(t("case.export.done", name=wish.destination.name)),
            self._fail_export,
            self._page,
        )

    def _fail_export(self, error: CasefileError) -> None:
        self._messages.fail(t("case.export.failed"), t(error.key, **error.values))

    def _fail(self, error: CasefileError) -> None:
        self._messages.fail(t("case.failed"), t(error.key, **error.values))
