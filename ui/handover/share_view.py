"""The choices of working together at the left, what would go and how it differs from a copy to read at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefile.domain.kinds import Contact
from casefile.usecases.inspection import shown
from casefile.usecases.sharing import Outlook
from ui.handover import share_plan
from ui.handover.colleagues import state_of
from ui.handover.ledger import Ledger
from ui.handover.notes import Notes
from ui.handover.options import Option, Options
from ui.handover.part_sizes import PartSizes
from ui.handover.section import Section
from ui.handover.share_lock import ShareLock
from ui.handover.share_plan import SharePlan
from ui.parts.buttons import Link
from ui.parts.frame import AIR, Columns, below
from ui.parts.headings import Heading
from ui.parts.paragraphs import Paragraph
from ui.parts.toggles import CheckBox
from ui.theme import sizes
from ui.words import t


class ShareView(Columns):
    """`whom` carries the id of a contact, `everything` whether all cases go, `full` whether what they confirmed goes again."""

    whom = Signal(str)
    everything = Signal(bool)
    full = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.contacts: Options | None = None
        self.add, self.choose = Link(t("handing.add"), "plus"), Link(t("merging.share.choose"))
        self.files = CheckBox(t("merging.share.with_files"))
        self.files.setChecked(True)
        self.scope = Options(t("merging.share.what"), _options("what", ("cases", "all")), "cases")
        self.since = Options(t("merging.share.since"), _options("since", ("new", "full")), "new")
        self.lock, self.parts = ShareLock(), PartSizes()
        self.account, self.notes, self.differs = Ledger(t("handing.goes")), Notes(), Notes()
        self.account_heading, self.empty = Section(t("handing.goes")), Paragraph("", "content", "ink2")
        self._people = QVBoxLayout()
        self._none = below(Paragraph(t("merging.share.nobody"), "content", "ink2"), sizes.S8)
        self.differs.show_notes(share_plan.differs())
        self._lay_out()
        self.scope.chosen.connect(lambda value: self.everything.emit(value == "all"))
        self.since.chosen.connect(lambda value: self.full.emit(value == "full"))

    def show_contacts(self, contacts: Sequence[Contact], chosen: str) -> None:
        """Show who it can be for."""
        if self.contacts is not None:
            self._people.removeWidget(self.contacts)
            self.contacts.hide()
            self.contacts.deleteLater()
        rows = [Option(each.id, shown(each.name or ""), state_of(each)) for each in contacts]
        self.contacts = Options(t("merging.share.whom"), rows, chosen)
        self.contacts.chosen.connect(self.whom)
        self._people.addWidget(self.contacts)
        self._none.setVisible(not contacts)

    def show_plan(self, plan: SharePlan, passphrase: str) -> None:
        """Show what was chosen, and the `passphrase` where one locks it."""
        self.lock.show_lock(passphrase)
        self.parts.choose(plan.part_size)
        if self.contacts is not None:
            self.contacts.choose(plan.contact)
        for options, value in (
            (self.scope, "all" if plan.everything else "cases"),
            (self.since, "full" if plan.full else "new"),
        ):
            options.blockSignals(True)
            options.choose(value)
            options.blockSignals(False)
        count = t("handing.chosen", n=len(plan.cases)) if plan.cases and not plan.everything else ""
        self._what.show_counts(count)

    def show_outlook(self, outlook: Outlook | None, *, waiting: bool, files: bool) -> None:
        """Show what would go, that it is being looked for, or that nothing is chosen yet."""
        nothing = outlook is not None and share_plan.is_nothing(outlook)
        self.account.show_entries(share_plan.goes(outlook, files=files) if outlook and not nothing else ())
        self.notes.show_notes(share_plan.notes(outlook) if outlook else ())
        words = t("merging.share.nothing") if nothing else t("handing.hindrance.checking") if waiting else ""
        self.empty.set_text(words)
        self._empty_box.setVisible(bool(words))

    def _lay_out(self) -> None:
        heading = Section(t("merging.share.whom"))
        heading.add(self.add)
        self._what, since = Heading(t("merging.share.what"), bare=True), Heading(t("merging.share.since"), bare=True)
        self._what.add(self.choose)
        self._people.setContentsMargins(0, 0, 0, 0)
        self.add_left(heading)
        self.add_left(self._none)
        self.left.addLayout(self._people)
        for title, options in ((self._what, self.scope), (since, self.since)):
            self.left.addSpacing(sizes.S12)
            self.add_left(title)
            self.left.addWidget(options)
        self.left.addSpacing(sizes.S12)
        row = QVBoxLayout()
        row.setContentsMargins(AIR, 0, AIR, 0)
        row.addWidget(self.files)
        self.left.addLayout(row)
        self.left.addSpacing(sizes.S12)
        self.left.addWidget(self.lock)
        self.left.addSpacing(sizes.S12)
        self.add_left(self.parts)
        self.left.addStretch(1)
        self._empty_box = below(self.empty, sizes.S8)
        for widget, above in (
            (self.account_heading, 0),
            (self._empty_box, 0),
            (self.account, 0),
            (self.notes, sizes.S12),
            (Section(t("merging.share.differs")), sizes.SECTION_GAP),
            (self.differs, sizes.S12),
        ):
            self.right.addSpacing(above)
            self.right.addWidget(widget)
        self.right.addStretch(1)


def _options(group: str, values: Sequence[str]) -> list[Option]:
    return [
        Option(each, t(f"merging.share.{group}.{each}"), t(f"merging.share.{group}.{each}.line")) for each in values
    ]
