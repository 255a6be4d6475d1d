"""Whole records for a colleague who works on the same cases: with whom, what, since when, and what would go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from casefile import clock
from casefile.domain.kinds import Contact
from casefile.errors import CasefileError
from casefile.usecases import passphrases, sharing
from casefile.usecases.contacts import is_lost
from casefile.usecases.sharing import Outlook, Shared, To
from ui.bytesize import show_part
from ui.handover import wording
from ui.handover.case_finder import CaseFinder, toggled
from ui.handover.cases_step import CasesStep
from ui.handover.share_lock import PASSPHRASE
from ui.handover.share_plan import SharePlan, is_nothing
from ui.handover.share_view import ShareView
from ui.handover.wizard import SUFFIX, Plan, proposed_name
from ui.parts.banner import Banners
from ui.parts.buttons import Button
from ui.parts.frame import Foot, Head, framed
from ui.parts.surface import Surface
from ui.shell.desk import Desk
from ui.words import catalogue, t
from ui.work import Running


class SharePage(Surface):
    """`left` when the person cancels; `made` carries the `Shared`, the contact, and the passphrase if one locks the file."""

    left = Signal()
    made = Signal(object, object, str)
    add_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("page", (), parent)
        self._desk = desk
        self.plan = SharePlan()
        self._contacts: tuple[Contact, ...] = ()
        self.outlook: Outlook | None = None
        self._passphrase = ""
        self._looking: Running | None = None
        self._making: Running | None = None
        self.head, self.foot = Head(t("merging.share.title")), Foot()
        self.view, self.cases = ShareView(), CasesStep("merging.share.cases_line")
        self._finder = CaseFinder(desk, self.cases)
        self.cancel, self.chosen = Button(t("window.cancel")), Button(t("handing.done"), "primary")
        self.seal = Button(t("merging.share.seal"), "primary")
        self._stack, self._errors = QStackedWidget(), Banners()
        self._lay_out()
        self._connect()

    def begin(self, cases: Sequence[str] = (), contact: str = "") -> None:
        """Begin anew, with these cases and this contact if there are any."""
        self._errors.clear()
        self.forget()
        only = self._contacts[0].id if len(self._contacts) == 1 else ""
        self.plan = SharePlan(contact or only, cases=tuple(cases)).among(self._contacts)
        self._stack.setCurrentIndex(0)
        self._finder.find()
        self._finder.show_chosen(Plan(cases=self.plan.cases))
        self._look()

    def show_contacts(self, contacts: tuple[Contact, ...]) -> None:
        """Show who it can be for: whoever something can be encrypted to, and nobody whose key is in other hands."""
        self._contacts = tuple(each for each in contacts if each.recipient and not is_lost(each))
        self.plan = self.plan.among(self._contacts)
        self.view.show_contacts(self._contacts, self.plan.contact)
        self._show()

    def records_changed(self) -> None:
        """What was looked at is out of date."""
        if self.isVisible() and self._making is None:
            self._look()

    def forget(self) -> None:
        """Keep no passphrase, as before a lock."""
        self._passphrase = ""
        self.view.lock.secret.forget()

    def make(self, path: Path) -> None:
        """Write the file."""
        plan, session, contact, passphrase = self.plan, self._desk.vault, self._contact(), self._passphrase
        assert contact is not None, "there is a button only where somebody was chosen"
        whom = self._whom(contact)
        self._errors.clear()
        self._making = self._desk.start(
            t("merging.share.job"),
            lambda progress: sharing.make(
                session,
                plan.scope,
                whom,
                path,
                full=plan.full,
                files=plan.files,
                part_size=plan.part_size,
                progress=progress,
            ),
            lambda shared: self._made(shared, contact, passphrase),
            self._failed,
            self,
            amount=show_part,
        )
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back from the list of cases, and else leaves."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._stack.currentIndex():
            self._cases_chosen()
        else:
            self._leave()

    def _contact(self) -> Contact | None:
        return next((each for each in self._contacts if each.id == self.plan.contact), None)

    def _whom(self, contact: Contact) -> To:
        return sharing.to_passphrase(contact, self._passphrase) if self.plan.locked else sharing.to_contact(contact)

    def _change(self, plan: SharePlan) -> None:
        if plan != self.plan:
            self.plan = plan
            self._look()

    def _lock(self, way: str) -> None:
        """Lock with another passphrase, or with their key; what goes stays the same."""
        self.plan = replace(self.plan, locked=way == PASSPHRASE)
        self._passphrase = passphrases.suggest() if self.plan.locked else ""
        self._show()

    def _cut(self, size: int) -> None:
        self.plan = replace(self.plan, part_size=size or None)
        self._show()

    def _look(self) -> None:
        """Ask the core what would go."""
        self.outlook = None
        if self._looking is not None:
            self._looking.stop()
            self._looking = None
        plan, session, contact = self.plan, self._desk.vault, self._contact()
        if not plan.hindrance() and contact is not None:
            whom = sharing.to_contact(contact)
            self._looking = self._desk.run(
                self,
                lambda progress: sharing.preview(session, plan.scope, whom, full=plan.full, progress=progress),
                self._looked,
                self._failed,
            )
        self._show()

    def _looked(self, outlook: Outlook) -> None:
        self.outlook, self._looking = outlook, None
        self._show()

    def _show(self) -> None:
        choosing, busy = self._stack.currentIndex() == 1, self._making is not None
        self.view.show_plan(self.plan, self._passphrase)
        self.view.show_outlook(self.outlook, waiting=self._looking is not None, files=self.plan.files)
        self.chosen.setVisible(choosing)
        self.seal.setVisible(not choosing)
        self.seal.setEnabled(self.outlook is not None and not is_nothing(self.outlook) and not busy)
        self.foot.say(*self._foot_words(busy=busy))

    def _foot_words(self, *, busy: bool) -> tuple[str, str, str]:
        if busy:
            return t("merging.share.job"), "", "ink2"
        if self._stack.currentIndex() == 1:
            return t("handing.cases", n=len(self.plan.cases)), t("handing.foot.chosen"), "ink2"
        if hindrance := self.plan.hindrance():
            return "", t(f"merging.share.hindrance.{hindrance}"), "ink2"
        if self.outlook is None:
            return "", t("handing.hindrance.checking"), "ink2"
        if is_nothing(self.outlook):
            return "", t("merging.share.nothing"), "ink2"
        size = wording.size(self.outlook.bytes)
        said = t("merging.share.foot_locked" if self.plan.locked else "merging.share.foot", size=size)
        return t("handing.files", n=1), said, "ink2"

    def _ask_place(self) -> None:
        proposed = proposed_name(clock.now().date(), 1, lambda _name: False)
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            t("merging.share.save"),
            proposed,
            t("handing.age_files"),
            options=QFileDialog.Option.DontConfirmOverwrite,  # nothing is ever replaced: what lies there is said to be in the way
        )
        if chosen:
            self.make(Path(chosen if chosen.endswith(SUFFIX) else chosen + SUFFIX))

    def _made(self, shared: Shared, contact: Contact, passphrase: str) -> None:
        self._making = None
        self.forget()
        self._show()
        self.made.emit(shared, contact, passphrase)

    def _failed(self, error: CasefileError) -> None:
        self._making = self._looking = None
        self._errors.say(t("handing.failed"), catalogue().error(error))
        self._show()

    def _choose_cases(self) -> None:
        self._stack.setCurrentIndex(1)
        self.cases.setFocus()
        self._show()

    def _cases_chosen(self) -> None:
        self._stack.setCurrentIndex(0)
        self._change(self.plan)
        self._show()

    def _toggle_case(self, case: str, _on: bool) -> None:
        self.plan = replace(self.plan.toggled(case), everything=False)
        self._finder.show_chosen(Plan(cases=self.plan.cases))
        self._look()

    def _toggle_all(self, listed: tuple[str, ...]) -> None:
        self.plan = replace(self.plan, cases=toggled(self.plan.cases, listed), everything=False)
        self._finder.show_chosen(Plan(cases=self.plan.cases))
        self._look()

    def _scope(self, everything: bool) -> None:
        self._change(replace(self.plan, everything=everything))
        if not everything and not self.plan.cases:
            self._choose_cases()

    def _jobs_changed(self, _jobs: object) -> None:
        if self._making is not None and self._making.is_stopped:
            self._making = None
            self._show()

    def _leave(self) -> None:
        for running in (self._looking, self._making):
            if running is not None:
                running.stop()
        self._looking = self._making = None
        self.forget()
        self.left.emit()

    def _connect(self) -> None:
        view = self.view
        view.whom.connect(lambda contact: self._change(replace(self.plan, contact=contact)))
        view.everything.connect(self._scope)
        view.full.connect(lambda full: self._change(replace(self.plan, full=full)))
        view.files.toggled.connect(lambda on: self._change(replace(self.plan, files=on)))
        view.choose.clicked.connect(self._choose_cases)
        view.add.clicked.connect(self.add_asked)
        view.lock.chosen.connect(self._lock)
        view.lock.another.connect(lambda: self._lock(PASSPHRASE))
        view.parts.chosen.connect(self._cut)
        self.cases.toggled.connect(self._toggle_case)
        self._finder.every.connect(self._toggle_all)
        self._finder.failed.connect(self._failed)
        self.cancel.clicked.connect(self._leave)
        self.chosen.clicked.connect(self._cases_chosen)
        self.seal.clicked.connect(self._ask_place)
        self._desk.jobs.changed.connect(self._jobs_changed)

    def _lay_out(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._errors)
        column.addWidget(self._stack, 1)
        for each in (self.view, self.cases):
            self._stack.addWidget(each)
        for button in (self.cancel, self.chosen, self.seal):
            self.foot.add(button)
        framed(self.head, body, self.foot, self)
