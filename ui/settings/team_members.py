"""Who takes part in the team folder, with which cases; and who cannot, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile.usecases.teamfolder import Candidate, Member
from ui.parts.buttons import Link
from ui.parts.headings import Heading
from ui.parts.labels import Hairline, Label
from ui.parts.paragraphs import Paragraph
from ui.parts.toggles import CheckBox
from ui.theme import sizes
from ui.words import t


class Members(QWidget):
    """`toggled` with a contact's id and whether they take part; `cases_asked` with the id; `contacts_asked` where there are none."""

    toggled = Signal(str, bool)
    cases_asked = Signal(str)
    contacts_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, MemberRow] = {}
        self._none = Paragraph("", "content", "ink2")
        self._none.set_text(t("team.no_contacts"), t("team.to_contacts"))
        self._none.link_followed.connect(self.contacts_asked)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, sizes.S24, 0, 0)
        column.setSpacing(0)
        column.addWidget(Heading(t("team.members")))
        column.addLayout(self._list)
        column.addSpacing(sizes.S8)
        column.addWidget(self._none)

    def show_candidates(self, candidates: Sequence[Candidate], members: Sequence[Member]) -> None:
        """Show every contact; those who cannot take part with the reason."""
        focused = next((each for each, row in self.rows.items() if row.box is self.window().focusWidget()), "")
        for row in self.rows.values():
            row.hide()
            row.deleteLater()
        taking = {each.contact: each for each in members}
        self.rows = {each.contact.id: MemberRow(each, taking.get(each.contact.id)) for each in candidates}
        for contact, row in self.rows.items():
            self._list.addWidget(row)
            row.box.toggled.connect(lambda on, contact=contact: self.toggled.emit(contact, on))
            row.which.clicked.connect(lambda _checked=False, contact=contact: self.cases_asked.emit(contact))
            row.show()
        if focused in self.rows:  # the keyboard stays where a box was ticked
            self.rows[focused].box.setFocus()
        self._none.setVisible(not candidates)

    def name_of(self, contact: str) -> str:
        """The name of one who is shown."""
        return self.rows[contact].name if contact in self.rows else ""


class MemberRow(QWidget):
    """A check box with the name; below it what goes to them, or why they cannot take part."""

    def __init__(self, candidate: Candidate, member: Member | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = candidate.contact.name or ""
        self.box, self.which = CheckBox(self.name), Link(t("team.which"), role="second")
        self.box.setChecked(member is not None)
        # who took part and cannot any more can still be left out
        self.box.setEnabled(not candidate.hindrance or member is not None)
        self.which.setAccessibleName(f"{t('team.which')} {self.name}")
        self.which.setVisible(member is not None)
        self.second = Label(_second(candidate, member), "second", "due" if _is_left(candidate, member) else "ink2")
        words = QHBoxLayout()
        words.setContentsMargins(26, 0, 0, 0)
        words.setSpacing(sizes.S12)
        words.addWidget(self.second.eliding())
        words.addWidget(self.which)
        words.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, sizes.S8, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.box, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(words)
        column.addSpacing(6)
        column.addWidget(Hairline())


def _second(candidate: Candidate, member: Member | None) -> str:
    if candidate.hindrance:
        return t(candidate.hindrance)
    if member is None:
        return t("team.takes_no_part")
    return t("team.scope.all") if member.cases is None else t("team.scope", n=len(member.cases))


def _is_left(candidate: Candidate, member: Member | None) -> bool:
    """Whether someone who was chosen cannot take part any more."""
    return member is not None and bool(candidate.hindrance)
