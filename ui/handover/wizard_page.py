"""The wizard: shows the step that `wizard` says, tells it what was chosen, and runs what takes time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from casefile import clock
from casefile.domain.kinds import Contact
from casefile.domain.redaction import Place
from casefile.errors import CasefileError
from casefile.usecases import passphrases
from casefile.usecases.handover import Preview
from ui.bytesize import show_part
from ui.handover.case_finder import CaseFinder, toggled
from ui.handover.cases_step import CasesStep
from ui.handover.check_step import CheckStep
from ui.handover.outlook import Outlook
from ui.handover.seal_step import SealStep
from ui.handover.sealing import Made, seal
from ui.handover.whom_step import WhomStep
from ui.handover.wizard import STEPS, SUFFIX, Plan, Step, Wizard, begun, proposed_name
from ui.handover.wizard_foot import foot_words
from ui.parts.banner import Banners
from ui.parts.buttons import Button
from ui.parts.frame import Foot, Head, framed
from ui.parts.stepper import Stepper
from ui.parts.surface import Surface
from ui.shell.desk import Desk
from ui.words import catalogue, language, t
from ui.work import Running


class WizardPage(Surface):
    """`left` when the person cancels; `made` carries a `Made`; `settle` a `Place`; `add_asked` and `compare_asked` are for contacts;
    `together` carries the chosen cases, and the first recipient or nothing."""

    left = Signal()
    made = Signal(object)
    settle = Signal(object)
    add_asked = Signal()
    compare_asked = Signal(str)
    together = Signal(object, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("page", (), parent)
        self._desk = desk
        self.wizard = Wizard()
        self._contacts: tuple[Contact, ...] = ()
        self._passphrase = ""
        self._sealing: Running | None = None
        self.head, self.foot, self.stepper = Head(""), Foot(), Stepper()
        self.head.add(self.stepper)
        self.cases, self.whom, self.check, self.seal = CasesStep(), WhomStep(), CheckStep(), SealStep()
        self._steps: tuple[QWidget, ...] = (self.cases, self.whom, self.check, self.seal)
        self.outlook, self._finder = Outlook(desk, self), CaseFinder(desk, self.cases)
        self.cancel, self.back = Button(t("window.cancel")), Button(t("window.back"))
        self.go_on = Button(t("handing.continue"), "primary")
        self._stack, self._errors = QStackedWidget(), Banners()
        self._lay_out()
        self._connect()

    def begin(self, chosen: Collection[str] = ()) -> None:
        """Begin anew, with `chosen` cases if there are any."""
        self._errors.clear()
        self._passphrase = ""
        self.outlook.forget()
        self.wizard = begun(chosen, language())
        self._finder.find()
        self._finder.show_chosen(self.wizard.plan)
        self._show()

    def show_contacts(self, contacts: tuple[Contact, ...]) -> None:
        """The contacts are these now; one that is gone is chosen no longer."""
        self._contacts = contacts
        there = {each.id for each in contacts}
        kept = tuple(each for each in self.wizard.plan.recipients if each in there)
        self.wizard = self.wizard.planned(replace(self.wizard.plan, recipients=kept))
        self.whom.show_contacts(contacts, self.wizard.plan)
        self._show()

    def choose_recipient(self, contact_id: str) -> None:
        """Choose a contact, as one who was just added."""
        if contact_id not in self.wizard.plan.recipients:
            self._plan(self.wizard.plan.toggled("recipients", contact_id))

    def records_changed(self) -> None:
        """What was looked at may be out of date."""
        self.outlook.forget()
        self.wizard = replace(self.wizard, stops=None)
        if self.isVisible():
            self._show()

    def say(self, error: CasefileError, title: str) -> None:
        """Say at the top of the page what was refused."""
        self._errors.say(title, catalogue().error(error))

    def forget(self) -> None:
        """Keep neither passphrase nor preview, as before a lock."""
        self._passphrase = ""
        self.seal.passphrase.forget()
        self.outlook.forget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes a step back, and from the first leaves."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.wizard.step is Step.CASES:
            self._leave()
        elif self._sealing is None:
            self._backward()

    def recipients(self) -> list[Contact]:
        """The chosen contacts, in the order in which they were chosen."""
        known = {each.id: each for each in self._contacts}
        return [known[each] for each in self.wizard.plan.recipients if each in known]

    def _plan(self, plan: Plan) -> None:
        self.wizard = self.wizard.planned(plan)
        self._show()

    def _show(self) -> None:
        wizard, plan = self.wizard, self.wizard.plan
        if wizard.step in (Step.WHOM, Step.CHECK):
            self.outlook.ask(plan)
        if self._stack.currentIndex() != STEPS.index(wizard.step):
            self._stack.setCurrentIndex(STEPS.index(wizard.step))
            self._steps[STEPS.index(wizard.step)].setFocus()
        count = len(plan.cases)
        self.head.show_title(t("handing.title.count", n=count) if count else t("handing.title"))
        self.stepper.show_steps([(t(f"handing.step.{step}"), standing) for step, standing in wizard.standings()])
        self.whom.show_plan(plan)
        self.check.show_plan(plan, self.recipients())
        if wizard.step is Step.SEAL:
            self.seal.show_plan(plan, self.recipients(), self._passphrase)
        self._show_foot()

    def _show_foot(self) -> None:
        wizard = self.wizard
        self.back.setVisible(wizard.step is not Step.CASES)
        self.go_on.setText(t("handing.seal" if wizard.step is Step.SEAL else "handing.continue"))
        self.go_on.updateGeometry()
        busy = self._sealing is not None
        self.go_on.setEnabled(not wizard.hindrance() and not busy)
        self.back.setEnabled(not busy)
        strong, rest, tone = foot_words(wizard, self.outlook.preview)
        self.foot.say(*((t("handing.sealing"), "", "ink2") if busy else (strong, rest, tone)))

    def _forward(self) -> None:
        if self.wizard.step is Step.SEAL:
            self._seal()
            return
        self._errors.clear()
        self.wizard = self.wizard.forward()
        if self.wizard.step is Step.SEAL:
            self._prepare_place()
        self._show()

    def _backward(self) -> None:
        self._errors.clear()
        self.wizard = self.wizard.back()
        self._show()

    def _prepare_place(self) -> None:
        plan = self.wizard.plan
        if plan.locked and not self._passphrase:
            self._passphrase = passphrases.suggest()
        self._place(plan.folder, plan.name)

    def _place(self, folder: Path | None, name: str) -> None:
        """Take folder and name; a name that was not typed is proposed, one without its ending is given it."""
        plan = self.wizard.plan
        if not name or (folder != plan.folder and name == plan.name):
            name = proposed_name(clock.now().date(), plan.files, lambda each: bool(folder and (folder / each).exists()))
        self._plan(replace(plan, folder=folder, name=name))

    def _another(self) -> None:
        self._passphrase = passphrases.suggest()
        self._show()

    def _seal(self) -> None:
        plan, recipients, passphrase = self.wizard.plan, self.recipients(), self._passphrase
        if not plan.name.endswith(SUFFIX):
            plan = replace(plan, name=plan.name + SUFFIX)
        whom = [t("handing.whoever_knows")] if plan.locked else [each.name or "" for each in recipients]
        session = self._desk.vault
        self._errors.clear()
        self._sealing = self._desk.start(
            t("handing.job", n=plan.files),
            lambda progress: seal(session, plan, recipients, passphrase, whom, progress),
            self._sealed,
            self._not_sealed,
            self,
            amount=show_part,
        )
        self._show_foot()

    def _sealed(self, made: Made) -> None:
        self._sealing = None
        self.made.emit(made)
        self._passphrase = ""
        self.seal.passphrase.forget()

    def _not_sealed(self, error: CasefileError) -> None:
        self._sealing = None
        self.say(error, t("handing.failed"))
        self._show()

    def _jobs_changed(self, _jobs: object) -> None:
        if self._sealing is not None and self._sealing.is_stopped:
            self._sealing = None
            self._show()

    def _leave(self) -> None:
        if self._sealing is not None:
            self._sealing.stop()
            self._sealing = None
        self.forget()
        self.left.emit()

    def _previewed(self, preview: Preview | None) -> None:
        self.wizard = replace(self.wizard, stops=None if preview is None else len(preview.blocked))
        self.whom.show_preview(preview)
        self.check.show_preview(preview)
        self._show_foot()

    def _lay_out(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._errors)
        column.addWidget(self._stack, 1)
        for step in self._steps:
            self._stack.addWidget(step)
        for button in (self.cancel, self.back, self.go_on):
            self.foot.add(button)
        framed(self.head, body, self.foot, self)

    def _connect(self) -> None:
        self.cases.toggled.connect(self._toggle_case)
        self._finder.every.connect(self._toggle_all)
        self.whom.toggled.connect(lambda each, _on: self._plan(self.wizard.plan.toggled("recipients", each)))
        self.whom.locked.connect(lambda on: self._plan(replace(self.wizard.plan, locked=on, name="")))
        self.whom.audience.connect(lambda code: self._plan(replace(self.wizard.plan, audience=code)))
        self.whom.add_asked.connect(self.add_asked)
        self.whom.compare_asked.connect(self.compare_asked)
        self.whom.together.connect(self._turn_together)
        self.check.language.connect(lambda code: self._plan(replace(self.wizard.plan, language=code)))
        self.check.settle.connect(self._settle)
        self.seal.placed.connect(self._place)
        self.seal.another.connect(self._another)
        self.seal.parts.chosen.connect(lambda size: self._plan(replace(self.wizard.plan, part_size=size or None)))
        self.outlook.shown.connect(self._previewed)
        for source in (self.outlook, self._finder):
            source.failed.connect(lambda error: self.say(error, t("handing.preview_failed")))
        self.cancel.clicked.connect(self._leave)
        self.back.clicked.connect(self._backward)
        self.go_on.clicked.connect(self._forward)
        self._desk.jobs.changed.connect(self._jobs_changed)

    def _toggle_case(self, case_id: str, _on: bool) -> None:
        self._plan(self.wizard.plan.toggled("cases", case_id))
        self._finder.show_chosen(self.wizard.plan)

    def _toggle_all(self, listed: tuple[str, ...]) -> None:
        self._plan(replace(self.wizard.plan, cases=toggled(self.wizard.plan.cases, listed)))
        self._finder.show_chosen(self.wizard.plan)

    def _turn_together(self) -> None:
        plan = self.wizard.plan
        self.together.emit(plan.cases, plan.recipients[0] if plan.recipients else "")

    def _settle(self, place: Place) -> None:
        self.settle.emit(place)
