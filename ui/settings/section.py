"""One tab of the settings: sections under headings in a column that scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from casefile import settings
from casefile.settings import Settings
from ui.parts.banner import ErrorBanner
from ui.parts.headings import Heading
from ui.parts.labels import Label
from ui.parts.paragraphs import Paragraph
from ui.parts.toggles import Segments
from ui.shell.desk import Desk
from ui.theme import scaled, sizes
from ui.words import t

COLUMN = 632  # px at text scale 1


class Tab(QScrollArea):
    """A tab. Add to `column`, or with `section` and `words`. `controls` are by name, for whoever comes back to one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.controls: dict[str, QWidget] = {}
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        inside = QWidget()
        inside.setMaximumWidth(scaled(COLUMN) + 2 * sizes.S24)
        self._messages = QVBoxLayout()
        self.column = QVBoxLayout()
        self.column.setSpacing(0)
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(sizes.S24, sizes.S16, sizes.S24, sizes.S24)
        outer.setSpacing(0)
        outer.addLayout(self._messages)
        outer.addLayout(self.column)
        outer.addStretch(1)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(inside, 1000)
        row.addStretch(1)
        self.setWidget(holder)

    def section(self, title: str) -> None:
        """Begin a section."""
        if self.column.count():
            self.column.addSpacing(sizes.S24)
        self.column.addWidget(Heading(title))
        self.column.addSpacing(sizes.S12)

    def words(self, text: str) -> Paragraph:
        """Add a paragraph of help."""
        paragraph = Paragraph(text, "content", "ink2")
        self.column.addWidget(paragraph)
        self.column.addSpacing(sizes.S12)
        return paragraph

    def focus(self, name: str) -> None:
        """Put the keyboard on the control `name`, if there is one."""
        control = self.controls.get(name)
        if isinstance(control, Segments):
            control.focus_chosen()
        elif control is not None:
            control.setFocus()

    def focused(self) -> str:
        """The name of the control that has the keyboard, or an empty string."""
        at = self.window().focusWidget()
        return (
            next((name for name, each in self.controls.items() if at is each or each.isAncestorOf(at)), "")
            if at
            else ""
        )

    def keep(self, desk: Desk, stored: Settings) -> None:
        """Store the settings and tell the window; what cannot be stored still holds until the program ends."""
        try:
            settings.save(stored)
        except OSError:
            self.fault(t("settings.not_kept"), t("settings.not_kept.line"))
        desk.settings_changed.emit()

    def fault(self, title: str, sentence: str) -> None:
        """Say at the top what went wrong."""
        self._messages.addWidget(ErrorBanner(title, sentence))
        self._messages.addSpacing(sizes.S12)
        self.ensureVisible(0, 0)


def said(words: str = "") -> Label:
    """A line that says what was done; accent, hidden while there is nothing to say."""
    line = Label(words, "strong", "accent").eliding()
    line.setVisible(bool(words))
    return line
