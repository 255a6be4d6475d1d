"""From the wish to remove something for good to what came of it, wherever it was asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from casefile.domain.kinds import Record
from casefile.errors import CasefileError
from casefile.progress import Progress
from casefile.usecases import mentions, picking, purge, purgeoutlook
from casefile.usecases.edit import Changes
from casefile.usecases.mentions import Mention
from ui.purging.dialog import PurgeDialog, Seen
from ui.shell.desk import Desk
from ui.shell.targets import OpenRecord
from ui.words import language, t

Failed = Callable[[CasefileError], None]


def ask(desk: Desk, page: QWidget, kind: str, record_id: str, failed: Failed, fields: Sequence[str] = ()) -> None:
    """Read what a purge would take and ask over the window of `page`; `fields` (paths of the journal) are ticked at first, all of the record without them."""
    Purging(desk, page, failed).ask(kind, record_id, fields)


class Purging:
    """One wish. `begun` is called once it is certain, before anything goes; `done` is told what changed, else every page is."""

    def __init__(
        self,
        desk: Desk,
        page: QWidget,
        failed: Failed,
        begun: Callable[[], None] = lambda: None,
        done: Callable[[Changes], None] | None = None,
    ) -> None:
        self._desk, self._page, self._failed = desk, page, failed
        self._begun, self._done = begun, done or desk.publish

    def ask(self, kind: str, record_id: str, fields: Sequence[str] = ()) -> None:
        """As the function `ask`."""
        session, reader = self._desk.vault, language()

        def look(_progress: Progress) -> Seen:
            seen = purgeoutlook.outlook(session, kind, record_id)
            named = picking.named(session, seen.names, reader)
            return Seen(seen, mentions.of(session, seen.record, [each.id for each in seen.along]), named)

        def show(seen: Seen) -> None:
            dialog = PurgeDialog(seen, fields)
            dialog.opened.connect(lambda mention: _open(self._desk, mention))
            dialog.wished.connect(lambda names: self._purge(seen, names))
            dialog.show_on(self._page.window())

        self._desk.run(self._page, look, show, self._failed)

    def _purge(self, seen: Seen, names: Sequence[str]) -> None:
        session, outlook = self._desk.vault, seen.outlook
        self._begun()

        def job(_progress: Progress) -> Changes:
            return purge.fields(session, outlook.record, names) if names else purgeoutlook.whole(session, outlook)

        def done(changes: Changes) -> None:
            self._done(changes)
            tell_left(self._desk, t("history.purge.done"), _left(seen.mentions, names))

        self._desk.run(self._page, job, done, self._failed)


def _left(found: tuple[Mention, ...], names: Sequence[str]) -> tuple[Mention, ...]:
    """Texts to look at: after a name went, those with the name."""
    return found if not names or any(each.partition("/")[0] == "names" for each in names) else ()


def tell_left(desk: Desk, words: str, left: Sequence[Mention]) -> None:
    """Say above the pages what was done, and offer the texts in which the name still stands, one by one."""
    if not left:
        desk.tell(words)
        return
    first, *rest = left

    def following() -> None:
        _open(desk, first)
        if rest:
            tell_left(desk, "", rest)

    told = f"{words} {t('history.purge.left', n=len(left))}".strip()
    desk.tell(told, (t("history.purge.next"), following), icon="info")


def _open(desk: Desk, mention: Mention) -> None:
    desk.go("form", OpenRecord(mention.kind, mention.record, at=mention.path))


def is_withdrawal(before: Record | None, after: Record) -> bool:
    """Whether a consent was withdrawn between two states of a record."""
    return bool(getattr(after, "withdrawn", None)) and not getattr(before, "withdrawn", None)
