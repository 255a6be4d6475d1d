"""A passphrase that is being made: typed or suggested, judged as it is typed, and typed again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.parts.buttons import Button
from ui.parts.fields import PassphraseField
from ui.parts.labelled import Labelled
from ui.parts.labels import Line, Run
from ui.parts.meter import Steps
from ui.theme import sizes
from ui.words import t

_WEAK = 2  # steps up to which the word stands in amber


class Strength(Protocol):
    """How strong a passphrase is: `steps` 1 to 5, and why, in words."""

    @property
    def steps(self) -> int:
        """Bars to fill."""

    @property
    def words(self) -> str:
        """Why so many."""


class NewPassphrase(QWidget):
    """Two fields, a suggestion, and the strength between; `under` stands below that. `judge` and `suggest` are the core's."""

    def __init__(
        self,
        label: str,
        judge: Callable[[str], Strength],
        suggest: Callable[[], str],
        under: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._judge, self._suggest = judge, suggest
        self.first, self.again = PassphraseField(sizes.FIELD), PassphraseField(sizes.FIELD)
        self.again.eye.hide()
        self._labelled = [Labelled(label, self.first), Labelled(t("window.create.again"), self.again)]
        self.suggest_button = Button(t("window.create.suggest"))
        self._steps, self._says = Steps(), Line()
        self._lay_out(under)
        self.suggest_button.clicked.connect(self._take_suggestion)
        self.first.edit.textChanged.connect(self._show_strength)
        for field, labelled in zip((self.first, self.again), self._labelled, strict=True):
            field.edit.textChanged.connect(labelled.clear)
        self._show_strength("")

    def is_complete(self) -> bool:
        """Whether both were typed and are the same; says under the field where not."""
        for field, labelled in zip((self.first, self.again), self._labelled, strict=True):
            if not field.text().strip():
                labelled.refuse(t("window.create.needed"))
                field.edit.setFocus()
                return False
        if self.first.text() != self.again.text():
            self._labelled[1].refuse(t("window.create.differs"))
            self.again.edit.setFocus()
            return False
        return True

    def take(self) -> str:
        """The passphrase, removed from both fields."""
        self.again.take()
        return self.first.take()

    def _take_suggestion(self) -> None:
        self.first.edit.setText(self._suggest())
        self.first.show_words(True)
        self.first.edit.setCursorPosition(0)
        self.again.edit.clear()

    def _show_strength(self, passphrase: str) -> None:
        found = self._judge(passphrase) if passphrase else None
        self._steps.fill(found.steps if found else 0)
        if found is None:
            self._says.set_runs([Run(" ", "second", "ink2")])
            return
        tone = "due" if found.steps <= _WEAK else "accent"
        word = t(f"window.strength.{found.steps}")
        self._says.set_runs([Run(word, "second_strong", tone), Run(found.words, "second", "ink2")])

    def _lay_out(self, under: QWidget | None) -> None:
        beside = QVBoxLayout()
        beside.addSpacing(self._labelled[0].label.sizeHint().height() + 3)
        beside.addWidget(self.suggest_button)
        beside.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(sizes.S8)
        row.addWidget(self._labelled[0], 1)
        row.addLayout(beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addSpacing(sizes.S8)
        column.addWidget(self._steps)
        column.addSpacing(sizes.S4)
        column.addWidget(self._says)
        if under is not None:
            column.addSpacing(2)
            column.addWidget(under)
        column.addSpacing(11)
        column.addWidget(self._labelled[1])
