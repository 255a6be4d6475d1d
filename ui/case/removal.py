"""Travel light: asks before a case leaves this laptop, and takes it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from casefile import clock
from casefile.domain.kinds import Case
from casefile.errors import CasefileError
from casefile.progress import Progress
from casefile.usecases import picking, purge, purgeoutlook, travellight
from casefile.usecases.edit import Changes
from casefile.usecases.purge import Removal
from casefile.usecases.purgeoutlook import Elsewhere
from casefile.usecases.travellight import Holder, Standing
from ui.moments import moment
from ui.parts.buttons import Button
from ui.parts.fields import TextField
from ui.parts.labelled import Finding, Labelled
from ui.parts.labels import Label
from ui.parts.paragraphs import Paragraph
from ui.parts.toggles import CheckBox
from ui.purging.outlook import GoesAndStays
from ui.purging.scrolled import ScrolledDialog
from ui.shell.desk import Desk
from ui.words import language, t

_WIDE = 560
_NAMED = 5
"""Shared records that are named; of more only the number is told."""


@dataclass(frozen=True)
class Plan:
    """What a removal takes and leaves, and where the case lies besides."""

    standing: Standing
    elsewhere: Elsewhere

    @property
    def removal(self) -> Removal:
        """What it takes."""
        return self.standing.plan

    @property
    def reference(self) -> str:
        """What has to be typed."""
        case = self.removal.case
        return case.reference or picking.called(case, language())


class RemovalDialog(ScrolledDialog):
    """Names what goes and what stays, and who holds the case; the verb wakes once the reference was typed and, where no receipt confirms all of
    it, that was said to be wanted all the same. `accepted` when it was pressed."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(t("history.remove.title", reference=plan.reference), "", wide=_WIDE)
        self._reference = plan.reference
        self.outlook, self.typed = GoesAndStays(), TextField()
        self.warning, self.known = Finding(), Label("", "second", "ink2").eliding()
        self.holders, self.anyway = Paragraph("", "second", "ink2"), CheckBox(t("travel.anyway"))
        self.cancel, self.verb = Button(t("window.cancel")), Button(t("history.remove.verb"), "destroy")
        self.outlook.say(_goes(plan), _stays(plan))
        self.known.set_text(_known(plan.elsewhere))
        self.known.setVisible(bool(self.known.text()))
        self.holders.set_text("\n".join(_holders(plan.standing)))
        self.anyway.setVisible(not plan.standing.keepers)
        if not plan.standing.keepers:
            self.warning.say(t("travel.unconfirmed"), "finding")
        labelled = Labelled(t("history.remove.type", reference=plan.reference), self.typed)
        self.content.addWidget(self.outlook)
        # What decides is never scrolled out of sight.
        for part in (self.holders, self.known, self.warning, labelled, self.anyway):
            self.body.addWidget(part)
        self.add_button(self.cancel, "reject")
        self.add_button(self.verb, "nothing")
        self.verb.setEnabled(False)
        self.verb.clicked.connect(self._destroy)
        self.typed.edit.textChanged.connect(lambda _text: self.verb.setEnabled(self._is_wanted()))
        self.anyway.toggled.connect(lambda _on: self.verb.setEnabled(self._is_wanted()))
        self.focus_first(self.cancel)

    def _is_wanted(self) -> bool:
        said = self.anyway.isHidden() or self.anyway.isChecked()
        return said and self.typed.text().strip() == self._reference

    def _destroy(self) -> None:
        if self._is_wanted():
            self.accept()


def ask(
    desk: Desk, page: QWidget, case: Case, gone: Callable[[str], None], failed: Callable[[CasefileError], None]
) -> None:
    """Read what a removal would take and ask over the window of `page`; `gone` is told the case's id before every page is told."""
    session = desk.vault

    def look(_progress: Progress) -> Plan:
        standing = travellight.standing(session, case.id)
        gone = [each.id for each in standing.plan.records]
        return Plan(standing, purgeoutlook.elsewhere(session, standing.plan.case, gone))

    def show(plan: Plan) -> None:
        dialog = RemovalDialog(plan)
        dialog.accepted.connect(lambda: _remove(desk, page, plan, gone, failed))
        dialog.show_on(page.window())

    desk.run(page, look, show, failed)


def _remove(
    desk: Desk, page: QWidget, plan: Plan, gone: Callable[[str], None], failed: Callable[[CasefileError], None]
) -> None:
    session, case_id = desk.vault, plan.removal.case.id

    def done(changes: Changes) -> None:
        gone(case_id)
        desk.publish(changes)
        desk.tell(t("history.removed", reference=plan.reference))

    desk.run(page, lambda _progress: purge.remove_case(session, case_id), done, failed)


def _goes(plan: Plan) -> list[str]:
    lines = [t("history.remove.records", n=len(plan.removal.records))]
    if plan.removal.files:
        lines.append(t("history.purge.goes_files", n=plan.removal.files))
    return [*lines, t("history.remove.naming")]


def _stays(plan: Plan) -> list[str]:
    lines = []
    if plan.removal.shared:
        names = list(dict.fromkeys(picking.called(each, language()) for each in plan.removal.shared))
        shown = ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
        lines.append(t("history.remove.shared", n=len(plan.removal.shared), names=shown))
    return [*lines, t("history.purge.stays_trace"), t("history.remove.stays")]


def _holders(standing: Standing) -> list[str]:
    """A line for each colleague who was sent anything of the case."""
    return [_holder(each) for each in standing.holders] or [t("travel.nobody")]


def _holder(holder: Holder) -> str:
    name = holder.contact.name or holder.contact.id
    if holder.has_all:
        return t("travel.holds", name=name)
    if holder.sent:
        return t("travel.waiting", name=name, when=moment(holder.sent, clock.now().date()))
    return t("travel.lacks", name=name, entries=holder.entries, files=holder.files)


def _known(elsewhere: Elsewhere) -> str:
    today = clock.now().date()
    told = (("history.remove.handed", elsewhere.handed_over), ("history.remove.backed", elsewhere.backed_up))
    return " · ".join(t(key, when=moment(time, today)) for key, time in told if time)
