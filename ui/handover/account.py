"""The right column of the second step: the texts as they will be read, and the account of what goes, is replaced and stays."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile.domain.redaction import Withheld
from casefile.usecases.handover import Preview
from ui.handover import wording
from ui.handover.ledger import Entry, Ledger
from ui.handover.passages import Passage, passages
from ui.handover.reading import Reading
from ui.handover.section import Section
from ui.handover.signs import Sign
from ui.parts.buttons import IconButton
from ui.parts.frame import below
from ui.parts.headings import Heading
from ui.parts.labels import Label
from ui.parts.paragraphs import Paragraph
from ui.theme import sizes
from ui.words import language, t


class Pages(QWidget):
    """Passages, one at a time, with arrows at the right of their heading."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._passages: tuple[Passage, ...] = ()
        self._here = 0
        self._heading = Heading(t("handing.reading"), bare=True)
        self._before = IconButton("chevron-left", t("handing.passage.before"), side=20)
        self._after = IconButton("chevron-right", t("handing.passage.after"), side=20)
        self._count = Label("", "second", "ink2")
        self.reading = Reading()
        for widget in (self._before, self._count, self._after):
            self._heading.add(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addWidget(self.reading)
        self._before.clicked.connect(lambda: self._show(self._here - 1))
        self._after.clicked.connect(lambda: self._show(self._here + 1))

    def show_passages(self, some: tuple[Passage, ...]) -> None:
        """Show the first of `some`."""
        self._passages = some
        self._show(0)

    def _show(self, number: int) -> None:
        total = len(self._passages)
        self._here = min(max(number, 0), max(total - 1, 0))
        self._before.setEnabled(self._here > 0)
        self._after.setEnabled(self._here + 1 < total)
        for widget in (self._before, self._count, self._after):
            widget.setVisible(total > 1)
        self._count.set_text(t("handing.passage.of", number=self._here + 1, total=wording.number(total)))
        if total:
            passage = self._passages[self._here]
            self._heading.show_counts(passage.case)
            self.reading.show_passage(passage)


class Account(QWidget):
    """Shows a preview of what would go out; before it is there, that it is being made."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview: Preview | None = None
        self._language = language()
        self.pages = Pages()
        self.goes = Heading(t("handing.goes"), bare=True)
        self.replaced_heading = Section(t("handing.replaced"))
        self.withheld_heading = Section(t("handing.withheld"))
        self.replaced, self.withheld = Ledger(t("handing.replaced")), Ledger(t("handing.withheld"))
        self._no_names = below(Paragraph(t("handing.replaced.none"), "second", "ink2"), sizes.S8)
        self._proof = _Proof()
        self._waiting = Label(t("handing.waiting"), "content", "ink3")
        self._all = QWidget()
        self._lay_out()
        self.wait()

    def show_language(self, code: str) -> None:
        """The summaries will be in this language."""
        self._language = code
        if self._preview is not None:
            self.goes.show_counts(goes_out(self._preview, code))

    def wait(self) -> None:
        """Show that the preview is being made."""
        self._preview = None
        self._all.hide()
        self._waiting.show()

    def show_preview(self, preview: Preview) -> None:
        """Show what would go out."""
        self._preview = preview
        self._waiting.hide()
        self.pages.show_passages(passages(preview.cases, preview.replaced, preview.changed))
        self.goes.show_counts(goes_out(preview, self._language))
        self._show_replaced(preview)
        self._show_withheld(preview.withheld)
        self._proof.show_counts(preview.proven, preview.fields)
        self._all.show()

    def _show_replaced(self, preview: Preview) -> None:
        people, places = len(preview.replaced), sum(each.places for each in preview.replaced)
        both = (t("handing.people", n=people), t("handing.places", n=places))
        self.replaced_heading.show_counts(", ".join(both) if people else t("handing.none"))
        self._no_names.setVisible(not people)
        self.replaced.show_entries(
            [
                Entry(
                    each.name,
                    each.pseudonym[language()],
                    t(f"redaction.reason.{each.reason}"),
                    wording.places(each),
                    key=each.person_id,
                )
                for each in preview.replaced
            ]
        )

    def _show_withheld(self, withheld: tuple[Withheld, ...]) -> None:
        self.withheld_heading.show_counts(wording.withheld_totals(withheld) or t("handing.none"))
        self.withheld.show_entries(
            [
                Entry(
                    t(f"redaction.withheld.{each.reason}"),
                    right=wording.records(each.records),
                    last=wording.files(each.files),
                    key=each.reason,
                )
                for each in withheld
            ]
        )

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self._all)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        for widget, above in (
            (self.pages, 0),
            (self.goes, sizes.S8),
            (self.replaced_heading, sizes.S8),
            (self.replaced, 0),
            (self._no_names, 0),
            (self.withheld_heading, sizes.S12),
            (self.withheld, 0),
            (self._proof, sizes.S8),
        ):
            inside.addSpacing(above)
            inside.addWidget(widget)
        inside.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._waiting, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._all, 1)


class _Proof(QWidget):
    """How many fields can still be proved."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Label("", "second", "ink2").eliding()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 3, 0, 3)
        row.setSpacing(sizes.S8)
        row.addWidget(Sign("shield-check", "accent"))
        row.addWidget(self._words, 1)

    def show_counts(self, proven: int, fields: int) -> None:
        self._words.set_text(t("handing.proven", proven=wording.number(proven), fields=wording.number(fields)))


def goes_out(preview: Preview, summaries_in: str) -> str:
    """All that goes, in one line: cases, records, files, and a summary of each case in a language."""
    parts = (
        t("handing.cases", n=len(preview.cases)),
        wording.records(sum(preview.records.values())),
        wording.files(len(preview.files)),
        wording.summaries(len(preview.cases), summaries_in),
    )
    return ", ".join(part for part in parts if part)
