"""What stands in the paste form and is not kept yet: a draft of its source, which survives a lock and a crash as that of any form."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from casefile.domain.kinds import Source
from casefile.domain.values import Text
from casefile.errors import CasefileError
from casefile.usecases.drafts import Draft
from ui.form.keeper import DraftKeeper
from ui.report.paste import PasteForm
from ui.shell.desk import Desk

_WAIT_MS = 400  # a long text is copied out of its field no oftener


class Unkept(QObject):
    """Keeps what `form` holds. `failed` carries a CasefileError; what was typed stays in the form."""

    failed = Signal(object)

    def __init__(self, desk: Desk, form: PasteForm, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._form = desk, form
        self._keeper: DraftKeeper | None = None
        self._before: Source | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._put)
        form.changed.connect(self._hear)

    def begin(self, before: Source | None) -> None:
        """The form was filled anew, with the source `before` or none; what a person types from now on is kept."""
        self.end()
        self._before = before
        self._keeper = DraftKeeper(self._desk, self._form.typed().source.id, self)
        self._keeper.failed.connect(self.failed)

    def write_now(self) -> None:
        """Keep what waits before returning. A fault is told and keeps nobody from locking."""
        if self._keeper is None:
            return
        if self._timer.isActive():
            self._put()
        try:
            self._keeper.write_now()
        except CasefileError as error:
            self.failed.emit(error)

    def end(self) -> None:
        """Write nothing any more."""
        self._timer.stop()
        if self._keeper is not None:
            self._keeper.end()
            self._keeper.deleteLater()
            self._keeper = None

    def discard(self) -> None:
        """Drop what was kept: the person wants none of it."""
        keeper, session = self._keeper, self._desk.vault
        if keeper is not None:
            self._timer.stop()
            self._desk.run(self, lambda _progress: keeper.discard(session), lambda _none: None, self.failed.emit)

    def _hear(self) -> None:
        if self._keeper is not None and not self._timer.isActive():
            self._timer.start()

    def _put(self) -> None:
        self._timer.stop()
        if self._keeper is None:
            return
        typed = self._form.typed()
        others = typed.source.testimony.versions[1:] if typed.source.testimony else ()
        said = (*Text.of(typed.text, typed.language).versions, *others) if typed.text.strip() else others
        record = replace(typed.source, testimony=Text(said) if said else None)
        is_empty = self._before is None and not typed.text.strip() and record.title is None
        self._keeper.put(None if is_empty else Draft(record, self._before))
