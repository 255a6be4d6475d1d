"""The second step: for whom. Recipients or a passphrase, the audience, and what that audience will read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefile.domain.kinds import Contact
from casefile.domain.redaction import AUDIENCES
from casefile.usecases.handover import Preview
from ui.handover.account import Account
from ui.handover.colleagues import Colleagues
from ui.handover.notes import Note, Notes
from ui.handover.options import Option, Options
from ui.handover.section import Section
from ui.handover.wizard import Plan
from ui.parts.buttons import Link
from ui.parts.frame import AIR, Columns
from ui.parts.headings import Heading
from ui.parts.paragraphs import Paragraph
from ui.theme import sizes
from ui.words import t


class WhomStep(Columns):
    """`toggled` tells (id of a contact, whether chosen), `locked` whether a passphrase takes their place, `audience` a code; `together` asks for whole records to be merged."""

    toggled = Signal(str, bool)
    locked = Signal(bool)
    audience = Signal(str)
    add_asked = Signal()
    compare_asked = Signal(str)
    together = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.account = Account()
        self.colleagues = Colleagues()
        self.heading = Section(t("handing.recipients"))
        self.add = Link(t("handing.add"), "plus")
        self.heading.add(self.add)
        self._none = Paragraph("", "content", "ink2")
        self._none.set_text(t("handing.nobody_yet"), t("handing.add"))
        self._by_passphrase = _Passphrase()
        self.options = Options(
            t("handing.audience"),
            [Option(each, t(f"redaction.audience.{each}"), t(f"redaction.about.{each}")) for each in AUDIENCES],
        )
        self.switch, self.instead = Link("", "key-round"), Link(t("merging.share.instead"), "users")
        self._lay_out()
        self._connect()

    def show_contacts(self, contacts: Sequence[Contact], plan: Plan) -> None:
        """Show who can be chosen, and who is."""
        self._has_contacts = bool(contacts)
        self.colleagues.show_contacts(contacts, plan.recipients)
        self.show_plan(plan)

    def show_plan(self, plan: Plan) -> None:
        """Show what was chosen."""
        chosen = t("handing.chosen", n=len(plan.recipients)) if plan.recipients else ""
        self.heading.show_counts("" if plan.locked else chosen)
        self.heading.setVisible(not plan.locked)
        self.colleagues.setVisible(not plan.locked)
        self._none_box.setVisible(not plan.locked and not self._has_contacts)
        self._by_passphrase.setVisible(plan.locked)
        self.switch.setText(t("handing.to_contacts" if plan.locked else "handing.to_passphrase"))
        self.switch.updateGeometry()
        self.options.choose(plan.audience)
        self.account.show_language(plan.language)

    def show_preview(self, preview: Preview | None) -> None:
        """Show what would go out, or that it is being made."""
        if preview is None:
            self.account.wait()
        else:
            self.account.show_preview(preview)

    def _lay_out(self) -> None:
        self._has_contacts = False
        self._none_box = QWidget()
        box = QVBoxLayout(self._none_box)
        box.setContentsMargins(0, sizes.S12, 0, sizes.S12)
        box.addWidget(self._none)
        for widget in (self.heading, self.colleagues, self._none_box, self._by_passphrase):
            self.add_left(widget)
        self.left.addSpacing(sizes.S12)
        self.add_left(Heading(t("handing.audience"), bare=True))
        self.left.addWidget(self.options)
        self.left.addSpacing(sizes.SECTION_GAP)
        row = QVBoxLayout()
        row.setContentsMargins(AIR, 0, AIR, 0)
        row.addWidget(self.switch)
        row.addSpacing(sizes.S8)
        row.addWidget(self.instead)
        self.left.addLayout(row)
        self.left.addStretch(1)
        self.right.addWidget(self.account)

    def _connect(self) -> None:
        self.colleagues.toggled.connect(self.toggled)
        self.colleagues.compare.connect(self.compare_asked)
        self.add.clicked.connect(self.add_asked)
        self._none.link_followed.connect(self.add_asked)
        self.options.chosen.connect(self.audience)
        self.instead.clicked.connect(self.together)
        self.switch.clicked.connect(lambda: self.locked.emit(self._by_passphrase.isHidden()))


class _Passphrase(QWidget):
    """What a file locked with a passphrase is, and what that costs."""

    def __init__(self) -> None:
        super().__init__()
        notes = Notes()
        notes.show_notes(
            [
                Note("key-round", t("handing.passphrase.made")),
                Note("triangle-alert", t("handing.passphrase.cost.known"), "due"),
                Note("triangle-alert", t("handing.passphrase.cost.guess"), "due"),
                Note("triangle-alert", t("handing.passphrase.cost.whom"), "due"),
            ]
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, sizes.S12)
        column.setSpacing(sizes.S12)
        column.addWidget(Section(t("handing.passphrase")))
        column.addWidget(notes)
