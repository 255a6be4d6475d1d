"""A reference to one record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from casefile.domain.definition import Ref
from casefile.usecases.picking import Candidate
from ui.form.fields.base import NONE, Editor, Surroundings
from ui.form.fields.plain import only
from ui.parts.fields import State
from ui.picking.record_field import RecordField
from ui.words import t


class RefEditor(Editor):
    """One record of some kinds."""

    def __init__(
        self, around: Surroundings, kinds: Sequence[str], placeholder: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._around = around
        self.field = RecordField(around.desk, kinds, around.cases, placeholder)
        only(self, self.field)
        self.setFocusProxy(self.field.edit)
        self.field.chosen.connect(self._chosen)
        self.field.new_asked.connect(lambda kind, name: around.make_new(kind, name, self._made))

    def value(self) -> Ref | None:
        """The id; None where there is no record."""
        return Ref(self.field.record_id()) if self.field.record_id() else None

    def typed(self) -> Mapping[str, str]:
        """What names no record."""
        words = self.field.pending()
        return {"": words} if words else NONE

    def show_typed(self, typed: Mapping[str, str]) -> None:
        """Show it again."""
        if "" in typed:
            self.field.show_pending(typed[""])

    def refusal(self) -> str:
        """Only a record can be taken."""
        return t("form.refused.record") if self.typed() else ""

    def set_state(self, state: State) -> None:
        """On the frame."""
        self.field.set_state(state)

    def _show(self, value: Ref | None) -> None:
        if value is None:
            self.field.show_candidate(None)
            return
        # a record that is not here yet is shown by the beginning of its id, and kept
        found = self._around.names.get(value) or Candidate(value, "", value[:8], line=value[:8])
        self.field.show_candidate(found)

    def _made(self, candidate: Candidate) -> None:
        self.field.show_candidate(candidate)
        self._chosen(candidate)

    def _chosen(self, candidate: Candidate | None) -> None:
        if candidate is not None:
            self._around.names[candidate.id] = candidate
        self._tell()
