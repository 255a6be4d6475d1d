"""One person or organisation on the screen, read only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from casefile.errors import CasefileError, NotFound
from casefile.usecases import directory, sameperson
from casefile.usecases.edit import Changes
from casefile.usecases.sameperson import Member, Suggestion
from ui.directory.facts import SOURCE, rows
from ui.directory.header import PartyHeader
from ui.directory.heading import PartyHeading, heading
from ui.directory.spec import DirectorySpec
from ui.facts.rows import FactRow
from ui.facts.view import FactList
from ui.parts.banner import ErrorBanner
from ui.parts.empty import Beside, EmptyPage
from ui.parts.scroll import FloatingBar
from ui.parts.surface import Surface
from ui.purging import asking
from ui.sameperson.lines import Act, NameLines, SaidOfName, of_member, of_suggestion
from ui.shell.desk import Desk
from ui.theme import sizes
from ui.words import catalogue, language, t
from ui.work import Running

_NOBODY, _PARTY, _DECIDED = range(3)
_MARGIN = sizes.S24 - 8  # the ground of a row reaches 8 px beyond its words


@dataclass(frozen=True)
class _Read:
    id: str
    heading: PartyHeading
    rows: tuple[FactRow, ...]
    members: tuple[Member, ...]
    alike: tuple[Suggestion, ...]


class RecordView(Surface):
    """Shows the party it is told to. `followed` carries the key of a fact that leads elsewhere, `edit_asked` the party's id.

    `shown` carries the id once it is on the screen, `gone` one that is no longer there. `seen` carries the id of another party to show.
    `everyone_asked` fires where all pairs of possible duplicates are decided and everyone is wanted again.
    """

    followed = Signal(str)
    edit_asked = Signal(str)
    shown = Signal(str)
    gone = Signal(str)
    seen = Signal(str)
    everyone_asked = Signal()

    def __init__(self, desk: Desk, spec: DirectorySpec, parent: QWidget | None = None) -> None:
        super().__init__("page", (), parent)
        self._desk, self._spec, self._wanted, self._id = desk, spec, "", ""
        self._reading: Running | None = None
        self.header, self.facts, self.same = PartyHeader(), FactList(columns=True), NameLines()
        self.facts.setAccessibleName(t(f"kind.{spec.kind}"))
        self.header.edit_asked.connect(lambda: self.edit_asked.emit(self._id))
        self.header.purge_asked.connect(self._ask_to_purge)
        self.facts.opened.connect(self.followed)
        self.facts.cited.connect(self._show_source)
        title, words, step = (t(f"same.duplicates.done{part}") for part in ("", ".line", ".step"))
        self.decided = EmptyPage("circle-check", title, words, step)
        self.decided.first_step.connect(self.everyone_asked)
        self.nothing = Beside(spec.icon, t("directory.nobody"), t("directory.nobody.line"))
        self._errors, self._stack = QVBoxLayout(), QStackedWidget()
        self._lay_out()

    def party_id(self) -> str:
        """The id of the party on the screen, or an empty string."""
        return self._id

    def wanted(self) -> str:
        """The id of the party on the screen or on its way there, or an empty string."""
        return self._wanted

    def show_party(self, party_id: str) -> None:
        """Read a party and show it."""
        self._wanted = party_id
        if self._reading is not None:
            self._reading.stop()
        session, kind, code = self._desk.vault, self._spec.kind, language()

        def read() -> _Read:
            found = directory.dossier(session, kind, party_id, code)
            own = found.party.id
            spellings = [name.text for each in (found.party, *found.others) for name in each.names]
            members = sameperson.group(session, own, code)
            alike = sameperson.suggest(session, kind, spellings, code, own)
            return _Read(own, heading(found, code), rows(found, code), members, alike)

        self._reading = self._desk.run(self, lambda _progress: read(), self._show, self._fail)

    def show_nothing(self) -> None:
        """Show nobody."""
        self._show_instead(_NOBODY)

    def show_decided(self) -> None:
        """Say that of those who may be here twice no pair is left."""
        self._show_instead(_DECIDED)

    def reload(self) -> None:
        """Read it again."""
        if self._wanted:
            self.show_party(self._wanted)

    def take_focus(self) -> None:
        """Give the keyboard to the facts."""
        self.facts.setFocus()

    def _show_instead(self, page: int) -> None:
        if self._reading is not None:
            self._reading.stop()
        self._wanted = self._id = ""
        self._stack.setCurrentIndex(page)

    def _show(self, read: _Read) -> None:
        same = read.id == self._id
        self._id = read.id
        self._wanted = read.id
        self.header.show_heading(read.heading)
        self.same.show_lines(self._said(read))
        self.facts.show_rows(read.rows)
        if not same:
            self.facts.clearSelection()
            self.facts.scrollToTop()
        self._stack.setCurrentIndex(_PARTY)
        self.shown.emit(read.id)

    def _said(self, read: _Read) -> Iterator[SaidOfName]:
        """Who it is the same as, and who may be."""
        one = "same.same.organisation" if self._spec.kind == "organisation" else "same.same"
        for member in read.members:
            other = member.candidate.id
            if other != read.id:
                edit = Act(t("directory.edit"), partial(self.edit_asked.emit, other))
                yield of_member(member, (edit, Act(t("same.unlink"), partial(self._decide, sameperson.unlink, other))))
        for found in read.alike:
            other = found.candidate.id
            same = Act(t(one), partial(self._decide, sameperson.link, read.id, other))
            part = Act(t("same.not"), partial(self._decide, sameperson.part, read.id, other))
            yield of_suggestion(found, (same, Act(t("same.open"), partial(self.seen.emit, other)), part))

    def _decide(self, act: Callable[..., Changes], *ids: str) -> None:
        session = self._desk.vault
        self._desk.run(self, lambda _progress: act(session, *ids), self._desk.publish, self._complain)

    def _complain(self, error: CasefileError) -> None:
        self._errors.addWidget(ErrorBanner(t("same.failed"), catalogue().error(error)))

    def _ask_to_purge(self) -> None:
        asking.ask(self._desk, self, self._spec.kind, self._id, self._fail_to_purge)

    def _fail_to_purge(self, error: CasefileError) -> None:
        self._errors.addWidget(ErrorBanner(t("history.purge.failed"), catalogue().error(error)))

    def _show_source(self, _key: str, number: int) -> None:
        for row in self.facts.facts.rows:
            if getattr(row, "mark", None) == number and row.key.startswith(SOURCE):
                self.facts.choose(row.key)
                self.facts.setFocus()

    def _fail(self, error: CasefileError) -> None:
        gone = self._wanted
        self._wanted = self._id = ""
        self._stack.setCurrentIndex(_NOBODY)
        if isinstance(error, NotFound):
            self.gone.emit(gone)
        else:
            self._errors.addWidget(ErrorBanner(t("directory.failed"), catalogue().error(error)))

    def _lay_out(self) -> None:
        frame = QWidget()
        row = QHBoxLayout(frame)
        row.setContentsMargins(_MARGIN, sizes.S8, _MARGIN, 0)
        row.addWidget(self.facts)
        FloatingBar(self.facts, frame)
        record = QWidget()
        inside = QVBoxLayout(record)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.header)
        alike = QVBoxLayout()
        alike.setContentsMargins(sizes.S24, sizes.S4, sizes.S24, 0)
        alike.addWidget(self.same)
        inside.addLayout(alike)
        inside.addWidget(frame, 1)
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(record)
        self._stack.addWidget(self.decided)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._errors)
        column.addWidget(self._stack, 1)
