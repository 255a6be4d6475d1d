"""Values of fields that were deleted or now hold something else: shown under "Other fields", and taken out only by hand."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile.domain.additions import Leftover
from casefile.domain.kinds import Extra
from casefile.domain.labels import label_of
from ui.form.showing import Names, in_words
from ui.form.state import FormState
from ui.parts.buttons import Link
from ui.parts.headings import Heading
from ui.parts.labels import Hairline
from ui.parts.paragraphs import Paragraph
from ui.theme import sizes
from ui.words import language, t


class OtherFields(QWidget):
    """Every value of the record in `state` that no field shows. Hidden while there is none."""

    def __init__(self, state: FormState, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._names = state, names
        self.removes: list[Link] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.reload()

    def reload(self) -> None:
        """Show them anew."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.removes = []
        found = list(self._state.additions.leftovers(self._state.draft.record))
        if found:
            self._column.addWidget(Heading(t("form.other_fields")))
            self._column.addWidget(Paragraph(t("form.other_fields.help"), "second", "ink2"))
        for left in found:
            self._column.addWidget(self._row(left))
            self._column.addWidget(Hairline())
        self.setVisible(bool(found))

    def _row(self, left: Leftover) -> QWidget:
        label = label_of(Extra, left.field, language())
        remove = Link(t("form.other_fields.remove"), role="second")
        remove.setAccessibleName(f"{t('form.other_fields.remove')}: {label}")
        remove.clicked.connect(lambda: self._remove(left))
        self.removes.append(remove)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Paragraph(label, "second", "ink2"))
        words.addWidget(Paragraph(in_words(left.field, left.value, self._names), "content"))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, sizes.S8, 0, sizes.S8)
        line.addLayout(words, 1)
        line.addWidget(remove)
        return row

    def _remove(self, left: Leftover) -> None:
        self._state.drop(left)
        self.reload()
