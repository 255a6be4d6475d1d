"""An editor under its label, with what is said about it: whether it is needed, its languages, its findings."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ui.form.fields.base import Editor
from ui.parts.labelled import Labelled
from ui.parts.labels import Label
from ui.theme import sizes
from ui.words import t


class Boxed(Labelled):
    """`editor` labelled. `path` is the field's name, or its place within an entry; a needed field says so until it is filled."""

    def __init__(
        self, path: str, label: str, editor: Editor, *, required: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(label, editor, parent=parent)
        self.path, self.editor = path, editor
        self._is_refused = False
        self._needed = Label(t("form.required"), "second", "ink3") if required else None
        self._head()
        self.tell_need()
        editor.changed.connect(self.tell_need)

    def say(self, finding: str) -> None:
        """Refuse what is no value, though not what is still being typed; else warn of `finding`; an empty one clears."""
        refusal = self.editor.refusal()
        focused = QApplication.focusWidget()
        typing = focused is not None and self.editor.isAncestorOf(focused)
        if refusal and (not typing or self._is_refused):
            self._is_refused = True
            self.refuse(refusal)
            return
        self._is_refused = False
        if refusal:
            self.clear()
        elif finding:
            self.warn(finding)
        else:
            self.clear()

    def tell_need(self) -> None:
        """Say that the field is needed while it is empty."""
        if self._needed is not None:
            self._needed.setVisible(self.editor.value() in (None, "", ()) and not self.editor.typed())

    def _head(self) -> None:
        """Put the label in a row of its own, with room at its right."""
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.removeWidget(self.label)
        row = QHBoxLayout()
        row.setSpacing(sizes.S8)
        row.addWidget(self.label.eliding())
        if self._needed is not None:
            row.addWidget(self._needed)
        row.addStretch(1)
        beside = getattr(self.editor, "beside", None)
        if isinstance(beside, QWidget):
            row.addWidget(beside)
        column.insertLayout(0, row)
