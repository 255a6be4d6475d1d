"""A bundle that came, before it is kept: sender and signature, addressee, cases with their counts, evidence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefile.domain.casefile import CaseFile
from casefile.domain.kinds import Evidence
from casefile.domain.redaction import AUDIENCES
from casefile.usecases.inspection import shown
from casefile.usecases.receive import Incoming
from ui.handover import cards, incoming, wording
from ui.handover.ledger import Entry, Ledger
from ui.handover.notes import Note, Notes
from ui.handover.section import Section
from ui.parts.fields import TextField
from ui.parts.frame import Columns
from ui.parts.labelled import Labelled
from ui.parts.labels import Label, Line, Run
from ui.theme import sizes
from ui.words import t


class IncomingView(Columns):
    """Shows an `Incoming`. `told_changed` when the fingerprint that an unknown sender told was typed, whole or not."""

    told_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fingerprint = ""
        self.name, self.fingerprint, self.answers = Line().eliding(), Label("", "mono", "ink2"), Notes()
        self.about = Ledger(t("handing.about"))
        self.typed = TextField("9c41 07be …")
        self._unknown = Labelled(t("handing.told"), self.typed, t("handing.told.help"))
        self.cases_heading, self.cases = Section(t("handing.step.cases")), Ledger(t("handing.step.cases"))
        self.files_heading, self.files = Section(t("kinds.evidence")), Ledger(t("kinds.evidence"))
        self.typed.edit.textChanged.connect(self._typed)
        self._lay_out()

    def show_incoming(self, found: Incoming) -> None:
        """Show what was checked."""
        checked = found.checked
        purpose = wording.text(found.contact.purpose) if found.contact else ""
        said = f", {purpose}" if purpose else ""
        name = shown(incoming.sender_name(found)) or t("handing.no_name")
        self.name.set_runs([Run(name, "strong"), Run(said, "content", "ink2", 0)])
        self._fingerprint = checked.sender.fingerprint if checked.sender else ""
        self.fingerprint.set_text(self._fingerprint)
        answers = (incoming.signature(found), incoming.addressed(checked), incoming.proofs(found))
        notes = [Note(each.icon, each.words, each.tone) for each in answers]
        if found.received is not None:
            notes.insert(0, Note("info", t("handing.already"), "accent"))
        self.answers.show_notes(notes)
        self._unknown.setVisible(incoming.verdict(found) == "unknown" and found.received is None)
        self.typed.edit.clear()
        self.about.show_entries(_about(found))
        self._show_content(found)

    def told(self) -> str | None:
        """The fingerprint that was told and is the sender's; None while it is not."""
        return self._fingerprint if cards.same_fingerprint(self.typed.text(), self._fingerprint) else None

    def _show_content(self, found: Incoming) -> None:
        disclosure = found.content.disclosure
        self.cases_heading.show_counts(wording.number(len(disclosure.cases)))
        self.cases.show_entries([_case(each) for each in disclosure.cases])
        size = sum(each.size for each in disclosure.files)
        came = {each.record: each.size for each in disclosure.files}
        counts = t("handing.files", n=len(came))
        self.files_heading.show_counts(f"{counts}, {wording.size(size)}" if came else "")
        self.files_heading.setVisible(bool(disclosure.evidence))
        self.files.show_entries(evidence_entries(disclosure.evidence, came))

    def _typed(self, text: str) -> None:
        same = cards.same_fingerprint(text, self._fingerprint) if text.strip() else None
        if same is False:
            self._unknown.refuse(t("handing.told.differs"))
        else:
            self._unknown.clear()
        self.told_changed.emit()

    def _lay_out(self) -> None:
        for widget, above in (
            (Section(t("handing.from")), 0),
            (self.name, 10),
            (self.fingerprint, 0),
            (self.answers, sizes.S12),
            (self._unknown, sizes.S16),
            (Section(t("handing.about")), sizes.S12),
            (self.about, 0),
        ):
            self.left.addSpacing(above)
            self.add_left(widget)
        self.left.addStretch(1)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.cases_heading)
        column.addWidget(self.cases)
        column.addSpacing(sizes.S12)
        column.addWidget(self.files_heading)
        column.addWidget(self.files)
        column.addStretch(1)
        self.right.addWidget(right)


def _about(came: Incoming) -> list[Entry]:
    checked, audience = came.checked, came.content.disclosure.audience
    named = t(f"redaction.audience.{audience}") if audience in AUDIENCES else shown(audience)
    found = [Entry(t("handing.about.made"), right=wording.day(checked.day)), Entry(t("handing.audience"), right=named)]
    if checked.sequence is not None:
        found.append(Entry(t("handing.about.number"), right=wording.number(checked.sequence)))
    return found


def _case(case: CaseFile) -> Entry:
    return Entry(shown(wording.cited_case(case.case)), right=wording.records(len(case.records) + 1))


def evidence_entries(evidence: Sequence[Evidence], came: dict[str, int]) -> list[Entry]:
    """The evidence of a disclosure, with the size of each file that came."""
    return [
        Entry(
            shown(wording.evidence_title(each)),
            right=wording.size(came[each.id]) if each.id in came else t("handing.file_stayed"),
            icon="paperclip",
            tone="ink" if each.id in came else "ink2",
            key=each.id,
        )
        for each in evidence
    ]
