"""The pages of the rail, and how a page is made.

To add a page: a class `SomePage(QWidget)` in its own room, whose constructor takes one `Desk`, and one line in `PAGES`.
A page may also have any of these methods, which the workspace calls:

    show_target(target)     someone asked for the page with a target
    refresh(changes)        a command changed records
    before_lock()           the vault is about to lock, or the page to be made anew: put drafts away
    place()                 the target that leads back to what is shown now, for a page that is made anew; None for none

Modules of pages are imported when a page is first shown, so that the unlock page waits for none of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

from PySide6.QtWidgets import QWidget

from ui.shell.desk import Desk


@dataclass(frozen=True)
class PageSpec:
    """A page in the rail. `words` is its catalogue key; `where` is ``module:maker``, the maker a class or a function; groups stand 12 px apart."""

    name: str
    icon: str
    words: str
    where: str
    group: int


PAGES: tuple[PageSpec, ...] = (
    PageSpec("today", "sun", "window.page.today", "ui.today.page:TodayPage", 0),
    PageSpec("cases", "folder", "window.page.cases", "ui.cases.page:CasesPage", 0),
    PageSpec("people", "users", "window.page.people", "ui.directory.page:people", 0),
    PageSpec("organisations", "landmark", "window.page.organisations", "ui.directory.page:organisations", 0),
    PageSpec("evidence", "image", "window.page.evidence", "ui.evidence.page:EvidencePage", 0),
    PageSpec("calendar", "calendar", "window.page.calendar", "ui.calendar.page:CalendarPage", 0),
    PageSpec("search", "search", "window.page.search", "ui.search.page:SearchPage", 1),
    PageSpec("handover", "package", "window.page.handover", "ui.handover.page:HandoverPage", 1),
    PageSpec("settings", "settings", "window.page.settings", "ui.settings.page:SettingsPage", 2),
    PageSpec("help", "circle-question-mark", "window.page.help", "ui.help.page:HelpPage", 2),
)

OFF_RAIL: tuple[PageSpec, ...] = (
    PageSpec("form", "pencil", "form.page", "ui.form.page:RecordPage", 3),
    PageSpec("inbox", "inbox", "inbox.page", "ui.inbox.page:InboxPage", 3),
    PageSpec("report", "quote", "report.page", "ui.report.page:ReportPage", 3),
    PageSpec("conflicts", "git-merge", "merging.page", "ui.conflicts.page:ConflictsPage", 3),
    PageSpec("importing", "upload", "importing.page", "ui.importing.page:ImportPage", 3),
)
"""Pages that one is sent to with a target, and that lead back to where one was (`Desk.back`)."""


class PageMaker(Protocol):
    """Makes a page: the page's class itself, or a function."""

    def __call__(self, desk: Desk) -> QWidget:
        """The page, for the vault of `desk`."""


def make(spec: PageSpec, desk: Desk) -> QWidget:
    """The page of `spec`.

    Raises:
        ModuleNotFoundError, AttributeError: `where` points nowhere, which is a bug.
    """
    module, _, name = spec.where.partition(":")
    maker: PageMaker = getattr(import_module(module), name)
    return maker(desk)


def find(name: str, specs: Sequence[PageSpec] = (*PAGES, *OFF_RAIL)) -> PageSpec:
    """The spec of the page `name`.

    Raises:
        StopIteration: there is none, which is a bug.
    """
    return next(spec for spec in specs if spec.name == name)
