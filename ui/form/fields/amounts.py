"""Numbers and money as stated: "more than 5,000", "40–50", "180 EUR each"."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile.domain.values import Amount, Quantity
from ui.form.fields.base import Editor
from ui.form.fields.plain import CodeEditor, LineEditor, NumberEditor, terms
from ui.form.languages import CURRENCIES
from ui.parts.fields import State
from ui.parts.flow import Flow
from ui.parts.labels import Label
from ui.theme import scaled, sizes
from ui.words import t


class QuantityEditor(Editor):
    """How sure, from, to, and the words of the source."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.qualifier = CodeEditor(terms("quantity_qualifier"), t("form.quantity.qualifier"))
        self.minimum, self.maximum = NumberEditor(t("form.quantity.number")), NumberEditor(t("form.quantity.to"))
        self.words = LineEditor(t("form.quantity.words"))
        self._held: Quantity | None = None
        names = {
            "qualifier": self.qualifier,
            "number": self.minimum,
            "to": self.maximum,
            "words": self.words,
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.S8)
        for name, editor in names.items():
            (editor.focusProxy() or editor).setAccessibleName(t(f"form.quantity.{name}"))
            editor.changed.connect(self._tell)
        self.minimum.setFixedWidth(scaled(88))
        self.maximum.setFixedWidth(scaled(88))
        row.addWidget(self.qualifier, 2)
        row.addWidget(self.minimum)
        row.addWidget(Label("–", "content", "ink2"))
        row.addWidget(self.maximum)
        row.addWidget(self.words, 3)
        self.setFocusProxy(self.minimum)

    def value(self) -> Quantity | None:
        """The quantity; None where nothing was said. One number alone is both ends, or the one that the qualifier leaves."""
        low, high, qualifier = self.minimum.value(), self.maximum.value(), self.qualifier.value()
        if low is not None and high is None and not self.maximum.typed():
            held = self._held
            same = held is not None and (low, qualifier) == (_alone(held), held.qualifier)
            low, high = (held.minimum, held.maximum) if held and same else _bounds(low, qualifier)
        found = Quantity(low, high, qualifier, self.words.value())
        return None if found == Quantity() else found

    def typed(self) -> Mapping[str, str]:
        """What is no number."""
        said = {"minimum": self.minimum.typed().get(""), "maximum": self.maximum.typed().get("")}
        return {name: words for name, words in said.items() if words}

    def show_typed(self, typed: Mapping[str, str]) -> None:
        """Show it again."""
        for name, editor in (("minimum", self.minimum), ("maximum", self.maximum)):
            if name in typed:
                editor.show_typed({"": typed[name]})

    def refusal(self) -> str:
        """It takes figures."""
        return t("form.refused.number") if self.typed() else ""

    def set_state(self, state: State) -> None:
        """On the frames of the numbers."""
        self.minimum.set_state(state)
        self.maximum.set_state(state)

    def _show(self, value: Quantity | None) -> None:
        self._held = value
        held = value or Quantity()
        alone = _alone(held)
        self.qualifier.show_value(held.qualifier)
        self.minimum.show_value(held.minimum if alone is None else alone)
        self.maximum.show_value(held.maximum if alone is None else None)
        self.words.show_value(held.words)


def _alone(held: Quantity) -> int | None:
    """The number to show alone: where both ends are the same, or only one is known."""
    known = {number for number in (held.minimum, held.maximum) if number is not None}
    return known.pop() if len(known) == 1 else None


def _bounds(number: int, qualifier: str | None) -> tuple[int | None, int | None]:
    if qualifier in ("more_than", "at_least", "several"):
        return number, None
    return (None, number) if qualifier in ("less_than", "at_most") else (number, number)


class AmountEditor(Editor):
    """A quantity of money, what for, and whether each pays it or all together."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.quantity = QuantityEditor()
        self.currency = CodeEditor([(code, code) for code in CURRENCIES], t("form.amount.currency"))
        self.purpose = CodeEditor(terms("amount_purpose"), t("form.amount.purpose"))
        self.sharing = CodeEditor(terms("amount_sharing"), t("form.amount.sharing"))
        below = QWidget()
        row = Flow(sizes.S8, sizes.S8, below)
        for name, editor in (("currency", self.currency), ("purpose", self.purpose), ("sharing", self.sharing)):
            editor.choice.setAccessibleName(t(f"form.amount.{name}"))
            editor.choice.setMinimumWidth(scaled(112))
            row.addWidget(editor)
            editor.changed.connect(self._tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.S8)
        column.addWidget(self.quantity)
        column.addWidget(below)
        self.quantity.changed.connect(self._tell)
        self.setFocusProxy(self.quantity)

    def value(self) -> Amount | None:
        """The amount; None where nothing was said."""
        quantity, currency = self.quantity.value(), self.currency.value()
        purpose, sharing = self.purpose.value(), self.sharing.value()
        if quantity is None and not (currency or purpose or sharing):
            return None
        return Amount(quantity or Quantity(), currency or "", purpose, sharing)

    def typed(self) -> Mapping[str, str]:
        """What is no number."""
        return self.quantity.typed()

    def show_typed(self, typed: Mapping[str, str]) -> None:
        """Show it again."""
        self.quantity.show_typed(typed)

    def refusal(self) -> str:
        """It takes figures."""
        return self.quantity.refusal()

    def set_state(self, state: State) -> None:
        """On the frames of the numbers and of the currency."""
        self.quantity.set_state(state)
        self.currency.set_state(state)

    def _show(self, value: Amount | None) -> None:
        self.quantity.show_value(value.quantity if value else None)
        self.currency.show_value(value.currency if value else None)
        self.purpose.show_value(value.purpose if value else None)
        self.sharing.show_value(value.sharing if value else None)
