"""The team folder: where it lies, who takes part, the last exchange, and what waits for a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from casefile.errors import CasefileError
from casefile.progress import Progress
from casefile.usecases import teamfolder
from casefile.usecases.edit import Changes
from casefile.usecases.session import Session
from casefile.usecases.teamfolder import Candidate, Last, Member, Setting, Waiting
from ui.moments import whole_moment
from ui.parts.buttons import Button, Link
from ui.parts.labels import Label
from ui.parts.paragraphs import Paragraph
from ui.settings.section import Tab
from ui.settings.team_cases import CasesOfMember
from ui.settings.team_members import Members
from ui.settings.team_waiting import Letters
from ui.shell.desk import Desk
from ui.teamwork import EXCHANGE, names
from ui.theme import sizes
from ui.words import catalogue, t


@dataclass(frozen=True)
class Found:
    """All that the tab shows."""

    setting: Setting | None
    last: Last | None
    waiting: tuple[Waiting, ...]
    candidates: tuple[Candidate, ...]


class TeamTab(Tab):
    """Every change is kept at once. Only what was set up is exchanged."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: Found | None = None
        self.place, self.last = Label("", "strong").eliding(), Paragraph("", "content", "ink2")
        self.exchange = Button(t("team.exchange"), "primary", "refresh-cw")
        self.choose, self.off = Button(t("team.choose"), icon="folder-open"), Link(t("team.off"), role="second")
        self.letters, self.members = Letters(), Members()
        self.controls = {"exchange": self.exchange, "choose": self.choose}
        self._lay_out()
        self._connect()
        self.reload()

    def reload(self) -> None:
        """Read everything anew."""
        session = self._desk.vault
        self._desk.run(self, lambda _progress: _read(session), self.show_found, self._fail)

    def show_found(self, found: Found) -> None:
        """Show what is set up and what waits."""
        self._found = found
        chosen = found.setting
        self.place.set_text(str(chosen.folder) if chosen else t("team.not_set_up"))
        for widget in (self.exchange, self.off, self.last, self.members):
            widget.setVisible(chosen is not None)
        self.exchange.setEnabled(True)
        self.last.set_text(_said(found.last, waits=bool(found.waiting)))
        self.letters.show_letters(found.waiting)
        self.members.show_candidates(found.candidates, chosen.members if chosen else ())

    def use(self, folder: Path) -> None:
        """Use this folder; who took part before goes on taking part."""
        chosen = self._found.setting if self._found else None
        self._set_up(replace(chosen, folder=folder) if chosen else Setting(folder))

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self.window(), t("team.choose"))
        if chosen:
            self.use(Path(chosen))

    def _take_part(self, contact: str, on: bool) -> None:
        """Someone takes part from now on, with all cases until others are chosen; or no more."""
        chosen = self._found.setting if self._found else None
        if chosen is not None:
            others = tuple(each for each in chosen.members if each.contact != contact)
            self._set_up(replace(chosen, members=(*others, Member(contact)) if on else others))

    def ask_cases(self, contact: str) -> CasesOfMember | None:
        """Ask which cases go to someone who takes part."""
        chosen = self._found.setting if self._found else None
        member = next((each for each in chosen.members if each.contact == contact), None) if chosen else None
        if chosen is None or member is None:
            return None
        dialog = CasesOfMember(self._desk, self.members.name_of(contact), member.cases)
        dialog.accepted.connect(
            lambda: self._set_up(
                replace(
                    chosen,
                    members=tuple(
                        Member(contact, dialog.cases()) if each is member else each for each in chosen.members
                    ),
                )
            )
        )
        dialog.show_on(self.window())
        return dialog

    def _set_up(self, chosen: Setting) -> None:
        self._do(lambda session: teamfolder.set_up(session, chosen))

    def _exchange(self) -> None:
        self.exchange.setEnabled(False)  # until the answer, when everything is read anew
        self._desk.act(EXCHANGE)

    def _do(self, act: Callable[[Session], None]) -> None:
        session = self._desk.vault

        def job(_progress: Progress) -> None:
            act(session)

        self._desk.run(self, job, lambda _none: self._changed(), self._fail)

    def _changed(self) -> None:
        """What waits may be another number now, for the rail and the start page too."""
        self._desk.publish(Changes())

    def _look_again(self, _changes: object) -> None:
        """By its own method and no lambda, for Qt cuts that with the tab: the desk lives on in another language."""
        self.reload()

    def _fail(self, error: CasefileError) -> None:
        self.fault(t("team.failed"), catalogue().error(error))
        if self._found is not None:
            self.show_found(self._found)

    def _connect(self) -> None:
        self.choose.clicked.connect(self._ask_folder)
        self.exchange.clicked.connect(self._exchange)
        self.off.clicked.connect(lambda: self._do(teamfolder.switch_off))
        self.members.toggled.connect(self._take_part)
        self.members.cases_asked.connect(self.ask_cases)
        self.members.contacts_asked.connect(lambda: self._desk.go("handover"))
        self.letters.looked_at.connect(lambda path: self._desk.go("handover", path))
        self.letters.let_be.connect(lambda path: self._do(lambda session: teamfolder.dismiss(session, path)))
        self._desk.changed.connect(self._look_again)

    def _lay_out(self) -> None:
        self.words(t("team.help"))
        self.column.addWidget(self.place)
        self.column.addSpacing(sizes.S8)
        row = QHBoxLayout()
        row.setSpacing(sizes.S12)
        for button in (self.exchange, self.choose, self.off):
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addSpacing(sizes.S12)
        for part in (self.last, self.letters, self.members):
            self.column.addWidget(part)
        for hidden in (self.exchange, self.off, self.last, self.letters, self.members):
            hidden.hide()


def _read(session: Session) -> Found:
    return Found(
        teamfolder.setting(session),
        teamfolder.last(session),
        teamfolder.waiting(session),
        teamfolder.candidates(session),
    )


def _said(last: Last | None, *, waits: bool) -> str:
    """When the last exchange was, and what it did."""
    if last is None:
        return t("team.never")
    moment = datetime.fromisoformat(last.time)
    said = [t("team.last", when=whole_moment(moment))]
    said += [t("team.stopped")] if last.stopped else []
    said += [t("team.came", names=names(last.came))] if last.came else []
    said += [t("team.went", names=names(last.went))] if last.went else []
    said += [t("team.receipts", n=last.confirmed)] if last.confirmed else []
    said += [t("team.nothing_new")] if len(said) == 1 and not waits else []
    return " ".join(said)
