"""Travel light: asks before a case leaves this laptop, and takes it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from casefile import clock
from casefile.domain.kinds import Case
from casefile.errors import CasefileError
from casefile.progress import Progress
from casefile.usecases import picking, purge, purgeoutlook
from casefile.usecases.edit import Changes
from casefile.usecases.purge import Removal
from casefile.usecases.purgeoutlook import Elsewhere
from ui.moments import moment
from ui.parts.buttons import Button
from ui.parts.fields import TextField
from ui.parts.labelled import Finding, Labelled
from ui.parts.labels import Label
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

    removal: Removal
    elsewhere: Elsewhere

    @property
    def reference(self) -> str:
        """What has to be typed."""
        case = self.removal.case
        return case.reference or picking.called(case, language())


class RemovalDialog(ScrolledDialog):
    """Names what goes and what stays; the verb wakes once the reference was typed. `accepted` when it was pressed."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(t("history.remove.title", reference=plan.reference), "", wide=_WIDE)
        self._reference = plan.reference
        self.outlook, self.typed = GoesAndStays(), TextField()
        self.warning, self.known = Finding(), Label("", "second", "ink2").eliding()
        self.cancel, self.verb = Button(t("window.cancel")), Button(t("history.remove.verb"), "destroy")
        self.outlook.say(_goes(plan), _stays(plan))
        self.known.set_text(_known(plan.elsewhere))
        self.known.setVisible(bool(self.known.text()))
        if not plan.elsewhere.is_safe:
            self.warning.say(t("history.remove.nowhere"), "finding")
        labelled = Labelled(t("history.remove.type", reference=plan.reference), self.typed)
        for part in (self.outlook, self.known, self.warning):
            self.content.addWidget(part)
        self.body.addWidget(labelled)
        self.add_button(self.cancel, "reject")
        self.add_button(self.verb, "nothing")
        self.verb.setEnabled(False)
        self.verb.clicked.connect(self._destroy)
        self.typed.edit.textChanged.connect(lambda _text: self.verb.setEnabled(self._is_typed()))
        self.focus_first(self.cancel)

    def _is_typed(self) -> bool:
        return self.typed.text().strip() == self._reference

    def _destroy(self) -> None:
        if self._is_typed():
            self.accept()


def ask(
    desk: Desk, page: QWidget, case: Case, gone: Callable[[str], None], failed: Callable[[CasefileError], None]
) -> None:
    """Read what a removal would take and ask over the window of `page`; `gone` is told the case's id before every page is told."""
    session = desk.vault

    def look(_progress: Progress) -> Plan:
        removal = purge.removal(session, case.id)
        return Plan(removal, purgeoutlook.elsewhere(session, removal.case, [each.id for each in removal.records]))

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


def _known(elsewhere: Elsewhere) -> str:
    today = clock.now().date()
    told = (("history.remove.handed", elsewhere.handed_over), ("history.remove.backed", elsewhere.backed_up))
    return " · ".join(t(key, when=moment(time, today)) for key, time in told if time)
