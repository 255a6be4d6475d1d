"""Asks whether a proposal becomes a task: what is to be done until when, how that was reckoned, and by which law."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from casefile.errors import CasefileError
from casefile.progress import Progress
from casefile.usecases import deadlines
from casefile.usecases.deadlines import Proposed
from casefile.usecases.edit import Changes
from ui.parts.buttons import Button
from ui.parts.dialog import Dialog
from ui.parts.labels import Label
from ui.parts.paragraphs import Paragraph
from ui.shell.desk import Desk
from ui.words import language, t


class DecisionDialog(Dialog):
    """Closes with Accept, Dismiss or Cancel; what was decided is done in the vault and told to every page."""

    def __init__(self, desk: Desk, page: QWidget, proposed: Proposed, failed: Callable[[CasefileError], None]) -> None:
        proposal = proposed.proposal
        title = proposal.rule.title.best(language()).text if proposal.rule.title else ""
        super().__init__(t("deadlines.decide.title"), "", wide=520)
        self._desk, self._page, self._proposal, self._failed = desk, page, proposal, failed
        end = deadlines.end_in_words(proposal.reckoning, language())
        self.body.setContentsMargins(0, 8, 0, 0)
        self.body.addWidget(Paragraph(title, "strong"))
        self.body.addWidget(Label(end, "content", "due").eliding())
        self.body.addWidget(Paragraph(deadlines.explanation(proposal, language()), "content", "ink2"))
        self.body.addWidget(Paragraph(t("deadlines.decide.line"), "second", "ink2"))
        self.dismissing, self.accepting = Button(t("deadlines.dismiss")), Button(t("deadlines.accept"), "primary")
        self.dismissing.clicked.connect(self._dismiss)
        self.accepting.clicked.connect(self._accept)
        self.add_button(Button(t("window.cancel")), "reject")
        self.add_button(self.dismissing, "nothing")
        self.add_button(self.accepting, "nothing")
        self.focus_first(self.accepting)

    def _accept(self) -> None:
        session, proposal, words = self._desk.vault, self._proposal, language()
        self._decide(lambda _progress: deadlines.accept(session, proposal, words))

    def _dismiss(self) -> None:
        session, proposal, words = self._desk.vault, self._proposal, language()
        self._decide(lambda _progress: deadlines.dismiss(session, proposal, words))

    def _decide(self, job: Callable[[Progress], Changes]) -> None:
        self.accept()
        self._desk.run(self._page, job, self._desk.publish, self._failed)


def decide(desk: Desk, page: QWidget, proposed: Proposed, failed: Callable[[CasefileError], None]) -> DecisionDialog:
    """Ask on a scrim over the window of `page`; `failed` is told what went wrong."""
    dialog = DecisionDialog(desk, page, proposed, failed)
    dialog.show_on(page.window())
    return dialog
