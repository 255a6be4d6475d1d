"""The form's foot: what is safe, then Cancel, Save and next, Save."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.parts.buttons import Button, Link
from ui.parts.labels import Label
from ui.parts.surface import Surface
from ui.parts.tips import tip
from ui.theme import scaled, sizes
from ui.words import t


class FormFooter(Surface):
    """`cancel`, `next` and `save` are its buttons, `discard` a link that appears beside the status."""

    def __init__(self, *, offers_next: bool, parent: QWidget | None = None) -> None:
        super().__init__("page", ("top",), parent)
        self.status = Label("", "second", "ink2").eliding()
        self.discard = Link(t("form.discard_draft"), role="second")
        self.cancel, self.next = Button(t("window.cancel")), Button(t("form.save_and_next"))
        self.save = Button(t("form.save"), "primary")
        tip(self.save, t("form.save.key"))
        self.setFixedHeight(scaled(sizes.FOOTER))
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.S24, 1, sizes.S24, 0)
        row.setSpacing(sizes.S8)
        row.addWidget(self.status, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.discard, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        for button in (self.cancel, self.next, self.save):
            row.addWidget(button)
        self.next.setVisible(offers_next)
        self.discard.hide()

    def say(self, words: str, tone: str = "ink2", *, can_discard: bool = False) -> None:
        """Say what is safe."""
        self.status.set_text(words, tone)
        self.discard.setVisible(can_discard)

    def free(self, free: bool) -> None:
        """Whether the buttons can be pressed: not while it saves."""
        for button in (self.cancel, self.next, self.save):
            button.setEnabled(free)
