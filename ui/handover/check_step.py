"""The third step: everything once more before it is sealed, and whatever stands in the way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefile.domain.kinds import Contact
from casefile.domain.labels import kinds_key
from casefile.domain.redaction import Place
from casefile.i18n import LANGUAGES
from casefile.usecases.contacts import is_lost, is_trusted
from casefile.usecases.handover import Preview
from ui.handover import wording
from ui.handover.account import goes_out
from ui.handover.colleagues import is_classical, state_of
from ui.handover.ledger import Entry, Ledger
from ui.handover.notes import Note, Notes
from ui.handover.section import Section
from ui.handover.wizard import Plan
from ui.parts.frame import Columns
from ui.parts.headings import Heading
from ui.parts.labels import Label
from ui.parts.toggles import Segments
from ui.theme import sizes
from ui.words import t

_FIRST_KINDS = ("happening", "proceeding", "measure", "intervention", "evidence", "source", "person", "organisation")


class CheckStep(Columns):
    """`language` carries the code of the summary's language; `settle` a `Place` at which a person must decide first."""

    language = Signal(str)
    settle = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview: Preview | None = None
        self.whom, self.notes = Ledger(t("handing.recipients")), Notes()
        self.stops_heading, self.stops = Section(t("handing.stops")), Notes()
        self.languages = Segments([(code, t(f"handing.language.{code}")) for code in LANGUAGES], "en")
        self.languages.setAccessibleName(t("handing.summary_language"))
        self.languages.chosen.connect(self.language)
        self.audience = Label()
        self.goes_heading = Section(t("handing.goes"))
        self.kinds, self.files = Ledger(t("handing.goes")), Ledger(t("handing.files_go"))
        self.files_heading = Section(t("handing.files_go"))
        self.missing_heading, self.missing = Section(t("handing.files_stay")), Ledger(t("handing.files_stay"))
        self._waiting = Label(t("handing.waiting"), "content", "ink3")
        self._lay_out()

    def show_plan(self, plan: Plan, recipients: Sequence[Contact]) -> None:
        """Show for whom, and what to know of them."""
        self.languages.choose(plan.language)
        self._show_goes()
        self.audience.set_text(t(f"redaction.audience.{plan.audience}"))
        if plan.locked:
            self.whom.show_entries([Entry(t("handing.whoever_knows"), icon="key-round")])
        else:
            self.whom.show_entries([_recipient(contact) for contact in recipients])
        self.notes.show_notes([*_warnings(plan, recipients), Note("package", t("handing.what_it_is"))])

    def show_preview(self, preview: Preview | None) -> None:
        """Show what goes, what stays, and where it stops; None while it is being made."""
        self._preview = preview
        self._waiting.setVisible(preview is None)
        self._account.setVisible(preview is not None)
        if preview is None:
            self._show_stops(())
            return
        self._show_stops(preview.blocked)
        self._show_goes()
        self.kinds.show_entries(_by_kind(preview))
        self.files_heading.show_counts(wording.number(len(preview.files)))
        self.files_heading.setVisible(bool(preview.files))
        self.files.show_entries(
            [Entry(wording.evidence_title(each), right=wording.size(each.size or 0)) for each in preview.files]
        )
        self.missing_heading.show_counts(wording.number(len(preview.missing)))
        self.missing_heading.setVisible(bool(preview.missing))
        self.missing.show_entries([Entry(wording.evidence_title(each), tone="ink2") for each in preview.missing])

    def _show_goes(self) -> None:
        if self._preview is not None:
            size = t("handing.size", size=wording.size(self._preview.size))
            self.goes_heading.show_counts(goes_out(self._preview, self.languages.value()), size)

    def _show_stops(self, blocked: Sequence[Place]) -> None:
        self.stops_heading.setVisible(bool(blocked))
        self.stops_heading.show_counts(wording.number(len(blocked)) if blocked else "")
        self.stops.show_notes([self._stop(place) for place in blocked])

    def _stop(self, place: Place) -> Note:
        words = t(f"handing.stop.{place.reason}", excerpt=place.excerpt)
        return Note("circle-alert", words, "danger", t("handing.stop.open"), lambda: self.settle.emit(place))

    def _lay_out(self) -> None:
        for widget, above in (
            (Section(t("handing.recipients")), 0),
            (self.whom, 0),
            (Section(t("handing.audience")), sizes.S12),
            (self.audience, sizes.S8),
            (Heading(t("handing.summary_language"), bare=True), sizes.S12),
            (self.languages, 0),
            (self.notes, sizes.SECTION_GAP),
        ):
            self.left.addSpacing(above)
            self.add_left(widget)
        self.left.addStretch(1)
        self._account = QWidget()
        account = QVBoxLayout(self._account)
        account.setContentsMargins(0, 0, 0, 0)
        account.setSpacing(0)
        for widget in (
            self.goes_heading, self.kinds, self.files_heading, self.files, self.missing_heading, self.missing
        ):  # fmt: skip
            if isinstance(widget, Section) and widget is not self.goes_heading:
                account.addSpacing(sizes.S12)
            account.addWidget(widget)
        self.right.addWidget(self.stops_heading)
        self.right.addWidget(self.stops)
        self.right.addWidget(self._waiting)
        self.right.addWidget(self._account)
        self.right.addStretch(1)


def _recipient(contact: Contact) -> Entry:
    tone = "ink2" if is_trusted(contact) else "due"
    return Entry(contact.name or "", right=state_of(contact), right_tone=tone, key=contact.id)


def _warnings(plan: Plan, recipients: Sequence[Contact]) -> list[Note]:
    if plan.locked:
        return [Note("triangle-alert", t("handing.passphrase.cost.known"), "due")]
    found = [
        Note(
            "triangle-alert",
            t("handing.warn." + ("lost" if is_lost(each) else "not_compared"), name=each.name or ""),
            "due",
        )
        for each in recipients
        if not is_trusted(each)
    ]
    found += [
        Note("triangle-alert", t("handing.warn.classical", name=each.name or ""), "due")
        for each in recipients
        if is_classical(each)
    ]
    return found


def _by_kind(preview: Preview) -> list[Entry]:
    counts = dict(preview.records)
    order = sorted(counts, key=lambda kind: (kind not in _FIRST_KINDS, -counts[kind]))
    return [Entry(t(kinds_key(kind)), right=wording.number(counts[kind]), key=kind) for kind in order if counts[kind]]
