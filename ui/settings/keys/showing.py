"""A recovery key, or its shares one at a time, on the screen to be written down."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from casefile.usecases import recoveryshown
from casefile.usecases.recoveryshown import Shown
from ui.parts.labels import Label
from ui.parts.paragraphs import Paragraph
from ui.parts.qr import Code
from ui.settings.keys.asking import Asking
from ui.settings.keys.part import Part
from ui.theme import sizes
from ui.words import t

_WIDE = 680
_PREFIX = "AGE-SECRET-KEY-PQ-1"
_GROUP, _GROUPS_A_LINE = 4, 5
_COLUMNS = 3
_NUMBERED = 15  # characters of a column: number, word, air


class Showing(Asking):
    """Nothing of it counts before the last button, after which `kept` is called: whoever cancels has changed nothing."""

    def __init__(self, part: Part, shown: Shown, kept: Callable[[], None]) -> None:
        super().__init__(part, t(f"settings.showing.{shown.kind}"), "", "", wide=_WIDE)
        self._shown, self._kept, self._at = shown, kept, 0
        self.which, self.warning = Label("", "strong"), Paragraph("", "second", "ink2")
        self.code, self.words = Code(t("settings.showing.code")), Paragraph("", "mono")
        row = QHBoxLayout()
        row.setSpacing(sizes.S24)
        row.addWidget(self.code, 0, Qt.AlignmentFlag.AlignTop)
        right = QVBoxLayout()
        right.setSpacing(sizes.S12)
        right.addWidget(self.words)
        if shown.kind == "key":
            right.addWidget(Paragraph(t("keys.sheet.letters"), "second", "ink2"))
        right.addStretch(1)
        row.addLayout(right, 1)
        self.asked.addWidget(self.warning)
        self.asked.addWidget(self.which)
        self.asked.addLayout(row)
        self.which.setVisible(len(shown.written) > 1)
        self.focus_first(self.verb)
        self._show()

    def submit(self) -> None:
        """The next share; after the last, let them open the vault."""
        if self._at + 1 < len(self._shown.written):
            self._at += 1
            self._show()
            return
        session, shown = self.part.session, self._shown
        self.attempt(lambda _progress: recoveryshown.keep(session, shown), lambda _nothing: self._kept())

    def forget_typed(self) -> None:
        """Leave nothing of it on the screen."""
        self.words.set_text("")
        self.code.show_rows(())

    def _show(self) -> None:
        written, count = self._shown.written[self._at], len(self._shown.written)
        needed = self._shown.name.partition("/")[0]
        kind = "key" if self._shown.kind == "key" else "share"
        self.warning.set_text(t(f"keys.sheet.{kind}.warning", needed=needed))
        self.which.set_text(t("settings.showing.which", number=self._at + 1, count=count))
        self.words.set_text(_grouped(written) if kind == "key" else _numbered(written))
        self.code.show_rows(recoveryshown.code(written))
        self.verb.setText(t("settings.showing.next" if self._at + 1 < count else f"settings.showing.{kind}.done"))
        self.verb.updateGeometry()


def _grouped(identity: str) -> str:
    """The key in lines, as on paper: its beginning, then five groups of four a line."""
    rest = identity.removeprefix(_PREFIX)
    groups = [rest[at : at + _GROUP] for at in range(0, len(rest), _GROUP)]
    lines = [" ".join(groups[at : at + _GROUPS_A_LINE]) for at in range(0, len(groups), _GROUPS_A_LINE)]
    return "\n".join([_PREFIX, *lines])


def _numbered(share: str) -> str:
    """The words in numbered columns, read downwards."""
    numbered = [f"{number:2d} {word}" for number, word in enumerate(share.split(), 1)]
    high = -(-len(numbered) // _COLUMNS)
    rows = [[numbered[at] for at in range(row, len(numbered), high)] for row in range(high)]
    return "\n".join("".join(each.ljust(_NUMBERED) for each in row).rstrip() for row in rows)
