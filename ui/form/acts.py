"""What can be done to the record of a form besides saving it: it is deleted, purged, restored, or another takes its place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from casefile.domain.kinds import kind_of
from casefile.errors import CasefileError
from casefile.usecases import recordform, sameperson
from casefile.usecases.edit import Changes
from casefile.usecases.picking import Candidate
from casefile.usecases.recordform import Fate
from ui.form import dialogs
from ui.form.keeper import DraftKeeper
from ui.form.state import FormState
from ui.purging import asking
from ui.shell.desk import Desk


class RecordActs(QObject):
    """Acts on the record in `state`, over the window of `page`.

    Signals:
        gone: what changed, as the record was deleted or purged.
        restored: what changed, as its deletion was taken back.
        taken: the `Candidate` of a record that is wanted in place of this one, which is dropped.
        linked: what changed, as somebody was said to be the same person.
    """

    gone = Signal(object)
    restored = Signal(object)
    taken = Signal(object)
    linked = Signal(object)

    def __init__(
        self,
        desk: Desk,
        state: FormState,
        keeper: DraftKeeper,
        page: QWidget,
        failed: Callable[[CasefileError], None],
    ) -> None:
        super().__init__(page)
        self._desk, self._state, self._keeper, self._page, self._failed = desk, state, keeper, page, failed
        self._kind, self._id = kind_of(state.draft.record).name, state.draft.record.id

    def ask_to_delete(self, title: str) -> None:
        """Say what goes along with the record called `title`, and ask."""
        session = self._desk.vault

        def confirm(fate: Fate) -> None:
            dialogs.ask_to_delete(self._page.window(), self._kind, title, fate, self._delete)

        self._desk.run(self, lambda _progress: recordform.fate(session, self._id), confirm, self._failed)

    def ask_to_purge(self) -> None:
        """Ask what of it goes for good."""
        purging = asking.Purging(self._desk, self._page, self._failed, begun=self._keeper.end, done=self.gone.emit)
        purging.ask(self._kind, self._id)

    def restore(self) -> None:
        """Take its deletion back."""
        session, record = self._desk.vault, self._state.draft.record
        self._desk.run(self, lambda _progress: recordform.restore(session, record), self.restored.emit, self._failed)

    def discard(self, then: Callable[[], None]) -> None:
        """Drop what was typed, `then` go on."""
        session = self._desk.vault
        self._desk.run(self, lambda _progress: self._keeper.discard(session), lambda _none: then(), self._failed)

    def take_other(self, known: Candidate) -> None:
        """Whoever was entered is here already."""
        self.discard(lambda: self.taken.emit(known))

    def link(self, other: str) -> None:
        """Say that it is the same person as another."""
        session = self._desk.vault
        self._desk.run(
            self, lambda _progress: sameperson.link(session, self._id, other), self.linked.emit, self._failed
        )

    def _delete(self) -> None:
        session, keeper = self._desk.vault, self._keeper
        record = self._state.draft.before or self._state.draft.record

        def job(_progress: object) -> Changes:
            changes = recordform.delete(session, record)
            keeper.discard(session)
            return changes

        self._desk.run(self, job, self.gone.emit, self._failed)
